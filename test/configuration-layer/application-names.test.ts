import { describe, expect, it } from "vitest";
import { applicationNames } from "../../lib/configuration-layer/application-names";
import { sampleTopology } from "../sample-topology";

describe("the names of applications", () => {
  it("are the existing ones, the servers, and those that the pair's option adds, each with the place where it comes from", () => {
    const added = { name: "X", path: ["pairs"], what: "something", existing: false };
    expect(applicationNames(sampleTopology(), (pair) => (pair.name === "inbound" ? [added] : []))).toEqual([
      {
        name: "SCS_Staging",
        path: ["managementLayer", "solutionControlServer", "application"],
        what: "Solution Control Server",
        host: "mgmt-1",
        existing: true,
      },
      {
        name: "Message_Server_Staging",
        path: ["managementLayer", "messageServer", "application"],
        what: "Message Server",
        host: "mgmt-1",
        existing: true,
      },
      {
        name: "SIP_In_P",
        path: ["pairs", "inbound", "primary", "application"],
        what: "the primary of pair inbound",
        host: "sip-a",
        existing: false,
      },
      {
        name: "SIP_In_B",
        path: ["pairs", "inbound", "backup", "application"],
        what: "the backup of pair inbound",
        host: "sip-b",
        existing: false,
      },
      added,
    ]);
  });
});
