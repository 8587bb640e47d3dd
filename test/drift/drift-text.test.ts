import { expect, test } from "vitest";
import { driftText } from "../../lib/drift/drift-text";

test("nothing that a host says reaches the terminal as a command to it, not even in the advice on what to do", () => {
  const said = "\u001b]0;owned\u0007";
  const text = driftText({
    findings: [
      {
        state: "drift",
        code: "virtual-ip-persistent",
        environment: "north",
        path: "hosts.sip-1",
        position: undefined,
        message: said,
        found: said,
        fix: `remove line 1 of /etc/${said}`,
      },
    ],
    notCompared: [],
  });
  expect(text).not.toContain("\u001b");
  expect(text).toContain('  fix:      "remove line 1 of /etc/\\u001b]0;owned\\u0007"');
});
