// Tests of environment files: what must hold in every environment of ../estate/, and what in only one.
import "sip-server-ha/testing/vitest";
import { join } from "node:path";
import { Capture, Match, Topology } from "sip-server-ha/testing";
import { describe, expect, test } from "vitest";

const file = (name: string) => join(__dirname, "../estate", name);
const [staging, prod] = [Topology.fromYaml(file("staging.yaml")), Topology.fromYaml(file("prod.yaml"))];

describe.each([staging, prod])("$environment", (topology) => {
  test("has no finding that is not acknowledged", () => {
    expect(topology).toHaveNoFindings();
  });

  test("has a recovery objective for each pair", () => {
    for (const pair of topology.model.pairs.values()) expect(pair.recoveryTimeObjective).toBe("40s");
  });

  test("gives every script an application that never restarts by itself", () => {
    const scripts = topology.findConfigurationObjects("application", { appPrototype: "Third Party Server" });
    expect(scripts.map(({ name }) => name)).toHaveLength(6);
    expect(scripts.filter(({ autoRestart }) => autoRestart)).toEqual([]);
  });

  test("has a primary that knows its backup", () => {
    const backup = new Capture();
    expect(topology).toHaveConfigurationObject("application", {
      redundancyType: "hthotstanby",
      serverInfo: { host: "sip-a", backupServer: backup },
    });
    expect(topology).toHaveConfigurationObject("application", backup.asString(), { serverInfo: { host: "sip-b" } });
  });
});

test("only production probes before it takes the address", () => {
  expect(prod).toHaveScript("sip-a", "inbound-vip", /^PROBE_MILLISECONDS='[1-9]/m);
  expect(staging).not.toHaveScript("sip-a", "inbound-vip", /^PROBE_MILLISECONDS='[1-9]/m);
});

test("production keeps Terraform's state where all of us can reach it", () => {
  expect(prod.model.backend).toEqual({ type: "s3", settings: expect.objectContaining({ region: "eu-north-1" }) });
});

test("a virtual IP that equals the gateway's address is refused before anything is written", () => {
  const text =
    "extends: staging.yaml\npairs: { inbound: { highAvailability: { ipAddressTakeover: { virtualIp: 10.62.0.1 } } } }\n";
  const source = { text, file: file("changed.yaml") };
  expect(() => Topology.fromYaml(source)).toThrow(/virtual IP 10\.62\.0\.1 is the gateway of network voice/);
  expect(Topology.fromYaml(source, { allowErrors: true })).toHaveFinding("address-not-usable", {
    on: "pairs.inbound.highAvailability",
    found: "10.62.0.1",
    fix: Match.anyValue(),
  });
});
