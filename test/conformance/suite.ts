import { afterAll, beforeAll, beforeEach, test } from "vitest";
import { describeWith } from "../prerequisites";
import { conformanceCases } from "./cases";
import { type ConformanceHost, type ConformanceSystem, SAMPLE_ADDRESSES } from "./host";

/** Runs the whole table on a system's control script, on one bed. */
export function describeConformance(system: ConformanceSystem): void {
  describeWith(system.needs, `the control script on ${system.name} conforms`, () => {
    let host: ConformanceHost;
    beforeAll(async () => {
      host = await system.open();
    });
    afterAll(() => host?.close());
    beforeEach(() => host.reset());

    for (const { title, fault, run } of conformanceCases(system.addresses ?? SAMPLE_ADDRESSES)) {
      const reason = fault === undefined ? undefined : system.impossible[fault];
      if (reason === undefined) test(title, () => run(host, system));
      else test(`${title}: there is no such thing on ${system.name}, as ${reason}`, () => {});
    }
  });
}
