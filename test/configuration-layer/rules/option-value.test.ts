import { describe, expect, it } from "vitest";
import { optionValue } from "../../../lib/configuration-layer/rules/option-value";
import { samplePair, sampleTopology } from "../../sample-topology";

const found = (overrides: Parameters<typeof sampleTopology>[0]) => [
  ...optionValue(() => []).evaluate(sampleTopology(overrides)),
];

describe("option-value", () => {
  it("holds for the sample, and for values that the documentation allows", () => {
    expect(found({})).toEqual([]);
    expect(
      found({ pair: { options: { TServer: { "backup-init-check": "true", "backup-init-check-timeout": "60" } } } }),
    ).toEqual([]);
  });

  it("fails a value of the pair, with what is allowed and the default", () => {
    expect(found({ pair: { options: { TServer: { "backup-init-check": "yes" } } } })).toEqual([
      {
        path: ["pairs", "inbound", "options", "TServer", "backup-init-check"],
        message: "not a value of the option TServer/backup-init-check",
        found: "yes",
        allowed: "true or false",
        fix: "use a value that is allowed; the default of the product is false",
      },
    ]);
  });

  it("fails a value of one server, at that server", () => {
    const { backup } = samplePair(sampleTopology());
    expect(found({ pair: { backup: { ...backup, options: { TServer: { "http-port": "0" } } } } })).toEqual([
      {
        path: ["pairs", "inbound", "backup", "options", "TServer", "http-port"],
        message: "not a value of the option TServer/http-port",
        found: "0",
        allowed: "a whole number from 1 to 65535",
        fix: "use a value that is allowed",
      },
    ]);
  });

  it("fails a heartbeat that the option cannot hold, in the words of the declaration", () => {
    expect(found({ pair: { haLink: { addpTimeout: "2h", addpRemoteTimeout: "5s" } } })).toEqual([
      {
        path: ["pairs", "inbound", "haLink", "addpTimeout"],
        message: "not a value of the option backup-sync/addp-timeout",
        found: "2h",
        allowed: "0s to 3600s",
        fix: "use a value that is allowed; the default of the product is 0s",
      },
    ]);
  });

  it.each(["addpTimeout", "addpRemoteTimeout"])("fails %s of a Host that would be rounded", (key) => {
    const topology = sampleTopology();
    const { failureDetection } = topology.managementLayer;
    const managementLayer = { ...topology.managementLayer, failureDetection: { ...failureDetection, [key]: "1500ms" } };
    expect([...optionValue(() => []).evaluate({ ...topology, managementLayer })].map(({ path }) => path)).toEqual([
      ["managementLayer", "failureDetection", key],
    ]);
  });

  it("fails a timer that would be rounded", () => {
    expect(found({ pair: { haLink: { addpTimeout: "5s", addpRemoteTimeout: "1500ms" } } })).toEqual([
      {
        path: ["pairs", "inbound", "haLink", "addpRemoteTimeout"],
        message: "the option backup-sync/addp-remote-timeout counts whole seconds; 1500ms would be rounded to 2s",
        found: "1500ms",
        allowed: "whole seconds",
        fix: "use 2s",
      },
    ]);
  });

  it("fails a timer of the Management Layer that Solution Control Server would not accept", () => {
    const { managementLayer } = sampleTopology();
    const failureDetection = { ...managementLayer.failureDetection, haFlipDetectTimeout: "5s" } as const;
    expect(found({ topology: { managementLayer: { ...managementLayer, failureDetection } } })).toEqual([
      {
        path: ["managementLayer", "failureDetection", "haFlipDetectTimeout"],
        message: "not a value of the option general/haflip-detect-timeout",
        found: "5s",
        allowed: "10s or more",
        fix: "use a value that is allowed; the default of the product is 10s",
      },
    ]);
  });

  it("checks the wait of Solution Control Server for a lost connection unless it is off", () => {
    const { managementLayer } = sampleTopology();
    const waits = (["0s", "1500ms"] as const).map((disconnectSwitchoverTimeout) => {
      const failureDetection = { ...managementLayer.failureDetection, disconnectSwitchoverTimeout };
      return found({ topology: { managementLayer: { ...managementLayer, failureDetection } } }).map(({ path, fix }) => [
        path.at(-1),
        fix,
      ]);
    });
    expect(waits).toEqual([[], [["disconnectSwitchoverTimeout", "use 2s"]]]);
  });

  it("says nothing of options whose values are not known: that is option-unknown's", () => {
    expect(found({ pair: { options: { TServer: { "sip-port": "abc", mine: "1" } } } })).toEqual([]);
  });
});
