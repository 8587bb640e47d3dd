import { describe, expect, test } from "vitest";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostExpectations } from "../../lib/drift/host-expectation";
import type { Topology } from "../../lib/model/topology";
import { plan } from "../../lib/synth/plan";
import { manyPairs } from "../many-pairs";
import { bigIpTopology } from "../options/big-ip/big-ip-sample";
import { topologyOf } from "../topology-of";
import { factsOfHosts } from "./facts-of-model";

/** The report if a host of the model has an additional address. */
function told(topology: Topology, host: string, line: string): string[] {
  const files = plan(topology).artifacts;
  const expectations = hostExpectations(topology, files);
  const texts = factsOfHosts(expectations).map((text, index) =>
    expectations[index]!.host.name === host ? text.replace("== addresses\n", `== addresses\n ${line}\n`) : text,
  );
  const facts = texts.map((text, index) => parseFacts(`${index}.facts`, text).facts!);
  return environmentDrift({ topology, files }, { facts })
    .findings.filter(({ state }) => state === "drift")
    .map(({ code, path, message, found, expected, fix }) => [code, path, message, found, expected, fix].join(" / "));
}

describe("a virtual IP is reported on a host that must never have it", () => {
  const topology = topologyOf(manyPairs(2));
  const has = (address: string) =>
    `3: eth1    inet ${address}/16 scope global secondary eth1\\       valid_lft forever`;

  test("if it belongs to another pair", () => {
    expect(told(topology, "sip-1b", has("10.61.100.10"))).toEqual([
      "virtual-ip-elsewhere / pairs.pair-0.highAvailability.ipAddressTakeover.virtualIp / sip-1b has the virtual IP 10.61.100.10 of pair pair-0, which it must never have: callers may reach it instead of the pair / 10.61.100.10/16 on eth1 / on sip-0a or sip-0b alone / find out what has put it there, and remove it from this host in a maintenance window",
    ]);
  });

  test("if it belongs to a pair behind a BIG-IP, whose virtual IP no host has", () => {
    const connected = bigIpTopology({ "hosts.trunk-a.connection": { ssh: { user: "root" } } }).topology;
    expect(told(connected, "trunk-a", has("192.0.2.10"))).toEqual([
      expect.stringMatching(
        /^virtual-ip-elsewhere \/ pairs\.inbound\.highAvailability\.bigIp\.virtualIp \/ trunk-a has .* \/ 192\.0\.2\.10\/16 on eth1 \/ on no host \//,
      ),
    ]);
  });

  test("but not an address that is no virtual IP", () => {
    expect(told(topology, "sip-1b", has("10.61.100.99"))).toEqual([]);
  });
});
