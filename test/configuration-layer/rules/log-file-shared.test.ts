import { describe, expect, it } from "vitest";
import { logFileShared } from "../../../lib/configuration-layer/rules/log-file-shared";
import type { OptionValues } from "../../../lib/model/pair";
import { samplePair, sampleTopology } from "../../sample-topology";

const log = (all: string): OptionValues => ({ log: { all } });

/** The pair on one host, or on two. */
const found = (options: OptionValues, backup: OptionValues = {}, host = "sip-a") => {
  const sample = samplePair(sampleTopology());
  const pair = { options, backup: { ...sample.backup, host, options: backup } };
  return [...logFileShared.evaluate(sampleTopology({ pair }))];
};

describe("log-file-shared", () => {
  it("holds if servers on one host have separate files, or if no file is named", () => {
    expect(found({})).toEqual([]);
    expect(found(log("/var/log/sip_p"), log("/var/log/sip_b"))).toEqual([]);
    expect(found(log("stdout, network"))).toEqual([]);
  });

  it("holds if they are on two hosts", () => {
    expect(found(log("/var/log/sip"), {}, "sip-b")).toEqual([]);
  });

  it("holds if one server writes two levels to one file", () => {
    expect(found({}, { log: { all: "/var/log/sip", standard: "/var/log/sip" } })).toEqual([]);
  });

  it("leaves servers with one name to the rule that finds those", () => {
    const sample = samplePair(sampleTopology());
    const backup = { ...sample.backup, host: "sip-a", application: sample.primary.application };
    expect([...logFileShared.evaluate(sampleTopology({ pair: { options: log("/var/log/sip"), backup } }))]).toEqual([]);
  });

  it("finds a file that both servers get from their pair", () => {
    expect(found(log("network, /var/log/sip"))).toEqual([
      {
        path: ["pairs", "inbound", "options", "log", "all"],
        message: "on host sip-a, SIP_In_B writes its log to /var/log/sip, as SIP_In_P does",
        found: "/var/log/sip",
        allowed: "a name of its own for each server",
        fix: "set the option under the options of each server, e.g. with SIP_In_B in the name",
      },
    ]);
  });

  it("finds a file to which two levels are written, at the first of them", () => {
    const both = { log: { all: "/var/log/sip", standard: "/var/log/sip" } };
    expect(found(log("/var/log/sip"), both).map(({ path }) => path)).toEqual([
      ["pairs", "inbound", "backup", "options", "log", "all"],
    ]);
  });

  it("finds a file that servers of two pairs have", () => {
    const sample = samplePair(sampleTopology({ pair: { options: log("C:\\logs\\sip") } }));
    const other = {
      ...sample,
      name: "outbound",
      primary: { ...sample.backup, application: "SIP_Out_P", options: log("C:\\logs\\sip") },
      backup: { ...sample.primary, application: "SIP_Out_B" },
    };
    const pairs = new Map([sample, other].map((pair) => [pair.name, pair]));
    expect([...logFileShared.evaluate(sampleTopology({ topology: { pairs } }))].map(({ path }) => path)).toEqual([
      ["pairs", "outbound", "primary", "options", "log", "all"],
      ["pairs", "outbound", "options", "log", "all"],
    ]);
  });
});
