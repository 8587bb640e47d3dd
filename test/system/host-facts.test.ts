import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { sipHa } from "../command";
import { driftOf, type ToldDrift } from "../drift-command";
import { addressesAreSettled, type Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { NEEDS, SipServerHost } from "../takeover-bed";
import { temporaryFolder } from "../temporary-folder";

const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const HOSTS = ["sip-a", "sip-b"] as const;
const WATCHDOG = "pairs.inbound.highAvailability.ipAddressTakeover.watchdog";

describeWith(
  { ...NEEDS, tools: [...NEEDS.tools, "shellcheck", "sudo", "visudo", "busybox"] },
  "drift of Linux hosts",
  () => {
    let bed: NetworkBed;
    let folder: string;
    let file: string;
    let out: string;

    beforeAll(async () => {
      folder = temporaryFolder();
      file = join(folder, "staging.yaml");
      out = join(folder, "out");
      writeFileSync(
        file,
        stringify(
          soundDeclaration({
            [WATCHDOG]: { interval: "2s" },
            "hosts.sip-a.localControlAgent": { account: "genesys", becomeRoot: "sudo" },
          }),
        ),
      );
      expect(sipHa("synth", file, "--out", out)).toMatchObject({ code: 0 });
      expect(sipHa("facts", file, "--out", join(folder, "facts"))).toMatchObject({ code: 0 });
      bed = await NetworkBed.open();
      for (const name of HOSTS) await deploy(bed.machine(name));
      for (const name of HOSTS) await addressesAreSettled(bed.machine(name));
      await bed.machine("sip-a").shell(`${SCRIPT} up`);
    });
    afterAll(() => bed?.close());

    async function deploy(machine: Machine): Promise<void> {
      await machine.shell("id genesys 2>/dev/null || { groupadd genesys && useradd -g genesys genesys; }");
      const files = join(out, "stacks/staging/hosts", machine.name);
      for (const name of readdirSync(files))
        machine.write(`/tmp/upload/${name}`, readFileSync(join(files, name), "utf8"), 0o644);
      await machine.shell("sh /tmp/upload/deploy install aaa1");
    }

    const collector = (name: string) => readFileSync(join(folder, "facts/staging", `${name}.collector.sh`), "utf8");

    async function collect(name: string, shell = ["sh"]): Promise<string> {
      const machine = bed.machine(name);
      machine.write("/tmp/collector", collector(name), 0o644);
      const { code, stdout, stderr } = await machine.run([...shell, "/tmp/collector"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      return stdout;
    }

    /** What drift says of the two hosts as they are. */
    async function drift(change: (text: string) => string = (text) => text) {
      const facts: Record<string, string> = {};
      for (const name of HOSTS) facts[`staging/${name}.facts`] = change(await collect(name));
      return driftOf(out, facts);
    }

    const a = () => bed.machine("sip-a");
    const b = () => bed.machine("sip-b");

    test.each(HOSTS)("the collector of %s is a program that shellcheck finds nothing in", async (name) => {
      a().write("/tmp/collector", collector(name));
      expect((await a().run(["shellcheck", "-s", "sh", "/tmp/collector"])).stdout).toBe("");
    });

    test("after a deployment there is none, with root's rights, and nothing on the hosts has changed", async () => {
      const tree = "find /opt/genesys /etc /var/lib/sip-ha -printf '%p %M %T@ %s\\n' 2>/dev/null | sort";
      const before = await a().shell(tree);
      expect(await drift()).toEqual({ code: 0, found: [] });
      expect(await a().shell(tree)).toBe(before);
    });

    test("busybox's shell collects the same", async () => {
      const withoutTime = (text: string) => text.replace(/^time .*$/m, "");
      expect(withoutTime(await collect("sip-a", ["busybox", "ash"]))).toBe(withoutTime(await collect("sip-a")));
    });

    describe("one thing at a time is told, and nothing else:", () => {
      const KEYFILE = "/etc/NetworkManager/system-connections/voice link.nmconnection";
      test.each<[string, () => Machine, string, string, Partial<ToldDrift>[]]>([
        [
          "the virtual IP on both hosts",
          b,
          "ip address add 10.120.0.10/24 dev eth1 label eth1:sip",
          "ip address del 10.120.0.10/24 dev eth1",
          [{ state: "drift", code: "virtual-ip-on-both", found: "on sip-a and sip-b", expected: "on one of the two" }],
        ],
        [
          "the virtual IP on neither",
          a,
          "ip address del 10.120.0.10/24 dev eth1",
          `${SCRIPT} up`,
          [{ state: "drift", code: "virtual-ip-on-none", found: "neither on sip-a nor on sip-b" }],
        ],
        [
          "the virtual IP with another prefix length",
          a,
          "ip address del 10.120.0.10/24 dev eth1; ip address add 10.120.0.10/32 dev eth1",
          `ip address del 10.120.0.10/32 dev eth1; ${SCRIPT} up`,
          [{ code: "virtual-ip-misplaced", found: "10.120.0.10/32 on eth1", expected: "10.120.0.10/24 on eth1" }],
        ],
        [
          "the virtual IP in ifcfg",
          b,
          `mkdir -p /etc/sysconfig/network-scripts; printf 'DEVICE=eth1:0\\nIPADDR="10.120.0.10"\\n' >/etc/sysconfig/network-scripts/ifcfg-eth1:0`,
          "rm -r /etc/sysconfig/network-scripts",
          [
            {
              code: "virtual-ip-persistent",
              path: "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp",
              found: '/etc/sysconfig/network-scripts/ifcfg-eth1:0:2: IPADDR="10.120.0.10"',
            },
          ],
        ],
        [
          "the virtual IP in a keyfile of NetworkManager, beside one that only begins alike",
          a,
          `mkdir -p /etc/NetworkManager/system-connections; printf '# 10.120.0.10\\naddress1=10.120.0.101/24\\naddress2=10.120.0.10/24,10.120.0.1\\n' >'${KEYFILE}'`,
          `rm '${KEYFILE}'`,
          [{ code: "virtual-ip-persistent", found: `${KEYFILE}:3: address2=10.120.0.10/24,10.120.0.1` }],
        ],
        [
          "the virtual IP in netplan",
          a,
          `mkdir -p /etc/netplan; printf 'network:\\n  ethernets:\\n    eth1:\\n      addresses: [10.120.0.11/24, 10.120.0.10/24]\\n' >/etc/netplan/60.yaml`,
          "rm /etc/netplan/60.yaml",
          [
            {
              code: "virtual-ip-persistent",
              found: "/etc/netplan/60.yaml:4: addresses: [10.120.0.11/24, 10.120.0.10/24]",
            },
          ],
        ],
        [
          "another address of the host",
          b,
          "ip address del 10.110.0.12/24 dev eth0; ip address add 10.110.0.13/24 dev eth0",
          "ip address del 10.110.0.13/24 dev eth0; ip address add 10.110.0.12/24 broadcast + dev eth0",
          [
            {
              code: "host-address-differs",
              path: "hosts.sip-b.interfaces.eth0",
              found: "10.110.0.13/24 on eth0",
              expected: "10.110.0.12/24 on eth0",
            },
          ],
        ],
        [
          "a changed script",
          b,
          `cp -p ${SCRIPT} /tmp/kept; echo '# mended at 2 a.m.' >>${SCRIPT}`,
          `cp -p /tmp/kept ${SCRIPT}`,
          [{ code: "file-changed", path: "pairs.inbound" }],
        ],
        [
          "a script that is gone",
          a,
          `mv ${SCRIPT} /tmp/kept`,
          `mv /tmp/kept ${SCRIPT}`,
          [{ code: "file-missing", found: "nothing" }],
        ],
        [
          "a script with other rights",
          a,
          `chmod 0777 ${SCRIPT}`,
          `chmod 0750 ${SCRIPT}`,
          [{ code: "file-mode", found: "0777 root:genesys", expected: "0750 root:genesys" }],
        ],
        [
          "another rule of sudo",
          a,
          "sed -i s/announce/nothing/ /etc/sudoers.d/sip-ha-staging",
          "sed -i s/nothing/announce/ /etc/sudoers.d/sip-ha-staging",
          [{ code: "file-changed", path: "hosts.sip-a.localControlAgent" }],
        ],
        [
          "a unit that does not start at boot",
          b,
          "rm /etc/systemd/system/multi-user.target.wants/inbound-vip-release.service",
          "ln -s ../inbound-vip-release.service /etc/systemd/system/multi-user.target.wants/",
          [{ code: "unit-not-enabled", path: "pairs.inbound" }],
        ],
        [
          "a program that moves addresses",
          b,
          "cp /usr/bin/sleep /tmp/keepalived; /tmp/keepalived 600 >/dev/null 2>&1 &",
          "kill $(cat /proc/[0-9]*/stat | sed -n 's/^\\([0-9]*\\) (keepalived).*/\\1/p')",
          [{ code: "other-address-manager", path: "hosts.sip-b", found: "keepalived" }],
        ],
      ])("%s", async (_, machine, change, back, expected) => {
        await machine().shell(change);
        try {
          const { code, found } = await drift();
          expect(found).toMatchObject(expected);
          expect([code, found.length]).toEqual([1, expected.length]);
          for (const { position } of found) expect(position?.line).toBeGreaterThan(1);
        } finally {
          await machine().shell(back);
        }
        expect(await drift()).toEqual({ code: 0, found: [] });
      });
    });

    test("an account without root's rights says what it could not read, and that is no drift", async () => {
      a().write("/tmp/collector", collector("sip-a"), 0o644);
      const { stdout } = await a().run(["runuser", "-u", "nobody", "--", "sh", "/tmp/collector"]);
      const { code, found } = await drift((text) => (text.includes("of hosts.sip-a") ? stdout : text));
      expect(code).toBe(1);
      expect(found.map(({ state, code: name }) => `${state} ${name}`)).toEqual(found.map(() => "missing not-readable"));
      expect(found.map(({ path }) => path)).toContain("pairs.inbound");
    });

    test("a service that does not run, and a release at boot that has failed, are told where systemd does, by what systemctl says", async () => {
      await a().shell("mkdir -p /run/systemd/system");
      const says = (word: string, code: number) => `#!/bin/sh\necho ${word}\nexit ${code}\n`;
      const host = new SipServerHost(a());
      const failed = await host.without("systemctl", () => drift(), says("failed", 3));
      const active = await host.without("systemctl", () => drift(), says("active", 0));
      await a().shell("rm -r /run/systemd");
      expect(active).toEqual({ code: 0, found: [] });
      expect(failed.found).toMatchObject([
        { code: "unit-failed", path: "pairs.inbound", found: "failed" },
        { code: "unit-not-active", path: "pairs.inbound", found: "failed" },
      ]);
      expect(failed.found).toHaveLength(2);
    });

    test.each([
      ["is not there", undefined, "facts-command-failed"],
      ["fails", "#!/bin/sh\necho 'Cannot open netlink socket' >&2\nexit 1\n", "facts-command-failed"],
      ["speaks another way", "#!/bin/sh\necho 'eth1: direcci\u00f3n inet:10.120.0.11'\n", "facts-not-understood"],
    ])("a command that %s is said, and nothing of it is taken for drift", async (_, instead, name) => {
      const { found } = await new SipServerHost(a()).without("ip", () => drift(), instead);
      expect(found).toMatchObject([{ state: "unparsed", code: name, path: "hosts.sip-a" }]);
      expect(found).toHaveLength(1);
    });
  },
);
