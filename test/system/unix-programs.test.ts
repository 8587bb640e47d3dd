import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { CONFLICT_POLICIES } from "../../lib/options/ip-address-takeover/model";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { describeWith } from "../prerequisites";
import { SHELLS, unixPrograms, unixScript } from "../unix-bed";
import { lintUnixShell } from "../unix-shell-lint";

/**
 * What shellcheck is not to say: names for fields that are read over (SC2034), code for another shell in single quotes (SC2016), ls for its
 * mode and owner, as there is no stat (SC2012).
 */
const EXCLUDED = "SC2034,SC2016,SC2012";

const PROGRAMS = [logicalInterface, alias].flatMap((system) => [
  ...[
    ...CONFLICT_POLICIES.map((conflictPolicy) => ({ takeover: { conflictPolicy } })),
    { voice: { gateway: undefined } },
  ].map((overrides) => [
    `control script of ${system.name} ${JSON.stringify(overrides)}`,
    unixScript(system, overrides),
  ]),
  ...unixPrograms(system, { localControlAgent: { account: "genesys", becomeRoot: "sudo" } })
    .filter(({ name }) => name !== "inbound-vip")
    .map(({ name, content }) => [`${name} of ${system.name}`, content]),
]);

describeWith({ tools: ["shellcheck", ...SHELLS] }, "the programs for Solaris and AIX", () => {
  test.each(PROGRAMS)("%s: shellcheck, the lint rules and every shell find nothing", (_, program) => {
    const found = spawnSync("shellcheck", ["-s", "ksh", "-e", EXCLUDED, "-"], { input: program, encoding: "utf8" });
    expect(found.stdout).toBe("");
    expect(program).not.toMatch(/shellcheck disable/);
    expect(lintUnixShell(program!)).toEqual([]);
    for (const shell of SHELLS) {
      const read = spawnSync(shell, ["-n"], { input: program, encoding: "utf8" });
      expect(read.status, `${shell}: ${read.stderr}`).toBe(0);
    }
  });
});
