import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type JsonReport, sipHa } from "../command";
import { temporaryFolder } from "../temporary-folder";

const GOOD = readFileSync(join(__dirname, "../../examples/first-pair.yaml"), "utf8");

/** Host sip-b with another connection. */
const connected = (connection: string) => {
  const at = GOOD.lastIndexOf("connection: {");
  return `${GOOD.slice(0, at)}connection: { ${connection} }${GOOD.slice(GOOD.indexOf("\n", at))}`;
};
const withBackend = (settings: string) => `${GOOD}terraform:\n  backend:\n    ${settings}\n`;

const KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNz771234\\n-----END OPENSSH PRIVATE KEY-----";

describe("no part of a possible secret is shown:", () => {
  test.each([
    ["a key of several lines", connected(`ssh: { user: g, privateKeyFile: "${KEY}" }`), "secret-in-file"],
    ["a key in one line", connected('ssh: { user: g, privateKeyFile: "-----BEGIN 771234" }'), "secret-in-file"],
    ["a key without its first line", connected('ssh: { user: g, privateKeyFile: "771234\\nA" }'), "secret-in-file"],
    [
      "a key of OpenSSH without its first line, in one line",
      connected("ssh: { user: g, privateKeyFile: b3BlbnNzaC1rZXktdjEA771234 }"),
      "secret-in-file",
    ],
    [
      "any other key without its first line, in one line",
      connected("ssh: { user: g, privateKeyFile: MC4CAQAwBQYDK2VwBCIEIFBvRb771234QX1Cnr0HRY3uuxI5ZLmGnGpXmZ0tJ1aQ }"),
      "secret-in-file",
    ],
    ["a long key", connected(`ssh: { user: g, privateKeyFile: x${"771234".repeat(50)} }`), "invalid-text"],
    ["a number for a key", connected("ssh: { user: g, privateKeyFile: 771234 }"), "wrong-type"],
    ["a private key for a public one", connected(`ssh: { user: g, hostKey: "${KEY}" }`), "invalid-host-key"],
    ["a number for a password", connected("winrm: { user: g, passwordFile: 771234 }"), "wrong-type"],
    ["a number that loses a zero", connected("winrm: { user: g, passwordFile: 0771234 }"), "yaml-number"],
    ["a number below an unknown key", connected("ssh: { user: g, password: 0771234 }"), "yaml-number"],
    ["a password that begins with !", connected("ssh: { user: g, password: !771234 }"), "yaml-tag"],
    ["a number of a backend", withBackend("s3: { bucket: b, secret_key: 0771234 }"), "yaml-number"],
    ["a backend that is a URL", withBackend("postgres://sip:771234@db/state"), "wrong-type"],
    ["a password that begins with >", withBackend("s3:\n      secret_key: >771234"), "yaml-syntax"],
    ["a password with a backslash", connected('ssh: { user: g, password: "\\U771234" }'), "yaml-syntax"],
  ])("%s", (_, content, code) => {
    const file = join(temporaryFolder(), "environment.yaml");
    writeFileSync(file, content);
    const { stdout } = sipHa("check", file, "--json");
    const { findings } = JSON.parse(stdout) as JsonReport;
    expect(findings.filter(({ level }) => level === "error").map((one) => one.code)).toContain(code);
    expect(stdout).not.toMatch(/771234|b3Blb/);
  });

  test("the finding says where it is, and what to do", () => {
    const file = join(temporaryFolder(), "environment.yaml");
    writeFileSync(file, connected("winrm: { user: g, passwordFile: 0771234 }"));
    const [finding] = (JSON.parse(sipHa("check", file, "--json").stdout) as JsonReport).findings;
    expect(finding).toMatchObject({
      position: { file, line: 24, column: 51 },
      message: "YAML reads a number here that differs from what is written",
      found: "a number, which is not shown",
      fix: "put it in quotes if the text is meant",
    });
  });
});
