import { describe, expect, test } from "vitest";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { plan } from "../../lib/synth/plan";
import { textOf } from "../../lib/text/file-text";
import { type SampleOverrides, sampleTopology } from "../sample-topology";
import { unixOverrides } from "../unix-bed";

/** The steps of the first chapter. */
function firstChapter(overrides: SampleOverrides): string {
  const runbook = plan(sampleTopology(overrides)).artifacts.find(({ path }) => path === "runbook.md")!;
  const text = textOf(runbook.content);
  return text.slice(text.indexOf("## 1."), text.indexOf("## 2."));
}

describe("the first chapter of the runbook", () => {
  const agent = { localControlAgent: { account: "genesys", becomeRoot: "sudo" } } as const;
  const ruleIn = (folder: string) =>
    `genesys ALL=(root) NOPASSWD: ${["up", "down", "status", "announce"].map((command) => `${folder}/inbound-vip ${command}`).join(", ")}`;

  test.each([logicalInterface, alias])("has the rules of sudo added before the first apply on $name", (system) => {
    const text = firstChapter(unixOverrides(system, agent));
    const step = `1. On sip-a and sip-b, as root, add this with \`visudo\`; without it the Local Control Agent cannot run the control scripts, and the installer, which writes no rules of sudo there, fails:`;
    expect(text).toContain(step);
    expect(text).toContain(ruleIn("/opt/genesys/sip-ha"));
    expect(text.indexOf("2. In this folder, look at what will change")).toBeGreaterThan(text.indexOf(step));
  });

  test("has a step for each host where the rules differ", () => {
    const text = firstChapter(
      unixOverrides(alias, { ...agent, hosts: { "sip-b": { installDirectory: "/opt/other" } } }),
    );
    for (const words of ["On sip-a, as root", "On sip-b, as root", ruleIn("/opt/genesys/sip-ha"), ruleIn("/opt/other")])
      expect(text).toContain(words);
  });

  test("asks for none where the Local Control Agent is root, or the installer writes them", () => {
    for (const overrides of [unixOverrides(alias), agent]) expect(firstChapter(overrides)).not.toContain("visudo");
  });
});
