import { afterAll, beforeAll, expect, test } from "vitest";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import type { NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { SCRIPT } from "../takeover-bed";
import { openUnixBed, UNIX_IPV6_NEEDS, UNIX_NEEDS, unixScript, VOICE } from "../unix-bed";

// The conformance suite runs Solaris' script under ksh93 and AIX' under mksh; here each runs under the other shells.
for (const { system, shells, family } of [
  { system: logicalInterface, shells: ["mksh", "dash"], family: "ipv4" },
  { system: logicalInterface, shells: ["mksh", "dash"], family: "ipv6" },
  { system: alias, shells: ["ksh93", "dash"], family: "ipv4" },
  { system: alias, shells: ["ksh93", "dash"], family: "ipv6" },
] as const)
  describeWith(
    family === "ipv6" ? UNIX_IPV6_NEEDS : UNIX_NEEDS,
    `the ${family} control script of ${system.name}`,
    () => {
      const { virtualIp, host: addressOf } = VOICE[family];
      const length = family === "ipv6" ? 64 : 24;
      let bed: NetworkBed;
      beforeAll(async () => {
        bed = await openUnixBed(system, "dash", family);
      });
      afterAll(() => bed?.close());

      test.each(shells)("does the same under %s", async (shell) => {
        const host = bed.machine("sip-a");
        await host.shell(`cp -f /usr/bin/${shell} /usr/bin/ksh.new; mv -f /usr/bin/ksh.new /usr/bin/ksh`);
        host.write(
          SCRIPT,
          unixScript(system, { takeover: { virtualIp, conflictPolicy: "refuse", probeTimeout: "1s" } }),
        );
        const codes: number[] = [];
        for (const command of ["status", "up", "up", "status", "announce", "down", "down", "announce", "nonsense"])
          codes.push((await host.run([SCRIPT, command])).code);
        expect(codes).toEqual([3, 0, 0, 0, 0, 0, 0, 3, 2]);
        expect(await host.shell("ip -o address show dev eth1 scope global")).not.toContain(` ${virtualIp}/`);
        expect(await host.shell("ip -o address show dev eth1 scope global")).toContain(` ${addressOf(11)}/`);
        await bed.machine("sip-b").shell(`ip address add ${virtualIp}/${length} dev eth1`);
        const refused = await host.run([SCRIPT, "up"]);
        await bed.machine("sip-b").shell(`ip address delete ${virtualIp}/${length} dev eth1`);
        expect(refused.code, refused.stderr).toBe(7);
        // Three at once, one of which is killed.
        const runs = [host.run([SCRIPT, "up"]), host.run([SCRIPT, "down"])];
        await host.runKilled(`${SCRIPT} up`, 100);
        expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0]);
        expect((await host.run([SCRIPT, "down"])).code).toBe(0);
        expect(await host.shell("ls /var/run/sip-ha/inbound.lock")).toBe("");
      });
    },
  );
