import type { Transport } from "../model/pair";
import type { Pace } from "../operation/span";
import { type Setting, timerOf } from "./setting";

/** Timer B in units of T1 (RFC 3261, 17.1.1.2): a caller then gives up an INVITE over UDP. */
export const TIMER_B = 64;

/** When an INVITE over UDP is repeated for the last time, in units of T1 after the first. The pauses are 1, 2, 4 and so on; the next pause would end with Timer B. */
export const LAST_REPETITION = TIMER_B - 1;

/** The transports that callers use: those of the servers, or those of whatever the option puts in front of them. */
export function callerTransports({ pair, behaviour }: Setting): readonly Transport[] {
  return behaviour.callerTransports ?? pair.sip.transports;
}

/** How long callers of a transport need to get through after the pair answers again, in milliseconds. */
export function clientRecovery(setting: Setting, transport: Transport, unanswered: number, pace: Pace): number {
  if (unanswered === 0) return 0;
  if (transport !== "udp") return timerOf(setting, "reconnection").span[pace];
  const t1 = timerOf(setting, "sip-t1").span[pace];
  return pace === "minimum" ? 0 : retransmission(unanswered, t1)[pace];
}

/**
 * How long callers over UDP wait for their next repetition when the pair answers again. Callers are equally likely to begin at any moment of the outage.
 * Those who began with the outage, or longer ago than Timer B, have the longest pauses.
 *
 * @param t1 the first pause; each further one is twice as long
 */
export function retransmission(outage: number, t1: number): { readonly typical: number; readonly maximum: number } {
  // After the last repetition the caller sends nothing more.
  const oldest = Math.min(outage, LAST_REPETITION * t1);
  let waits = 0;
  let longest = 0;
  for (let sent = 0, pause = t1; sent < oldest; sent += pause, pause *= 2) {
    const ages = Math.min(pause, oldest - sent);
    // A caller of age `sent` waits for the whole pause, an older caller for the rest of it.
    waits += pause * ages - (ages * ages) / 2;
    longest = pause;
  }
  return { typical: oldest === 0 ? 0 : Math.round(waits / oldest), maximum: longest };
}
