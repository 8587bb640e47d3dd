/** The highest serial number of a DNS zone. */
export const HIGHEST_SERIAL = 4_294_967_295;

/** How far a number may be ahead of the number that name servers have (RFC 1982, 3.2). */
export const MOST_AHEAD = 2_147_483_647;

/**
 * The number that is this many steps after another. After the highest number, counting begins again (RFC 1982); 0 is skipped, because no declaration
 * may have it.
 */
export function serialAfter(serial: number, steps: number): number {
  return ((serial + steps - 1) % HIGHEST_SERIAL) + 1;
}

/**
 * Whether name servers that have the number `had` accept another one, which is at least `least`. In the circle of all numbers, half are ahead of each
 * (RFC 1982, 3.2).
 */
export function isTaken(serial: number, had: number, least: number): boolean {
  const ahead = (other: number) => (other - had + HIGHEST_SERIAL + 1) % (HIGHEST_SERIAL + 1);
  return ahead(serial) >= ahead(least) && ahead(serial) <= MOST_AHEAD;
}
