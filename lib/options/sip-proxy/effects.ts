import { isDeepStrictEqual } from "node:util";
import { findOption } from "../../configuration-layer/options-catalogue";
import type { Interface } from "../../model/host";
import { renamedHosts } from "../../model/renamed-hosts";
import type { Topology } from "../../model/topology";
import {
  type ChangedKey,
  deduced,
  type Effect,
  type EffectTable,
  FOR_CHECKS_ALONE,
  own,
  unknown,
  withoutTransport,
} from "../effect";
import { takenForSameMachine } from "../renamed-host";
import {
  internalTransport,
  isProxiedPair,
  listensPlain,
  type PooledProxy,
  type ProxiedPair,
  proxiedPairs,
  proxyInterface,
  type SipProxy,
  transportsOf,
} from "./model";

const PORT = "Set the port on the proxies.";
const CALLERS = "callers find the pool by it, and have to be pointed at the new one";
const ORDER = 'as "Order" of the chapter in the runbook says';
const TTL = "Whoever has resolved the new records keeps them for their TTL.";

const UNUSED_PORT = unknown(
  "switchover",
  "the proxies do not use TLS to the servers, and no source that was read says when the servers take the port",
  { restarts: true },
);

/** Callers know only the proxies' ports. The proxies use the servers' port for TLS if they speak TLS to each other. */
export function sipProxyPortEffect(_: Effect, { path, was, is }: ChangedKey): Effect {
  const pools = [was, is].flatMap(({ pairs }) => pairs.get(String(path[1])) ?? []).filter(isProxiedPair);
  return path.at(-1) === "tlsPort" && pools.length === 2 && pools.every((pair) => internalTransport(pair) !== "tls")
    ? UNUSED_PORT
    : own("outage", "the proxies find the servers at the new port when both have it", { restarts: true });
}

/** The declaration of the pool before a pair. */
function poolOf({ pairs }: Topology, pair: string): SipProxy {
  return pairs.get(pair)!.highAvailability as SipProxy;
}

const IN_RECORDS = deduced("none", "only the records change; whoever has the old records keeps them for their TTL", {
  noWayBack: TTL,
});

const SERVER_ADDRESS = unknown(
  "switchover",
  "each server's own address changes with it, and no source that was read says when sip-address takes effect",
  { restarts: true },
);

/** The effect of an option of the proxies, by the documented time when it takes effect. A single proxy has no other proxy beside it during its restart. */
function proxyOption(option: string) {
  const { takesEffect, evidence, source } = findOption("sipproxy", option, "sip-proxy")!;
  return ({ path, was }: ChangedKey): Effect => {
    const known = { evidence, source };
    if (takesEffect === "immediately")
      return { effect: "reload", because: `${option} takes effect immediately`, ...known };
    const because = `${option} takes effect after a restart of the proxies`;
    return poolOf(was, String(path[1])).proxies.length > 1
      ? { effect: "switchover", because: `${because}; endpoints use the others meanwhile`, ...known }
      : { effect: "outage", because: `${because}, and there is only one`, ...known };
  };
}

/**
 * Proxies that stay keep serving; endpoints of a proxy that is removed have to fall back. The import moves an application, but leaves the running program of
 * that name where it was, so that program is stopped before. A proxy is also stopped if it leaves a host to which another proxy comes, or that is set up again.
 */
function proxies({ path, before, after, was, is }: ChangedKey): Effect {
  const [old, now] = [before, after].map((list) => (Array.isArray(list) ? list : []) as readonly PooledProxy[]);
  const known = new Map(old!.map((proxy) => [proxy.application, proxy]));
  const declared = new Set(now!.map(({ application }) => application));
  const added = now!.filter(({ application }) => !known.has(application));
  const gone = old!.filter(({ application }) => !declared.has(application));
  const kept = now!.filter(({ application }) => known.has(application));
  const elsewhere = kept.filter(({ application, host }) => known.get(application)!.host !== host);
  const renamed = elsewhere.filter(({ application, host }) => nameNow(known.get(application)!.host, was, is) === host);
  const moved = elsewhere.filter((proxy) => !renamed.includes(proxy));
  const changed = kept.filter(
    (proxy) => !elsewhere.includes(proxy) && !isDeepStrictEqual(proxy, known.get(proxy.application)),
  );
  const started = [...added, ...moved];
  const replaced = gone.filter(({ host }) => started.some((one) => one.host === nameNow(host, was, is)));
  const cutOff = gone.filter((proxy) => !replaced.includes(proxy) && !isSameListener(proxy, now!, was, is));
  const steps = {
    prepare: sentences([
      ...added.map(
        ({ application, host }) => `Install SIP Proxy ${application} on ${host}, which makes its application.`,
      ),
      ...moved.map(({ application, host }) => `Install SIP Proxy ${application} on ${host}.`),
      ...renamed.map(
        ({ application, host }) =>
          `${takenForSameMachine(known.get(application)!.host, host)}: SIP Proxy ${application} stays installed on it.`,
      ),
    ]),
    stop: sentences([
      ...moved.map(
        ({ application }) =>
          `Stop ${application} on ${known.get(application)!.host}, which would otherwise keep running there unnoticed.`,
      ),
      ...renamed.map(({ application }) => `Stop ${application}.`),
      ...replaced.map(
        ({ application, host }) => `Stop ${application} on ${host}, where another proxy takes its ports.`,
      ),
      ...cutOff.map(({ application, host }) => `Stop ${application} on ${host}, which is set up again.`),
    ]),
    imported: sentences([
      ...(started.length === 0 ? [] : [`Set up and start ${namesOf(started)}, ${ORDER}.`]),
      ...(renamed.length === 0 ? [] : [`Start ${namesOf(renamed)} again.`]),
    ]),
    starts: [...started, ...renamed].map(({ application }) => application),
    startsAgain: changed.map(({ application }) => application),
    after: sentences(
      gone
        .filter((proxy) => !replaced.includes(proxy) && !cutOff.includes(proxy))
        .map(({ application }) => `Stop ${application} when nothing comes through it.`),
    ),
  };
  if (gone.length + elsewhere.length + changed.length === 0)
    return own("none", "the proxies that serve stay as they are", { ...steps, noWayBack: TTL });
  const serving = servingOn(was.pairs.get(String(path[1])) as ProxiedPair, was, is);
  if (serving.length === 0)
    return deduced(
      "outage",
      `no proxy stays: endpoints find the new ones when their records are resolved again${old!.length > 1 ? "; if the proxies are changed one after the other, in separate changes, endpoints always have another proxy" : ""}`,
      steps,
    );
  return serving.length === 1 && changed.some(({ application }) => application === serving[0]!.application)
    ? deduced("outage", `no other proxy serves while ${namesOf(serving)} is restarted`, steps)
    : deduced(
        "switchover",
        "endpoints of a proxy that changes or is removed have to use another proxy until it is back",
        steps,
      );
}

/** The proxies that endpoints find by their present records until the new ones are there: neither moved nor set up again, and on no host to which another proxy comes. */
function servingOn({ name, highAvailability }: ProxiedPair, was: Topology, is: Topology): PooledProxy[] {
  const pair = is.pairs.get(name);
  const later = pair !== undefined && isProxiedPair(pair) ? pair.highAvailability.proxies : highAvailability.proxies;
  return highAvailability.proxies.filter((proxy) => {
    const { application, host } = proxy;
    const isMoved = later.some((one) => one.application === application && one.host !== host);
    const isReplaced = later.some((one) => one.host === nameNow(host, was, is) && !isOn(one, highAvailability));
    return !isMoved && !isReplaced && isSameListener(proxy, later, was, is);
  });
}

/** The present name of an earlier host, which may be the same machine under another name. */
function nameNow(host: string, was: Topology, is: Topology): string {
  return renamedHosts(was, is).get(host)?.name ?? host;
}

function isOn({ application, host }: PooledProxy, { proxies: all }: SipProxy): boolean {
  return all.some((one) => one.application === application && one.host === host);
}

/** Whether a proxy keeps its machine and its address; nothing is set up again on a host that is no longer declared. */
function isSameListener(proxy: PooledProxy, later: readonly PooledProxy[], was: Topology, is: Topology): boolean {
  const { application, host } = proxy;
  if (!is.hosts.has(host)) return true;
  const now = later.find((one) => one.application === application) ?? proxy;
  return (
    was.hosts.get(host)?.os === is.hosts.get(host)!.os &&
    interfaceIn(was, proxy)?.address === interfaceIn(is, now)?.address
  );
}

function namesOf(proxies: readonly PooledProxy[]): string {
  return proxies.map(({ application }) => application).join(", ");
}

function sentences(list: readonly string[]): string | undefined {
  return list.length === 0 ? undefined : list.join(" ");
}

/** Proxies take the address of their host when they start, and endpoints find that address in the records. */
export function sipProxyMachineEffect({ path, was, is }: ChangedKey, pair: ProxiedPair): Effect | undefined {
  const [, host, , name] = path.map(String);
  const here = pair.highAvailability.proxies.filter(
    (proxy) =>
      proxy.host === host &&
      (name === undefined || [was, is].some((topology) => interfaceIn(topology, proxy)?.name === name)),
  );
  if (here.length === 0) return undefined;
  const later = proxiedPairs(is).map(({ highAvailability }) => highAvailability);
  // A proxy that is removed, or leaves the host, is stopped.
  const steps = {
    startsAgain: here.filter((proxy) => later.some((one) => isOn(proxy, one))).map(({ application }) => application),
    noWayBack: TTL,
  };
  return servingOn(pair, was, is).length === 0
    ? deduced("outage", `no other proxy serves while ${namesOf(here)} is away`, steps)
    : deduced("switchover", `endpoints of ${namesOf(here)} have to use another proxy meanwhile`, steps);
}

function interfaceIn(topology: Topology, proxy: PooledProxy): Interface | undefined {
  return topology.hosts.has(proxy.host) ? proxyInterface(topology, proxy) : undefined;
}

/** The port is set up with the first transport that needs it, and removed with the last. Only those who ask for the records learn the port from them. */
function listeningPort(what: string, listens: (pair: ProxiedPair) => boolean) {
  return (change: ChangedKey): Effect => {
    const pairs = [change.was, change.is].map((topology) => topology.pairs.get(String(change.path[1])) as ProxiedPair);
    if (!pairs.every(listens))
      return own(
        "none",
        "no transport of the pool needs the port both before and after, so it comes or goes with its transport",
      );
    const { addressFqdn, proxies: all } = poolOf(change.is, String(change.path[1]));
    const follow = "callers follow when they resolve the records again";
    const steps = { imported: PORT, startsAgain: all.map(({ application }) => application) };
    return addressFqdn === undefined
      ? deduced("outage", `${what}; ${follow}`, steps)
      : deduced("outage", `${what}; ${follow}, except equipment that asks only for addresses`, {
          ...steps,
          after: `Set the new port on equipment that finds the proxies by ${addressFqdn}: no record contains the port.`,
        });
  };
}

const OTHER_TRANSPORT =
  "the servers use another transport to the proxies, and no source that was read says when they switch to it";

/** The users of a transport miss it when it is removed. The pool has the transports of the pair unless it declares its own, so either key may change them. */
function transports(change: ChangedKey): Effect {
  const [before, after] = [change.was, change.is].map(({ pairs }) => pairs.get(String(change.path[1])) as ProxiedPair);
  const [old, now] = [transportsOf(before!), transportsOf(after!)];
  if (isDeepStrictEqual(old, now)) return own("none", "the pool keeps its transports");
  const gone = old.filter((one) => !now.includes(one));
  const added = now.filter((one) => !old.includes(one));
  const isOther = internalTransport(before!) !== internalTransport(after!);
  const steps = {
    restarts: isOther ? (true as const) : undefined,
    prepare: sentences([
      ...(gone.length === 0 ? [] : [withoutTransport(gone)]),
      ...(added.includes("tls") ? [`Set up SIP over TLS on the proxies, ${ORDER}.`] : []),
      ...(listensPlain(after!) && !listensPlain(before!)
        ? [`Check that the proxies listen on port ${after!.highAvailability.port}, ${ORDER}.`]
        : []),
    ]),
  };
  const taken = "callers that use a removed transport find no proxy by it";
  if (gone.length > 0) return deduced("outage", isOther ? `${taken}; ${OTHER_TRANSPORT}` : taken, steps);
  return isOther ? unknown("switchover", OTHER_TRANSPORT, steps) : own("none", "no transport is removed", steps);
}

/** Callers know only the proxies' transports; a pool without transports of its own has those of the pair. */
export function sipProxyTransportsEffect(general: Effect, change: ChangedKey): Effect {
  const before = change.was.pairs.get(String(change.path[1]));
  return before !== undefined && isProxiedPair(before) ? transports(change) : general;
}

const OUTBOUND_PROXY = unknown("switchover", "no source says when a server takes another outbound proxy DN", {
  restarts: true,
});

/** The DN is named after the pair if it is not declared. */
export const sipProxyRenameEffect = ({ highAvailability }: ProxiedPair) =>
  highAvailability.outboundProxyDn === undefined ? OUTBOUND_PROXY : undefined;

const NEW_NAME = {
  after: "Point endpoints, gateways and trunks at the new name.",
  noWayBack: "Whoever has resolved the new name keeps it for its TTL.",
};

const ADDRESSES_ALONE = "Point equipment that asks only for addresses at the new name.";

const BESIDE = "both names lead to the pool until callers are pointed at the new one";

/** Whether the new name is in a zone other than that of the earlier name. The earlier zone stays on the name servers as long as callers use it. */
function isBesideEarlier({ path, was, is }: ChangedKey): boolean {
  const old = poolOf(was, String(path[1]));
  const now = poolOf(is, String(path[1]));
  return old.fqdn !== now.fqdn && old.zone !== now.zone;
}

function poolName(change: ChangedKey): Effect {
  if (!isBesideEarlier(change)) return deduced("outage", CALLERS, NEW_NAME);
  return deduced("none", BESIDE, {
    ...NEW_NAME,
    prepare:
      'Put the records of the new name into service, as "DNS, and its proof" of the chapter in the runbook says. The records of the earlier name stay.',
    after: `${NEW_NAME.after} Remove the records of the earlier name when nobody asks for them any more.`,
  });
}

/** The effects on service of changes of this option's keys. */
export const sipProxyEffects: EffectTable = {
  fqdn: poolName,
  recordTtl: IN_RECORDS,
  zone: (change) =>
    isBesideEarlier(change)
      ? deduced("none", BESIDE)
      : unknown(
          "outage",
          "it is decided on the name servers whether the new zone answers before the old one is removed",
        ),
  nameServers: IN_RECORDS,
  zoneSerial: deduced("none", "name servers take a zone whose serial number is ahead of the one that they have", {
    noWayBack:
      "A zone's serial number does not go down: name servers keep the zone that they have. On the way back, raise zoneSerial once more.",
  }),
  naptr: IN_RECORDS,
  addressFqdn: (change) =>
    change.before === undefined
      ? own("none", "a name is added")
      : change.after !== undefined && isBesideEarlier(change)
        ? deduced("none", BESIDE, { after: ADDRESSES_ALONE })
        : deduced("outage", `${CALLERS}; this concerns callers that ask only for addresses`, {
            after: ADDRESSES_ALONE,
          }),
  addressTtl: IN_RECORDS,
  transports,
  port: listeningPort("the proxies listen on another port", listensPlain),
  tlsPort: listeningPort("the proxies listen on another port for TLS", (pair) => transportsOf(pair).includes("tls")),
  proxies,
  oosCheck: proxyOption("oos-check"),
  oosForce: proxyOption("oos-force"),
  resolveHost: proxyOption("resolve-host"),
  overloadDialogRate: proxyOption("overload-ctrl-dialog-rate"),
  primaryNetwork: SERVER_ADDRESS,
  backupNetwork: SERVER_ADDRESS,
  outboundProxyDn: OUTBOUND_PROXY,
  endpoints: FOR_CHECKS_ALONE,
  resourceManagers: FOR_CHECKS_ALONE,
};
