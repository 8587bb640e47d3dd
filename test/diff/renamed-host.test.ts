import { describe, expect, test } from "vitest";
import { REMOVED, sampleDeclaration, WINDOWS_HOST, windowsPair } from "../sample-declaration";
import { stepsOf } from "./steps-of";

type Changes = Readonly<Record<string, unknown>>;

/** The steps where the backup's host is the same machine under another name, with another agent. */
const steps = (agent: object, host: object, both: Changes = {}) =>
  stepsOf(
    sampleDeclaration(both),
    sampleDeclaration({
      ...both,
      "hosts.sip-b": REMOVED,
      "hosts.sip-x": { ...host, localControlAgent: agent },
      "pairs.inbound.backup.host": "sip-x",
    }),
  );

const { "sip-b": LINUX_HOST } = sampleDeclaration().hosts as Record<string, object>;
const about = (order: readonly string[]) => order.filter((step) => /Local Control Agent|Create the account/.test(step));
const SAME =
  "pairs.inbound: sip-x has the operating system and the addresses of sip-b, and is taken for the same machine under another name: SIP Server stays installed on it.";

describe("the Local Control Agent of a host that has another name", () => {
  test("is set up anew while its server is stopped, where it has another port", () => {
    const order = steps({ port: 4998 }, LINUX_HOST!);
    expect(about(order)).toEqual([
      "pairs.inbound: Set up the Local Control Agent of sip-x as declared, and start it again: the Host object of the new name has it so.",
    ]);
    const at = (text: string) => order.findIndex((step) => step.includes(text));
    expect(at("stop SIP_In_B, the backup")).toBe(at("Set up the Local Control Agent") - 1);
    expect(at("Install on sip-x")).toBeGreaterThan(at("Set up the Local Control Agent"));
  });

  test("has its port in the registry of Windows", () => {
    expect(about(steps({ port: 4998 }, WINDOWS_HOST, windowsPair())).join()).toMatch(
      /^pairs\.inbound: Set up .* of sip-x as declared, with the new port in `ImagePath` of its service in the registry/,
    );
  });

  test("has its other account created while everything serves", () => {
    const order = steps({ account: "genesys", becomeRoot: "sudo" }, LINUX_HOST!);
    expect(order).toContain(
      `${SAME} Create the account genesys, and a group of its name, where there are none: the installer gives the scripts to that group.`,
    );
    expect(about(order)).toHaveLength(2);
  });

  test("is left alone where it stays as it is", () => {
    const order = steps({}, LINUX_HOST!);
    expect(order).toContain(SAME);
    expect(about(order)).toEqual([]);
  });
});
