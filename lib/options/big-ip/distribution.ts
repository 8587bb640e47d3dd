import type { Mapping } from "../../model/mapping";
import type { Transport } from "../../model/pair";
import { type As3Item, ITEM } from "./as3-declaration";
import { type Service, transportsOf } from "./model";

/** How the device keeps the flows or connections of a transport. */
export interface FlowRule {
  /** Whether the device chooses a member for each datagram; it never does for connections. */
  readonly perDatagram: boolean;
  /** Whether a caller is kept on his first member. */
  readonly persists: boolean;
  /** What happens to a flow whose member is found down; `none`: it stays there. */
  readonly serviceDownAction: string;
}

/** Where calls are sent, according to the declaration. */
export interface Distribution {
  /** Milliseconds. */
  readonly monitorInterval: number;
  readonly monitorTimeout: number;
  /** If so many members of the first priority groups are up, the later groups get nothing; 0: all groups get the same. */
  readonly minimumMembersActive: number;
  /** The priority group of each member, in the order of the members. */
  readonly priorities: readonly number[];
  /** By transport. */
  readonly flows: Readonly<Partial<Record<Transport, FlowRule>>>;
}

/** AS3's own defaults (fact `as3-defaults`): what a device does if its declaration leaves out what ours sets. */
export const UNTOLD: FlowRule = { perDatagram: false, persists: true, serviceDownAction: "none" };

/** Reads this from the pair's part of the declaration, so that the simulation uses what the device gets. */
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
