import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

type Mapping = { [key: string]: unknown };

/** Marks a key that is to be removed. It is not a symbol, because `%j` in the title of a test would not show one. */
export const REMOVED = Object.freeze({ toJSON: () => "removed" });

const FIRST_PAIR = readFileSync(join(__dirname, "../examples/first-pair.yaml"), "utf8");

/** The declaration of examples/first-pair.yaml with replaced values, e.g. `{ "pairs.inbound.sip.port": 5070 }`. */
export function sampleDeclaration(changes: Readonly<Record<string, unknown>> = {}): Mapping {
  const declaration = parse(FIRST_PAIR) as Mapping;
  for (const [path, value] of Object.entries(changes)) change(declaration, path.split("."), value);
  return declaration;
}

/** Replaces the value at this path with a copy of the new one, so that a later change does not affect the original. Makes missing mappings on the way. */
export function change(declaration: Mapping, path: readonly string[], value: unknown): void {
  let holder = declaration;
  for (const key of path.slice(0, -1)) {
    holder[key] ??= {};
    holder = holder[key] as Mapping;
  }
  const last = path.at(-1)!;
  if (value === REMOVED) delete holder[last];
  else holder[last] = typeof value === "object" ? structuredClone(value) : value;
}

/** The interfaces of a further host in addition to the sample's two. `last` is the last number of both addresses, e.g. 13. */
export const furtherInterfaces = (last: number) => ({
  eth0: { network: "management", address: `10.110.0.${last}` },
  eth1: { network: "voice", address: `10.120.0.${last}` },
});

/** A further pair on two hosts of its own, whose addresses end with these numbers. */
export const furtherPair = (
  name: string,
  application: string,
  hosts: readonly [primary: readonly [name: string, last: number], backup: readonly [name: string, last: number]],
  ipAddressTakeover: { readonly virtualIp: string; readonly network: string },
): Readonly<Record<string, unknown>> => {
  const [[primary], [backup]] = hosts;
  return {
    ...Object.fromEntries(
      hosts.map(([host, last]) => [`hosts.${host}`, { os: "linux", interfaces: furtherInterfaces(last) }]),
    ),
    [`pairs.${name}`]: {
      primary: { application: `${application}_P`, host: primary },
      backup: { application: `${application}_B`, host: backup },
      sip: { port: 5060, transports: ["udp"] },
      highAvailability: { ipAddressTakeover },
    },
  };
};

/** The sample with everything declared that rules would otherwise ask for, so that they find nothing in it. */
export function soundDeclaration(changes: Readonly<Record<string, unknown>> = {}): Mapping {
  return sampleDeclaration({
    "networks.voice.switching": { acceptsGratuitousArp: true, arpPacketsPerSecond: 30 },
    "hosts.sip-a.connection.ssh.hostKey": "ecdsa-sha2-nistp256 AAAAExampleA",
    "hosts.sip-b.connection.ssh.hostKey": "ecdsa-sha2-nistp256 AAAAExampleB",
    "pairs.inbound.highAvailability.ipAddressTakeover.watchdog": { isolationTimeout: "12s" },
    ...changes,
  });
}

/** The sample's voice network with IPv6. */
export const IPV6: Readonly<Record<string, unknown>> = {
  "networks.voice": { cidr: "2001:db8:120::/64", gateway: "2001:db8:120::1" },
  "hosts.sip-a.interfaces.eth1.address": "2001:db8:120::11",
  "hosts.sip-b.interfaces.eth1.address": "2001:db8:120::12",
  "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp": "2001:db8:120::10",
};

/** Replaces one of the sample's hosts: the same machine with Windows, reached by Windows Remote Management. */
const windowsHost = (lastByte: string) => ({
  os: "windows",
  interfaces: {
    Management: { network: "management", address: `10.110.0.${lastByte}` },
    "Local Area Connection 2": { network: "voice", address: `10.120.0.${lastByte}` },
  },
  connection: { winrm: { user: "Administrator", passwordFile: "~/.sip-ha/windows" } },
});

/** Replaces the sample's host sip-b. */
export const WINDOWS_HOST = windowsHost("12");

/** The sample's pair on two Windows hosts. */
export const windowsPair = (): Readonly<Record<string, unknown>> => ({
  "hosts.sip-a": windowsHost("11"),
  "hosts.sip-b": WINDOWS_HOST,
});
