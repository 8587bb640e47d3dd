import "../../lib/testing/vitest";
import { describe, expect, test } from "vitest";
import { firstPair as firstPairProgram } from "../../examples/first-pair";
import { newRoot } from "../../lib/terraform/new-root";
import { matchers, TestMisuse, Topology } from "../../lib/testing";
import { assertions } from "../../lib/testing/assertions";
import { sampleEnvironment } from "../sample-environment";
import { firstPair, firstPairText } from "./example-topology";

/** The message of the runner's own error. */
function failure(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect((error as Error).constructor.name).not.toBe("TestMisuse");
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

describe("the matchers of vitest", () => {
  test("hold for a topology, and in negated form for what it does not have", () => {
    const topology = firstPair();
    expect(topology).toHaveScript("sip-a", "inbound-vip", { mode: "0750" });
    expect(topology).not.toHaveScript("mgmt-1", "inbound-vip");
    expect(topology).toHaveFile("runbook.md", /staging/);
    expect(topology).not.toHaveFile("hosts/mgmt-1/deploy");
    expect(topology).toHaveConfigurationObject("application", "SIP_In_P", { serverInfo: { host: "sip-a" } });
    expect(topology).not.toHaveConfigurationObject("application", { name: "SIP_In_X" });
    expect(topology).toHaveOption("SIP_In_P", "TServer", "sip-port", 5060);
    expect(topology).not.toHaveOption("SIP_In_P", "TServer", "sip-port", 5061);
    expect(topology).toHaveVirtualIp("10.120.0.10", { pair: "inbound" });
    expect(topology).not.toHaveVirtualIp("10.120.0.11");
    expect(topology).toHaveFinding("host-key-missing", { on: "hosts.sip-a" });
    expect(topology).not.toHaveFinding("port-not-unique");
    expect(topology).toHaveNoFindings("error");
    expect(topology).not.toHaveNoFindings();
    expect(topology).toSurvive("primary-host-power-loss");
    expect(topology).not.toSurvive("primary-process-hang", { pair: "inbound" });
    expect(topology).toRecoverWithin("25s", { scenario: "primary-host-power-loss" });
    expect(topology).not.toRecoverWithin("20s", { scenario: "primary-host-power-loss" });
    expect(topology).toSatisfyAllInvariants({ scenarios: ["primary-host-power-loss"] });
    expect(topology).not.toSatisfyAllInvariants({ sweep: "single" });
  });

  test("hold for an environment itself, including the findings of one with errors", () => {
    expect(firstPairProgram(newRoot())).toHaveVirtualIp("10.120.0.10");
    expect(sampleEnvironment(newRoot()).environment).toHaveNoFindings();
    const { environment } = sampleEnvironment(newRoot(), "staging", { takeover: { virtualIp: "10.120.0.1" } });
    expect(environment).toHaveFinding("address-not-usable", { on: "pairs.inbound" });
    expect(() => expect(environment).toHaveFile("runbook.md")).toThrow(/^nothing of staging would be written/);
  });

  test("fail with the message of the assertion", () => {
    const message = (act: () => void) => failure(act);
    expect(message(() => expect(firstPair()).toHaveConfigurationObject("host", "sip-aa", { lcaPort: "1" }))).toBe(
      failure(() => firstPair().hasConfigurationObject("host", "sip-aa", { lcaPort: "1" })),
    );
    const asked = { scenario: "primary-host-power-loss" };
    expect(message(() => expect(firstPair()).toRecoverWithin("20s", asked))).toBe(
      failure(() => firstPair().recoversWithin("20s", asked)),
    );
    expect(message(() => expect(firstPair()).not.toSurvive("primary-host-power-loss"))).toBe(
      failure(() => firstPair().not.survives("primary-host-power-loss")),
    );
    expect(message(() => expect(firstPair()).toSatisfyAllInvariants())).toMatch(
      /^staging does not satisfy all invariants\n\nstaging\/inbound I1 one-holder: /,
    );
    expect(message(() => expect(firstPair()).toHaveNoFindings())).toMatch(
      /^staging has 3 findings, but should have none:/,
    );
    expect(message(() => expect(firstPair()).not.toHaveScript("sip-a", "deploy"))).toMatch(
      /^host sip-a has script deploy, but should not\n/,
    );
    expect(message(() => expect(Topology.fromYaml({ text: firstPairText() })).not.toHaveVirtualIp(/^10/))).toMatch(
      /^staging has virtual IP like \{ address: \/\^10\/ \}, but should not\n/,
    );
  });

  test("fail a test that asks for something impossible, negated as well", () => {
    expect(() => expect(firstPair()).not.toHaveScript("sip-c", "inbound-vip")).toThrow(TestMisuse);
    expect(() => expect(firstPair()).not.toSurvive("primary-host-power-los")).toThrow(TestMisuse);
    expect(() => expect(firstPair()).not.toRecoverWithin("20 s" as never)).toThrow(TestMisuse);
    expect(() => expect(firstPair()).not.toSatisfyAllInvariants({ except: ["x"] })).toThrow(TestMisuse);
    expect(() => expect(firstPair()).not.toHaveConfigurationObject("aplication" as never, "x")).toThrow(TestMisuse);
  });

  test.each<[unknown, string]>([
    [new Map(), "{}"],
    ["staging.yaml", '"staging.yaml"'],
    [undefined, "nothing"],
  ])("accept nothing else: %#", (value, found) => {
    expect(() => expect(value).not.toHaveNoFindings()).toThrow(
      new TestMisuse({
        message: "this can be expected only of a Topology or an Environment",
        found,
        allowed: "a Topology or an Environment",
        fix: "write expect(Topology.of(environment)) or expect(Topology.fromYaml(file))",
      }),
    );
  });

  test("include one for each assertion of a topology", () => {
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(Topology.prototype)).filter(
      (name) => name !== "constructor" && name !== "settle",
    );
    expect(methods.sort()).toEqual(Object.keys(assertions).sort());
    const verbs = { has: "Have", survives: "Survive", recovers: "Recover", satisfies: "Satisfy" };
    const matcherOf = (name: string) => name.replace(/^[a-z]+/, (verb) => `to${verbs[verb as keyof typeof verbs]}`);
    expect(Object.keys(matchers).sort()).toEqual(methods.map(matcherOf).sort());
  });
});
