import { expect, test } from "vitest";
import { formatPath } from "../../lib/model/origin";
import type { Declaration } from "../../lib/synth/declaration";
import { referencesOf } from "../../lib/synth/references";
import { bigIpDeclaration } from "../options/big-ip/big-ip-sample";
import { sampleDeclaration } from "../sample-declaration";

const outline = (declaration: object) =>
  referencesOf(declaration as Declaration).map(({ kind, name, path }) => `${formatPath(path)}: ${kind} ${name}`);

test("every name of another element in a declaration is found, with its place", () => {
  expect(outline(sampleDeclaration())).toEqual([
    "managementLayer.solutionControlServer.host: hosts mgmt-1",
    "managementLayer.messageServer.host: hosts mgmt-1",
    "hosts.mgmt-1.interfaces.eth0.network: networks management",
    "hosts.sip-a.interfaces.eth0.network: networks management",
    "hosts.sip-a.interfaces.eth1.network: networks voice",
    "hosts.sip-b.interfaces.eth0.network: networks management",
    "hosts.sip-b.interfaces.eth1.network: networks voice",
    "pairs.inbound.primary.host: hosts sip-a",
    "pairs.inbound.backup.host: hosts sip-b",
    "pairs.inbound.highAvailability.ipAddressTakeover.network: networks voice",
  ]);
});

test("names in lists are found, each with its number", () => {
  const sipProxy = {
    primaryNetwork: "voice",
    proxies: [{ host: "proxy-1" }, { host: 7 }, "proxy-2", { host: "proxy-3", network: "voice" }],
    resourceManagers: [{ members: [{ host: "rm-1" }, { host: "rm-2" }] }, { members: { first: { host: "rm-3" } } }],
  };
  const at = "pairs.inbound.highAvailability.sipProxy";
  expect(outline({ pairs: { inbound: { highAvailability: { sipProxy } } } })).toEqual([
    `${at}.proxies.0.host: hosts proxy-1`,
    `${at}.proxies.3.host: hosts proxy-3`,
    `${at}.proxies.3.network: networks voice`,
    `${at}.primaryNetwork: networks voice`,
    `${at}.resourceManagers.0.members.0.host: hosts rm-1`,
    `${at}.resourceManagers.0.members.1.host: hosts rm-2`,
  ]);
});

test("names in a BIG-IP and in the pairs behind it are found too", () => {
  const found = outline(bigIpDeclaration()).filter((one) => /bigIps/.test(one));
  expect(found).toEqual([
    "bigIps.ltm-1.network.inside: networks ltm-inside",
    "bigIps.ltm-1.network.outside: networks ltm-outside",
    "pairs.inbound.highAvailability.bigIp.device: bigIps ltm-1",
  ]);
});

test("anything else in the declaration is skipped", () => {
  expect(outline({ managementLayer: "mgmt-1", hosts: [{ interfaces: { eth0: { network: "voice" } } }] })).toEqual([]);
  expect(outline({ pairs: { a: null, b: { primary: { host: 7 }, backup: { host: "sip-b" } } } })).toEqual([
    "pairs.b.backup.host: hosts sip-b",
  ]);
});
