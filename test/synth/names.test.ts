import { describe, expect, test } from "vitest";
import { RESERVED_KEYS } from "../../lib/model/name";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { sampleDeclaration } from "../sample-declaration";

const SIP_C = { os: "linux", interfaces: { eth0: { network: "management", address: "10.110.0.13" } } };

const resolved = (changes: Readonly<Record<string, unknown>>) => resolve(sampleDeclaration(changes) as Declaration);

describe("names", () => {
  test("that differ only in case are the same name", () => {
    expect(resolved({ "hosts.SIP-A": SIP_C }).findings).toEqual([
      expect.objectContaining({ code: "duplicate-name", path: ["hosts", "sip-a"], part: "key" }),
    ]);
  });

  test.each(["a b", "", "../x", "$(id)", "x".repeat(41), "a\nb", "5"])("that look like %j are refused", (name) => {
    const declaration = sampleDeclaration();
    Object.assign(declaration.hosts as object, { [name]: SIP_C });
    expect(resolve(declaration as Declaration).findings).toEqual([
      expect.objectContaining({
        code: "invalid-name",
        path: ["hosts", name],
        part: "key",
        message: "not a valid name of a host",
      }),
    ]);
  });

  test.each([
    [
      "com1",
      "Windows takes it as the name of a device",
      "a name other than con, prn, aux, nul, com0 to com9 and lpt0 to lpt9, in upper or lower case and with any ending",
    ],
    ["valueOf", "it is a reserved word", `a name other than ${[...RESERVED_KEYS].join(", ")}`],
  ])("that look like %j are refused, with the reason", (name, reason, allowed) => {
    const refused = { code: "invalid-name", found: name, allowed };
    expect(resolved({ [`networks.${name}`]: { cidr: "10.9.0.0/24" } }).findings).toEqual([
      expect.objectContaining({ ...refused, message: `not a valid name of a network: ${reason}`, part: "key" }),
    ]);
    expect(resolved({ environment: name }).findings).toEqual([
      expect.objectContaining({ ...refused, message: `not a valid name of an environment: ${reason}`, part: "value" }),
    ]);
  });

  test("such as __proto__ are refused, without touching any object's prototype", () => {
    const declaration = sampleDeclaration();
    Object.defineProperty(declaration.hosts, "__proto__", { value: { polluted: SIP_C }, enumerable: true });
    expect(resolve(declaration as Declaration).findings.map(({ path }) => path[1])).toContain("__proto__");
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
