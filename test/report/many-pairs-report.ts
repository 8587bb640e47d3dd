import type { draughtsman } from "../../lib/report/diagram/svg";
import { reportFiles } from "../../lib/report/report-files";
import { manyPairs } from "../many-pairs";
import { topologyOf } from "../topology-of";
import { contentOf } from "./report-sample";

/** The page of so many pairs in the worst case: no two pairs are alike, and each has the largest number of scenarios. */
export function reportOfManyPairs(count: number, draw: Awaited<ReturnType<typeof draughtsman>>): string {
  const declaration = manyPairs(count) as { pairs: Record<string, Record<string, unknown>> };
  for (const [index, pair] of Object.values(declaration.pairs).entries()) pair.recoveryTimeObjective = `${25 + index}s`;
  const few = contentOf(topologyOf(declaration), {}, ["primary-host-power-loss", "switchover-by-hand"]);
  // The same results are repeated, to save the time for simulating them all.
  const results = few.results.flatMap((one) =>
    [...Array(18).keys()].map((number) => ({
      ...one,
      scenario: { ...one.scenario, name: `${one.scenario.name}-${number}` },
    })),
  );
  return reportFiles({ ...few, results }, draw).find(({ path }) => path === "report.html")!.content;
}
