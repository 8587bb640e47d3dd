import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CollectedHosts, HOSTS } from "../collected-hosts";
import type { ToldDrift } from "../drift-command";
import type { Machine } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { NEEDS, SipServerHost } from "../takeover-bed";

const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const WATCHDOG = "pairs.inbound.highAvailability.ipAddressTakeover.watchdog";

describeWith(
  { ...NEEDS, tools: [...NEEDS.tools, "shellcheck", "sudo", "visudo", "busybox"] },
  "drift of Linux hosts",
  () => {
    let hosts: CollectedHosts;

    beforeAll(async () => {
      hosts = await CollectedHosts.open(
        soundDeclaration({
          [WATCHDOG]: { interval: "2s" },
          "hosts.sip-a.localControlAgent": { account: "genesys", becomeRoot: "sudo" },
        }),
      );
      await a().shell(`${SCRIPT} up`);
    });
    afterAll(() => hosts?.close());

    const collect = (...words: Parameters<CollectedHosts["collect"]>) => hosts.collect(...words);
    const drift = (...words: Parameters<CollectedHosts["drift"]>) => hosts.drift(...words);
    const a = () => hosts.machine("sip-a");
    const b = () => hosts.machine("sip-b");

    test.each(HOSTS)("the collector of %s passes shellcheck", async (name) => {
      a().write("/tmp/collector", hosts.collector(name));
      expect((await a().run(["shellcheck", "-s", "sh", "/tmp/collector"])).stdout).toBe("");
    });

    test("with root's rights there is none after a deployment, and nothing on the hosts has changed", async () => {
      const tree = "find /opt/genesys /etc /var/lib/sip-ha -printf '%p %M %T@ %s\\n' 2>/dev/null | sort";
      const before = await a().shell(tree);
      expect(await drift()).toEqual({ code: 0, found: [] });
      expect(await a().shell(tree)).toBe(before);
    });

    test("busybox's shell collects the same", async () => {
      const withoutTime = (text: string) => text.replace(/^time .*$/m, "");
      expect(withoutTime(await collect("sip-a", ["busybox", "ash"]))).toBe(withoutTime(await collect("sip-a")));
    });

    describe("one change at a time is reported, and nothing else:", () => {
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
          "the virtual IP in a keyfile of NetworkManager, beside an address that only begins like it",
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
          "a missing script",
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

    test("an account without root's rights reports what it could not read, and that is no drift", async () => {
      a().write("/tmp/collector", hosts.collector("sip-a"), 0o644);
      const { stdout } = await a().run(["runuser", "-u", "nobody", "--", "sh", "/tmp/collector"]);
      const { code, found } = await drift((text) => (text.includes("of hosts.sip-a") ? stdout : text));
      expect(code).toBe(1);
      expect(found.map(({ state, code: name }) => `${state} ${name}`)).toEqual(found.map(() => "missing not-readable"));
      expect(found.map(({ path }) => path)).toContain("pairs.inbound");
    });

    test.each([
      ["is missing", undefined, "facts-command-failed"],
      ["fails", "#!/bin/sh\necho 'Cannot open netlink socket' >&2\nexit 1\n", "facts-command-failed"],
      ["has an unexpected output", "#!/bin/sh\necho 'eth1: direcci\u00f3n inet:10.120.0.11'\n", "facts-not-understood"],
    ])("a command that %s is reported, and nothing in its output counts as drift", async (_, instead, name) => {
      const { found } = await new SipServerHost(a()).without("ip", () => drift(), instead);
      expect(found).toMatchObject([{ state: "unparsed", code: name, path: "hosts.sip-a" }]);
      expect(found).toHaveLength(1);
    });
  },
);
