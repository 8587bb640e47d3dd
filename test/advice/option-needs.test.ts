import { expect, test } from "vitest";
import { OPTION_NEEDS } from "../../lib/advice/option-needs";
import { REQUIREMENT_NAMES } from "../../lib/advice/requirements";
import { options } from "../../lib/options";

const named = new Map(OPTION_NEEDS.map((one) => [one.option, one]));

test("every option that can be declared is in the advice, once", () => {
  expect(options.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
  expect(named.size).toBe(OPTION_NEEDS.length);
});

test("the ways that the vendor describes are in the advice, in the order of recommendation", () => {
  expect([...named.keys()]).toEqual(["ipAddressTakeover", "sipProxy", "bigIp", "windowsNlb", "singleHost"]);
});

test("every requirement is needed by some option; otherwise nobody would have to ask for it", () => {
  const needed = new Set(OPTION_NEEDS.flatMap(({ needs }) => needs.map(({ requirement }) => requirement)));
  expect(REQUIREMENT_NAMES.filter((name) => !needed.has(name))).toEqual([]);
});

test("every option has an advantage, a limit and a reason for its rank", () => {
  for (const { traits, rank } of OPTION_NEEDS) {
    expect(new Set(traits.map(({ kind }) => kind))).toEqual(new Set(["for", "limit"]));
    expect(rank).not.toBe("");
  }
});

test("each option needs what it needs, in the order of the advice, and all need the same of Resource Manager", () => {
  const resourceManager = "activeActiveResourceManager";
  expect(OPTION_NEEDS.map(({ option, needs }) => [option, needs.map(({ requirement }) => requirement)])).toEqual([
    ["ipAddressTakeover", ["hosts", "os", "sameSubnet", "acceptsGratuitousArp", resourceManager]],
    ["sipProxy", ["hosts", "sameDataCenter", "endpointsFallBack", resourceManager]],
    ["bigIp", ["hosts", "loadBalancer", "sipServerVersion", resourceManager]],
    ["windowsNlb", ["hosts", "os", "sameSubnet", "dedicatedVlan", "nics", resourceManager]],
    ["singleHost", ["seats", "surviveHostLoss", resourceManager]],
  ]);
});
