import { expect, test } from "vitest";
import { nlbEffects } from "../../../lib/options/windows-nlb/effects";

test("what lets the cluster converge anew is an outage, with the building of the cluster after it", () => {
  for (const key of ["affinity", "portRules", "hostPriorities.primary", "hostPriorities.backup"])
    expect(nlbEffects[key]).toEqual({
      effect: "outage",
      because: "the build script changes the cluster, and each such change lets it converge anew",
      evidence: "documented",
      source: "https://learn.microsoft.com/powershell/module/networkloadbalancingclusters/",
      after:
        'Change the cluster as "Build the cluster" of the chapter in the runbook says; it leaves the ports disabled on both hosts, so enable them on the host whose server is primary.',
    });
});

test("what the scripts alone go by is none", () => {
  for (const key of ["convergenceTimeout", "lockTimeout", "cancelTimeout", "events.becamePrimary"])
    expect(nlbEffects[key]).toMatchObject({ effect: "none" });
});
