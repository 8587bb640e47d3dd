import { afterAll, beforeAll, beforeEach, test } from "vitest";
import { isIpv6 } from "../../lib/model/address";
import { describeWith } from "../prerequisites";
import { conformanceCases } from "./cases";
import { type ConformanceHost, type ConformanceSystem, SAMPLE_ADDRESSES } from "./host";

/** Runs the table on a system's control script, on one bed: with IPv4 the whole table, with IPv6 the cases that depend on the address family. */
export function describeConformance(system: ConformanceSystem): void {
  describeWith(system.needs, `the control script on ${system.name} conforms`, () => {
    let host: ConformanceHost;
    beforeAll(async () => {
      host = await system.open();
    });
    afterAll(() => host?.close());
    beforeEach(() => host.reset());

    const addresses = system.addresses ?? SAMPLE_ADDRESSES;
    for (const { title, fault, anyFamily, run } of conformanceCases(addresses)) {
      if (anyFamily && isIpv6(addresses.virtualIp)) continue;
      const reason = fault === undefined ? undefined : system.impossible[fault];
      if (reason === undefined) test(title, () => run(host, system));
      else test(`${title}: there is no such thing on ${system.name}, as ${reason}`, () => {});
    }
  });
}
