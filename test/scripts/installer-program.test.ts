import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { expectStatus } from "../../lib/scripts/installer-program";
import { describeWith } from "../prerequisites";

const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const ADVICE = "\n  fix: add this line with visudo: the line";

/** How an installer ends if a control script's status came with this code and this text. */
async function ending(code: number, said: string): Promise<string> {
  const program = `ACCOUNT=genesys\nfinish() { printf '%s: %s' "$1" "$2"; exit 0; }\n${expectStatus(7).text}\nexpect_status "$@"`;
  const { stdout } = await promisify(execFile)("sh", ["-c", program, "sh", SCRIPT, String(code), said, ADVICE]);
  return stdout;
}

const HANGS = `9: ${SCRIPT} did not report its status within 7 s\n  fix: see what "${SCRIPT} status" waits for, then run this again`;

describeWith({ tools: ["sh"] }, "the end of an installer", () => {
  test.each([
    ["up is a status", 0, "inbound-vip: up", ""],
    ["down is a status", 3, "inbound-vip: down", ""],
    ["a script that timeout(1) has ended hangs", 124, "", HANGS],
    ["a killed script hangs, even if sudo has printed something before", 137, "sudo: unable to resolve host a", HANGS],
    ["a script killed under ksh93 hangs", 9, "", HANGS],
    [
      "a message of the script itself is no matter of rights",
      9,
      "inbound-vip: misplaced: here",
      `9: ${SCRIPT} can be run, but its status is neither up nor down (exit code 9): inbound-vip: misplaced: here\n  fix: put that right, then run this again`,
    ],
    [
      "any other message is, with what to do about it",
      1,
      "sudo: a password is required",
      `9: genesys cannot run ${SCRIPT}: sudo: a password is required${ADVICE}`,
    ],
  ] as const)("of the status of a control script, %s", async (_, code, said, ended) => {
    expect(await ending(code, said)).toBe(ended);
  });
});
