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

test("those of a BIG-IP and of the pairs behind it are too", () => {
  const found = outline(bigIpDeclaration()).filter((one) => /bigIps/.test(one));
  expect(found).toEqual([
    "bigIps.ltm-1.network.inside: networks ltm-inside",
    "bigIps.ltm-1.network.outside: networks ltm-outside",
    "pairs.inbound.highAvailability.bigIp.device: bigIps ltm-1",
  ]);
});

test("whatever else stands there is passed over", () => {
  expect(outline({ managementLayer: "mgmt-1", hosts: [{ interfaces: { eth0: { network: "voice" } } }] })).toEqual([]);
  expect(outline({ pairs: { a: null, b: { primary: { host: 7 }, backup: { host: "sip-b" } } } })).toEqual([
    "pairs.b.backup.host: hosts sip-b",
  ]);
});
