/**
 * Whether a value is a placeholder of cdktf for a value that only Terraform knows: a text with a mark in it, a number with a pattern of its own, or an
 * object that is to be resolved later.
 */
export function isTerraformValue(value: unknown): boolean {
  if (typeof value === "string") return value.includes("TfToken[");
  if (typeof value === "object") return typeof (value as { resolve?: unknown } | null)?.resolve === "function";
  return typeof value === "number" && NUMBERS.has(topBits(value));
}

/** Sign, exponent and first bits of a number that stands for a number, and of one that stands for a list of numbers; such a number is beyond 1e289 below zero. */
const NUMBERS: ReadonlySet<number> = new Set([0xfdff, 0xfbff]);

function topBits(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  return bits.getUint16(0);
}
