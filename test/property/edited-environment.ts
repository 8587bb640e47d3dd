import fc from "fast-check";
import { evaluate } from "../../lib/checks/engine";
import type { Topology } from "../../lib/model/topology";
import { rules } from "../../lib/options";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { change, furtherInterfaces, REMOVED, sampleDeclaration } from "../sample-declaration";

type Mapping = Record<string, unknown>;
type Changes = Readonly<Record<string, unknown>>;

const OUTBOUND = {
  primary: { application: "SIP_Out_P", host: "sip-b", ports: { tlib: 3100 } },
  backup: { application: "SIP_Out_B", host: "sip-a", ports: { tlib: 3100 } },
  sip: { port: 5070, transports: ["udp"] },
  highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice" } },
};
const OTHER = {
  primary: { application: "SIP_Other_P", host: "sip-c", ports: { tlib: 3300 } },
  backup: { application: "SIP_Other_B", host: "sip-d", ports: { tlib: 3300 } },
  sip: { port: 5090, transports: ["udp"] },
  highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.40", network: "voice" } },
};
const proxy = (number: number, host = `proxy-${number}`) => ({ application: `SIP_Proxy_${number}`, host });
const linux = (last: number) => ({ os: "linux", interfaces: furtherInterfaces(last) });
const BY_SSH = { connection: { ssh: { user: "genesys", becomeRoot: "sudo" } } };

/** Two pairs with a virtual IP on the same two hosts, each of which is primary for one of them; a pair behind proxies; a pair on one host; two Solution Control Servers; spare hosts. */
const BASE: Changes = {
  "hosts.mgmt-2": linux(6),
  "hosts.sip-c": linux(13),
  "hosts.sip-d": { ...linux(14), ...BY_SSH },
  "hosts.desk-1": linux(15),
  "hosts.spare-1": linux(16),
  "hosts.spare-2": { ...linux(17), ...BY_SSH },
  "hosts.proxy-1": linux(51),
  "hosts.proxy-2": linux(52),
  "hosts.proxy-3": linux(53),
  "managementLayer.backupSolutionControlServer": { application: "SCS_Second", host: "mgmt-2" },
  "pairs.outbound": OUTBOUND,
  "pairs.pooled": {
    primary: { application: "SIP_Pool_P", host: "sip-c" },
    backup: { application: "SIP_Pool_B", host: "sip-d" },
    sip: { port: 5080, transports: ["udp"] },
    highAvailability: { sipProxy: { fqdn: "sip.example.com", primaryNetwork: "voice", backupNetwork: "voice" } },
  },
  "pairs.pooled.highAvailability.sipProxy.proxies": [proxy(1), proxy(2)].map((one) => ({ ...one, network: "voice" })),
  "pairs.desk": {
    primary: { application: "SIP_Desk_P", host: "desk-1", ports: { tlib: 3200 } },
    backup: { application: "SIP_Desk_B", host: "desk-1", ports: { tlib: 3201 } },
    sip: { port: 5060, transports: ["udp"] },
    highAvailability: { singleHost: { seats: 20 } },
  },
};

const POOL = "pairs.pooled.highAvailability.sipProxy";
const pooled = (...proxies: readonly object[]) => ({
  [`${POOL}.proxies`]: proxies.map((one) => ({ ...one, network: "voice" })),
});

/** The possible changes, each independent of the others. */
const CHANGES: Readonly<Record<string, Changes>> = {
  "another Switch": { "genesys.switch": "SIP_Switch_New" },
  "another tenant": { "genesys.tenant": "Other" },
  "another version": { "genesys.sipServerVersion": "8.1.104.20" },
  "another time of the heartbeat": { "managementLayer.failureDetection.addpTimeout": "8s" },
  "another name of the Solution Control Server": { "managementLayer.solutionControlServer.application": "SCS_New" },
  "another host of the Message Server": { "managementLayer.messageServer.host": "mgmt-2" },
  "no backup Solution Control Server": { "managementLayer.backupSolutionControlServer": REMOVED },
  "another host of the backup Solution Control Server": {
    "managementLayer.backupSolutionControlServer.host": "spare-1",
  },
  "another gateway": { "networks.voice.gateway": "10.120.0.254" },
  "another address of sip-a": { "hosts.sip-a.interfaces.eth1.address": "10.120.0.111" },
  "another address of sip-b": { "hosts.sip-b.interfaces.eth0.address": "10.110.0.112" },
  "another address of sip-c": { "hosts.sip-c.interfaces.eth1.address": "10.120.0.113" },
  "another address of proxy-1": { "hosts.proxy-1.interfaces.eth1.address": "10.120.0.151" },
  "another address of proxy-2": { "hosts.proxy-2.interfaces.eth1.address": "10.120.0.152" },
  "another address of desk-1": { "hosts.desk-1.interfaces.eth1.address": "10.120.0.115" },
  "another port of an agent": { "hosts.sip-a.localControlAgent.port": 4998 },
  "another port of the agent of mgmt-2": { "hosts.mgmt-2.localControlAgent.port": 4998 },
  "another port of the agent of proxy-2": { "hosts.proxy-2.localControlAgent.port": 4998 },
  "another account of an agent": { "hosts.sip-b.localControlAgent": { account: "genesys", becomeRoot: "sudo" } },
  "a host without its connection": { "hosts.sip-b.connection": REMOVED },
  "scripts elsewhere": { "hosts.sip-a.installDirectory": "/opt/sip-ha-2" },
  "another virtual IP": { "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp": "10.120.0.30" },
  "another source address": { "pairs.outbound.highAvailability.ipAddressTakeover.sourceAddress": "virtual-ip" },
  "a watchdog": { "pairs.inbound.highAvailability.ipAddressTakeover.watchdog": {} },
  "another SIP port": { "pairs.inbound.sip.port": 5066 },
  "another port of the HA link": { "pairs.inbound.backup.ports": { tlib: 3000, haSync: 3005 } },
  "another primary": { "pairs.inbound.primary.application": "SIP_In_P2" },
  "another backup": { "pairs.outbound.backup.application": "SIP_Out_B2" },
  "another host of a primary": { "pairs.inbound.primary.host": "spare-2" },
  "another host of a backup": { "pairs.outbound.backup.host": "spare-1" },
  "another host behind the pool": { "pairs.pooled.primary.host": "spare-2" },
  "another option of a server": { "pairs.outbound.options": { TServer: { "sip-link-type": "3" } } },
  "roles that are exchanged": {
    "pairs.outbound.primary": OUTBOUND.backup,
    "pairs.outbound.backup": OUTBOUND.primary,
  },
  "hosts that are exchanged": { "pairs.outbound.primary.host": "sip-a", "pairs.outbound.backup.host": "sip-b" },
  "a pair that comes": { "pairs.branch": OTHER },
  "a pair that goes": { "pairs.outbound": REMOVED },
  "a pool that goes": { "pairs.pooled": REMOVED },
  "a proxy that comes": pooled(proxy(1), proxy(2), proxy(3)),
  "a proxy that goes": pooled(proxy(1)),
  "a proxy that moves": pooled(proxy(1), proxy(2, "proxy-3")),
  "a proxy in the place of another one": pooled(proxy(1), proxy(4, "proxy-2")),
  "another port of the pool": { [`${POOL}.port`]: 5068 },
  "another transport of the pool": { [`${POOL}.transports`]: ["udp", "tcp"] },
  "a name for addresses": { [`${POOL}.addressFqdn`]: "by-address.sip.example.com" },
  "an option of the proxies": { [`${POOL}.resolveHost`]: true },
  "a virtual IP in the place of the pool": {
    "pairs.pooled.highAvailability": { ipAddressTakeover: { virtualIp: "10.120.0.50", network: "voice" } },
  },
};

/** Elements that get another name, after all other changes are made. */
const RENAMES: Readonly<Record<string, readonly [kind: "hosts" | "pairs", from: string, to: string]>> = {
  "another name of mgmt-1": ["hosts", "mgmt-1", "mgmt-9"],
  "another name of mgmt-2": ["hosts", "mgmt-2", "mgmt-8"],
  "another name of sip-a": ["hosts", "sip-a", "sip-x"],
  "another name of sip-d": ["hosts", "sip-d", "sip-y"],
  "another name of proxy-2": ["hosts", "proxy-2", "proxy-9"],
  "another name of desk-1": ["hosts", "desk-1", "desk-9"],
  "another name of a pair": ["pairs", "inbound", "incoming"],
  "another name of a pair behind proxies": ["pairs", "pooled", "pool-new"],
};

export const EDITS: readonly string[] = [...Object.keys(CHANGES), ...Object.keys(RENAMES)];

/** The environment with these edits; undefined if they are not possible together. */
export function edited(edits: readonly string[]): Topology | undefined {
  const declaration = sampleDeclaration(BASE);
  for (const edit of edits)
    for (const [path, value] of Object.entries(CHANGES[edit] ?? {})) change(declaration, path.split("."), value);
  for (const edit of edits) if (RENAMES[edit] !== undefined) rename(declaration, ...RENAMES[edit]);
  const { topology, findings } = resolve(declaration as Declaration);
  if (topology === undefined || findings.length > 0) return undefined;
  const isSound = evaluate(rules, [topology]).findings.every(({ level }) => level !== "error");
  return isSound ? topology : undefined;
}

function rename(declaration: Mapping, kind: "hosts" | "pairs", from: string, to: string): void {
  const elements = declaration[kind] as Mapping;
  if (elements[from] === undefined) return;
  elements[to] = elements[from];
  delete elements[from];
  if (kind === "hosts") pointAt(declaration, from, to);
}

function pointAt(value: unknown, from: string, to: string): void {
  if (typeof value !== "object" || value === null) return;
  const holder = value as Mapping;
  if (holder.host === from) holder.host = to;
  for (const item of Object.values(holder)) pointAt(item, from, to);
}

/** The edits of two environments that are compared. The first usually has no edit, so that both come from the same base. */
export const anyEdits: fc.Arbitrary<readonly [readonly string[], readonly string[]]> = fc.tuple(
  fc.subarray([...EDITS], { maxLength: 1 }),
  fc.subarray([...EDITS], { minLength: 1, maxLength: 4 }),
);
