import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { windowsPair } from "../../../sample-declaration";

const TAKEOVER = "pairs.inbound.highAvailability.ipAddressTakeover";
const SETTINGS = { [`${TAKEOVER}.sourceAddress`]: "virtual-ip", [`${TAKEOVER}.flushConnectionTracking`]: true };

test("holds for all settings of Linux on Linux, and without them elsewhere", () => {
  expect(evaluateSample("system-setting", SETTINGS)).toEqual(HOLDS);
  expect(evaluateSample("system-setting", windowsPair())).toEqual(HOLDS);
});

test("each of them is found on Windows, with the reason", () => {
  expect(evaluateSample("system-setting", { ...windowsPair(), ...SETTINGS })).toEqual({
    found: [
      {
        path: `${TAKEOVER}.sourceAddress`,
        message:
          "packets cannot be made to leave with the virtual IP on Windows: Windows chooses among the addresses of an interface by the longest common prefix with the destination; to change this, the host's own address would have to be taken out of that choice, and the script never touches that address",
        found: "virtual-ip",
        allowed: "host",
        fix: "remove sourceAddress; a server that binds to the virtual IP sends with it anyway",
      },
      {
        path: `${TAKEOVER}.flushConnectionTracking`,
        message: "there is no connection tracking to flush on Windows",
        found: "true",
        allowed: "false",
        fix: "remove flushConnectionTracking",
      },
    ],
    notEvaluated: [],
  });
});

test.each([
  ["solaris", "Solaris"],
  ["aix", "AIX"],
])("the reason on %s is its own", (os, title) => {
  const hosts = { "hosts.sip-a.os": os, "hosts.sip-b.os": os };
  expect(evaluateSample("system-setting", { ...hosts, ...SETTINGS }).found[0]!.message).toBe(
    `packets cannot be made to leave with the virtual IP on ${title}: no ${title} command was found that prefers one address of an interface to the host's own for all packets`,
  );
});
