import { describe, expect, test } from "vitest";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { REMOVED, sampleDeclaration } from "../sample-declaration";
import { problem } from "./only-problem";

describe("keys", () => {
  test("that are unknown have the key's place, and the key that was probably meant", () => {
    expect(problem("pairs.inbound.sip.tlsPrt", 5061)).toEqual({
      path: "pairs.inbound.sip.tlsPrt",
      part: "key",
      code: "unknown-key",
      message: "unknown key tlsPrt; did you mean tlsPort?",
      found: "tlsPrt",
      allowed: "port, tlsPort or transports",
      fix: "write tlsPort",
    });
    expect(problem("hosts.sip-a.colour", "red")).toMatchObject({
      message: "unknown key colour",
      fix: "remove it, or use one of the allowed keys",
    });
  });

  test.each([
    ["ssh", "hosts.sip-a.ssh", "connection"],
    ["tlib", "pairs.inbound.primary.tlib", "ports"],
    ["s3", "terraform.s3", "backend"],
    ["s3", "s3", "terraform.backend"],
  ])("that stand above the mapping they belong to name that mapping: %s", (key, path, holder) => {
    expect(problem(path, { user: "root" })).toMatchObject({
      code: "unknown-key",
      message: `unknown key ${key}; it belongs below ${holder}`,
      fix: `write it below ${holder}`,
    });
  });

  test("that may belong to several mappings, as a port of SSH or of LCA, have no such hint", () => {
    expect(problem("hosts.sip-a.port", 22)).toMatchObject({
      message: "unknown key port",
      fix: "remove it, or use one of the allowed keys",
    });
  });

  test("that are unknown are not taken for a key that exists as well", () => {
    expect(problem("pairs.inbound.sip.prot", 5060)).toMatchObject({
      message: "unknown key prot",
      fix: "if a file that this one extends has port, write port; otherwise remove this key",
    });
  });

  test("that are missing and have few values list those values", () => {
    expect(problem("hosts.sip-a.os", REMOVED)).toMatchObject({
      code: "missing-key",
      allowed: "linux, windows, solaris or aix",
      fix: "add os",
    });
  });

  test("that are missing have the place of the mapping that should contain them", () => {
    expect(problem("genesys.switch", REMOVED)).toEqual({
      path: "genesys",
      part: "value",
      code: "missing-key",
      message: "switch is missing in the mapping that starts here",
      found: "nothing",
      allowed: "a value for switch",
      fix: "add switch",
    });
  });

  test("that are missing because they are mistyped count as one mistake", () => {
    const { findings } = resolve(
      sampleDeclaration({ "genesys.switch": REMOVED, "genesys.swich": "SIP_Switch" }) as Declaration,
    );
    expect(findings.map(({ message }) => message)).toEqual(["unknown key swich; did you mean switch?"]);
  });

  test("of a record that are no names have the key's place", () => {
    expect(problem("hosts.sip-a.interfaces.eth0:1", { network: "voice", address: "10.120.0.77" })).toMatchObject({
      part: "key",
      code: "invalid-name",
      message: "not a valid name of a network interface on Linux",
      found: "eth0:1",
    });
    expect(problem("pairs.inbound.options", { "T Server": { a: "1" } })).toMatchObject({
      part: "key",
      message: "not a valid name of an option or of a section",
      found: '"T Server"',
    });
  });

  test.each(["__proto__", "constructor", "prototype"])("of a record may not be %s", (key) => {
    const options = Object.defineProperty({}, key, { value: { a: "1" }, enumerable: true });
    expect(problem("pairs.inbound.options", options)).toMatchObject({
      path: `pairs.inbound.options.${key}`,
      part: "key",
      code: "invalid-name",
      message: "this name is reserved",
    });
  });
});
