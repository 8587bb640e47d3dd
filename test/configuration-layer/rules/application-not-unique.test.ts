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
          "the application that runs up on sip-a for pair inbound has the name SIP_P_VIP_UP, which the backup of pair inbound already has",
        found: "SIP_P_VIP_UP",
        allowed: "a name that no other application has, in any environment",
        fix: "rename one of them",
      },
    ]);
  });

  it("fails a name that is used twice once, not again for each name that is derived from it", () => {
    expect(found(renamed("staging", "SIP_Lab", "SIP_Lab")).map((one) => "found" in one && one.found)).toEqual([
      "SIP_Lab",
    ]);
  });

  it("fails a server that has the name of Solution Control Server", () => {
    expect(found(renamed("staging", "SCS_Staging", "SIP_B"))[0]).toMatchObject({
      message: "the primary of pair inbound has the name SCS_Staging, which Solution Control Server already has",
    });
  });

  it("fails a Message Server that has the name of Solution Control Server, also on the same machine", () => {
    const { managementLayer } = sampleTopology();
    const messageServer = { application: "SCS_Staging", host: "mgmt-1" };
    expect(found(sampleTopology({ topology: { managementLayer: { ...managementLayer, messageServer } } }))).toEqual([
      {
        path: ["managementLayer", "messageServer", "application"],
        message: "Message Server has the name SCS_Staging, which Solution Control Server already has",
        found: "SCS_Staging",
        allowed: "a name that no other application has, in any environment",
        fix: "rename one of them",
      },
    ]);
  });

  it("fails a Solution Control Server that another environment has on a machine with another address", () => {
    const elsewhere = { ...renamed("other", "Other_P", "Other_B") };
    const { hosts } = sampleTopology({ controlServer: "10.110.0.6" });
    expect(found(sampleTopology(), { ...elsewhere, hosts })).toEqual(
      ["Solution Control Server", "Message Server"].map((what, index) => ({
        path: ["managementLayer", ["solutionControlServer", "messageServer"][index], "application"],
        message: `${what} on mgmt-1 at 10.110.0.6 has the name ${["SCS_Staging", "Message_Server_Staging"][index]}, which ${what} of environment staging on mgmt-1 at 10.110.0.5 already has`,
        found: ["SCS_Staging", "Message_Server_Staging"][index],
        allowed: "a name that no other application has, in any environment",
        fix: "rename one of them; or, if one application is meant, name one host, with one address",
      })),
    );
  });

  it("fails a Solution Control Server that another environment has on another host", () => {
    const { hosts, managementLayer } = sampleTopology();
    const mgmt = hosts.get("mgmt-1")!;
    const other = {
      ...renamed("other", "Other_P", "Other_B"),
      hosts: new Map([...hosts, ["mgmt-2", { ...mgmt, name: "mgmt-2" }]]),
      managementLayer: { ...managementLayer, messageServer: { application: "Message_Server_Staging", host: "mgmt-2" } },
    };
    expect(found(sampleTopology(), other).map((one) => "message" in one && one.message)).toEqual([
      "Message Server on mgmt-2 at 10.110.0.5 has the name Message_Server_Staging, which Message Server of environment staging on mgmt-1 at 10.110.0.5 already has",
    ]);
  });

  it("fails a server of another environment with the same name", () => {
    expect(found(sampleTopology(), renamed("other", "SIP_In_P", "Other_B"))[0]).toMatchObject({
      path: ["pairs", "inbound", "primary", "application"],
      message:
        "the primary of pair inbound has the name SIP_In_P, which the primary of pair inbound of environment staging already has",
    });
  });
});
