/** The highest serial number of a DNS zone. */
export const HIGHEST_SERIAL = 4_294_967_295;

/** As far as a number may be ahead of the one that name servers have (RFC 1982, 3.2). */
export const MOST_AHEAD = 2_147_483_647;

/** The number that comes so many steps after another. After the highest they begin again (RFC 1982); 0 is left out, as no declaration may have it. */
export function serialAfter(serial: number, steps: number): number {
  return ((serial + steps - 1) % HIGHEST_SERIAL) + 1;
}

/** Whether name servers that have a number take another one over, which is at least `least`: of the circle of all numbers half is ahead of each (RFC 1982, 3.2). */
export function isTaken(serial: number, had: number, least: number): boolean {
  const ahead = (other: number) => (other - had + HIGHEST_SERIAL + 1) % (HIGHEST_SERIAL + 1);
  return ahead(serial) >= ahead(least) && ahead(serial) <= MOST_AHEAD;
}
