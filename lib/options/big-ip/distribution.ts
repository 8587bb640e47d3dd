import type { Mapping } from "../../model/mapping";
import type { Transport } from "../../model/pair";
import { type As3Item, ITEM } from "./as3-declaration";
import { type Service, transportsOf } from "./model";

/** How the device keeps the flows or connections of a transport. */
export interface FlowRule {
  /** Whether each datagram is sent to a member of its own; connections never are. */
  readonly perDatagram: boolean;
  /** Whether a caller is kept on the member that he once had. */
  readonly persists: boolean;
  /** What becomes of a flow whose member is found down; `none`: it stays there. */
  readonly serviceDownAction: string;
}

/** What the declaration says of where calls are sent. */
export interface Distribution {
  /** Milliseconds. */
  readonly monitorInterval: number;
  readonly monitorTimeout: number;
  /** With so many members of the first priority groups up, the groups after them get nothing; 0: all get the same. */
  readonly minimumMembersActive: number;
  /** The priority group of each member, in the order of the members. */
  readonly priorities: readonly number[];
  /** By transport. */
  readonly flows: Readonly<Partial<Record<Transport, FlowRule>>>;
}

/** AS3's own defaults (fact `as3-defaults`): what a device does whose declaration leaves out what ours sets. */
export const UNTOLD: FlowRule = { perDatagram: false, persists: true, serviceDownAction: "none" };

/** Reads it from the pair's part of the declaration, so that what is simulated is what the device is told. */
export function distributionOf({ pair }: Service, application: As3Item): Distribution {
  const item = (name: string) => (application[name] ?? {}) as Mapping;
  const transports = transportsOf(pair);
  const [first] = transports as [Transport];
  const monitor = item(ITEM.monitor(first));
  const pool = item(ITEM.pool(first));
  const members = (pool.members ?? []) as readonly { readonly priorityGroup?: number }[];
  const flowRule = (transport: Transport): FlowRule => ({
    perDatagram: transport === "udp" && item(ITEM.udpProfile).datagramLoadBalancing === true,
    persists:
      ((item(ITEM.server(transport)).persistenceMethods ?? ["source-address"]) as readonly unknown[]).length > 0,
    serviceDownAction: String(item(ITEM.pool(transport)).serviceDownAction ?? UNTOLD.serviceDownAction),
  });
  return {
    monitorInterval: 1_000 * Number(monitor.interval),
    monitorTimeout: 1_000 * Number(monitor.timeout),
    minimumMembersActive: Number(pool.minimumMembersActive ?? 1),
    priorities: members.map(({ priorityGroup = 0 }) => priorityGroup),
    flows: Object.fromEntries(transports.map((transport) => [transport, flowRule(transport)])),
  };
}
