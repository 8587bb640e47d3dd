import { expect, test } from "vitest";
import type { ListedFile } from "../../lib/diff/snapshot";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { plan } from "../../lib/synth/plan";
import { manyPairs } from "../many-pairs";
import { topologyOf } from "../topology-of";

/** How often the targets of listed files are read for each host. */
function readsForEach(pairs: number): number {
  const topology = topologyOf(manyPairs(pairs));
  let reads = 0;
  const files = plan(topology).artifacts.map(
    (file): ListedFile =>
      new Proxy(file, {
        get: (target, key) => {
          if (key === "target") reads += 1;
          return Reflect.get(target, key);
        },
      }),
  );
  const expectations = hostExpectations(topology, files);
  expect(expectations.map(({ host }) => host.name)).toHaveLength(2 * pairs);
  return reads / expectations.length;
}

test("the files are not searched again for each host", () => {
  expect(readsForEach(20)).toBeLessThan(1.5 * readsForEach(5));
});
