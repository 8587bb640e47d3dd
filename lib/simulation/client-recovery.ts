import type { Transport } from "../model/pair";
import type { Pace } from "../operation/span";
import { type Setting, timerOf } from "./setting";

/** Timer B in T1 (RFC 3261, 17.1.1.2): then an INVITE over UDP is given up. */
export const TIMER_B = 64;

/** When an INVITE over UDP is repeated for the last time, in T1 after the first: the pauses are 1, 2, 4 and so on, and the next one would end with Timer B. */
export const LAST_REPETITION = TIMER_B - 1;

/** What callers use: what the servers do, or what the option puts before them. */
export function callerTransports({ pair, behaviour }: Setting): readonly Transport[] {
  return behaviour.callerTransports ?? pair.sip.transports;
}

/** How long after the pair answers again callers of a transport need until they are through, in milliseconds. */
export function clientRecovery(setting: Setting, transport: Transport, unanswered: number, pace: Pace): number {
  if (unanswered === 0) return 0;
  if (transport !== "udp") return timerOf(setting, "reconnection").span[pace];
  const t1 = timerOf(setting, "sip-t1").span[pace];
  return pace === "minimum" ? 0 : retransmission(unanswered, t1)[pace];
}

/**
 * How long callers over UDP wait for their next repetition when the pair answers again. Callers begin at any moment of the outage with the same
 * likelihood; who began with the outage, or longer ago than Timer B, has the longest pauses.
 *
 * @param t1 the first pause; each further one is twice as long
 */
export function retransmission(outage: number, t1: number): { readonly typical: number; readonly maximum: number } {
  // After the last repetition nothing is sent any more.
  const oldest = Math.min(outage, LAST_REPETITION * t1);
  let waits = 0;
  let longest = 0;
  for (let sent = 0, pause = t1; sent < oldest; sent += pause, pause *= 2) {
    const ages = Math.min(pause, oldest - sent);
    // A caller of age `sent` waits for the whole pause, an older one for what is left of it.
    waits += pause * ages - (ages * ages) / 2;
    longest = pause;
  }
  return { typical: oldest === 0 ? 0 : Math.round(waits / oldest), maximum: longest };
}
