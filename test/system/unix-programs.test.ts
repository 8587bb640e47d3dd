import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { hostSystems } from "../../lib/drift/host-systems";
import { surveySystems } from "../../lib/import/survey-systems";
import { CONFLICT_POLICIES } from "../../lib/options/ip-address-takeover/model";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import type { UnixSystem } from "../../lib/options/ip-address-takeover/unix/unix-system";
import { assign, comment, sh } from "../../lib/scripts/shell-text";
import { plan } from "../../lib/synth/plan";
import { type FileText, textOf } from "../../lib/text/file-text";
import { hostile } from "../hostile-text";
import { describeWith } from "../prerequisites";
import { sides } from "../takeover-bed";
import { SHELLS, unixOverrides, unixPrograms, unixScript, VOICE } from "../unix-bed";
import { lintUnixShell } from "../unix-shell-lint";

/**
 * What shellcheck is not to say: names for fields that are read over (SC2034), code for another shell in single quotes (SC2016), ls for its
 * mode and owner, as there is no stat (SC2012).
 */
const EXCLUDED = "SC2034,SC2016,SC2012";

const IPV6 = { virtualIp: VOICE.ipv6.virtualIp };

const PROGRAMS = [logicalInterface, alias].flatMap((system) => [
  ...[
    ...CONFLICT_POLICIES.map((conflictPolicy) => ({ takeover: { conflictPolicy } })),
    { voice: { gateway: undefined } },
    ...CONFLICT_POLICIES.map((conflictPolicy) => ({ takeover: { conflictPolicy, ...IPV6 } })),
    { takeover: IPV6, voice: { gateway: undefined } },
  ].map((overrides) => [
    `control script of ${system.name} ${JSON.stringify(overrides)}`,
    unixScript(system, overrides),
  ]),
  ...[{}, IPV6].flatMap((family) =>
    unixPrograms(system, {
      localControlAgent: { account: "genesys", becomeRoot: "sudo" },
      takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" }, ...family },
    })
      .filter(({ name }) => name !== "inbound-vip")
      .map(({ name, content }) => [`${name} of ${system.name} ${JSON.stringify(family)}`, content]),
  ),
  [`survey of ${system.name}`, textOf(survey(system))],
  ...[{}, IPV6].map((family) => [`collector of ${system.name} ${JSON.stringify(family)}`, collector(system, family)]),
]);

/** A survey with a hostile name, and a path that is one. */
function survey({ name }: UnixSystem): FileText {
  return surveySystems[name === "AIX" ? "aix" : "solaris"].program("it's $(id) `x`", ["/opt/ha/vip up's $(x).sh"]);
}

/** The collector of the sample's host sip-a. */
function collector(system: UnixSystem, takeover: object): string {
  const { topology } = sides(unixOverrides(system, { takeover })).a;
  const [expected] = hostExpectations(topology, plan(topology).artifacts);
  return textOf(hostSystems[expected!.host.os].collector(expected!));
}

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

  test.each(SHELLS)("%s reads every value as it was, whatever is in it", (shell) => {
    const values = fc.array(hostile, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(values, hostile, (words, text) => {
        const code = [
          comment(text).text,
          ...words.flatMap((word) => [assign("VALUE", word).text, sh`printf '%s\034%s\034' "$VALUE" ${word}`.text]),
        ].join("\n");
        const { stdout, stderr } = spawnSync(shell, ["-c", code], { encoding: "utf8", env: { LC_ALL: "C" } });
        expect(stderr).toBe("");
        expect(stdout.split("\x1c").slice(0, -1)).toEqual(words.flatMap((word) => [word, word]));
      }),
      { numRuns: 60 },
    );
  });
});
