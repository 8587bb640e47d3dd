import { describe, expect, test } from "vitest";
import type { ImportNote } from "../../lib/import/import-note";
import { poolOptions } from "../../lib/import/pool-options";

/** A SIP Proxy of an export, with its options on its tenth line and its ports on its twentieth, counted from its first. */
function proxy(name: string, sipproxy: Readonly<Record<string, string>>, port?: string) {
  const portInfos = port === undefined ? undefined : [{ id: "sip-port", port }];
  return {
    fields: { name, options: { sipproxy }, portInfos },
    at: ([key]: readonly (string | number)[]) => ({
      file: "facts/configuration-layer.json",
      line: key === "options" ? 10 : key === "portInfos" ? 20 : 1,
      column: 1,
    }),
  };
}

/** What the file has for a pool of proxies, and the notes on them. */
function imported(...proxies: readonly ReturnType<typeof proxy>[]) {
  const notes: ImportNote[] = [];
  const keys = Object.entries(poolOptions({ name: "geo", proxies }, notes));
  return { file: Object.fromEntries(keys.map(([key, leaf]) => [key, leaf?.value])), notes };
}

const ALL = {
  "oos-check": "7",
  "oos-force": "6",
  "resolve-host": "true",
  "overload-ctrl-dialog-rate": "250",
};

describe("a setting that each SIP Proxy has and the file has once", () => {
  test("comes into the file without a note if all proxies agree", () => {
    expect(imported(proxy("P1", ALL, "5070"), proxy("P2", ALL, "5070"))).toEqual({
      file: { port: 5070, oosCheck: "7s", oosForce: "6s", resolveHost: true, overloadDialogRate: 250 },
      notes: [],
    });
    expect(imported(proxy("P1", {}), proxy("P2", {}))).toEqual({
      file: {
        port: undefined,
        oosCheck: undefined,
        oosForce: undefined,
        resolveHost: undefined,
        overloadDialogRate: undefined,
      },
      notes: [],
    });
  });

  test("is taken from the first proxy, and each that differs is reported with its place", () => {
    const { file, notes } = imported(proxy("P1", ALL, "5070"), proxy("P2", { ...ALL, "oos-check": "9" }, "5070"));
    expect(file.oosCheck).toBe("7s");
    expect(notes).toEqual([
      {
        kind: "left",
        code: "proxies-differ",
        of: "application P2",
        position: { file: "facts/configuration-layer.json", line: 10, column: 1 },
        message: "its option oos-check differs from that of P1, which the file has for all proxies of the pool",
        found: "9",
        fix: "find out which one is meant for all of them, and set pairs.geo.highAvailability.sipProxy.oosCheck",
      },
    ]);
  });

  test("is taken from the first proxy that has it, and each proxy without it, or with an invalid value, is reported", () => {
    const { file, notes } = imported(
      proxy("P1", { "overload-ctrl-dialog-rate": "many" }),
      proxy("P2", ALL, "5070"),
      proxy("P3", { ...ALL, "resolve-host": "false" }, "5080"),
    );
    expect(file).toEqual({ port: 5070, oosCheck: "7s", oosForce: "6s", resolveHost: true, overloadDialogRate: 250 });
    expect(
      notes.map(({ of, position, message, found }) => [of, position!.line, message.split(" differs ")[0], found]),
    ).toEqual([
      ["application P1", 1, "its listening port sip-port", "none"],
      ["application P3", 20, "its listening port sip-port", "5080"],
      ["application P1", 1, "its option oos-check", "none"],
      ["application P1", 1, "its option oos-force", "none"],
      ["application P1", 1, "its option resolve-host", "none"],
      ["application P3", 10, "its option resolve-host", "false"],
      ["application P1", 10, "its option overload-ctrl-dialog-rate", "many"],
    ]);
  });
});
