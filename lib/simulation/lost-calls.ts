import { READY_AFTER, synchronisesAgain } from "../configuration-layer/readiness";
import { PACES, type Pace } from "../operation/span";
import { callerTransports, LAST_REPETITION, TIMER_B } from "./client-recovery";
import type { ServiceChange } from "./run";
import { type Bound, type Bounds, inOrder, type ScenarioOutage } from "./scenario-outage";
import { type Setting, timerOf } from "./setting";
import { boundsText, isNone, outageSentence, watchedFor } from "./time-text";
import { lengthOf, longestOf, unansweredIn } from "./unanswered";

/** What happens to calls or connections: `kept` by the other server, `delayed` until callers have repeated what they sent. */
export type Fate = "unaffected" | "kept" | "delayed" | "lost" | "not-evaluated";

/** What happens to some of the calls, in words with figures. */
export interface CallsFate {
  /** What happens to them. */
  readonly fate: Fate;
  /** The same in words, with figures. */
  readonly text: string;
}

/** Which calls are lost in a scenario. */
export interface LostCalls {
  /** Calls that callers begin during the outage. */
  readonly newCalls: CallsFate;
  /** Calls that are not answered yet when it begins. */
  readonly beingSetUp: CallsFate;
  /** Calls that are answered when it begins. */
  readonly established: CallsFate;
  /** TCP and TLS connections of callers. */
  readonly connections: CallsFate;
}

/** Whom calls under way reached in a course, and when each server's process was restarted, by application. */
export interface AnsweredCourse {
  readonly services: readonly ServiceChange[];
  readonly starts: Readonly<Record<string, readonly number[]>>;
  /** To which ends callers lost their connections; undefined if the connections end at the server that answers. */
  readonly lostConnections: readonly string[] | undefined;
  /** When watching ended although something was still to happen; undefined if nothing was. */
  readonly brokenOffAt: number | undefined;
}

/** From one answering server to the next, or to the same server after a restart. */
interface Move {
  readonly from: string;
  /** Undefined: nobody answers any more. */
  readonly to: string | undefined;
  /** Whether the server that answers then knows what it needs about the calls. */
  readonly knows: "all" | "synchronised-again" | "not-ready" | "nothing";
  /** How long watching went on while nobody answered, if somebody may answer after that. */
  readonly watched?: number | undefined;
}

/** From the best outcome for calls to the worst: `kept` ranks below `delayed` because keeping calls on another server depends on more. */
const FATES: readonly Fate[] = ["unaffected", "delayed", "kept", "lost", "not-evaluated"];

const COURSES: Readonly<Record<Pace, string>> = {
  minimum: "in the quickest course ",
  typical: "",
  maximum: "in the slowest course ",
};

/** Which calls are lost: the worst outcome in the courses that could be followed. */
export function lostCalls(
  setting: Setting,
  outage: ScenarioOutage,
  courses: Readonly<Partial<Record<Pace, AnsweredCourse>>>,
): LostCalls {
  if (courses.typical === undefined) {
    const unknown: CallsFate = { fate: "not-evaluated", text: "the typical course could not be followed" };
    return { newCalls: unknown, beingSetUp: unknown, established: unknown, connections: unknown };
  }
  const moves = PACES.flatMap((pace) => {
    const course = courses[pace];
    return course === undefined ? [] : [{ pace, moves: movesIn(course), lost: course.lostConnections }];
  });
  const worst = (fateOf: (moves: readonly Move[], lost: AnsweredCourse["lostConnections"]) => CallsFate) =>
    worstOf(moves.map((course) => ({ pace: course.pace, ...fateOf(course.moves, course.lost) })));
  const interrupted = interruptionIn(courses);
  const goOn: CallsFate = {
    fate: "unaffected",
    text: isNone(outage.unanswered)
      ? "they go on"
      : "they go on: what keeps new calls away does not affect them, except a request within a call whose next hop is a name that has to be looked up (RFC 3261, 12.2.1.1, and RFC 3263; whether it is a name was not seen on a real system)",
  };
  return {
    newCalls: newCalls(setting, outage),
    beingSetUp: worst((of) => beingSetUp(setting, of, interrupted, goOn)),
    established: worst((of) => established(setting, of, interrupted, goOn)),
    connections: worst((of, lost) => connections(setting, of, lost, interrupted, outage.clients)),
  };
}

/** The longest interval in which calls under way reach nobody. */
function interruptionIn(courses: Readonly<Partial<Record<Pace, AnsweredCourse>>>): Bounds {
  const at = (pace: Pace): Bound => {
    const course = courses[pace];
    return course === undefined ? "not-evaluated" : lengthOf(longestOf(unansweredIn(course.services)));
  };
  return inOrder({ minimum: at("minimum"), typical: at("typical"), maximum: at("maximum") });
}

/** The worst of them; if several are equally bad, the one of the usual course. An outcome of another course names its course. */
function worstOf(fates: readonly (CallsFate & { readonly pace: Pace })[]): CallsFate {
  const rank = Math.max(...fates.map(({ fate }) => FATES.indexOf(fate)));
  const worst = fates.filter(({ fate }) => FATES.indexOf(fate) === rank);
  const { fate, pace, text } = worst.find((one) => one.pace === "typical") ?? worst.at(-1)!;
  return { fate, text: `${COURSES[pace]}${text}` };
}

function movesIn({ services, starts, brokenOffAt }: AnsweredCourse): Move[] {
  const moves: Move[] = [];
  let last: { readonly by: string; readonly until: number } | undefined;
  for (const [index, { at, by }] of services.entries()) {
    const until = services[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    if (by !== undefined) {
      if (last !== undefined) {
        const { until: since } = last;
        const anew = (starts[by] ?? []).filter((time) => time <= at);
        // A server that started after the other one had ended has nobody to learn from.
        const isAnew = anew.some((time) => time >= since);
        if (last.by !== by || isAnew)
          moves.push({
            from: last.by,
            to: by,
            knows: isAnew ? "nothing" : knownSince(anew, at),
          });
      }
      last = { by, until };
    } else if (until === Number.POSITIVE_INFINITY && last !== undefined)
      moves.push({
        from: last.by,
        to: undefined,
        knows: "nothing",
        watched: brokenOffAt === undefined ? undefined : brokenOffAt - at,
      });
  }
  return moves;
}

/** What a server knows of the other server's calls if it was restarted at these times while the other one served. */
function knownSince(anew: readonly number[], at: number): Move["knows"] {
  if (anew.length === 0) return "all";
  return at - Math.max(...anew) < READY_AFTER ? "not-ready" : "synchronised-again";
}

function newCalls(setting: Setting, { unanswered, together }: ScenarioOutage): CallsFate {
  if (isNone(unanswered)) return { fate: "unaffected", text: outageSentence(unanswered) };
  const { maximum } = unanswered;
  const patience = LAST_REPETITION * timerOf(setting, "sip-t1").span.typical;
  const isOver = typeof unanswered.minimum === "number";
  const udp =
    isOver && callerTransports(setting).includes("udp")
      ? `; over UDP a caller repeats its INVITE for ${patience / 1_000}s, so a call that waits no longer than that is only delayed`
      : "";
  const most = maximum === "does-not-end" || maximum === "not-evaluated" || maximum > patience ? "lost" : "delayed";
  const several = boundsText(together) === boundsText(unanswered) ? "" : `, ${boundsText(together)} in total`;
  return {
    fate: udp === "" ? "lost" : most,
    text: `${outageSentence(unanswered)}${several}${udp}`,
  };
}

function beingSetUp(setting: Setting, moves: readonly Move[], interrupted: Bounds, goOn: CallsFate): CallsFate {
  const [first] = moves;
  if (first?.to === undefined) {
    if (first?.watched !== undefined && first.watched <= setUpPatience(setting)) return unwatched(first.watched);
    return isNone(interrupted) ? goOn : waiting(setting, interrupted);
  }
  const repeats = callerTransports(setting).includes("udp")
    ? "; over UDP callers repeat those that it has not answered at all"
    : "";
  const forgotten =
    first.to === first.from
      ? "the server was restarted and knows none of them"
      : "it was not seen anywhere that the other server knows of them";
  return {
    fate: "lost",
    text: `those that ${first.from} has begun to answer are lost: the caller waits for that server and repeats nothing (RFC 3261, 17.1.1.2), and ${forgotten}${repeats}`,
  };
}

/** Whether anybody answers again was not seen. */
function unwatched(watched: number): CallsFate {
  return { fate: "not-evaluated", text: `nobody answers at the end, and ${watchedFor(watched)}` };
}

/** How long each side of a call that is being set up waits for the other, in milliseconds. */
function setUpPatience(setting: Setting): number {
  return TIMER_B * timerOf(setting, "sip-t1").span.typical;
}

/** Calls that are being set up wait for the same server, as long as one side repeats what was not answered. */
function waiting(setting: Setting, unanswered: Bounds): CallsFate {
  const { maximum } = unanswered;
  const patience = setUpPatience(setting);
  const isTooLong = maximum === "does-not-end" || (typeof maximum === "number" && maximum > patience);
  if (!isTooLong) return { fate: "delayed", text: `they go on with the same server after ${boundsText(unanswered)}` };
  return {
    fate: "lost",
    text: `calls on which nothing arrives for ${patience / 1_000}s are given up: an INVITE by its caller, an answer to an INVITE by the server (RFC 3261, 17.1.1.2 and 13.3.1.4); ${outageSentence(unanswered)}`,
  };
}

function established({ topology }: Setting, moves: readonly Move[], interrupted: Bounds, goOn: CallsFate): CallsFate {
  if (moves.length === 0)
    return isNone(interrupted)
      ? goOn
      : {
          fate: "delayed",
          text: `the same server keeps them; what callers send within them waits for ${boundsText(interrupted)}`,
        };
  const gone = moves.find(({ to }) => to === undefined);
  if (gone?.watched !== undefined) return unwatched(gone.watched);
  if (gone !== undefined)
    return { fate: "lost", text: `nobody has them after ${gone.from}: none can be transferred or ended in order` };
  const anew = moves.find(({ knows }) => knows === "nothing");
  if (anew !== undefined) {
    const calls = anew.to === anew.from ? "the calls that it had" : `the calls of ${anew.from}`;
    return { fate: "lost", text: `${anew.to} was restarted and knows none of ${calls}` };
  }
  const { to } = moves[0]!;
  const kept = `${to} keeps them if the HA link has synchronised them (hot standby; documented, not seen on a real system)`;
  if (moves.every(({ knows }) => knows === "all")) return { fate: "kept", text: kept };
  const synchronises = synchronisesAgain(topology);
  if (synchronises !== true) return { fate: "lost", text: synchronises };
  const early = moves.find(({ knows }) => knows === "not-ready");
  return early === undefined
    ? {
        fate: "kept",
        text: `${kept}; a server that was restarted is sent the calls that it lacks (documented), provided that the sending was finished`,
      }
    : {
        fate: "lost",
        text: `those that ${early.to} may still lack, as it was restarted less than a minute before: a switchover before both servers report readiness 1 counts as a double failure, and they report it no earlier than a minute after the HA link is up (documented)`,
      };
}

function connections(
  setting: Setting,
  moves: readonly Move[],
  lost: AnsweredCourse["lostConnections"],
  interrupted: Bounds,
  clients: ScenarioOutage["clients"],
): CallsFate {
  const streams = clients.filter(({ transport }) => transport !== "udp");
  if (streams.length === 0) return { fate: "unaffected", text: "callers use UDP alone, which has no connections" };
  const names = streams.map(({ transport }) => transport.toUpperCase()).join(" and ");
  const [first] = moves;
  if (lost === undefined && first?.watched !== undefined) return unwatched(first.watched);
  const gone = lost ?? (first === undefined ? [] : [first.from]);
  if (gone.length === 0 && isNone(interrupted)) return { fate: "unaffected", text: "they stay" };
  if (gone.length === 0)
    return {
      fate: "delayed",
      text:
        lost === undefined
          ? `the same server still has them; ${names} repeats lost data by itself, and may give up within ${boundsText(interrupted)}`
          : `they stay; what is sent on them waits for ${boundsText(interrupted)}`,
    };
  const all = `every ${names} connection to ${gone.join(" and ")} is lost`;
  if (moves.some(({ to }) => to === undefined))
    return { fate: "lost", text: `${all}, and at the end nobody answers on a new one` };
  const answer = lost === undefined ? "is answered by a reset" : "is answered by a reset or not at all";
  return {
    fate: "lost",
    text: `${all}: a caller that sends on one ${answer}, and connects again in ${boundsText(timerOf(setting, "reconnection").span)}; a caller that only waits for calls cannot be reached before it connects again${callerTransports(setting).includes("tls") ? "; TLS makes a new handshake" : ""}`,
  };
}
