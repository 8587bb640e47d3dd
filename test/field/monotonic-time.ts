/** Milliseconds of a clock that all processes of a machine share and that never jumps: moments of different programs compare. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
