import type { AddressChange } from "./address-watch";
import type { ManagementLayerRecord } from "./management-layer-record";
import type { SeenEvent } from "./order-of-events";
import type { ProbeRecord } from "./probe";

/** What was seen of a run, by everybody who looked; moments are those of the monotonic clock. */
export interface Observation {
  /** When it began. */
  readonly since: number;
  readonly records: readonly ManagementLayerRecord[];
  readonly changes: readonly AddressChange[];
  readonly probe?: ProbeRecord | undefined;
  /** The hosts, by the hardware address that a neighbour sends to. */
  readonly hosts: ReadonlyMap<string, string>;
}

/** The events of a run, by the names that the simulation's have too. */
export function seenEvents({ since, records, changes, probe, hosts }: Observation): SeenEvent[] {
  const events = [
    ...records.flatMap((record) => named(record.at, textsOf(record))),
    ...changes.map(({ at, host, is }) => ({
      at,
      text: is === "added" ? `${host} has the virtual IP` : `${host} releases the virtual IP`,
    })),
    ...(probe === undefined ? [] : [...neighbours(probe, hosts), ...answers(probe)]),
  ];
  return events.filter(({ at }) => at >= since).toSorted((a, b) => a.at - b.at);
}

/** Whether it is the probe alone that sees it. */
export function isSeenByProbe(text: string): boolean {
  return text.startsWith("the client ") || text.endsWith(" answers");
}

const named = (at: number, texts: readonly string[]): SeenEvent[] => texts.map((text) => ({ at, text }));

function textsOf(record: ManagementLayerRecord): string[] {
  switch (record.kind) {
    case "host":
      return [`${record.host} ${record.is}`];
    case "died":
      return [`${record.application} died`];
    case "service":
      return record.is === "unavailable" ? [`${record.application} cannot serve`] : [];
    case "role":
      return [`${record.application} to be ${record.role}`];
    case "alarm":
      return record.is === "raised" ? [`${record.condition} raised`] : [];
    case "launch":
      return [`start ${record.application}`];
    case "exit":
      return isFailure(record) ? [`${action(record.application)} fails on ${record.host}`] : [];
    case "fault":
      return [faultOf(record.text)];
    // An event comes with the order of a role, and raises an alarm.
    case "event":
      return [];
  }
}

function faultOf(text: string): string {
  const [, unreachable] = /^(\S+): the agent on \S+ cannot be reached$/.exec(text) ?? [];
  const [, lost] = /^event (\d+) of \S+ reaches no Message Server$/.exec(text) ?? [];
  if (unreachable !== undefined) return `cannot start ${unreachable}`;
  return lost === undefined ? `fault: ${text}` : `event ${lost} lost`;
}

/** `announce` that runs before `up` has put the address there says so with 3, and `up` announces then; the simulation's is never that early. */
function isFailure({ application, code }: Extract<ManagementLayerRecord, { kind: "exit" }>): boolean {
  return code !== 0 && !(code === 3 && application.endsWith("_ANNOUNCE"));
}

/** `SIP_In_B_VIP_UP` runs `up`. */
function action(application: string): string {
  return application.slice(application.lastIndexOf("_") + 1).toLowerCase();
}

/** Each time the client begins to send to another host. */
function neighbours({ neighbour }: ProbeRecord, hosts: ReadonlyMap<string, string>): SeenEvent[] {
  const known = neighbour.filter(({ address }) => address !== undefined);
  return known.flatMap(({ at, address }, index) =>
    index === 0 || known[index - 1]!.address === address
      ? []
      : [{ at, text: `the client sends to ${hosts.get(address!) ?? address}` }],
  );
}

/** Each time that another server answers than the one before; an answer that was under way for longer than the next one counts before it. */
function answers({ probes }: ProbeRecord): SeenEvent[] {
  const known = probes.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
  return known.flatMap(({ at, by }, index) =>
    index === 0 || known[index - 1]!.by === by ? [] : [{ at, text: `${by} answers` }],
  );
}

/** While a script takes the virtual IP and the other one releases it, both hosts answer who asks for it: where the client ends counts, not its way. */
export function whereItEnds(seen: readonly SeenEvent[]): SeenEvent[] {
  const isOfClient = ({ text }: SeenEvent) => text.startsWith("the client sends to ");
  const last = seen.filter(isOfClient).at(-1);
  return seen.filter((one) => !isOfClient(one) || one === last);
}
