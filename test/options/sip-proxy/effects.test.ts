import { describe, expect, test } from "vitest";
import { compare } from "../../../lib/diff/compare";
import type { Topology } from "../../../lib/model/topology";
import type { Declaration } from "../../../lib/synth/declaration";
import { resolve } from "../../../lib/synth/resolve";
import { POOL, sipProxyDeclaration } from "./sip-proxy-sample";

const topology = (changes: Readonly<Record<string, unknown>> = {}): Topology =>
  resolve(sipProxyDeclaration(changes) as Declaration).topology!;

const [first, second] = [
  { application: "SIP_Proxy_1", host: "proxy-1" },
  { application: "SIP_Proxy_2", host: "proxy-2" },
];

/** The effect of keys of the pool that have other values, from some to others. */
function effect(key: string, before: unknown, after: unknown, both: Readonly<Record<string, unknown>> = {}) {
  const at = (value: unknown) => topology({ ...both, ...(value === undefined ? {} : { [`${POOL}.${key}`]: value }) });
  const [change, ...more] = compare(at(before), at(after));
  expect(more).toEqual([]);
  return change!;
}

describe("a change of the pool's", () => {
  test.each([
    ["fqdn", "a.example.com", "b.example.com", "outage"],
    ["recordTtl", "60s", "90s", "none"],
    ["oosCheck", "5s", "4s", "reload"],
    ["oosForce", "5s", "4s", "reload"],
    ["overloadDialogRate", 0, 100, "reload"],
    ["resolveHost", false, true, "switchover"],
    ["port", 5060, 5070, "outage"],
    ["endpoints", ["srv"], ["srv", "address"], "none"],
    ["addressFqdn", undefined, "by-address.example.com", "none"],
    ["addressFqdn", "by-address.example.com", undefined, "outage"],
    ["transports", ["udp"], ["udp", "tcp"], "none"],
    ["transports", ["udp", "tcp"], ["udp"], "outage"],
  ])("%s from %j to %j is %s", (key, before, after, expected) => {
    // The pool's own name is its zone unless the zone is said.
    const zone = key === "fqdn" ? { [`${POOL}.zone`]: "example.com" } : {};
    expect(effect(key, before, after, zone).effect).toBe(expected);
  });

  test("proxies depends on whether any of them stays", () => {
    expect(effect("proxies", [first], [first, second]).effect).toBe("none");
    expect(effect("proxies", [first, second], [second]).effect).toBe("switchover");
    expect(effect("proxies", [first, second], [first, { ...second, defaultPort: 7000 }]).effect).toBe("switchover");
    expect(effect("proxies", [first], [second]).effect).toBe("outage");
  });

  test("option that takes effect after a restart is an outage where one proxy is all there is", () => {
    const alone = effect("resolveHost", false, true, { [`${POOL}.proxies`]: [first] });
    expect(alone).toMatchObject({
      effect: "outage",
      because: "resolve-host takes effect after a restart of the proxies, of which there is one",
      evidence: "documented",
      after: "Restart the proxies, one after the other.",
    });
  });

  test("zone serial has no way back", () => {
    expect(effect("zoneSerial", 1, 2).noWayBack).toBe(
      "A zone's serial number does not go down: name servers keep the zone that they have. In the way back, raise zoneSerial once more.",
    );
  });
});
