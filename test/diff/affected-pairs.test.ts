import { expect, test, vi } from "vitest";
import { affectedPairs } from "../../lib/diff/affected-pairs";
import { manyPairs } from "../many-pairs";
import { topologyOf } from "../topology-of";

const model = (count: number) => topologyOf(manyPairs(count));

test("a change affects the pairs that use its element, on either side; a change outside any element affects all pairs", () => {
  const [was, is] = [model(2), model(3)];
  expect(affectedPairs(["pairs", "pair-2"], was, is)).toEqual(["pair-2"]);
  expect(affectedPairs(["hosts", "sip-1b", "os"], was, is)).toEqual(["pair-1"]);
  expect(affectedPairs(["hosts", "mgmt-1"], was, is)).toEqual([]);
  expect(affectedPairs(["networks", "voice", "cidr"], was, is)).toEqual(["pair-0", "pair-1", "pair-2"]);
  expect(affectedPairs(["managementLayer"], was, is)).toEqual(["pair-0", "pair-1", "pair-2"]);
});

test("the pairs of a model are looked through once for all its elements", () => {
  const [was, is] = [model(2), model(2)];
  const gone = [was, is].map(({ pairs }) => vi.spyOn(pairs as Map<string, never>, "values"));
  for (const host of is.hosts.keys()) affectedPairs(["hosts", host], was, is);
  expect(gone.map((spy) => spy.mock.calls.length)).toEqual([1, 1]);
});
