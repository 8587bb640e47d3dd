import type { TakeoverSide } from "../../lib/options/ip-address-takeover/model";
import type { SampleOverrides } from "../sample-topology";
import { sides } from "../takeover-bed";

/** The interface of the SIP network; its name has spaces. */
export const INTERFACE = "Local Area Connection 2";
export const FOLDER = "C:\\Genesys\\sip-ha";
export const SCRIPT = `${FOLDER}\\inbound-vip.cmd`;
export const DATA = "C:\\ProgramData\\sip-ha";
export const LOG = `${DATA}\\inbound-vip.log`;

const windowsHost = (last: number) =>
  ({
    os: "windows",
    installDirectory: FOLDER,
    managementInterface: "Management",
    interfaces: [
      { name: "Management", network: "management", address: `10.110.0.${last}` },
      { name: INTERFACE, network: "voice", address: `10.120.0.${last}` },
    ],
    localControlAgent: { port: 4999, account: "LocalSystem", becomeRoot: "none" },
  }) as const;

/** The sample with both hosts on Windows. */
export function windowsSample(overrides: SampleOverrides = {}): SampleOverrides {
  const hosts = Object.fromEntries(
    [
      ["sip-a", 11],
      ["sip-b", 12],
    ].map(([name, last]) => [name, { ...windowsHost(Number(last)), ...overrides.hosts?.[String(name)] }]),
  );
  return { ...overrides, hosts: { ...overrides.hosts, ...hosts } };
}

/** The sides of the sample's pair on Windows. */
export function windowsSides(overrides: SampleOverrides = {}): { readonly a: TakeoverSide; readonly b: TakeoverSide } {
  return sides(windowsSample(overrides));
}

/** What the tools of sip-a know about the host: an interface is number|name|state, an address is number|address|prefix length|kind|store|since|use. */
export const STATE: Readonly<Record<string, string>> = {
  interfaces: `1|Loopback Pseudo-Interface 1|connected\n7|Management|connected\n11|${INTERFACE}|connected\n`,
  addresses: [
    "1|127.0.0.1|8|Other|both|0|Preferred",
    "7|10.110.0.11|24|Manual|both|0|Preferred",
    "11|10.120.0.11|24|Manual|both|0|Preferred",
    "",
  ].join("\n"),
  "dad-milliseconds": "0",
  others: "10.120.0.1|02-00-00-00-02-14|\n10.120.0.12|02-00-00-00-02-11|\n",
};

const VOICE_PREFIX = "2001:db8:120::";
const own = (last: number) => `${VOICE_PREFIX}${last}`;

/** The sample's addresses on the voice network with IPv6. */
export const IPV6 = { virtualIp: own(10), ownAddress: own(11), peerAddress: own(12), gateway: own(1) } as const;

/** The sample with both hosts on Windows, and IPv6 on the voice network. */
export function windowsIpv6Sample(overrides: SampleOverrides = {}): SampleOverrides {
  const host = (last: number) => ({
    interfaces: [
      { name: "Management", network: "management", address: `10.110.0.${last}` },
      { name: INTERFACE, network: "voice", address: own(last) },
    ],
  });
  return windowsSample({
    ...overrides,
    voice: { cidr: `${VOICE_PREFIX}/64`, gateway: IPV6.gateway, ...overrides.voice },
    takeover: { virtualIp: IPV6.virtualIp, ...overrides.takeover },
    hosts: {
      ...overrides.hosts,
      "sip-a": { ...host(11), ...overrides.hosts?.["sip-a"] },
      "sip-b": { ...host(12), ...overrides.hosts?.["sip-b"] },
    },
  });
}

/** The sides of the sample's pair on Windows with an IPv6 virtual IP. */
export function windowsIpv6Sides(overrides: SampleOverrides = {}): {
  readonly a: TakeoverSide;
  readonly b: TakeoverSide;
} {
  return sides(windowsIpv6Sample(overrides));
}

/** What the tools of sip-a know about the host with IPv6 on the voice network. */
export const IPV6_STATE: Readonly<Record<string, string>> = {
  ...STATE,
  addresses: [
    "1|127.0.0.1|8|Other|both|0|Preferred",
    "1|::1|128|Other|both|0|Preferred",
    "7|10.110.0.11|24|Manual|both|0|Preferred",
    "7|fe80::7|64|Other|active|0|Preferred",
    `11|${IPV6.ownAddress}|64|Manual|both|0|Preferred`,
    "11|fe80::11|64|Other|active|0|Preferred",
    "",
  ].join("\n"),
  others: `${IPV6.gateway}|02-00-00-00-02-14|\n${IPV6.peerAddress}|02-00-00-00-02-11|\n`,
};
