import { describe, expect, it } from "vitest";
import { optionSince } from "../../../lib/configuration-layer/rules/option-since";
import { sampleTopology } from "../../sample-topology";

const options = { TServer: { "backup-init-check": "true", "sip-interface": "x", mine: "1" } };
const found = (sipServerVersion: string) => {
  const { genesys } = sampleTopology();
  return [
    ...optionSince.evaluate(
      sampleTopology({ pair: { options }, topology: { genesys: { ...genesys, sipServerVersion } } }),
    ),
  ];
};

describe("option-since", () => {
  it("holds from the first version that has the option, and for options of unknown age", () => {
    expect(found("8.1.103.64")).toEqual([]);
    expect(found("8.1.104.10")).toEqual([]);
  });

  it("fails an option that the version does not have", () => {
    expect(found("8.1.103.63")).toEqual([
      {
        path: ["pairs", "inbound", "options", "TServer", "backup-init-check"],
        part: "key",
        message:
          "SIP Server has the option TServer/backup-init-check from 8.1.103.64 on, but this environment has 8.1.103.63",
        found: "8.1.103.63",
        allowed: "8.1.103.64 or later",
        fix: "remove the option, upgrade SIP Server, or correct genesys.sipServerVersion",
      },
    ]);
  });
});
