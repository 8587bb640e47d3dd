import { describe, expect, test } from "vitest";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { TASK_QUESTION } from "../../lib/drift/task-question";
import { UTC_QUESTION } from "../../lib/drift/utc-question";
import { windowsCollector } from "../../lib/drift/windows-collector";
import { plan } from "../../lib/synth/plan";
import { textOf } from "../../lib/text/file-text";
import { nlbDeclaration } from "../options/windows-nlb/nlb-sample";
import { IPV6, sampleDeclaration, windowsPair } from "../sample-declaration";
import { parsePowerShell } from "../scripts/powershell-grammar";
import { batchProblems } from "../scripts/windows/batch-lint";
import { topologyOf } from "../topology-of";

function collectors(declaration: object): string[] {
  const topology = topologyOf(declaration);
  return hostExpectations(topology, plan(topology).artifacts).map((expected) => textOf(windowsCollector(expected)));
}

const windowsIpv6 = {
  ...structuredClone(windowsPair()),
  "networks.voice": IPV6["networks.voice"],
  "hosts.sip-a.interfaces.Local Area Connection 2.address": "2001:db8:120::11",
  "hosts.sip-b.interfaces.Local Area Connection 2.address": "2001:db8:120::12",
  "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp": "2001:db8:120::10",
};

describe("the collector of a Windows host", () => {
  test.each([
    ["of a takeover pair", sampleDeclaration(windowsPair())],
    ["with IPv6", sampleDeclaration(windowsIpv6)],
    ["of a cluster", nlbDeclaration()],
  ])("%s is a batch file without a finding of the lint", (_, declaration) => {
    const programs = collectors(declaration);
    expect(programs.flatMap(batchProblems)).toEqual([]);
    expect(programs).toHaveLength(2);
  });

  test("changes nothing: it calls netsh only for show, and nothing that adds, deletes or sets", () => {
    for (const text of [...collectors(sampleDeclaration(windowsIpv6)), ...collectors(nlbDeclaration())]) {
      const code = text.replaceAll(/^(?:rem|set) .*\r$/gm, "");
      expect(code).not.toMatch(
        /\b(?:add|delete|del|move|copy|mkdir|icacls|enable|disable|\/create|\/change|\/run|\/end)\b/i,
      );
      expect(code.match(/netsh\.exe \S+ \S+ \w+/g)).not.toBeNull();
      for (const [, verb] of code.matchAll(/netsh\.exe \S+ \S+ (\w+)/g)) expect(verb).toBe("show");
    }
  });

  test.each([
    ["for a task", TASK_QUESTION],
    ["for the time", UTC_QUESTION],
  ])("the question %s is valid PowerShell", async (_, question) => {
    expect((await parsePowerShell(question.text)).problems).toEqual([]);
  });
});
