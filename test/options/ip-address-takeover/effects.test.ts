import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ChangedKey, Effect } from "../../../lib/options/effect";
import { takeoverEffects } from "../../../lib/options/ip-address-takeover/effects";

test("the virtual IP is released before another one is installed, because the installer refuses while one is up", () => {
  const virtualIp = takeoverEffects.virtualIp as (change: ChangedKey) => Effect;
  expect(virtualIp({ after: "10.120.0.20" } as ChangedKey)).toMatchObject({
    effect: "outage",
    releases: true,
    restarts: true,
    after: "Point callers, gateways and DNS at 10.120.0.20.",
  });
  expect(takeoverEffects.network).toMatchObject({ effect: "outage", releases: true });
  const installer = readFileSync(join(__dirname, "../../golden/first-pair/expected/hosts/sip-a/deploy"), "utf8");
  expect(installer).toContain("VIRTUAL_IP|PREFIX_LENGTH|INTERFACE");
});

test("a setting that only the next run of a script uses has no effect on service", () => {
  for (const key of ["conflictPolicy", "probeTimeout", "announcements", "flushConnectionTracking", "lockTimeout"])
    expect(takeoverEffects[key]).toEqual({
      effect: "none",
      because: "the scripts are replaced in place, and the next run takes it",
    });
});
