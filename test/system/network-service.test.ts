import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CollectedHosts } from "../collected-hosts";
import { eventually } from "../eventually";
import type { Machine } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { NEEDS, VIRTUAL_IP } from "../takeover-bed";

const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const FILE = "/etc/systemd/network/10-voice.network";
const DROP_IN = `${FILE}.d/keep-virtual-ip.conf`;
const NETWORK = "[Match]\nName=eth1\n\n[Network]\nAddress=10.120.0.11/24\nLinkLocalAddressing=no\n";

/** The two hosts with this watchdog, booted like that. */
function hostsWith(
  watchdog: unknown,
  boot: (machine: Machine) => Promise<void>,
  sourceAddress = "host",
): Promise<CollectedHosts> {
  const takeover = "pairs.inbound.highAvailability.ipAddressTakeover";
  const declaration = soundDeclaration({
    [`${takeover}.watchdog`]: watchdog,
    [`${takeover}.sourceAddress`]: sourceAddress,
  });
  return CollectedHosts.open(declaration, boot);
}

async function hasVirtualIp(machine: Machine): Promise<boolean> {
  return (await machine.addresses("eth1")).includes(`${VIRTUAL_IP}/24`);
}

/** A host's own address. */
function own({ name }: Machine): string {
  return name === "sip-a" ? "10.120.0.11/24" : "10.120.0.12/24";
}

/** Boots a host on which systemd-networkd has the interface of the virtual IP. */
async function bootWithNetworkd(machine: Machine): Promise<void> {
  machine.write(FILE, NETWORK.replace("10.120.0.11/24", own(machine)), 0o644);
  await machine.boot();
  await machine.shell("systemctl start dbus.socket systemd-networkd");
  await eventually(() => isConfigured(machine));
}

async function isConfigured(machine: Machine): Promise<boolean> {
  const state = await machine.shell("networkctl --no-legend --no-pager list eth1");
  return state.includes(" configured") && (await machine.addresses("eth1")).includes(own(machine));
}

/** Boots a host on which NetworkManager runs, and has found that the interface of the virtual IP has its address already. */
async function bootWithNetworkManager(machine: Machine): Promise<void> {
  machine.write("/etc/NetworkManager/conf.d/all.conf", "[main]\nplugins=keyfile\n", 0o644);
  const connection = CONNECTION.replace("OWN", own(machine));
  machine.write("/etc/NetworkManager/system-connections/voice.nmconnection", connection, 0o600);
  await machine.boot();
  await machine.shell("systemctl start dbus.socket NetworkManager");
  await eventually(async () => (await machine.shell("nmcli device")).includes("connected (externally)"));
}

/** The same for a host on which NetworkManager manages the interface. */
async function bootWithConnection(machine: Machine): Promise<void> {
  await bootWithNetworkManager(machine);
  await machine.shell("nmcli connection up voice");
}

const CONNECTION = `[connection]
id=voice
type=ethernet
interface-name=eth1
[ipv4]
method=manual
address1=OWN
[ipv6]
method=disabled
`;

describeWith(
  { ...NEEDS, tools: [...NEEDS.tools, "dbus-daemon", "nmcli"] },
  "a host whose interfaces NetworkManager configures",
  () => {
    let hosts: CollectedHosts;
    let a: Machine;
    afterEach(() => hosts?.close());

    const open = async (watchdog: unknown, boot = bootWithConnection) => {
      hosts = await hostsWith(watchdog, boot);
      a = hosts.machine("sip-a");
      await a.shell(`${SCRIPT} up`);
    };
    const holds = () => hasVirtualIp(a);

    test("loses the virtual IP by two commands, keeps it through two others, and drift says so", async () => {
      await open(undefined);
      const { found } = await hosts.drift();
      expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual(
        ["sip-a", "sip-b"].map(
          (host) =>
            `virtual-ip-not-kept: NetworkManager of ${host} removes 10.120.0.10 from eth1 when it activates or applies its connection again`,
        ),
      );
      expect(found[0]!.found).toBe("the connection voice on eth1");
      for (const keeping of ["nmcli connection reload", "systemctl restart NetworkManager"]) {
        await a.shell(keeping);
        expect(await holds()).toBe(true);
      }
      for (const taking of ["nmcli connection up voice", "nmcli device reapply eth1"]) {
        await a.shell(taking);
        await eventually(async () => !(await holds()));
        await a.shell(`${SCRIPT} up`);
      }
    });

    test("soon has the virtual IP again if a watchdog puts it back, and shows no drift", async () => {
      await open({ interval: "1s" });
      expect(await hosts.drift()).toEqual({ code: 0, found: [] });
      await a.shell("nmcli device reapply eth1");
      await eventually(async () => !(await holds()));
      await eventually(holds, 15_000);
    });

    test("has no finding about an interface that NetworkManager does not manage", async () => {
      await open(undefined, bootWithNetworkManager);
      expect(await a.shell("nmcli -g GENERAL.STATE device show eth1")).toBe("100 (connected (externally))\n");
      expect(await hosts.collect("sip-a")).toMatch(/== network-services\n-- 0/);
    });
  },
);

describeWith(
  { ...NEEDS, tools: [...NEEDS.tools, "dbus-daemon", "networkctl"] },
  "a host whose interfaces systemd-networkd configures",
  () => {
    let hosts: CollectedHosts;
    let a: Machine;

    const open = (watchdog: unknown, sourceAddress?: string) => async () => {
      hosts = await hostsWith(watchdog, bootWithNetworkd, sourceAddress);
      a = hosts.machine("sip-a");
    };
    const holds = () => hasVirtualIp(a);
    const notKept = async () => {
      const { found } = await hosts.drift();
      return found.filter(({ code }) => code === "virtual-ip-not-kept");
    };
    /** Makes systemd-networkd configure the interface again, and waits for that: meanwhile the host's own address is missing as well. */
    const anew = async (command: string) => {
      const times = async () => Number(await a.shell("journalctl --quiet -u systemd-networkd | grep -ci configuring"));
      const before = await times();
      await a.shell(command);
      await eventually(async () => (await times()) > before && (await isConfigured(a)));
    };
    /** What `netplan apply` does at its end. */
    const reconfigure = () => anew("networkctl reconfigure eth1");
    /** Writes a file that systemd-networkd reads. */
    const tell = async (file: string, content: string) => {
      a.write(file, content, 0o644);
      await anew("networkctl reload");
    };

    describe("without a watchdog", () => {
      beforeAll(open(undefined));
      afterAll(() => hosts?.close());

      test.each([undefined, "no", "dhcp-on-stop"])(
        "loses the virtual IP to it, and drift says so: KeepConfiguration=%s",
        async (keep) => {
          await tell(FILE, keep === undefined ? `${NETWORK}# as it is\n` : `${NETWORK}KeepConfiguration=${keep}\n`);
          await a.shell(`${SCRIPT} up`);
          expect(await notKept()).toMatchObject([
            {
              path: "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp",
              message:
                "systemd-networkd of sip-a removes 10.120.0.10 from eth1 when it configures the interface again, e.g. at netplan apply",
              found: `${keep === undefined ? "no KeepConfiguration" : `KeepConfiguration=${keep}`} for ${FILE}`,
            },
            { message: expect.stringContaining("systemd-networkd of sip-b removes") },
          ]);
          await reconfigure();
          await eventually(async () => !(await holds()));
        },
      );

      test.each(["static", "yes"])(
        "keeps it without a moment's loss if the configuration follows drift's advice: KeepConfiguration=%s",
        async (keep) => {
          await tell(FILE, NETWORK);
          await a.shell(`${SCRIPT} up`);
          expect((await notKept())[0]!.fix).toContain(`to ${DROP_IN} and run networkctl reload`);
          await a.shell("ip -o monitor address >/tmp/addresses 2>&1 &");
          await tell(DROP_IN, `[Network]\nKeepConfiguration=${keep}\n`);
          await reconfigure();
          expect(await holds()).toBe(true);
          await anew("systemctl restart systemd-networkd");
          expect(await holds()).toBe(true);
          await a.shell("pkill -x ip");
          expect(a.read("/tmp/addresses")).not.toMatch(new RegExp(`^Deleted .* ${VIRTUAL_IP}/`, "m"));
          // The host's own address was missing meanwhile, and the virtual IP has become the first address of the network.
          expect(await a.addresses("eth1")).toEqual([`${VIRTUAL_IP}/24`, "10.120.0.11/24"]);
          await a.shell(`${SCRIPT} down`);
          expect(await a.addresses("eth1")).toEqual(["10.120.0.11/24"]);
          expect((await notKept()).map(({ message }) => message)).toEqual([expect.stringContaining("of sip-b")]);
          await a.shell(`rm ${DROP_IN}`);
        },
      );

      const AT_ETC = "/etc/systemd/network/10-voice.network.d";
      const AT_RUN = "/run/systemd/network/10-voice.network.d";
      const LOCAL = "/usr/local/lib/systemd/network/10-voice.network.d";
      const keep = (value: string, section = "Network") => `[${section}]\nKeepConfiguration=${value}\n`;
      test.each<[what: string, files: Readonly<Record<string, string>>, isKept: boolean]>([
        [
          "the file with the last name counts, in whichever folder it is",
          { [`${AT_RUN}/90.conf`]: keep("no"), [`${AT_ETC}/10.conf`]: keep("static") },
          false,
        ],
        [
          "an empty file masks another file of the same name",
          { [`${AT_RUN}/keep.conf`]: keep("static"), [`${AT_ETC}/keep.conf`]: "" },
          false,
        ],
        ["the setting counts only in its section", { [`${AT_ETC}/keep.conf`]: keep("static", "Link") }, false],
        ["an administrator's own folder is read", { [`${LOCAL}/keep.conf`]: keep("static") }, true],
        [
          "capitals, short words and invalid values are read as by systemd",
          { [`${AT_ETC}/keep.conf`]: `${keep("Y")}${keep("sometimes")}${keep("")}` },
          true,
        ],
      ])("drift and systemd-networkd agree: %s", async (_, files, isKept) => {
        await a.shell(`${SCRIPT} up`);
        for (const [file, content] of Object.entries(files)) a.write(file, content, 0o644);
        await anew("networkctl reload");
        expect(await holds()).toBe(isKept);
        expect((await notKept()).some(({ message }) => message.includes("of sip-a"))).toBe(!isKept);
        await a.shell(`rm -r ${Object.keys(files).join(" ")}`);
        await anew("networkctl reload");
      });

      test("a file that the collector's account may not read is reported, and is no drift", async () => {
        await a.shell(`chmod 600 ${FILE}`);
        a.write("/tmp/collector", hosts.collector("sip-a"), 0o644);
        const { stdout } = await a.run(["runuser", "-u", "nobody", "--", "sh", "/tmp/collector"]);
        await a.shell(`chmod 644 ${FILE}`);
        expect(stdout).toContain(`\n eth1 systemd-networkd hidden ${FILE}\n`);
        const { found } = await hosts.drift((text) => (text.includes("of hosts.sip-a") ? stdout : text));
        const unread = found.map(({ code, message }) => `${code} ${message}`).filter((one) => one.includes(FILE));
        expect(unread).toEqual([`not-readable the collector could not read ${FILE}`]);
      });

      test("a networkctl that fails is reported, and is no drift", async () => {
        await a.shell("systemctl stop dbus.socket dbus");
        const { found } = await hosts.drift();
        await a.shell("systemctl start dbus.socket");
        expect(found.filter(({ state }) => state === "unparsed")).toMatchObject([
          { code: "facts-command-failed", message: "the command for network-services failed with 1" },
        ]);
      });
    });

    describe("whose packets leave with the virtual IP", () => {
      beforeAll(open(undefined, "virtual-ip"));
      afterAll(() => hosts?.close());

      test.each(["static", "yes"])(
        "still has the routes for that if it was told to keep the virtual IP: KeepConfiguration=%s",
        async (keep) => {
          await tell(FILE, `${NETWORK}KeepConfiguration=${keep}\n`);
          await a.shell(`${SCRIPT} up`);
          const routes = async () =>
            (await a.shell(`ip -4 route | grep '/25 .* src ${VIRTUAL_IP}' || true`)).trim().split("\n");
          const before = await routes();
          expect(before).toHaveLength(2);
          for (const command of ["networkctl reconfigure eth1", "systemctl restart systemd-networkd"]) {
            await anew(command);
            expect([command, await routes()]).toEqual([command, before]);
          }
          await a.shell(`${SCRIPT} down`);
        },
      );
    });

    describe("with a watchdog", () => {
      beforeAll(open({ interval: "1s" }));
      afterAll(() => hosts?.close());

      test("soon has the virtual IP again after it was taken off, and shows no drift", async () => {
        await a.shell(`${SCRIPT} up`);
        expect(await hosts.drift()).toEqual({ code: 0, found: [] });
        await reconfigure();
        await eventually(async () => !(await holds()));
        await eventually(holds, 15_000);
      });
    });

    describe("that boots", () => {
      beforeAll(open(undefined));
      afterAll(() => hosts?.close());

      test("does not have the virtual IP from its configuration once the boot is over", async () => {
        a.write(FILE, `${NETWORK}Address=${VIRTUAL_IP}/24\n`, 0o644);
        await a.shell("systemctl enable systemd-networkd systemd-networkd-wait-online");
        await a.reboot();
        expect(await a.shell("systemctl show --value --property Result systemd-networkd-wait-online")).toBe(
          "success\n",
        );
        expect(await a.shell("systemctl show --value --property ActiveState systemd-networkd-wait-online")).toBe(
          "active\n",
        );
        expect(await a.shell(`journalctl --quiet --output cat --identifier inbound-vip`)).toContain(VIRTUAL_IP);
        expect(await a.addresses("eth1")).toEqual(["10.120.0.11/24"]);
      });
    });
  },
);
