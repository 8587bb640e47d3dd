import { describe, expect, it } from "vitest";
import type { AppRule } from "../../../lib/checks/rule";
import { applicationNotUnique } from "../../../lib/configuration-layer/rules/application-not-unique";
import type { Topology } from "../../../lib/model/topology";
import { ipAddressTakeover } from "../../../lib/options/ip-address-takeover";
import { samplePair, sampleTopology } from "../../sample-topology";

const rule: AppRule = applicationNotUnique(ipAddressTakeover.applicationNames);
const found = (...topologies: readonly Topology[]) =>
  [...rule.evaluateAll(topologies)].map(([, observation]) => observation);
const { primary, backup } = samplePair(sampleTopology());
const renamed = (environment: string, primaryName: string, backupName: string) =>
  sampleTopology({
    topology: { environment },
    pair: { primary: { ...primary, application: primaryName }, backup: { ...backup, application: backupName } },
  });

describe("application-not-unique", () => {
  it("holds for the sample, and for environments that share nothing but the Management Layer", () => {
    expect(found(sampleTopology())).toEqual([]);
    expect(found(sampleTopology(), renamed("other", "Other_P", "Other_B"))).toEqual([]);
  });

  it("fails a server that has the name of the other server's script application", () => {
    expect(found(renamed("staging", "SIP_P", "SIP_P_VIP_UP"))).toEqual([
      {
        path: ["pairs", "inbound", "primary", "application"],
        message:
          "the application that runs up on sip-a for pair inbound has the name SIP_P_VIP_UP, which the backup of pair inbound has already",
        found: "SIP_P_VIP_UP",
        allowed: "a name that no other application has, in any environment",
        fix: "rename one of them",
      },
    ]);
  });

  it("fails a name that is taken once, not once more for each name that is made of it", () => {
    expect(found(renamed("staging", "SIP_Lab", "SIP_Lab")).map((one) => "found" in one && one.found)).toEqual([
      "SIP_Lab",
    ]);
  });

  it("fails a server that has the name of Solution Control Server", () => {
    expect(found(renamed("staging", "SCS_Staging", "SIP_B"))[0]).toMatchObject({
      message: "the primary of pair inbound has the name SCS_Staging, which Solution Control Server has already",
    });
  });

  it("fails a server of another environment with the same name", () => {
    expect(found(sampleTopology(), renamed("other", "SIP_In_P", "Other_B"))[0]).toMatchObject({
      path: ["pairs", "inbound", "primary", "application"],
      message:
        "the primary of pair inbound has the name SIP_In_P, which the primary of pair inbound of environment staging has already",
    });
  });
});
