import type { ApplicationName } from "../../configuration-layer/application-names";
import type { DeclaredOption } from "../../configuration-layer/declared-options";
import type { ApplicationObject, ConfigurationObjects, DnObject } from "../../configuration-layer/objects";
import type { OptionsFile } from "../../configuration-layer/options-file";
import type { ServerOption } from "../../configuration-layer/server-options";
import { type Duration, wholeSeconds } from "../../model/duration";
import type { Topology } from "../../model/topology";
import {
  hasKnownPorts,
  internalTransport,
  outboundProxyDn,
  type PooledProxy,
  type ProxiedPair,
  proxyInterface,
  sipProxyPath,
  transportsOf,
} from "./model";

/** The section of the options of SIP Proxy (fact `sip-proxy-section`). */
const SECTION = "sipproxy";

/** The proxies, and the DN by which the servers send through them. No script, reaction or alarm condition: the proxies find the primary by themselves. */
export function sipProxyConfiguration(topology: Topology, pair: ProxiedPair): Partial<ConfigurationObjects> {
  const { proxies } = pair.highAvailability;
  return {
    applications: proxies.map((proxy) => proxyApplication(pair, proxy)),
    dns: [outboundProxyObject(topology, pair)],
  };
}

/**
 * Completes an application that exists. An import replaces the list of listening ports as a whole, including the port with the id `default`, whose
 * number comes from the installation, and the port for TLS. So the list is given only if all of it is known.
 */
function proxyApplication(pair: ProxiedPair, proxy: PooledProxy): ApplicationObject {
  const { application, host, defaultPort } = proxy;
  return {
    name: application,
    autoRestart: true,
    portInfos: hasKnownPorts(pair, proxy)
      ? [
          { id: "default", port: String(defaultPort) },
          { id: "sip-port", port: String(pair.highAvailability.port) },
        ]
      : undefined,
    state: "enabled",
    serverInfo: { host },
  };
}

/** Its options are in its Annex. They come as an options file, because an import would replace the whole Annex. */
function outboundProxyObject({ genesys }: Topology, pair: ProxiedPair): DnObject {
  return {
    number: outboundProxyDn(pair),
    switch: genesys.switch,
    tenant: genesys.tenant,
    type: "voipservice",
    routeType: "default",
    switchSpecificType: 1,
    state: "enabled",
  };
}

/** The options files of the proxies, and of the DN. */
export function sipProxyOptionsFiles(topology: Topology, pair: ProxiedPair): OptionsFile[] {
  const dn = outboundProxyDn(pair);
  return [
    ...pair.highAvailability.proxies.map(
      (proxy, index): OptionsFile => ({
        folder: "options",
        name: proxy.application,
        what: `application ${proxy.application}`,
        options: proxyOptions(topology, pair, proxy),
        level: "sip-proxy",
        declaredAt: sipProxyPath(pair, "proxies", index, "application"),
      }),
    ),
    {
      folder: "dn",
      name: dn,
      what: `the Annex of DN ${dn} on Switch ${topology.genesys.switch}`,
      options: outboundProxyOptions(pair),
      level: "outbound-proxy",
      declaredAt: sipProxyPath(pair, "outboundProxyDn"),
    },
  ];
}

/** The options of a proxy. `applications` has every primary of the environment, whichever pool is before it (fact `sip-proxy-options`). */
function proxyOptions(topology: Topology, pair: ProxiedPair, proxy: PooledProxy): ServerOption[] {
  const { oosCheck, oosForce, resolveHost, overloadDialogRate } = pair.highAvailability;
  // By the names of the applications, so that renaming a pair changes nothing for the proxies.
  const primaries = [...topology.pairs.values()].map(({ primary }) => primary.application).sort();
  // A check asks for the interface if it is not clear.
  const address = proxyInterface(topology, proxy)?.address;
  const values: Readonly<Record<string, string>> = {
    applications: primaries.join(","),
    "oos-check": String(wholeSeconds(oosCheck)),
    "oos-force": String(wholeSeconds(oosForce)),
    "overload-ctrl-dialog-rate": String(overloadDialogRate),
    "resolve-host": String(resolveHost),
    "serving-sipserver": pair.primary.application,
    ...(address === undefined ? {} : { "sip-address": address }),
  };
  const because = "it is declared in sipProxy";
  return Object.entries(values).map(([option, value]) => ({ section: SECTION, option, value, because }));
}

/**
 * The servers use UDP to the proxies unless `contact` names another transport. Equipment without SRV reaches the pool by a name that has addresses. If the
 * port is not SIP's own, only the name itself can carry it.
 */
function outboundProxyOptions(pair: ProxiedPair): ServerOption[] {
  const pool = pair.highAvailability;
  const isTlsAlone = transportsOf(pair).every((transport) => transport === "tls");
  const [port, usual] = isTlsAlone ? [pool.tlsPort, 5061] : [pool.port, 5060];
  const external =
    pool.addressFqdn === undefined ? pool.fqdn : `${pool.addressFqdn}${port === usual ? "" : `:${port}`}`;
  const internal = internalTransport(pair);
  const contact = internal === "udp" ? pool.fqdn : `${pool.fqdn};transport=${internal}`;
  const values = { contact, "external-contact": external, "service-type": "sip-outbound-proxy" };
  const because = "the servers send through the pool";
  return Object.entries(values).map(([option, value]) => ({ section: "TServer", option, value, because }));
}

/** The timers of the proxies, so that the checks treat them like any option. */
export function sipProxyDeclaredOptions(pair: ProxiedPair): DeclaredOption[] {
  const timer = (option: string, key: "oosCheck" | "oosForce"): DeclaredOption => {
    const duration: Duration = pair.highAvailability[key];
    const value = String(wholeSeconds(duration));
    return { level: "sip-proxy", section: SECTION, option, value, path: sipProxyPath(pair, key), duration };
  };
  return [timer("oos-check", "oosCheck"), timer("oos-force", "oosForce")];
}

/**
 * The applications of the pool, and the Resource Managers besides. Both exist already, and one name may stand in several places. The rule
 * `proxy-in-two-pools` makes sure that a proxy is in only one pool.
 */
export function sipProxyApplicationNames(pair: ProxiedPair): ApplicationName[] {
  const { proxies, resourceManagers } = pair.highAvailability;
  const name = (
    what: string,
    { application, host }: Pick<PooledProxy, "application" | "host">,
    ...keys: readonly (string | number)[]
  ): ApplicationName => ({
    name: application,
    host,
    path: sipProxyPath(pair, ...keys, "application"),
    what: `${what} ${application}`,
    existing: true,
  });
  return [
    ...proxies.map((proxy, index) => ({ ...name("SIP Proxy", proxy, "proxies", index), hasOwnMachineRule: true })),
    ...resourceManagers.flatMap(({ members }, index) =>
      members.map((one, member) => name("Resource Manager", one, "resourceManagers", index, "members", member)),
    ),
  ];
}
