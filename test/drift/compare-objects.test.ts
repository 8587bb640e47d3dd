import { expect, test } from "vitest";
import { hostObjects } from "../../lib/configuration-layer/applications";
import { compareObjects, isExact, isOfSameSystem, type SameValue } from "../../lib/drift/compare-objects";
import { parseExport } from "../../lib/drift/configuration-export";
import { type JsonSource, readJson } from "../../lib/input/json-source";
import { sampleDeclaration, windowsPair } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { exportOf } from "./export-of-model";

const solaris = { "hosts.sip-a.os": "solaris", "hosts.sip-b.os": "solaris" };

/** The report on the hosts if sip-a has another operating system type than the synthesized one. */
function told(changes: Readonly<Record<string, unknown>>, type: string, isSame: SameValue): (string | undefined)[] {
  const topology = topologyOf(sampleDeclaration(changes));
  const hosts = hostObjects(topology);
  const exported = hosts.map((one) => (one.name === "sip-a" ? { ...one, osInfo: { type } } : one));
  const text = JSON.stringify({ ...exportOf(topology), hosts: exported });
  const read = parseExport(readJson("a.json", () => ({ text })) as JsonSource).exported!;
  const objects = { hosts, scripts: [], applications: [], alarmConditions: [] };
  return compareObjects("staging", objects, read, () => "hosts", isSame).map(
    ({ message, found, expected }) => `${message}: ${found} / ${expected}`,
  );
}

test.each([
  ["Solaris on x86", solaris, "solarisx86"],
  ["a version of Windows", windowsPair(), "windowsserver2012"],
])("a Host object with the type of %s is no drift, and importing the objects changes it", (_, changes, type) => {
  expect(told(changes, type, isOfSameSystem)).toEqual([]);
  expect(told(changes, type, isExact)).toEqual([
    expect.stringMatching(new RegExp(`^Host sip-a: osInfo\\.type differs: "?${type}"? / `)),
  ]);
});

test.each(["aix", "none"])("a Host object with the type of another system is drift: %s", (type) => {
  expect(told(solaris, type, isOfSameSystem)).toEqual([
    expect.stringMatching(/^Host sip-a: osInfo\.type differs: .* \/ "?solaris"?$/),
  ]);
});
