import { expect, test } from "vitest";
import type { SipServerPair } from "../../lib/model/pair";
import { deploymentOrder } from "../../lib/synth/deployment-order";
import { samplePair, sampleTopology } from "../sample-topology";

/** An environment with these pairs of hosts, primary first. */
function order(pairs: Readonly<Record<string, readonly [string, string]>>) {
  const sample = sampleTopology();
  const { primary, backup } = samplePair(sample);
  const made = Object.entries(pairs).map(([name, [first, second]]): [string, SipServerPair] => [
    name,
    { ...samplePair(sample), name, primary: { ...primary, host: first }, backup: { ...backup, host: second } },
  ]);
  const { before, unordered } = deploymentOrder({ ...sample, pairs: new Map(made) });
  return { before: Object.fromEntries(before), unordered };
}

test("the backup's host comes before the primary's", () => {
  expect(order({ inbound: ["a", "b"] })).toEqual({ before: { a: ["b"] }, unordered: [] });
});

test("two pairs on the same hosts give one order", () => {
  expect(order({ inbound: ["a", "b"], outbound: ["a", "b"] })).toEqual({ before: { a: ["b"] }, unordered: [] });
});

test("if pairs form a circle, the one that would close it is left out", () => {
  expect(order({ one: ["a", "b"], two: ["b", "a"] })).toEqual({ before: { a: ["b"] }, unordered: ["two"] });
  expect(order({ one: ["a", "b"], two: ["b", "c"], three: ["c", "a"] })).toEqual({
    before: { a: ["b"], b: ["c"] },
    unordered: ["three"],
  });
});

test("a pair on one host has no order", () => {
  expect(order({ one: ["a", "a"] })).toEqual({ before: {}, unordered: [] });
});
