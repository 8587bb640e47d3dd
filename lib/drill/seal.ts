import { isMapping } from "../model/mapping";
import { sha256 } from "../synth/planned-file";
import { withSortedKeys } from "../text/sorted";

/** A kit or results without their hash. */
export type Unsealed<T extends { readonly sha256: string }> = Omit<T, "sha256">;

/** The value as it is written, with its hash. */
export function sealed<T extends { readonly sha256: string }>(value: Unsealed<T>): T {
  // Undefined values are not written, so they must not count.
  const written = JSON.parse(JSON.stringify(value)) as Unsealed<T>;
  return { ...written, sha256: hashOf(written) } as T;
}

/** Whether the value is unchanged since it was sealed. */
export function isSealed<T extends { readonly sha256: string }>({ sha256: hash, ...value }: T): boolean {
  return hashOf(value) === hash;
}

/** The order of keys does not matter. */
function hashOf(value: unknown): string {
  return sha256(JSON.stringify(value, (_, one: unknown) => (isMapping(one) ? withSortedKeys(one) : one)));
}
