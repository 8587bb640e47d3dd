/** Milliseconds of a clock that never jumps and that all processes of a machine share, so that moments of different programs can be compared. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
