import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allowedValues,
  findOption,
  isAtLeast,
  OPTIONS,
  validateOption,
} from "../../lib/configuration-layer/options-catalogue";

describe("the catalogue of options", () => {
  it("has every option once", () => {
    const keys = OPTIONS.map(({ level, section, option }) => `${level}/${section}/${option}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("states neither defaults nor values of options that are known only from memory", () => {
    const remembered = OPTIONS.filter(({ evidence }) => evidence === "unverified");
    expect(remembered.map(({ option }) => option)).toContain("sip-address");
    for (const { default: value, values, option } of remembered)
      expect([option, value, values]).toEqual([option, undefined, undefined]);
  });

  it("has documented defaults that are valid themselves", () => {
    const withDefault = OPTIONS.filter((option) => option.default !== undefined);
    expect(withDefault).toHaveLength(19);
    for (const { level, section, option, default: value } of withDefault)
      expect([option, validateOption(section, option, value!, level)]).toEqual([option, { verdict: "valid" }]);
  });

  it("knows the options of SIP Proxy by the section that is documented for one of them", () => {
    const proxy = OPTIONS.filter(({ level }) => level === "sip-proxy");
    const sections = proxy.map(({ option, section, sectionEvidence }) => [option, section, sectionEvidence ?? "read"]);
    expect(sections).toContainEqual(["sip-enable-tcp-keep-alive", "sipproxy", "read"]);
    expect(sections).toContainEqual(["oos-check", "sipproxy", "inferred"]);
  });

  it("distinguishes an option of the Host from one of the SIP Server", () => {
    expect(findOption("addp", "addp-timeout", "host")?.default).toBe("9");
    expect(findOption("addp", "addp-timeout")).toBeUndefined();
    expect(findOption("backup-sync", "addp-timeout")?.default).toBe("0");
  });
});

describe("an option's value", () => {
  it.each([
    ["TServer", "backup-init-check", "true", "false", "yes", "true or false"],
    ["TServer", "backup-init-check-timeout", "15", "3600", "14", "a whole number from 15 to 3600, in seconds"],
    ["TServer", "backup-init-check-timeout", "60", "0060", "60s", "a whole number from 15 to 3600, in seconds"],
    ["TServer", "http-port", "1", "65535", "65536", "a whole number from 1 to 65535"],
    ["backup-sync", "addp-timeout", "0", "3600", "3601", "a whole number from 0 to 3600, in seconds"],
    ["TServer", "sip-enable-tcp-keep-alive", "true", "false", "on", "true or false"],
    ["TServer", "dr-forward", "oos", "no-agent", "on", "off, no-agent or oos"],
    ["TServer", "shutdown-sip-reject-code", "300", "603", "604", "a whole number from 300 to 603"],
    ["backup-sync", "protocol", "addp", "default", "ADDP", "default or addp"],
  ])("of %s/%s may be %s or %s, but not %s", (section, option, one, other, wrong, allowed) => {
    expect(validateOption(section, option, one)).toEqual({ verdict: "valid" });
    expect(validateOption(section, option, other)).toEqual({ verdict: "valid" });
    expect(validateOption(section, option, wrong)).toEqual({ verdict: "invalid", allowed });
  });

  it.each(["1.5", "", " 60", "0x20", "1e2", "+60", "00000000060"])("that is a whole number is not %j", (value) => {
    expect(validateOption("backup-sync", "addp-timeout", value).verdict).toBe("invalid");
  });

  it("may be a number outside the bounds that has its own meaning", () => {
    const haflip = (value: string) =>
      validateOption("general", "haflip-detect-timeout", value, "solution-control-server");
    expect(haflip("-1")).toEqual({ verdict: "valid" });
    expect(haflip("10")).toEqual({ verdict: "valid" });
    expect(haflip("9")).toEqual({ verdict: "invalid", allowed: "a whole number, 10 or more, in seconds; or -1" });
    const ofApplication = (value: string) => validateOption("log", "haflip-detect-timeout", value);
    for (const value of ["-1", "1", "9"]) expect(ofApplication(value)).toEqual({ verdict: "valid" });
    expect(ofApplication("0")).toEqual({ verdict: "invalid", allowed: "a whole number, 1 or more, in seconds; or -1" });
  });

  it("is unknown if the option is unknown, or if its values are documented nowhere", () => {
    expect(validateOption("TServer", "constructor", "1")).toEqual({
      verdict: "unknown",
      reason: "the option TServer/constructor is not in the catalogue",
    });
    expect(validateOption("TServer", "sip-port", "abc")).toEqual({
      verdict: "unknown",
      reason: "the values of the option TServer/sip-port are not documented in any source that was read",
    });
  });

  it("is an address if the option takes addresses, and anything if it takes text", () => {
    const verdict = (option: string, value: string) => validateOption("sipproxy", option, value, "sip-proxy");
    expect(verdict("sip-address", "2001:db8::1")).toEqual({ verdict: "valid" });
    expect(verdict("sip-address", "proxy-1")).toEqual({ verdict: "invalid", allowed: "an IP address" });
    expect(verdict("applications", "SIP In, or what else")).toEqual({ verdict: "valid" });
    expect(allowedValues({ kind: "text" })).toBe("text");
  });

  it("that is a whole number is valid exactly within the bounds", () => {
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 5000 }), (number) => {
        const { verdict } = validateOption("TServer", "backup-init-check-timeout", String(number));
        expect(verdict).toBe(number >= 15 && number <= 3600 ? "valid" : "invalid");
      }),
    );
  });

  it("never makes the check fail, whatever its text", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OPTIONS),
        fc.string({ unit: "grapheme" }),
        ({ section, option, level, values }, value) => {
          const { verdict } = validateOption(section, option, value, level);
          expect(verdict === "unknown").toBe(values === undefined);
        },
      ),
    );
  });
});

describe("versions", () => {
  it.each([
    ["8.1.104.10", "8.1.103.64", true],
    ["8.1.103.64", "8.1.103.64", true],
    ["8.1.103.9", "8.1.103.64", false],
    ["8.1.2", "8.1.103.64", false],
    ["8.1", "8.1.0.0", true],
    ["8.1.103", "8.1.103.64", false],
    ["10.0", "9.9.9", true],
  ])("%s against %s counts the numbers part by part", (version, least, expected) => {
    expect(isAtLeast(version, least)).toBe(expected);
  });
});
