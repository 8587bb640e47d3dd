import { expect, test } from "vitest";
import { pairsOn } from "../../lib/model/pairs-on";
import { manyPairs } from "../many-pairs";
import { topologyOf } from "../topology-of";

test("a host has the pairs for which it runs a server, each once, in their order", () => {
  const declaration = manyPairs(3) as { pairs: Record<string, { backup: { host: string } }> };
  declaration.pairs["pair-1"]!.backup.host = "sip-0a";
  declaration.pairs["pair-2"]!.backup.host = "sip-2a";
  const topology = topologyOf(declaration);
  const namesOn = (host: string) => pairsOn(topology, host).map(({ name }) => name);
  expect(["sip-0a", "sip-0b", "sip-1a", "sip-1b", "sip-2a"].map(namesOn)).toEqual([
    ["pair-0", "pair-1"],
    ["pair-0"],
    ["pair-1"],
    [],
    ["pair-2"],
  ]);
});
