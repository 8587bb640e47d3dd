import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

const six = (last: number) => ({ network: "voice-6", address: `2001:db8::${last}` });
const voice6 = {
  "networks.voice-6": { cidr: "2001:db8::/64" },
  "hosts.sip-a.interfaces.eth2": six(11),
  "hosts.sip-b.interfaces.eth2": six(12),
  "hosts.proxy-1.interfaces": { eth0: six(51) },
  "hosts.proxy-2.interfaces": { eth0: six(52) },
};
const networks = (primary: string, backup: string) => ({
  ...voice6,
  [`${POOL}.primaryNetwork`]: primary,
  [`${POOL}.backupNetwork`]: backup,
});

test("holds with IPv4 alone, and with IPv6 alone", () => {
  expect(evaluateRule("mixed-address-versions", sipProxyDeclaration())).toEqual(HOLDS);
  expect(evaluateRule("mixed-address-versions", sipProxyDeclaration(networks("voice-6", "voice-6")))).toEqual(HOLDS);
});

test("a server and proxies of the other version are found", () => {
  const { found } = evaluateRule("mixed-address-versions", sipProxyDeclaration(networks("voice", "voice-6")));
  expect(found.map(({ path }) => path)).toEqual([
    "pairs.inbound.backup.host",
    `${POOL}.proxies.0.host`,
    `${POOL}.proxies.1.host`,
  ]);
  const fix = "name the networks of the interfaces that are meant: primaryNetwork, backupNetwork, network of a proxy";
  expect(found.slice(0, 2)).toEqual([
    {
      path: "pairs.inbound.backup.host",
      message: "the SIP address of SIP_In_B is 2001:db8::12, but that of SIP_In_P is 10.120.0.11",
      found: "2001:db8::12",
      allowed: "an IPv4 address",
      fix,
    },
    {
      path: `${POOL}.proxies.0.host`,
      message: "the SIP address of SIP_Proxy_1 is 2001:db8::51, but that of SIP_In_P is 10.120.0.11",
      found: "2001:db8::51",
      allowed: "an IPv4 address",
      fix,
    },
  ]);
});

test("an IPv4 address beside a primary with IPv6 is found as well", () => {
  const { found } = evaluateRule("mixed-address-versions", sipProxyDeclaration(networks("voice-6", "voice-west")));
  expect(found.map(({ path, allowed }) => [path, allowed])).toEqual([["pairs.inbound.backup.host", "an IPv6 address"]]);
});

test("says nothing if an interface is unclear, which is found by itself", () => {
  expect(evaluateRule("mixed-address-versions", sipProxyDeclaration(voice6))).toEqual(HOLDS);
  const primaryAlone = { ...voice6, [`${POOL}.primaryNetwork`]: "voice-6" };
  expect(evaluateRule("mixed-address-versions", sipProxyDeclaration(primaryAlone))).toEqual(HOLDS);
});
