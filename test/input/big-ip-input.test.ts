import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { type JsonReport, sipHa } from "../command";
import { temporaryFolder } from "../temporary-folder";

const GOOD = readFileSync(join(__dirname, "../../examples/big-ip.yaml"), "utf8");
const folder = temporaryFolder();

/** A second pair behind the same device, with hosts of its own. */
const WITH_SECOND_PAIR = GOOD.replace(
  "\nbigIps:",
  ["c", "d"]
    .map((letter, index) => {
      const network = `{ eth0: { network: ltm-inside, address: 10.214.0.${13 + index} } }`;
      return `  trunk-${letter}: { os: linux, interfaces: ${network} }\n`;
    })
    .concat("\nbigIps:")
    .join(""),
).replace(
  "\nacknowledge:",
  `  agents:
    primary: { application: SIP_Ag_P, host: trunk-c }
    backup: { application: SIP_Ag_B, host: trunk-d }
    sip: { transports: [udp] }
    highAvailability: { bigIp: { device: ltm-1, virtualIp: 192.0.2.11, snatExclusions: [203.0.113.0/24] } }

acknowledge:`,
);

/** The errors of the example with one text replaced, each as the command prints it, without the construct. */
function errorsOf(from: string, to: string, good = GOOD): string[] {
  expect(good.split(from).length).toBeGreaterThan(1);
  const file = join(folder, "environment.yaml");
  writeFileSync(file, good.replace(from, to));
  const { findings } = JSON.parse(sipHa("check", "--json", file).stdout) as JsonReport;
  return findings
    .filter(({ level }) => level === "error")
    .map(({ position, code, path, message, found, allowed, fix }) =>
      [`${position!.line}:${position!.column} ${code}`, `${path}: ${message}`, found, allowed, fix].join("\n"),
    );
}

const TENANT = "    version: 17.1.0";
const POOL = "pairs.trunks.highAvailability.bigIp";

test.each([
  [
    "a virtual IP that is the device's outside self IP",
    "virtualIp: 192.0.2.10",
    "virtualIp: 192.0.2.2",
    `51:42 address-not-unique
${POOL}.virtualIp: the virtual IP of pair trunks has the address 192.0.2.2, which the outside self IP of BIG-IP ltm-1 already has
192.0.2.2
an address that nothing else has, in any environment
give one of them another address`,
  ],
  [
    "a virtual IP that is the router's",
    "virtualIp: 192.0.2.10",
    "virtualIp: 192.0.2.1",
    `51:42 address-not-usable
${POOL}.virtualIp: virtual IP 192.0.2.1 is the gateway of network ltm-outside
192.0.2.1
an address of 192.0.2.0/24 that is not its network, broadcast or gateway address
use an address of the network, e.g. 192.0.2.3, which nothing here uses; or correct the gateway of network ltm-outside, if that is wrong`,
  ],
  [
    "a virtual IP on the inside, where the hosts are",
    "virtualIp: 192.0.2.10",
    "virtualIp: 10.214.0.10",
    `51:42 address-not-usable
${POOL}.virtualIp: virtual IP 10.214.0.10 is outside network ltm-outside
10.214.0.10
an address of 192.0.2.0/24 that is not its network, broadcast or gateway address
use an address of the network, e.g. 192.0.2.3, which nothing here uses`,
  ],
  [
    "an outside self IP that is the router's",
    "outsideSelfIp: 192.0.2.2",
    "outsideSelfIp: 192.0.2.1",
    `38:22 address-not-usable
bigIps.ltm-1.network.outsideSelfIp: outside self IP 192.0.2.1 is the gateway of network ltm-outside
192.0.2.1
an address of 192.0.2.0/24 that is not its network, broadcast or gateway address
use an address of the network, e.g. 192.0.2.2, which nothing here uses; or correct the gateway of network ltm-outside, if that is wrong`,
  ],
  [
    "an inside self IP that is in another network",
    "insideSelfIp: 10.214.0.1",
    "insideSelfIp: 10.215.0.1",
    `37:21 address-not-usable
bigIps.ltm-1.network.insideSelfIp: inside self IP 10.215.0.1 is outside network ltm-inside
10.215.0.1
an address of 10.214.0.0/24 that is not its network or broadcast address
use an address of the network, e.g. 10.214.0.2, which nothing here uses`,
  ],
  [
    "an exclusion that covers everything",
    "[203.0.113.0/24]",
    "[203.0.113.0/24, 0.0.0.0/0]",
    `51:87 snat-exclusions
${POOL}.snatExclusions.1: the exclusions of pair trunks cover every address, so no packet leaves with the virtual IP
0.0.0.0/0
the networks of Management Layer, Configuration Layer and T-Library clients
name these networks one by one`,
  ],
  [
    "an exclusion that is no network",
    "[203.0.113.0/24]",
    "[203.0.113.1/24]",
    `51:71 invalid-network
${POOL}.snatExclusions.0: neither a network in CIDR notation nor an address
203.0.113.1/24
the network address, /, and the prefix length, the host part being zero; or an address
write the network's own address and its prefix length, e.g. 203.0.113.0/24`,
  ],
  [
    "a tenant with characters that AS3 does not allow",
    TENANT,
    `    tenant: "2nd tenant"\n${TENANT}`,
    `33:13 invalid-name
bigIps.ltm-1.tenant: not a valid name of a tenant of AS3
"2nd tenant"
a letter, then letters, digits, _, . or -, not ending in . or -, at most 190 characters
use a name that is safe in scripts, file names and Genesys objects alike`,
  ],
  [
    "a tenant longer than AS3 allows",
    TENANT,
    `    tenant: ${"a".repeat(191)}\n${TENANT}`,
    `33:13 invalid-name
bigIps.ltm-1.tenant: not a valid name of a tenant of AS3
"${"a".repeat(56)}...
a letter, then letters, digits, _, . or -, not ending in . or -, at most 190 characters
use a name that is safe in scripts, file names and Genesys objects alike`,
  ],
  [
    "the tenant that everybody shares",
    TENANT,
    `    tenant: Common\n${TENANT}`,
    `33:13 invalid-name
bigIps.ltm-1.tenant: not a valid name of a tenant of AS3
Common
any name but Common, which holds what all tenants share
name a tenant of this environment's own, or leave it out, so that it is the environment's name`,
  ],
  [
    "a device that is not declared",
    "device: ltm-1",
    "device: ltm-2",
    `51:24 missing-reference
${POOL}.device: there is no BIG-IP ltm-2; did you mean ltm-1?
ltm-2
ltm-1
write ltm-1`,
  ],
  [
    "a network of the device that is not declared",
    "inside: ltm-inside",
    "inside: ltm-insid",
    `35:15 missing-reference
bigIps.ltm-1.network.inside: there is no network ltm-insid; did you mean ltm-inside?
ltm-insid
management, ltm-inside or ltm-outside
write ltm-inside`,
  ],
  [
    "a time in a unit in which a device does not count",
    "snatExclusions:",
    "monitorTimeout: 1500ms, snatExclusions:",
    `51:70 invalid-duration
${POOL}.monitorTimeout: not a duration that a BIG-IP can be set to
1500ms
whole seconds from 1s to 900s
write whole seconds with their unit, e.g. 2s`,
  ],
  [
    "a status that always counts",
    "snatExclusions:",
    "monitorCodes: [200], snatExclusions:",
    `51:69 invalid-number
${POOL}.monitorCodes.0: not a number that is allowed here
200
a whole number from 400 to 699
use a whole number from 400 to 699`,
  ],
  [
    "a password beside the account, which is not repeated",
    TENANT,
    `    user: "admin:geheim"\n${TENANT}`,
    `33:11 invalid-name
bigIps.ltm-1.user: not a valid name of an account on a BIG-IP
text that is no name
a letter or _, then letters, digits, _, . or -; the password is asked for, and stands in no file
write only the account's name`,
  ],
  [
    "a version that YAML reads as a number",
    "version: 17.1.0",
    "version: 17.1",
    `33:14 wrong-type
bigIps.ltm-1.version: wrong type of value
17.1
text
put it in quotes: "17.1"`,
  ],
  [
    "a second device of the same name in another spelling",
    "bigIps:\n",
    `bigIps:
  LTM-1: { management: 10.213.0.101, version: 17.1.0, network: { inside: ltm-inside, outside: ltm-outside, insideSelfIp: 10.214.0.2, outsideSelfIp: 192.0.2.3 } }
`,
    `32:3 duplicate-name
bigIps.ltm-1: a second BIG-IP with the name ltm-1; the first is LTM-1, as names that differ only in case are the same on some systems
ltm-1
names that differ in more than case
if one is to change the other, e.g. a name in a file that this file extends, write both names in the same way; otherwise rename one of them`,
  ],
])("%s is refused at its place, and nothing else is", (_, from, to, expected) => {
  expect(errorsOf(from, to)).toEqual([expected]);
});

test("if two pairs have one virtual IP, the second one is refused", () => {
  expect(errorsOf("192.0.2.11", "192.0.2.11", WITH_SECOND_PAIR)).toEqual([]);
  expect(errorsOf("192.0.2.11", "192.0.2.10", WITH_SECOND_PAIR)).toEqual([
    `53:42 address-not-unique
${POOL}.virtualIp: the virtual IP of pair trunks has the address 192.0.2.10, which the virtual IP of pair agents already has
192.0.2.10
an address that nothing else has, in any environment
give one of them another address`,
  ]);
});

test("a file merges a device's keys over those of the file that it extends, and a finding names the file of the value", () => {
  writeFileSync(join(folder, "base.yaml"), GOOD);
  const file = join(folder, "other.yaml");
  const errors = (text: string) => {
    writeFileSync(file, `extends: base.yaml\n${text}`);
    const { findings } = JSON.parse(sipHa("check", "--json", file).stdout) as JsonReport;
    return findings
      .filter(({ level }) => level === "error")
      .map(({ position, code }) => `${basename(position!.file)}:${position!.line}:${position!.column} ${code}`);
  };
  expect(errors("environment: dmz-2\nbigIps: { ltm-1: { network: { outsideSelfIp: 192.0.2.3 } } }\n")).toEqual([]);
  expect(errors("bigIps:\n  ltm-1:\n    network: { outsideSelfIp: 192.0.2.10 }\n")).toEqual([
    "base.yaml:51:42 address-not-unique",
  ]);
  expect(errors("bigIps:\n  ltm-1:\n    network: { outsideSelfIp: 192.0.3.2 }\n")).toEqual([
    "other.yaml:4:31 address-not-usable",
  ]);
  expect(errors("bigIps: { ltm-1: null }\n")).toEqual(["base.yaml:51:24 missing-reference"]);
});
