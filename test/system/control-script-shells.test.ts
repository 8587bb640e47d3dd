import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { controlScript } from "../../lib/options/ip-address-takeover/linux/control-script";
import { watchdog } from "../../lib/options/ip-address-takeover/linux/watchdog";
import { CONFLICT_POLICIES } from "../../lib/options/ip-address-takeover/model";
import { textOf } from "../../lib/text/file-text";
import type { Outcome } from "../network-namespace";
import { describeWith } from "../prerequisites";
import type { SampleOverrides } from "../sample-topology";
import { NEEDS, SCRIPT, sides, TakeoverBed } from "../takeover-bed";

const WATCHDOG = { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } as const;

const IPV6 = { virtualIp: "2001:db8::10" } as const;

const VARIANTS: readonly SampleOverrides[] = [
  ...CONFLICT_POLICIES.flatMap((conflictPolicy) =>
    [false, true].map(
      (more): SampleOverrides => ({
        takeover: { conflictPolicy, flushConnectionTracking: more, sourceAddress: more ? "virtual-ip" : "host" },
      }),
    ),
  ),
  { voice: { gateway: undefined } },
  ...CONFLICT_POLICIES.map((conflictPolicy): SampleOverrides => ({ takeover: { ...IPV6, conflictPolicy } })),
];

/** The settings of the scripts: every part that asks before it acts. */
const ASKING: SampleOverrides = {
  takeover: { conflictPolicy: "refuse", probeTimeout: "1s", sourceAddress: "virtual-ip" },
};

const FILL_TMP = "head -c 4096 /dev/zero >/tmp/full";

const SHELLS: readonly (readonly [string, ...string[]])[] = [
  ["dash"],
  ["bash", "--posix"],
  ["mksh"],
  ["busybox", "ash"],
  ["ksh93"],
];

describeWith(
  { tools: ["shellcheck", ...SHELLS.map(([shell]) => shell)] },
  "the scripts of a takeover as programs",
  () => {
    const scripts = [
      ...VARIANTS.map((variant) => [JSON.stringify(variant), textOf(controlScript(sides(variant).a))] as const),
      ...[{}, IPV6].map((family) => {
        const variant = { takeover: { ...family, watchdog: WATCHDOG } };
        return [`watchdog ${JSON.stringify(family)}`, textOf(watchdog(sides(variant).b)!.script)] as const;
      }),
    ];

    test.each(scripts)("%s passes shellcheck", (_, script) => {
      const found = spawnSync("shellcheck", ["-s", "sh", "-"], { input: script, encoding: "utf8" });
      expect(found.stdout).toBe("");
      expect(script).not.toMatch(/shellcheck disable/);
    });

    test.each(SHELLS.map((shell) => ({ name: shell.join(" "), shell })))(
      "$name reads every one of them",
      ({ shell }) => {
        for (const [name, script] of scripts) {
          const read = spawnSync(shell[0], [...shell.slice(1), "-n"], { input: script, encoding: "utf8" });
          expect(read.status, `${name}: ${read.stderr}`).toBe(0);
        }
      },
    );
  },
);

describeWith(
  { ...NEEDS, tools: [...NEEDS.tools, ...SHELLS.map(([shell]) => shell)] },
  "the control script under other shells",
  () => {
    let bed: TakeoverBed;
    beforeAll(async () => {
      bed = await TakeoverBed.open(ASKING);
    });
    afterAll(() => bed?.close());
    beforeEach(() => bed.reset(ASKING));

    test.each(SHELLS.map((shell) => ({ name: shell.join(" "), shell })))(
      "does the same under $name",
      async ({ shell }) => {
        const codes: number[] = [];
        for (const command of ["status", "up", "up", "status", "announce", "down", "down", "announce", "nonsense"]) {
          const outcome = await bed.a.vip(command, shell);
          codes.push(outcome.code);
          expect(outcome.milliseconds, command).toBeLessThan(1_500);
        }
        expect(codes).toEqual([3, 0, 0, 0, 0, 0, 0, 3, 2]);
        expect(await bed.a.machine.addresses("eth1")).toEqual(["10.120.0.11/24"]);
        const sinceLastRun = (command: string) => {
          const token = bed.a.machine.read("/run/sip-ha/inbound.token").trim();
          return bed.a.machine.run([...shell, SCRIPT, command, token]);
        };
        for (const [command, holds] of [
          ["take-back", true],
          ["release", false],
        ] as const) {
          expect(await sinceLastRun(command)).toMatchObject({ code: 0, stderr: "" });
          expect(await bed.a.holds(), command).toBe(holds);
        }
        await bed.b.vip("up", shell);
        expect((await sinceLastRun("take-back")).code).toBe(7);
        const refused = await bed.a.vip("up", shell);
        expect(refused.code, refused.stderr).toBe(7);
      },
    );

    test.each(SHELLS.map((shell) => ({ name: shell.join(" "), shell })))(
      "needs no space in /tmp under $name, where some shells keep here-documents",
      async ({ shell }) => {
        await bed.a.machine.shell(`mount -t tmpfs -o size=4k tmpfs /tmp; ${FILL_TMP}`);
        const outcomes: Outcome[] = [];
        for (const command of ["up", "status", "announce", "down"]) outcomes.push(await bed.a.vip(command, shell));
        await bed.a.machine.shell("umount /tmp");
        expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
          outcomes.map(() => ({ code: 0, stderr: "" })),
        );
        expect(await bed.a.machine.addresses("eth1")).toEqual(["10.120.0.11/24"]);
      },
    );
  },
);
