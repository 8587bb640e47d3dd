import { describe, expect, it } from "vitest";
import { optionContradicts } from "../../../lib/configuration-layer/rules/option-contradicts";
import { samplePair, sampleTopology } from "../../sample-topology";

const rule = optionContradicts(() => [
  { section: "TServer", option: "sip-port", value: "5060", because: "it is declared in sip.port" },
]);
const found = (overrides: Parameters<typeof sampleTopology>[0]) => [...rule.evaluate(sampleTopology(overrides))];
const { primary, backup } = samplePair(sampleTopology());
const wrong = { TServer: { "sip-port": "5070" } };
const right = { TServer: { "sip-port": "5060" } };

describe("option-contradicts", () => {
  it("holds if an option is not set, is a different one, or has the required value", () => {
    expect(found({})).toEqual([]);
    expect(
      found({ pair: { options: { TServer: { ...right.TServer, other: "1" }, other: { "sip-port": "1" } } } }),
    ).toEqual([]);
  });

  it("fails an option of the pair once, although it is wrong for both servers", () => {
    expect(found({ pair: { options: wrong } })).toEqual([
      {
        path: ["pairs", "inbound", "options", "TServer", "sip-port"],
        message: "the option TServer/sip-port must be 5060, because it is declared in sip.port",
        found: "5070",
        allowed: "5060",
        fix: "remove the option; it is written even if it is not declared",
      },
    ]);
  });

  it("fails an option of one server at that server, and checks the value that would be written", () => {
    const servers = { primary: { ...primary, options: wrong }, backup: { ...backup, options: wrong } };
    expect(found({ pair: servers }).map(({ path }) => path)).toEqual(
      ["primary", "backup"].map((role) => ["pairs", "inbound", role, "options", "TServer", "sip-port"]),
    );
    expect(found({ pair: { backup: servers.backup } }).map(({ path }) => path[2])).toEqual(["backup"]);
    const corrected = {
      options: wrong,
      primary: { ...primary, options: right },
      backup: { ...backup, options: right },
    };
    expect(found({ pair: corrected })).toEqual([]);
  });

  it("fails an option that contradicts the declared HA link", () => {
    expect(found({ pair: { options: { "backup-sync": { "addp-timeout": "30" } } } })).toEqual([
      {
        path: ["pairs", "inbound", "options", "backup-sync", "addp-timeout"],
        message:
          "the option backup-sync/addp-timeout must be 5, because haLink declares the heartbeat of the HA link so",
        found: "30",
        allowed: "5",
        fix: "remove the option; it is written even if it is not declared",
      },
    ]);
  });
});
