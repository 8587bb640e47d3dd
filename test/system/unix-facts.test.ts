import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import type { UnixSystem } from "../../lib/options/ip-address-takeover/unix/unix-system";
import { sipHa } from "../command";
import { driftOf, type ToldDrift } from "../drift-command";
import { eventually } from "../eventually";
import { addressesAreSettled, type Machine, type NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";
import { furnish, INTERFACES, openUnixBed, SHELLS, type StandInShell, UNIX_NEEDS } from "../unix-bed";

const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const HOSTS = ["sip-a", "sip-b"] as const;
const PATH = "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp";

/** The change, the host, the command that undoes it, and what drift reports of it. */
type Change = readonly [
  what: string,
  host: (typeof HOSTS)[number],
  change: string,
  back: string,
  told: Partial<ToldDrift>,
];

interface Installed {
  readonly system: UnixSystem;
  readonly shell: StandInShell;
  readonly changes: readonly Change[];
}

const OWN_ADDRESS: Change = [
  "another address of the host",
  "sip-b",
  "ip address del 10.110.0.12/24 dev eth0; ip address add 10.110.0.13/24 dev eth0",
  "ip address del 10.110.0.13/24 dev eth0; ip address add 10.110.0.12/24 broadcast + dev eth0",
  {
    code: "host-address-differs",
    path: "hosts.sip-b.interfaces.e1000g0",
    found: "10.110.0.13/24 on e1000g0",
    expected: "10.110.0.12/24 on e1000g0",
  },
];

const FILES: readonly Change[] = [
  [
    "a changed script",
    "sip-b",
    `cp -p ${SCRIPT} /tmp/kept; echo '# mended at 2 a.m.' >>${SCRIPT}`,
    `cp -p /tmp/kept ${SCRIPT}`,
    { code: "file-changed", path: "pairs.inbound", found: expect.stringMatching(/^SHA-256 /) },
  ],
  [
    "a missing script",
    "sip-b",
    `mv ${SCRIPT} /tmp/kept`,
    `mv /tmp/kept ${SCRIPT}`,
    { code: "file-missing", path: "pairs.inbound", found: "nothing" },
  ],
  [
    "a script with other rights",
    "sip-b",
    `chmod 4777 ${SCRIPT}`,
    `chmod 0750 ${SCRIPT}`,
    { code: "file-mode", path: "pairs.inbound", found: "4777 root:root", expected: "0750 root:root" },
  ],
];

const SYSTEMS: readonly Installed[] = [
  {
    system: logicalInterface,
    shell: "ksh93",
    changes: [
      [
        "the virtual IP on both hosts, one of which does not use it",
        "sip-b",
        `${SCRIPT} up`,
        `${SCRIPT} down`,
        { code: "virtual-ip-duplicate", path: PATH, found: "10.120.0.10/24 on e1000g1:1, DUPLICATE" },
      ],
      OWN_ADDRESS,
      ...FILES,
      [
        "the virtual IP by its name in /etc/hostname.*",
        "sip-b",
        "echo '10.120.0.10 sip-vip # the pair' >/etc/inet/hosts; echo 'sip-vip netmask + up' >/etc/hostname.e1000g1:1",
        "rm /etc/hostname.* /etc/inet/hosts",
        { code: "virtual-ip-persistent", path: PATH, found: "/etc/hostname.e1000g1:1:1: sip-vip netmask + up" },
      ],
      [
        "the virtual IP in ipadm's persistent configuration, beside a temporary one",
        "sip-b",
        "printf '#!/bin/dash\\necho e1000g1/v4:U--:10.120.0.12/24\\necho e1000g1/vip:U--:10.120.0.10/24\\necho e1000g1/now:---:10.120.0.10/24\\n' >/usr/sbin/ipadm; chmod +x /usr/sbin/ipadm",
        "rm /usr/sbin/ipadm",
        { code: "virtual-ip-persistent", found: "ipadm show-addr:2: e1000g1/vip U-- 10.120.0.10/24" },
      ],
      [
        "a logical interface that was left behind, not up",
        "sip-b",
        "ifconfig e1000g1 addif 10.120.0.10 netmask 255.255.255.0 broadcast + deprecated",
        "ifconfig e1000g1 removeif 10.120.0.10",
        { code: "virtual-ip-unused", path: PATH, found: "10.120.0.10/24 on e1000g1:1, not UP" },
      ],
      [
        "a disabled service",
        "sip-b",
        "svcadm disable svc:/site/inbound-vip-watchdog:default",
        "svcadm enable svc:/site/inbound-vip-watchdog:default",
        { code: "unit-not-enabled", path: "pairs.inbound", found: "disabled" },
      ],
    ],
  },
  {
    system: alias,
    shell: "mksh",
    changes: [
      [
        "the virtual IP on both hosts",
        "sip-b",
        `${SCRIPT} up`,
        `${SCRIPT} down`,
        { code: "virtual-ip-on-both", path: PATH, found: "on sip-a and sip-b", expected: "on one of the two" },
      ],
      [
        "the virtual IP on neither",
        "sip-a",
        `${SCRIPT} down`,
        `${SCRIPT} up`,
        { code: "virtual-ip-on-none", path: PATH, found: "neither on sip-a nor on sip-b" },
      ],
      [
        "the virtual IP with another netmask",
        "sip-a",
        `${SCRIPT} down; ifconfig en1 inet 10.120.0.10 netmask 255.255.255.128 alias`,
        `ifconfig en1 inet delete 10.120.0.10; ${SCRIPT} up`,
        { code: "virtual-ip-misplaced", found: "10.120.0.10/25 on en1", expected: "10.120.0.10/24 on en1" },
      ],
      [
        "the virtual IP as an alias of the interface's attributes",
        "sip-b",
        "mkdir -p /var/stand-in/attributes; echo 10.120.0.10,255.255.255.0 >/var/stand-in/attributes/en1",
        "rm -r /var/stand-in/attributes",
        {
          code: "virtual-ip-persistent",
          path: PATH,
          found: "lsattr -E -l en1:1: alias4 10.120.0.10,255.255.255.0 IPv4 Alias including Subnet Mask True",
        },
      ],
      [
        "the virtual IP in rc.net",
        "sip-b",
        "echo '/usr/sbin/ifconfig en1 inet 10.120.0.10 netmask 255.255.255.0 alias' >/etc/rc.net",
        "rm /etc/rc.net",
        {
          code: "virtual-ip-persistent",
          found: expect.stringMatching(/^\/etc\/rc\.net:1: \/usr\/sbin\/ifconfig en1 /),
        },
      ],
      [
        "a missing entry of inittab",
        "sip-b",
        "cp /etc/inittab /tmp/kept; sed -i /:boot:/d /etc/inittab",
        "cp /tmp/kept /etc/inittab",
        { code: "unit-not-enabled", path: "pairs.inbound", found: "no such entry" },
      ],
      [
        "an entry of inittab that starts something else",
        "sip-b",
        "cp /etc/inittab /tmp/kept; sed -i '/:boot:/s/ boot </ up </' /etc/inittab",
        "cp /tmp/kept /etc/inittab",
        { code: "unit-differs", path: "pairs.inbound", found: expect.stringMatching(/inbound-vip up </) },
      ],
      [
        "a watchdog that does not run",
        "sip-b",
        "mv /var/run/sip-ha/*.pid /tmp",
        "mv /tmp/*.pid /var/run/sip-ha",
        { code: "unit-not-active", path: "pairs.inbound", found: "gone" },
      ],
      [
        "a changed script, by its checksum if no tool knows SHA-256",
        "sip-b",
        `touch /var/stand-in/old-csum; mv /usr/bin/openssl /usr/bin/openssl.away; cp -p ${SCRIPT} /tmp/kept; echo '# mended' >>${SCRIPT}`,
        `rm /var/stand-in/old-csum; mv /usr/bin/openssl.away /usr/bin/openssl; cp -p /tmp/kept ${SCRIPT}`,
        { code: "file-changed", path: "pairs.inbound", found: expect.stringMatching(/^cksum \d+ \d+$/) },
      ],
    ],
  },
];

for (const { system, shell, changes } of SYSTEMS)
  describeWith(
    { ...UNIX_NEEDS, tools: [...UNIX_NEEDS.tools, "cksum", "openssl", "shellcheck"] },
    `drift of hosts with ${system.name}`,
    () => {
      const nics = INTERFACES[system.name];
      let bed: NetworkBed;
      let folder: string;
      let out: string;

      beforeAll(async () => {
        folder = temporaryFolder();
        out = join(folder, "out");
        const file = join(folder, "staging.yaml");
        writeFileSync(file, stringify(declaration()));
        expect(sipHa("synth", file, "--out", out)).toMatchObject({ code: 0 });
        expect(sipHa("facts", file, "--out", join(folder, "facts"))).toMatchObject({ code: 0 });
        bed = await openUnixBed(system, shell);
        await furnish(bed.machine("sip-b"), system, shell);
        await Promise.all(HOSTS.map((name) => deploy(bed.machine(name))));
        await bed.machine("sip-a").shell(`${SCRIPT} up`);
        for (const name of HOSTS) await addressesAreSettled(bed.machine(name));
      });
      afterAll(() => bed?.close());

      function declaration() {
        const host = (last: number) => ({
          os: system.name === "AIX" ? "aix" : "solaris",
          interfaces: {
            [nics[0]]: { network: "management", address: `10.110.0.${last}` },
            [nics[1]]: { network: "voice", address: `10.120.0.${last}` },
          },
          connection: { ssh: { user: "root", hostKey: "ssh-ed25519 AAAA" } },
        });
        return soundDeclaration({
          "hosts.sip-a": host(11),
          "hosts.sip-b": host(12),
          "pairs.inbound.recoveryTimeObjective": "60s",
          // Nothing here waits for another holder: other tests cover that.
          "pairs.inbound.highAvailability.ipAddressTakeover.probeTimeout": "1s",
        });
      }

      async function deploy(machine: Machine): Promise<void> {
        const files = join(out, "stacks/staging/hosts", machine.name);
        for (const name of readdirSync(files))
          machine.write(`/tmp/upload/${name}`, readFileSync(join(files, name), "utf8"), 0o644);
        await machine.shell("mkdir -p /etc/inet; ksh /tmp/upload/deploy install aaa1");
      }

      const collector = (name: string) => readFileSync(join(folder, "facts/staging", `${name}.collector.sh`), "utf8");

      /** As ssh runs it: the shell reads the program from its input. */
      async function collect(name: string, by = "/usr/bin/ksh", account = "root"): Promise<string> {
        const machine = bed.machine(name);
        machine.write("/tmp/collector", collector(name), 0o644);
        return machine.shell(`runuser -u ${account} -- ${by} -s </tmp/collector`);
      }

      /** What drift reports of these facts. */
      function drift(texts: Readonly<Record<(typeof HOSTS)[number], string>>) {
        return driftOf(out, Object.fromEntries(HOSTS.map((name) => [`staging/${name}.facts`, texts[name]])));
      }

      /** The unchanged facts of both hosts. */
      const both = async () => {
        const [a, b] = await Promise.all(HOSTS.map((name) => collect(name)));
        return { "sip-a": a!, "sip-b": b! };
      };
      let sound: Awaited<ReturnType<typeof both>>;

      test("after a deployment there is none, and nothing on the hosts has changed", async () => {
        const tree = "find /opt/genesys /etc /var/lib/sip-ha /var/svc -printf '%p %M %T@ %s\\n' 2>/dev/null | sort";
        const before = await bed.machine("sip-a").shell(tree);
        // On AIX the installer ends a watchdog that init has already started, and init starts it again: for a moment there may be none, even after the
        // one that ends was still seen. So it must be seen twice.
        await eventually(async () => {
          const first = drift(await both()).code;
          await new Promise((resolve) => setTimeout(resolve, 2_500));
          sound = await both();
          return first === 0 && drift(sound).code === 0;
        }, 30_000).catch(() => undefined);
        expect(drift(sound)).toEqual({ code: 0, found: [] });
        expect(await bed.machine("sip-a").shell(tree)).toBe(before);
      });

      test("every shell that stands in collects the same", async () => {
        const withoutTime = (text: string) => text.replace(/^time .*$/m, "");
        for (const other of SHELLS.filter((one) => one !== shell))
          expect(withoutTime(await collect("sip-a", other))).toBe(withoutTime(sound["sip-a"]));
      });

      describe("one change at a time is reported, and nothing else:", () => {
        test.each(changes)("%s", async (_, name, change, back, told) => {
          const machine = bed.machine(name);
          await machine.run(["sh", "-c", change]);
          try {
            const { code, found } = drift({ ...sound, [name]: await collect(name) });
            expect(found).toMatchObject([{ state: "drift", ...told }]);
            expect(code).toBe(1);
          } finally {
            await machine.run(["sh", "-c", back]);
          }
        });

        test("and nothing is, once it is undone", async () => {
          expect(drift(await both())).toEqual({ code: 0, found: [] });
        });
      });

      test("an account without root's rights reports what it could not read, and that is no drift", async () => {
        // The stand-ins keep their state there.
        await bed.machine("sip-a").shell("chmod -R a+rwX /var/stand-in");
        const { code, found } = drift({ ...sound, "sip-a": await collect("sip-a", "/usr/bin/ksh", "nobody") });
        expect(code).toBe(1);
        expect([...new Set(found.map(({ state, code: name }) => `${state} ${name}`))]).toEqual([
          "missing not-readable",
        ]);
      });

      test("a command that fails is reported, and nothing in its output counts as drift", async () => {
        const a = bed.machine("sip-a");
        await a.shell("mv /usr/sbin/ifconfig /usr/sbin/ifconfig.away");
        const text = await collect("sip-a").finally(() => a.shell("mv /usr/sbin/ifconfig.away /usr/sbin/ifconfig"));
        const { found } = drift({ ...sound, "sip-a": text });
        expect(found).toMatchObject([{ state: "unparsed", code: "facts-command-failed", path: "hosts.sip-a" }]);
        expect(found).toHaveLength(1);
      });
    },
  );
