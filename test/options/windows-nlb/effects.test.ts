import { expect, test } from "vitest";
import type { ChangedKey, Effect } from "../../../lib/options/effect";
import { nlbEffects } from "../../../lib/options/windows-nlb/effects";

test("what makes the cluster converge again is an outage, for which its ports are disabled", () => {
  for (const key of ["affinity", "portRules", "hostPriorities.primary", "hostPriorities.backup"])
    expect(nlbEffects[key]).toEqual({
      effect: "outage",
      because: "the cluster changes, and converges again after each such change; its ports are disabled meanwhile",
      evidence: "documented",
      source: "https://learn.microsoft.com/powershell/module/networkloadbalancingclusters/",
      releases: true,
    });
});

test("a setting that only the scripts use has no effect on service", () => {
  for (const key of ["convergenceTimeout", "lockTimeout", "cancelTimeout", "events.becamePrimary"])
    expect(nlbEffects[key]).toMatchObject({ effect: "none" });
});

test("another virtual IP has the cluster taken down and built again, the servers restarted and callers redirected to it", () => {
  const virtualIp = nlbEffects.virtualIp as (change: ChangedKey) => Effect;
  expect(virtualIp({ after: "10.120.0.20" } as ChangedKey)).toMatchObject({
    effect: "outage",
    restarts: true,
    releases: true,
    removes: true,
    after: "Point callers, gateways and DNS at 10.120.0.20.",
  });
});
