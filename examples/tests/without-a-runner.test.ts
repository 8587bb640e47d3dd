// The same assertions without the runner's matchers: each method throws if its expectation is not met, in node:test, mocha or a plain script as well.
import { join } from "node:path";
import { Capture, Match, Topology } from "sip-server-ha/testing";
import { expect, test } from "vitest";

const topology = Topology.fromYaml(join(__dirname, "../sip-proxy.yaml"));

test("a pair behind a pool of SIP Proxies has no virtual IP, and its hosts get no scripts", () => {
  topology.not.hasVirtualIp(/./);
  expect(topology.findFiles(/^hosts\//)).toEqual([]);
});

test("callers find every proxy through the zone", () => {
  const zone = new Capture();
  const [file] = topology.findFiles(/^dns\/.*\.zone$/);
  topology.hasFile(file!.path, zone);
  for (const address of ["10.161.0.51", "10.162.0.52"]) expect(zone.asString()).toContain(address);
});

test("a failure names the place and the nearest match", () => {
  expect(() => topology.hasConfigurationObject("application", { serverInfo: { host: "proxy-9" } })).toThrow(
    /!! .*Expected "proxy-9" but received "proxy-1"/,
  );
  expect(() => topology.hasFile("runbook.md", Match.stringLikeRegexp("^# Runbok"))).toThrow(
    /the nearest is line 1: # Runbook of environment/,
  );
});
