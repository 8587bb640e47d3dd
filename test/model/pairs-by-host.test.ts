import { expect, test } from "vitest";
import { pairsByHost } from "../../lib/model/pairs-by-host";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { manyPairs } from "../many-pairs";

test("a host has the pairs that it runs a server of, each once, in their order; one that runs none is not there", () => {
  const declaration = manyPairs(3) as { pairs: Record<string, { backup: { host: string } }> };
  declaration.pairs["pair-1"]!.backup.host = "sip-0a";
  declaration.pairs["pair-2"]!.backup.host = "sip-2a";
  const { topology } = resolve(declaration as unknown as Declaration);
  expect([...pairsByHost(topology!)].map(([host, pairs]) => [host, pairs.map(({ name }) => name)])).toEqual([
    ["sip-0a", ["pair-0", "pair-1"]],
    ["sip-0b", ["pair-0"]],
    ["sip-1a", ["pair-1"]],
    ["sip-2a", ["pair-2"]],
  ]);
});
