import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../eventually";
import { type Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { LOG, NEEDS, VIRTUAL_IP } from "../takeover-bed";
import { FOLDER, SCRIPT, UPLOAD, upload, WATCHDOG } from "../uploaded-installer";

const RELEASE = "inbound-vip-release.service";
const SERVICE = "inbound-vip-watchdog.service";
const UNITS = "/etc/systemd/system";

/** A network service that brings up a virtual IP from the configuration, a while after the boot has begun. */
const LATE_NETWORK = `[Unit]
Before=network-online.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sleep 1
ExecStart=/usr/sbin/ip address add ${VIRTUAL_IP}/24 dev eth1
[Install]
WantedBy=network-online.target
`;

/** A Local Control Agent that runs the control script before the network counts as being there. */
const EARLY_AGENT = `[Unit]
Before=network-online.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${SCRIPT} up
[Install]
WantedBy=network-online.target
`;

describeWith({ ...NEEDS, tools: [...NEEDS.tools, "systemctl"] }, "what is installed on a host with systemd", () => {
  let bed: NetworkBed;
  let host: Machine;
  beforeAll(async () => {
    bed = await NetworkBed.open();
    host = bed.machine("sip-a");
    await host.shell("groupadd genesys && useradd -g genesys genesys");
  });
  afterAll(() => bed?.close());
  beforeEach(async () => {
    await host.powerOff();
    await host.shell(`rm -rf ${UPLOAD} /opt/genesys /var/lib/sip-ha /etc/systemd/system; mkdir -p ${UNITS}/multi-user.target.wants
      find /var/log -type f -delete`);
    host.powerOn();
    await host.boot();
  });

  const deploy = (...words: string[]) => host.run(["sh", `${UPLOAD}/deploy`, ...words]);
  const install = async (hash: string) => expect(await deploy("install", hash)).toMatchObject({ code: 0, stderr: "" });
  const property = async (unit: string, name: string) =>
    (await host.shell(`systemctl show --value --property ${name} ${unit}`)).trim();
  const mainProcess = () => property(SERVICE, "MainPID");
  const isRunning = async () => (await property(SERVICE, "ActiveState")) === "active" && (await mainProcess()) !== "0";
  const holds = async () => (await host.addresses("eth1")).includes(`${VIRTUAL_IP}/24`);
  /** A unit that belongs to the host itself and starts at boot. */
  const enable = async (name: string, content: string) => {
    host.write(`${UNITS}/${name}`, content, 0o644);
    await host.shell(`systemctl daemon-reload; systemctl enable ${name}`);
  };

  test("is read by systemd without a complaint, and starts at boot", async () => {
    upload(host, { takeover: WATCHDOG });
    await install("aaa1");
    for (const unit of [RELEASE, SERVICE]) {
      expect(await host.run(["systemctl", "is-enabled", unit])).toMatchObject({ stdout: "enabled\n", stderr: "" });
      expect(await property(unit, "LoadState")).toBe("loaded");
      expect(await property(unit, "NeedDaemonReload")).toBe("no");
    }
    expect(await host.run(["journalctl", "--quiet", "--grep", "inbound-vip-.*service:"])).toMatchObject({ stdout: "" });
  });

  test("is unknown to systemd after a removal, including a failed release and a running watchdog", async () => {
    upload(host, { takeover: WATCHDOG });
    await install("aaa1");
    await host.shell(`mv ${SCRIPT} ${SCRIPT}.away; systemctl start ${RELEASE} || true; mv ${SCRIPT}.away ${SCRIPT}`);
    expect(await property(RELEASE, "ActiveState")).toBe("failed");
    expect(await host.run([`${FOLDER}/deploy-staging`, "remove", "aaa1"])).toMatchObject({ code: 0, stderr: "" });
    expect(await host.shell("systemctl list-units --all --no-legend --state failed,active 'inbound*'")).toBe("");
    expect(await host.run(["systemctl", "is-system-running"])).toMatchObject({ stdout: "running\n" });
    expect(await host.run(["pgrep", "-f", "inbound-vip-watchdog"])).toMatchObject({ stdout: "" });
  });

  describe("the release at boot", () => {
    test("takes off a virtual IP that the network's configuration brings up late", async () => {
      upload(host);
      await install("aaa1");
      await enable("late-network.service", LATE_NETWORK);
      await host.reboot();
      expect(await property("late-network.service", "ActiveState")).toBe("active");
      expect(await holds()).toBe(false);
      expect(await property(RELEASE, "Result")).toBe("success");
      expect(await host.shell(`journalctl --quiet --output cat --identifier inbound-vip`)).toContain(VIRTUAL_IP);
    });

    test("leaves the virtual IP of a role that was assigned since the boot", async () => {
      upload(host);
      await install("aaa1");
      await enable("agent.service", EARLY_AGENT);
      await host.reboot();
      expect(await holds()).toBe(true);
      expect(await property(RELEASE, "ConditionResult")).toBe("no");
    });

    test("that does not finish blocks nothing else at boot, and is ended after a minute", async () => {
      upload(host, { takeover: WATCHDOG });
      await install("aaa1");
      expect(await property(RELEASE, "TimeoutStartUSec")).toBe("1min");
      await host.shell(`printf '#!/bin/sh\\nexec sleep 3600\\n' >${SCRIPT}`);
      await host.powerOff();
      host.powerOn();
      // The boot does not end before the release.
      const booted = host.boot();
      await eventually(() => isRunning().catch(() => false), 10_000);
      expect(await property(RELEASE, "ActiveState")).toBe("activating");
      await host.powerOff();
      await booted;
    });
  });

  describe("the watchdog", () => {
    test("runs from its installation on, and again after a boot", async () => {
      upload(host, { takeover: WATCHDOG });
      await install("aaa1");
      expect(await isRunning()).toBe(true);
      await host.reboot();
      expect(await isRunning()).toBe(true);
    });

    test("is restarted whenever it ends, however often that is", async () => {
      upload(host, { takeover: WATCHDOG });
      await install("aaa1");
      for (const signal of ["KILL", "TERM"]) {
        const killed = await mainProcess();
        await host.shell(`kill -${signal} ${killed}`);
        await eventually(async () => (await isRunning()) && (await mainProcess()) !== killed, 10_000);
      }
      expect(await property(SERVICE, "NRestarts")).toBe("2");
      expect(await property(SERVICE, "StartLimitIntervalUSec")).toBe("0");
    });

    test("goes on if it is unchanged, and is restarted if its program or its unit was changed", async () => {
      upload(host, { takeover: WATCHDOG });
      await install("aaa1");
      const first = await mainProcess();
      await install("aaa1");
      // As if another pair of the host had changed.
      upload(host, { takeover: { ...WATCHDOG, announcements: 9 } });
      await install("bbb2");
      expect(await mainProcess()).toBe(first);
      const seen = new Set([first]);
      for (const file of [`${FOLDER}/inbound-vip-watchdog`, `${UNITS}/${SERVICE}`]) {
        await host.shell(`echo >>${file}`);
        await install("bbb2");
        seen.add(await mainProcess());
        expect(await property(SERVICE, "NeedDaemonReload")).toBe("no");
      }
      expect(seen.size).toBe(3);
      expect(seen).not.toContain("0");
    });

    test("that somebody has stopped is started by the next installation, even of the same version", async () => {
      upload(host, { takeover: WATCHDOG });
      await install("aaa1");
      await host.shell(`systemctl stop ${SERVICE}`);
      await install("aaa1");
      expect(await isRunning()).toBe(true);
    });

    test.each([
      ["waits for a condition that an operator has added", "[Unit]\nConditionPathExists=/nowhere\n"],
      ["cannot be run", "[Service]\nExecStart=\nExecStart=/nowhere\n"],
    ])("that %s is reported as not running, and the installation fails with 9", async (_, dropIn) => {
      const added = `${UNITS}/${SERVICE}.d`;
      host.write(`${added}/operator.conf`, dropIn, 0o644);
      upload(host, { takeover: WATCHDOG });
      expect(await deploy("install", "aaa1")).toMatchObject({
        code: 9,
        stderr: `sip-a: the service ${SERVICE} was started, but does not run: systemctl status ${SERVICE}\n`,
      });
      await host.shell(`rm -r ${added}`);
      await install("aaa1");
      expect(await isRunning()).toBe(true);
    });

    test("that systemd does not stop is not reported as removed", async () => {
      upload(host, { takeover: WATCHDOG });
      await install("aaa1");
      const process = await mainProcess();
      await host.shell("mv /usr/bin/systemctl /usr/bin/systemctl.away");
      host.write(
        "/usr/bin/systemctl",
        '#!/bin/sh\n[ "$1" != stop ] || { echo Connection timed out >&2; exit 1; }\nexec /usr/bin/systemctl.away "$@"\n',
      );
      const outcome = await deploy("remove", "aaa1");
      await host.shell("mv -f /usr/bin/systemctl.away /usr/bin/systemctl");
      expect(outcome).toMatchObject({
        code: 9,
        stderr: `sip-a: the unit ${RELEASE} does not stop: systemctl stop ${RELEASE}\n`,
      });
      expect(await mainProcess()).toBe(process);
      expect(await deploy("remove", "aaa1")).toMatchObject({ code: 0, stderr: "" });
      expect(await property(SERVICE, "ActiveState")).toBe("inactive");
    });

    test("is restarted without ending an announcement that it has begun", async () => {
      const takeover = { watchdog: { ...WATCHDOG.watchdog, announceInterval: "10s" }, announcements: 30 } as const;
      upload(host, { takeover });
      await install("aaa1");
      await host.shell(`${SCRIPT} up`);
      const announcing = async () =>
        (await host.run(["sh", "-c", `systemd-cgls --no-pager -l -u ${SERVICE}`])).stdout.includes("arping");
      await eventually(async () => (await host.read(LOG)).includes("announc"), 30_000);
      await eventually(announcing, 30_000);
      await host.shell(`systemctl restart ${SERVICE}`);
      // Between two rounds nothing of it is visible; the next announcement of a watchdog is ten seconds away.
      await eventually(announcing);
    });

    test.each([
      ["at first", ""],
      ["after it was stopped", "aaa1"],
    ])(
      "fails with 9 if systemd does not start it, %s; once systemd does, the next installation succeeds",
      async (_, before) => {
        upload(host, { takeover: WATCHDOG });
        if (before !== "") {
          await install(before);
          await host.shell(`systemctl stop ${SERVICE}`);
        }
        host.write(`${UNITS}/${SERVICE}.d/by-hand.conf`, "[Unit]\nRefuseManualStart=yes\n", 0o644);
        await host.shell("systemctl daemon-reload");
        const { code, stderr } = await deploy("install", "aaa1");
        expect(code).toBe(9);
        expect(stderr).toContain(`sip-a: the service ${SERVICE} does not start: journalctl -u ${SERVICE}\n`);
        await host.shell(`rm -r ${UNITS}/${SERVICE}.d; systemctl daemon-reload`);
        expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: installed aaa1\n" });
        expect(await isRunning()).toBe(true);
      },
    );

    test("is restarted by the next installation if systemctl failed during the last one", async () => {
      upload(host, { takeover: WATCHDOG });
      await install("aaa1");
      const first = await mainProcess();
      upload(host, { takeover: { watchdog: { ...WATCHDOG.watchdog, interval: "3s" } } });
      await host.shell("mv /usr/bin/systemctl /usr/bin/systemctl.away; ln -s /bin/false /usr/bin/systemctl");
      expect(await deploy("install", "bbb2")).toMatchObject({
        code: 9,
        stderr: "sip-a: systemd does not read its units: systemctl daemon-reload\n",
      });
      await host.shell("mv -f /usr/bin/systemctl.away /usr/bin/systemctl");
      expect(await mainProcess()).toBe(first);
      await install("bbb2");
      expect(await mainProcess()).not.toBe(first);
      expect(await isRunning()).toBe(true);
    });
  });
});
