import { afterAll, beforeAll, expect, test } from "vitest";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import type { NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { SCRIPT, VIRTUAL_IP } from "../takeover-bed";
import { openUnixBed, UNIX_NEEDS, unixScript } from "../unix-bed";

// The conformance suite runs Solaris' script under ksh93 and AIX' under mksh; here each runs under the others.
for (const { system, shells } of [
  { system: logicalInterface, shells: ["mksh", "dash"] },
  { system: alias, shells: ["ksh93", "dash"] },
] as const)
  describeWith(UNIX_NEEDS, `the control script of ${system.name}`, () => {
    let bed: NetworkBed;
    beforeAll(async () => {
      bed = await openUnixBed(system, "dash");
    });
    afterAll(() => bed?.close());

    test.each(shells)("does the same under %s", async (shell) => {
      const host = bed.machine("sip-a");
      await host.shell(`cp -f /usr/bin/${shell} /usr/bin/ksh.new; mv -f /usr/bin/ksh.new /usr/bin/ksh`);
      host.write(SCRIPT, unixScript(system, { takeover: { conflictPolicy: "refuse", probeTimeout: "1s" } }));
      const codes: number[] = [];
      for (const command of ["status", "up", "up", "status", "announce", "down", "down", "announce", "nonsense"])
        codes.push((await host.run([SCRIPT, command])).code);
      expect(codes).toEqual([3, 0, 0, 0, 0, 0, 0, 3, 2]);
      expect(await host.addresses("eth1")).toEqual(["10.120.0.11/24"]);
      await bed.machine("sip-b").shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
      const refused = await host.run([SCRIPT, "up"]);
      await bed.machine("sip-b").shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
      expect(refused.code, refused.stderr).toBe(7);
      // Three at once, of which one is killed.
      const runs = [host.run([SCRIPT, "up"]), host.run([SCRIPT, "down"])];
      await host.shell(`${SCRIPT} up >/dev/null 2>&1 & pid=$!; sleep 0.1; kill -9 $pid; wait $pid || true`);
      expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0]);
      expect((await host.run([SCRIPT, "down"])).code).toBe(0);
      expect(await host.shell("ls /var/run/sip-ha/inbound.lock")).toBe("");
    });
  });
