import type { Address } from "../model/address";
import { TRANSPORTS, type Transport } from "../model/pair";
import type { BigIpSurvey } from "./big-ip-survey";
import type { SeenVirtualIp } from "./seen-pair";
import { type PoolServer, type VirtualServer, virtualServers } from "./virtual-servers";

/** What is looked for on BIG-IPs: a pair, before anything is known about its option. */
export interface WantedPair {
  /** The addresses of the servers' hosts, those of the primary's host first. */
  readonly addresses: readonly [ReadonlySet<Address>, ReadonlySet<Address>];
  /** The address that both servers use in SIP messages; undefined if they do not say it. */
  readonly virtualIp: SeenVirtualIp | undefined;
  readonly sipPort: number;
  readonly tlsPort: number | undefined;
}

/** A virtual server through which callers reach a pair. */
export interface TransportServer extends PoolServer {
  readonly transport: Transport;
}

/** A BIG-IP that a pair is behind. */
export interface BehindDevice {
  readonly survey: BigIpSurvey;
  readonly virtualIp: SeenVirtualIp;
  /** One for each transport. */
  readonly servers: readonly TransportServer[];
  /** The virtual servers that settings are read from: the same; if there are none, those that nevertheless send to both hosts. */
  readonly telling: readonly [PoolServer, ...PoolServer[]];
  /** Further virtual servers of the virtual IP, at other ports, for other protocols, or without the pair behind them. */
  readonly others: readonly VirtualServer[];
  /** The addresses of the primary's and of the backup's host, as the pools have them. */
  readonly members: readonly [Address, Address];
}

/** The BIG-IPs that have a virtual server whose pool has both hosts as members: with the pair's virtual IP or, if the servers do not say it, at a SIP port of only one virtual IP. A unit that has the traffic comes first. */
export function devicesBefore(pair: WantedPair, surveys: readonly BigIpSurvey[]): BehindDevice[] {
  const isActive = ({ survey }: BehindDevice) => Number(survey.unit?.values.failoverState === "active");
  return surveys.flatMap((survey) => behind(pair, survey) ?? []).sort((one, other) => isActive(other) - isActive(one));
}

/** The virtual servers with the address that a pair uses, whatever is behind them. */
export function serversAt(address: Address | undefined, surveys: readonly BigIpSurvey[]) {
  return surveys.flatMap((survey) =>
    virtualServers(survey)
      .filter((one) => one.address !== undefined && one.address === address)
      .map((server) => ({ survey, server })),
  );
}

function behind(pair: WantedPair, survey: BigIpSurvey): BehindDevice | undefined {
  const { addresses, virtualIp: told } = pair;
  const all = virtualServers(survey);
  const membersOf = ({ pool }: VirtualServer) =>
    addresses.map((own) => pool?.members.find(({ address }) => address !== undefined && own.has(address)));
  const hasBoth = (one: VirtualServer): one is PoolServer => membersOf(one).every((member) => member !== undefined);
  const isSip = (port: number) => port === pair.sipPort || port === pair.tlsPort;
  const fitting = all.filter(
    (one): one is PoolServer =>
      one.address !== undefined &&
      hasBoth(one) &&
      (told === undefined
        ? isSip(one.port) || membersOf(one).some((member) => isSip(member!.port))
        : one.address === told.value),
  );
  const [first] = fitting;
  if (first === undefined || fitting.some(({ address }) => address !== first.address)) return undefined;
  const here = all.filter(({ address }) => address === first.address);
  const servers = TRANSPORTS.flatMap((transport): TransportServer[] => {
    const port = transport === "tls" ? pair.tlsPort : pair.sipPort;
    const server = here
      .filter(hasBoth)
      .find(
        (one) =>
          one.values.ipProtocol === (transport === "udp" ? "udp" : "tcp") &&
          [one, ...membersOf(one)].every((at) => at!.port === port),
      );
    return server === undefined ? [] : [{ ...server, transport }];
  });
  const [primary, backup] = membersOf(servers[0] ?? first).map((member) => member!.address!) as [Address, Address];
  return {
    survey,
    virtualIp: told ?? { value: first.address!, position: first.position, what: "virtual server before both hosts" },
    servers,
    telling: servers.length > 0 ? (servers as [TransportServer, ...TransportServer[]]) : [first],
    others: here.filter(({ path }) => !servers.some((one) => one.path === path)),
    members: [primary, backup],
  };
}

/** In the order of the environment file. */
/** The tenant and the application that AS3, or the commands of this package, made of a pair, if its virtual servers and pools have the names that these give them. */
export function ownApplication({
  servers,
}: BehindDevice): { readonly tenant: string; readonly application: string } | undefined {
  const [first] = servers;
  const [, tenant, application] = /^\/([^/]+)\/([^/]+)\/vs_sip_/.exec(first?.path ?? "") ?? [];
  const isOwn = servers.every(
    ({ path, pool, transport }) =>
      path === `/${tenant}/${application}/vs_sip_${transport}` &&
      pool.path === `/${tenant}/${application}/pool_sip_${transport}`,
  );
  return tenant !== undefined && isOwn ? { tenant, application: application! } : undefined;
}
