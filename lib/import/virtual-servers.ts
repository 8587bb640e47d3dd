import { type Address, parseAddress } from "../model/address";
import { onceFor } from "../model/once-for";
import type { BigIpSurvey, SurveyedObject } from "./big-ip-survey";

/** An address as a BIG-IP writes it. */
export interface WrittenAddress {
  /** Undefined if the name is not an address, as for a node with a DNS name. */
  readonly address: Address | undefined;
  /** `1` of `192.0.2.10%1`; undefined in the default one. */
  readonly routeDomain: string | undefined;
}

/** A member of a pool. */
export interface PoolMember extends SurveyedObject, WrittenAddress {
  readonly name: string;
  readonly port: number;
}

/** What a virtual server sends to. */
export interface Pool extends SurveyedObject {
  readonly members: readonly PoolMember[];
}

/** A virtual server. */
export interface VirtualServer extends SurveyedObject, WrittenAddress {
  readonly port: number;
  /** Undefined if it has none, or if nothing of it was understood. */
  readonly pool: Pool | undefined;
}

/** A virtual server that sends to a pool. */
export interface PoolServer extends VirtualServer {
  readonly pool: Pool;
}

/** The virtual servers of a BIG-IP, except those that forward. They are made once, because every pair is looked up among them. */
export const virtualServers = onceFor((survey: BigIpSurvey): readonly VirtualServer[] => {
  const members = new Map<string, PoolMember[]>(survey.objects("ltm/pool").map(({ path }) => [path, []]));
  for (const one of survey.objects("ltm/pool/members")) {
    const end = one.path.lastIndexOf(" ");
    const name = one.path.slice(end + 1);
    members
      .get(one.path.slice(0, end))
      ?.push({ ...one, ...writtenAddress(one.values.address!), name, port: portOf(name) });
  }
  const pools = new Map(
    survey
      .objects("ltm/pool")
      .map((pool): [string, Pool] => [pool.path, { ...pool, members: members.get(pool.path)! }]),
  );
  return survey.objects("ltm/virtual").flatMap((one): VirtualServer[] => {
    if (one.values.ipForward === "enabled") return [];
    const destination = one.values.destination!;
    const name = destination.slice(0, destination.lastIndexOf(":"));
    // An IPv6 address comes after its folder.
    const address = writtenAddress(name.slice(name.lastIndexOf("/") + 1));
    return [{ ...one, ...address, port: portOf(destination), pool: pools.get(one.values.pool!) }];
  });
});

/** `192.0.2.10`, `192.0.2.10%1`; also a self IP's `192.0.2.2%1/24`, without its prefix length. */
export function writtenAddress(text: string): WrittenAddress {
  const [, address, routeDomain] = /^([^%/]*)(?:%(\d+))?(?:\/\d+)?$/.exec(text) ?? [];
  return { address: parseAddress(address ?? ""), routeDomain };
}

/** The text after the last colon; after a dot if an IPv6 address comes before it. */
function portOf(text: string): number {
  const [, port] = /[:.](\w+)$/.exec(text) ?? [];
  return port === "any" ? 0 : Number(port);
}
