import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { errors, keyThere, meantKey, nearest, oneOf, show } from "../lib/errors";
import { showPath } from "../lib/text/wording";

const LIB = join(__dirname, "../lib");
const sources = (readdirSync(LIB, { recursive: true }) as string[])
  .filter((file) => file.endsWith(".ts") && !/^errors\b/.test(file))
  .map((file) => readFileSync(join(LIB, file), "utf8"))
  .join("\n");

/** Each with arguments that fit any of them. */
const problems = Object.entries(errors).map(([name, problem]) => {
  const make = problem as (...args: unknown[]) => ReturnType<typeof errors.fileEmpty>;
  const fitting: Record<string, unknown[]> = {
    fileTooLarge: [50_000_000, 5_000_000],
    factsTooLarge: [50_000_000, 20_000_000],
    noKit: ["drills/prod", ["drills/prod/inbound"]],
    exportTwice: [["a/configuration-layer.json", "b/configuration-layer.json"]],
    unknownKey: ["hots", ["hosts", "pairs"]],
    keyBelow: ["switch", ["description", "genesys"], "genesys"],
    noOption: ["ipAdressTakeover", ["ipAddressTakeover"]],
    invalidValue: ["upd", "udp, tcp or tls"],
    missingReference: ["host", "sip-c", ["sip-a"]],
    removedReference: ["host", "sip-b", ["sip-a"], "top.yaml:2:10"],
    unknownName: ["timer", "bot", ["boot"]],
    nothingToExplain: ["tls-prt", ["tls-port"]],
    measuredTime: ["boot", "9", "write the unit, e.g. 9s"],
    scenarioDuration: ["step 1", "after", "9", "settled", "write the unit, e.g. 9s"],
    faultThere: ["step 2", "host-power-loss primary", "step 1"],
    stepChoice: [["inject", "heal"]],
    scenarioNotDrilled: ["a-scenario", "inbound", "it would leave both servers down"],
    scenarioApplies: ["a-scenario", ["another"]],
    extendsCycle: [["a.yaml", "b.yaml", "a.yaml"]],
    backendChoice: [["s3", "gcs"]],
    backendTwice: ["s3"],
    duplicateName: ["host", "sip-a", "staging/sip-a"],
    otherKind: ["host", "sip-a", "network"],
    overriddenBackend: [["local", "http"]],
    terraformAddressTaken: ["null_resource.sip-a", "host", "staging/mine"],
    connectionChoice: [["ssh", "winrm"]],
    unknownFaultTarget: ["step 1", "host-power-loss", "primry", ["primary", "backup"]],
    highAvailabilityChoice: [
      ["a", "b"],
      ["a", "b"],
    ],
  };
  return [name, make(...(fitting[name] ?? ["a", "b"]))] as const;
});

describe("every error", () => {
  test.each(problems)("%s has a code, a message and a fix", (_, { code, message, fix }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [message, fix]) expect(text).toMatch(/^[^\n]*[^\n.]$/);
    expect(`${message}${fix}`).not.toMatch(/undefined|\[object|NaN/);
  });

  test.each(Object.keys(errors))("%s is used", (name) => {
    expect(sources).toContain(`errors.${name}`);
  });
});

describe("a mistyped word", () => {
  test.each([
    ["pirmary", ["primary", "backup"], "primary"],
    ["HOSTS", ["hosts", "pairs"], "hosts"],
    ["virtualIP", ["virtualIp", "network"], "virtualIp"],
    ["x", ["primary"], undefined],
    ["tpc", ["udp", "tcp", "tls"], "tcp"],
    ["tpx", ["udp", "tcp", "tls"], undefined],
    ["sip-c", ["sip-a", "sip-b"], undefined],
    ["host", ["user", "address", "port"], undefined],
    ["hosts", ["hosts"], undefined],
    ["", ["a"], "a"],
    ["a", [], undefined],
    ["a".repeat(101), ["a".repeat(100)], undefined],
    ["probe", ["take-at-once", "probe-first", "refuse"], "probe-first"],
    ["tl", ["port", "tlsPort"], undefined],
    ["sip", ["sip-alpha", "sip-beta"], undefined],
  ])("%j of %j means %j", (word, candidates, meant) => {
    expect(nearest(word, candidates)).toBe(meant);
  });

  test.each([
    [{}, "host"],
    [{ host: {} }, "hosts"],
    [{ host: {}, hosts: {} }, undefined],
  ])(
    "that is a key beside %j means %j, because a key that is already there is not what was meant",
    (mapping, meant) => {
      expect(meantKey("hos", mapping, ["host", "hosts", "pairs"])).toBe(meant);
    },
  );

  test.each([
    ["transport", { transports: [] }, undefined, "transports"],
    ["virtualIP", { virtualIp: "" }, undefined, "virtualIp"],
    ["tlsprt", { transports: [] }, "tlsPort", undefined],
  ])("%s beside %j means no other key if one that is already there is much nearer", (key, mapping, meant, there) => {
    const allowed = ["port", "tlsPort", "transports", "virtualIp"];
    expect([meantKey(key, mapping, allowed), keyThere(key, mapping, allowed)]).toEqual([meant, there]);
  });

  test("gets a message and a fix that name what was meant", () => {
    expect(errors.unknownKey("hots", ["hosts", "pairs"], "hosts")).toEqual({
      code: "unknown-key",
      message: "unknown key hots; did you mean hosts?",
      found: "hots",
      allowed: "hosts or pairs",
      fix: "write hosts",
    });
    expect(errors.invalidValue("udpp", "udp, tcp or tls").fix).toBe("write udp");
    expect(errors.missingReference("host", "sip_a", ["sip-a", "sip-b"]).message).toBe(
      "there is no host sip_a; did you mean sip-a?",
    );
  });
});

describe("show", () => {
  test.each([
    ["sip-a", "sip-a"],
    ["10.0.0.0/8", "10.0.0.0/8"],
    ["two words", '"two words"'],
    ["", '""'],
    ["5060", "5060"],
    [5060, "5060"],
    [null, "null"],
    [undefined, "nothing"],
    [[1], "a list"],
    [{ a: 1 }, "a mapping"],
    ["line\nbreak", '"line\\nbreak"'],
    ["\u001b[31m\u009b1m\u202e\u2028", '"\\u001b[31m\\u009b1m\\u202e\\u2028"'],
  ])("%j as %s", (value, text) => {
    expect(show(value)).toBe(text);
  });

  test("shows in one line what a program without types may pass", () => {
    const lines = new Function("\nreturn 1;\n");
    expect([lines, Symbol("line\nbreak"), 1n, new Map(), Object.create(null)].map(show)).toEqual([
      "a function",
      "a symbol",
      "1n",
      "a Map",
      "a mapping",
    ]);
  });

  test("cuts what is long", () => {
    expect(show("x".repeat(1000))).toHaveLength(60);
  });
});

describe("the path of a file in a message", () => {
  const deep = "C:\\Users\\jo.smith\\source\\repos\\genesys-infrastructure\\environments\\prod.yaml";

  test.each([
    ["env/prod.yaml", "env/prod.yaml"],
    [deep, deep],
    ["\\\\files\\share\\prod.yaml", "\\\\files\\share\\prod.yaml"],
    ["two words.yaml", '"two words.yaml"'],
    ["line\nbreak.yaml", '"line\\nbreak.yaml"'],
    ["", '""'],
    ["https://u:pw@h/prod.yaml", "text with a password or a private key, which is not shown"],
  ])("%j is %s", (path, text) => {
    expect(showPath(path)).toBe(text);
  });

  test("is complete, because its end identifies the file, unless no system would accept it", () => {
    expect(errors.fileNotFound(deep).message).toBe(`there is no file ${deep}`);
    expect(showPath(`/${"x".repeat(1000)}/prod.yaml`)).toBe(`...${"x".repeat(247)}/prod.yaml`);
  });
});

test("oneOf writes a list as a person would read it", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(oneOf)).toEqual(["nothing", "a", "a or b", "a, b or c"]);
});
