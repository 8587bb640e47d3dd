import { expect, test } from "vitest";
import { formatPath } from "../../lib/model/origin";
import type { Declaration } from "../../lib/synth/declaration";
import { referencesOf } from "../../lib/synth/references";
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

test("whatever else stands there is passed over", () => {
  expect(outline({ managementLayer: "mgmt-1", hosts: [{ interfaces: { eth0: { network: "voice" } } }] })).toEqual([]);
  expect(outline({ pairs: { a: null, b: { primary: { host: 7 }, backup: { host: "sip-b" } } } })).toEqual([
    "pairs.b.backup.host: hosts sip-b",
  ]);
});
