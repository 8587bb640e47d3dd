import type { Topology } from "../../../lib/model/topology";
import { type ProxiedPair, proxiedPairs } from "../../../lib/options/sip-proxy/model";
import { sampleDeclaration } from "../../sample-declaration";
import { topologyOf } from "../../topology-of";

/** The path of the sample's pool. */
export const POOL = "pairs.inbound.highAvailability.sipProxy";

const proxyHost = (network: string, address: string) => ({ os: "linux", interfaces: { eth0: { network, address } } });

/** The sample's pair behind two proxies, in two subnets of one data centre, without findings. */
const BEHIND_PROXIES = {
  "networks.voice-west": { cidr: "10.130.0.0/24", gateway: "10.130.0.1" },
  "hosts.sip-a.dataCenter": "east",
  "hosts.sip-b.dataCenter": "east",
  "hosts.sip-b.interfaces.eth1": { network: "voice-west", address: "10.130.0.12" },
  "hosts.proxy-1": proxyHost("voice", "10.120.0.51"),
  "hosts.proxy-2": proxyHost("voice-west", "10.130.0.52"),
  "pairs.inbound.recoveryTimeObjective": "30s",
  "pairs.inbound.highAvailability": {
    sipProxy: {
      fqdn: "sip.example.com",
      proxies: [
        { application: "SIP_Proxy_1", host: "proxy-1" },
        { application: "SIP_Proxy_2", host: "proxy-2" },
      ],
      endpoints: ["srv"],
    },
  },
};

/** The declaration of that pair with these values replaced. */
export function sipProxyDeclaration(changes: Readonly<Record<string, unknown>> = {}) {
  return sampleDeclaration({ ...BEHIND_PROXIES, ...changes });
}

/** A second pair behind a pool of its own, on the same hosts, with these keys of the pool replaced. */
export function secondPool(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    "hosts.proxy-3": proxyHost("voice", "10.120.0.53"),
    "hosts.proxy-4": proxyHost("voice-west", "10.130.0.54"),
    "pairs.outbound": {
      primary: { application: "SIP_Out_P", host: "sip-b", ports: { tlib: 3100 } },
      backup: { application: "SIP_Out_B", host: "sip-a", ports: { tlib: 3100 } },
      sip: { port: 5070, transports: ["tcp"] },
      highAvailability: {
        sipProxy: {
          fqdn: "out.example.com",
          proxies: [
            { application: "SIP_Proxy_3", host: "proxy-3" },
            { application: "SIP_Proxy_4", host: "proxy-4" },
          ],
          endpoints: ["srv"],
          ...changes,
        },
      },
    },
  };
}

/** The topology of the declaration with these values replaced; it must be valid. */
export function sipProxyTopology(changes: Readonly<Record<string, unknown>> = {}): Topology {
  return topologyOf(sipProxyDeclaration(changes));
}

/** The sample's pair. */
export function sampleProxiedPair(topology: Topology): ProxiedPair {
  return proxiedPairs(topology)[0]!;
}
