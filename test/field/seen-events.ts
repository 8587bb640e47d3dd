import type { AddressChange } from "./address-watch";
import type { ManagementLayerRecord } from "./management-layer-record";
import type { SeenEvent } from "./order-of-events";
import type { ProbeRecord } from "./probe";

/** What all observers saw of a run. Moments are on the monotonic clock. */
export interface Observation {
  /** When the run began. */
  readonly since: number;
  readonly records: readonly ManagementLayerRecord[];
  readonly changes: readonly AddressChange[];
  readonly probe?: ProbeRecord | undefined;
  /** The hosts, by the hardware address that a neighbour sends to. */
  readonly hosts: ReadonlyMap<string, string>;
}

/** The events of a run, with the same names as in the simulation. */
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

/** Whether only the probe sees this event. */
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
    // Left out: an event comes with the order of a role, and raises an alarm.
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

/** Code 3 of `announce` is no failure: it ran before `up` has added the address, and `up` announces then. In the simulation `announce` is never that early. */
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

/** Each change of the answering server. An answer counts at the place of its question, even if the answer to a later question arrives before it. */
function answers({ probes }: ProbeRecord): SeenEvent[] {
  const known = probes.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
  return known.flatMap(({ at, by }, index) =>
    index === 0 || known[index - 1]!.by === by ? [] : [{ at, text: `${by} answers` }],
  );
}

/** While one script takes the virtual IP and the other one releases it, both hosts answer ARP requests for it. Only the host that the client sends to at the end counts. */
export function whereItEnds(seen: readonly SeenEvent[]): SeenEvent[] {
  const isOfClient = ({ text }: SeenEvent) => text.startsWith("the client sends to ");
  const last = seen.filter(isOfClient).at(-1);
  return seen.filter((one) => !isOfClient(one) || one === last);
}
