import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { windows } from "../../../lib/options/ip-address-takeover/windows";
import type { HostInstallation } from "../../../lib/scripts/host-installation";
import { NO_WORK } from "../../../lib/scripts/installer-work";
import { hostInstaller } from "../../../lib/scripts/windows/host-installer";
import { textOf } from "../../../lib/text/file-text";
import type { NetworkBed } from "../../network-namespace";
import { describeWith } from "../../prerequisites";
import type { SampleOverrides } from "../../sample-topology";
import { clearingCommands, destroyCommands, installCommands } from "../../terraform-commands";
import {
  DATA,
  FOLDER,
  INTERFACE,
  IPV6,
  IPV6_STATE,
  SCRIPT,
  STATE,
  windowsIpv6Sides,
  windowsSides,
} from "../../wine/sample";
import { WINE_NEEDS, WineHost } from "../../wine/wine-host";

const UPLOAD = "C:\\upload";
const WATCHDOG = { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } } as const;
const PEER = "10.120.0.10|02-00-00-00-02-11|\n";
const ADMINISTRATORS = "/inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F";

describeWith(WINE_NEEDS, "the installer of a Windows host", () => {
  let bed: NetworkBed;
  let host: WineHost;
  beforeAll(async () => {
    ({ bed, host } = await WineHost.openBed());
  });
  afterAll(() => bed?.close());
  beforeEach(() => {
    for (const file of [UPLOAD, "C:\\Genesys", "C:\\elsewhere", DATA]) host.remove(file);
    for (const file of [
      "tasks",
      "acls",
      "calls",
      "minute-trigger",
      "broken-create",
      "links",
      "arp-cache",
      "neighbours",
      "unprivileged",
      "unsafe-folder",
      "unsafe-file",
      "broken-powershell",
    ])
      host.setState(file, undefined);
    for (const [file, content] of Object.entries(STATE)) host.setState(file, content);
    upload();
  });

  /** The files of the host sip-a, and its installer, as the Terraform stack copies them into one folder. */
  function upload(
    overrides: SampleOverrides = {},
    change: Partial<HostInstallation> = {},
    sides: typeof windowsSides = windowsSides,
  ): void {
    const side = sides(overrides).a;
    const artifacts = windows.artifacts(side);
    const files = artifacts.map(({ path, target }) => ({
      name: path.slice(path.lastIndexOf("/") + 1),
      target: target!.path,
      mode: target!.mode,
      group: target!.group,
    }));
    const installer = hostInstaller({
      environment: side.topology.environment,
      host: side.host.name,
      installDirectory: side.host.installDirectory,
      localControlAgent: side.host.localControlAgent,
      files,
      work: windows.hostWork(side),
      ...change,
    });
    host.remove(UPLOAD);
    for (const [index, { content }] of artifacts.entries())
      host.write(`${UPLOAD}\\${files[index]!.name}`, textOf(content));
    host.write(`${UPLOAD}\\deploy.cmd`, textOf(installer));
  }

  // As Terraform runs it: by its name, in its folder.
  const deploy = (...words: string[]) => host.cmd(["deploy.cmd", ...words], { folder: UPLOAD });
  const installed = (...words: string[]) => host.cmd([`${FOLDER}\\deploy-staging.cmd`, ...words]);
  const record = () => host.read(`${DATA}\\installed-staging`).trim().split("\r\n");
  /** What is installed, by name, with its content. */
  const tree = () =>
    host.machine.shell(
      "cd /run/wine/root/prefix/drive_c; find Genesys elsewhere -type f -exec md5sum {} + 2>/dev/null | sort -k 2 || true",
    );

  describe("preflight", () => {
    test("passes on a host that is as declared, and changes nothing", async () => {
      expect(await deploy("preflight")).toMatchObject({
        code: 0,
        stdout: "sip-a: nothing stands in the way\n",
        stderr: "",
      });
      expect([await tree(), host.exists(DATA)]).toEqual(["", false]);
    });

    test("reports everything that stands in the way at once, each with what to do", async () => {
      host.remove(`${UPLOAD}\\inbound-vip.cmd`);
      host.setState("unprivileged", "");
      host.setState(
        "interfaces",
        STATE.interfaces!.replace("7|Management", "7|Away").replace("2|connected", "2|disconnected"),
      );
      host.setState("addresses", STATE.addresses!.replace("10.120.0.11|24|Manual", "10.120.0.11|24|Dhcp"));
      const outcome = await deploy("preflight");
      expect(outcome.code).toBe(4);
      expect(outcome.stderr.split("\n")).toEqual([
        "sip-a: not-administrator: this account is not an administrator",
        "  fix: let the connection use an administrator's account",
        "sip-a: missing-file: inbound-vip.cmd is not beside this script",
        "  fix: copy the whole folder again",
        "sip-a: missing-interface: there is no interface Management",
        "  fix: correct the name, or configure it",
        "sip-a: interface-down: the interface Local Area Connection 2 is not connected",
        "  fix: plug its cable in, or enable it",
        "sip-a: lent-address: the address 10.120.0.11 of Local Area Connection 2 comes from DHCP, which adding a virtual IP would turn off",
        "  fix: make it static",
        "sip-a: things in the way: 5",
        "",
      ]);
    });

    test("fails with 5 if a tool is missing", async () => {
      const outcome = await host.without("icacls", () => deploy("preflight"));
      expect(outcome.code).toBe(5);
      expect(outcome.stderr).toMatch(/missing-tool: icacls\.exe is not installed\n {2}fix: repair Windows/);
    });

    test("fails with 7 if a stranger holds the virtual IP, and passes if the peer or this host does", async () => {
      host.setState("others", `${STATE.others}10.120.0.10|02-00-00-00-02-99|silent\n`);
      const outcome = await deploy("preflight");
      expect(outcome.code).toBe(7);
      expect(outcome.stderr).toContain(
        "stranger: 10.120.0.10 is in use by 02-00-00-00-02-99; the peer 10.120.0.12 is 02-00-00-00-02-11",
      );
      host.setState("others", STATE.others + PEER);
      expect(await deploy("preflight")).toMatchObject({ code: 0 });
      host.setState("others", STATE.others);
      host.setState("addresses", `${STATE.addresses}11|10.120.0.10|24|Manual|active|0|Preferred\n`);
      expect(await deploy("preflight")).toMatchObject({ code: 0 });
    });
  });

  describe("with an IPv6 virtual IP", () => {
    beforeEach(() => {
      for (const [file, content] of Object.entries(IPV6_STATE)) host.setState(file, content);
      upload({}, {}, windowsIpv6Sides);
    });
    const { virtualIp, ownAddress, peerAddress } = IPV6;

    test("passes on a host that is as declared, with addresses of both kinds", async () => {
      expect(await deploy("preflight")).toMatchObject({
        code: 0,
        stdout: "sip-a: nothing stands in the way\n",
        stderr: "",
      });
    });

    test("names the protocol that an interface lacks, and an address that comes from DHCP or a router", async () => {
      host.setState("interfaces", IPV6_STATE.interfaces!.replace("2|connected", "2|connected|ipv4"));
      expect(await deploy("preflight")).toMatchObject({
        code: 6,
        stderr: [
          `sip-a: missing-interface: there is no interface ${INTERFACE} with the protocol of ${ownAddress}`,
          "  fix: correct the name, configure it, or enable that protocol for it",
          "sip-a: things in the way: 1",
          "",
        ].join("\n"),
      });
      host.setState("interfaces", IPV6_STATE.interfaces!.replace("2|connected", "2|disconnected"));
      host.setState("addresses", IPV6_STATE.addresses!.replace(`${ownAddress}|64|Manual`, `${ownAddress}|64|Dhcp`));
      expect((await deploy("preflight")).stderr.split("\n")).toEqual([
        `sip-a: interface-down: the interface ${INTERFACE} is not connected`,
        "  fix: plug its cable in, or enable it",
        `sip-a: lent-address: the address ${ownAddress} of ${INTERFACE} comes from DHCP or a router, and has to be static beside a virtual IP`,
        "  fix: make it static",
        "sip-a: things in the way: 2",
        "",
      ]);
      host.setState("interfaces", IPV6_STATE.interfaces);
      host.setState("addresses", IPV6_STATE.addresses!.replace(`11|${ownAddress}|64|Manual|both|0|Preferred\n`, ""));
      expect((await deploy("preflight")).stderr).toContain(
        `sip-a: missing-address: the address ${ownAddress} is not on ${INTERFACE}\n`,
      );
    });

    test("fails with 7 if a stranger holds the virtual IP, and passes if the peer or this host does", async () => {
      host.setState("others", `${IPV6_STATE.others}${virtualIp}|02-00-00-00-02-99|silent\n`);
      const outcome = await deploy("preflight");
      expect(outcome.code).toBe(7);
      expect(outcome.stderr).toContain(
        `stranger: ${virtualIp} is in use by 02-00-00-00-02-99; the peer ${peerAddress} is 02-00-00-00-02-11`,
      );
      host.setState("others", `${IPV6_STATE.others}${virtualIp}|02-00-00-00-02-11|\n`);
      expect(await deploy("preflight")).toMatchObject({ code: 0 });
      host.setState("others", IPV6_STATE.others);
      host.setState("addresses", `${IPV6_STATE.addresses}11|${virtualIp}|64|Manual|active|0|Preferred\n`);
      expect(await deploy("preflight")).toMatchObject({ code: 0 });
    });

    test("while it is up, installs only a version that manages the same address", async () => {
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
      expect(await host.cmd([SCRIPT, "up"])).toMatchObject({ code: 0 });
      upload({ takeover: { virtualIp: "2001:db8:120::99" } }, {}, windowsIpv6Sides);
      expect(await deploy("install", "bbb2")).toMatchObject({ code: 10 });
      upload({ takeover: { announcements: 9 } }, {}, windowsIpv6Sides);
      expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
      await host.cmd([SCRIPT, "down"]);
      expect(await installed("remove", "bbb2")).toMatchObject({ code: 0 });
    });
  });

  describe("install", () => {
    test("puts every file in place with its rights, registers the tasks, and records what it did", async () => {
      upload({ takeover: WATCHDOG });
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: installed aaa1\n", stderr: "" });
      expect(record()).toEqual([
        "aaa1",
        `${FOLDER}\\inbound-vip-release.xml`,
        `${FOLDER}\\inbound-vip-watchdog.cmd`,
        `${FOLDER}\\inbound-vip-watchdog.xml`,
        SCRIPT,
        `${FOLDER}\\deploy-staging.cmd`,
        `${FOLDER}\\`,
        "C:\\Genesys\\",
      ]);
      expect(host.read(SCRIPT)).toBe(host.read(`${UPLOAD}\\inbound-vip.cmd`));
      expect(host.read(`${FOLDER}\\deploy-staging.cmd`)).toBe(host.read(`${UPLOAD}\\deploy.cmd`));
      expect(host.state("tasks").trim().split("\n")).toEqual([
        `sip-ha\\inbound-vip-release|${FOLDER}\\inbound-vip-release.xml||ready`,
        `sip-ha\\inbound-vip-watchdog|${FOLDER}\\inbound-vip-watchdog.xml||running`,
      ]);
      expect(host.state("acls").trim().split("\n").slice(0, 3)).toEqual([
        `${DATA}|${ADMINISTRATORS}`,
        `${FOLDER}|${ADMINISTRATORS}`,
        `${FOLDER}\\inbound-vip-release.xml.new|/inheritance:r /grant:r *S-1-5-18:F *S-1-5-32-544:F`,
      ]);
    });

    test("passes the check that Terraform runs after it, unless the copy of the installer was cut off and does nothing", async () => {
      const uploaded = `${DATA}\\upload-staging`;
      const install = async (hash: string, change: (installer: string) => string = (installer) => installer) => {
        // Wine's rmdir needs a library for which there is a stand-in here.
        host.remove(uploaded);
        await host.machine.shell(
          "cd /run/wine/root/prefix/drive_c && mkdir -p ProgramData/sip-ha && cp -r upload ProgramData/sip-ha/upload-staging",
        );
        host.write(`${uploaded}\\deploy.cmd`, change(host.read(`${uploaded}\\deploy.cmd`)));
        host.write("C:\\install.cmd", `@echo off\r\n${installCommands("windows", hash).replaceAll("\n", "\r\n")}\r\n`);
        return host.cmd(["C:\\install.cmd"]);
      };
      expect(await install("aaa1")).toMatchObject({ code: 0, stdout: expect.stringContaining("installed aaa1") });
      const before = await tree();
      expect(await install("bbb2", (installer) => installer.slice(0, installer.indexOf("\r\n") + 20))).toEqual(
        expect.objectContaining({
          code: 9,
          stdout: `sip-a: not-installed: ${uploaded}\\deploy.cmd has ended well, but ${DATA}\\installed-staging does not say that this version is installed\n  fix: check that this installer is complete, then apply again\n`,
        }),
      );
      expect([await tree(), record()[0]]).toEqual([before, "aaa1"]);
      host.remove(`${DATA}\\installed-staging`);
      expect(await install("bbb2", () => "@echo off\r\n")).toMatchObject({ code: 9 });
    });

    test("enables a task that somebody has disabled, even if there is nothing else to change", async () => {
      upload({ takeover: WATCHDOG });
      await deploy("install", "aaa1");
      const tasks = host.state("tasks");
      host.setState("tasks", tasks.replaceAll(/\|(?:ready|running)$/gm, "|ready|disabled"));
      expect(await deploy("install", "aaa1")).toMatchObject({
        code: 0,
        stdout: "sip-a: nothing to change: aaa1 was installed\n",
        stderr: "",
      });
      expect(host.state("tasks")).toBe(tasks);
    });

    test("refuses a folder if others could replace a script in it or in a folder above it", async () => {
      host.setState("unsafe-folder", "C:\\Genesys\n");
      expect(await deploy("preflight")).toMatchObject({
        code: 6,
        stderr: [
          `sip-a: unsafe-folder: others than administrators may change C:\\Genesys, and so replace what the system's account runs from ${FOLDER}`,
          "  fix: make administrators its owner and let nobody else write, delete or own it: see icacls C:\\Genesys; or choose another installDirectory",
          "sip-a: things in the way: 1\n",
        ].join("\n"),
      });
      expect(await deploy("install", "aaa1")).toMatchObject({
        code: 6,
        stderr:
          "sip-a: others than administrators may change C:\\Genesys: see icacls C:\\Genesys, and take that from them, or choose another installDirectory\n",
      });
      expect([await tree(), host.state("tasks")]).toEqual(["", ""]);
      host.setState("unsafe-folder", undefined);
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: installed aaa1\n", stderr: "" });
    });

    test("does not run what somebody has left earlier, neither as a script nor by a record of it, and removes nothing for it", async () => {
      const [his, record] = ["C:\\elsewhere\\his-vip.cmd", `${DATA}\\installed-staging`];
      const plant = (file: string) =>
        host.write(file, "@echo off\r\necho run>>C:\\elsewhere\\was-run\r\nexit /b 3\r\n");
      host.write("C:\\clear.cmd", `@echo off\r\n${clearingCommands("windows").replaceAll("\n", "\r\n")}\r\n`);
      plant(his);
      host.write(record, `aaa0\r\n${his}\r\nC:\\elsewhere\\deploy-staging.cmd\r\n`);
      plant("C:\\elsewhere\\deploy-staging.cmd");
      host.setState("unsafe-file", `${record}\n`);
      const outcomes = [await deploy("preflight")];
      const closed: string[] = [];
      for (const [command, hash] of [
        ["install", "aaa1"],
        ["remove", "aaa0"],
      ] as const) {
        host.setState("acls", undefined);
        outcomes.push(await deploy(command, hash));
        closed.push(host.state("acls"));
      }
      host.setState("acls", undefined);
      const cleared = await host.cmd(["C:\\clear.cmd"]);
      // The folder was closed before its owners were asked for, and the files still have their owners.
      const closing = ["/setowner *S-1-5-32-544 /l /q", "/reset /l /q", ADMINISTRATORS];
      const whole = closing.map((words) => `${DATA}|${words}\n`).join("");
      expect([...closed, host.state("acls")]).toEqual([whole, whole, whole]);
      host.remove(record);
      plant(SCRIPT);
      host.setState("unsafe-file", `${SCRIPT}\n`);
      outcomes.push(await deploy("install", "aaa1"));
      host.setState("unsafe-file", undefined);
      host.setState("unsafe-folder", `${FOLDER}\n`);
      outcomes.push(await deploy("install", "aaa1"));
      expect([host.exists("C:\\elsewhere\\was-run"), host.exists(his)]).toEqual([false, true]);
      expect(outcomes.map(({ code }) => code)).toEqual([6, 6, 6, 6, 6]);
      expect(outcomes[0]!.stderr).toContain(
        `sip-a: unsafe-file: ${record} may be from others than administrators\n  fix: find out who has made it, and remove it\n`,
      );
      expect(outcomes[1]!.stderr).toBe(
        `sip-a: ${record} may be from others than administrators: find out who has made it, and remove it\n`,
      );
      expect(cleared).toMatchObject({
        code: 6,
        stdout: `sip-a: unsafe-file: ${record} may be from others than administrators\n  fix: find out who has made it, and remove it\n`,
      });
    });

    test("says so if PowerShell does not show who may change the folder, and goes on", async () => {
      host.setState("broken-powershell", "1");
      expect(await deploy("preflight")).toMatchObject({
        code: 0,
        stdout: [
          `sip-a: unsafe-folder: PowerShell does not say who may change ${FOLDER}`,
          `  needed: nobody but administrators may write there or rename a folder above: see icacls ${FOLDER}`,
          "sip-a: nothing stands in the way\n",
        ].join("\n"),
        stderr: "",
      });
      expect((await deploy("install", "aaa1")).code).toBe(0);
    });

    test("never writes into a file that somebody has left under the name of a file to come", async () => {
      host.write("C:\\elsewhere\\his.txt", "his");
      host.write(`${FOLDER}\\notes.txt`, "");
      await host.machine.shell(
        "cd /run/wine/root/prefix/drive_c/Genesys/sip-ha; rm notes.txt; ln ../../elsewhere/his.txt inbound-vip.cmd.new",
      );
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: installed aaa1\n", stderr: "" });
      expect([host.read("C:\\elsewhere\\his.txt"), host.read(SCRIPT)]).toEqual([
        "his",
        host.read(`${UPLOAD}\\inbound-vip.cmd`),
      ]);
    });

    test("takes its own data folder from whoever has made it before, and refuses a link", async () => {
      host.write(`${DATA}\\notes.txt`, "");
      host.setState("links", `${DATA}\n`);
      expect(await deploy("preflight")).toMatchObject({
        code: 6,
        stderr: `sip-a: link: ${DATA} is a link\n  fix: find out who has made it, and remove it\nsip-a: things in the way: 1\n`,
      });
      expect(await deploy("install", "aaa1")).toMatchObject({
        code: 6,
        stderr: `sip-a: ${DATA} is a link: find out who has made it, and remove it\n`,
      });
      expect([await tree(), host.state("acls")]).toEqual(["", ""]);
      host.setState("links", undefined);
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
      expect(host.state("acls").trim().split("\n").slice(0, 6)).toEqual([
        `${DATA}|/setowner *S-1-5-32-544 /l /q`,
        `${DATA}|/reset /l /q`,
        `${DATA}|${ADMINISTRATORS}`,
        `${DATA}\\*|/setowner *S-1-5-32-544 /t /l /q`,
        `${DATA}\\*|/reset /t /l /q`,
        `${FOLDER}|${ADMINISTRATORS}`,
      ]);
    });

    test("fails with 6, as preflight does, and changes nothing if a folder has the name of a control script", async () => {
      host.write(`${SCRIPT}\\notes.txt`, "");
      const before = await tree();
      const [preflight, install] = [await deploy("preflight"), await deploy("install", "aaa1")];
      expect(await tree()).toBe(before);
      const [what, fix] = [`${SCRIPT} is a folder, but a file is to go there`, "see what is in it, and move it away"];
      expect([preflight, install]).toMatchObject([
        { code: 6, stderr: `sip-a: folder: ${what}\n  fix: ${fix}\nsip-a: things in the way: 1\n` },
        { code: 6, stderr: `sip-a: ${what}: ${fix}\n` },
      ]);
    });

    test("a second time changes nothing, and repairs what somebody has changed", async () => {
      await deploy("install", "aaa1");
      const before = await tree();
      host.setState("tasks", host.state("tasks"));
      expect(await deploy("install", "aaa1")).toMatchObject({
        code: 0,
        stdout: "sip-a: nothing to change: aaa1 was installed\n",
      });
      expect(await tree()).toBe(before);
      host.write(SCRIPT, `${host.read(SCRIPT)}rem changed\r\n`);
      host.setState("tasks", undefined);
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: installed aaa1\n" });
      expect(await tree()).toBe(before);
      expect(host.state("tasks")).toContain("inbound-vip-release");
    });

    test("replaces a watchdog without its trigger starting the old one meanwhile, and says so if it stays disabled", async () => {
      upload({ takeover: WATCHDOG });
      await deploy("install", "aaa1");
      upload({ takeover: { ...WATCHDOG, announcements: 9 } });
      host.setState("minute-trigger", "");
      host.setState("broken-create", "");
      expect(await deploy("install", "bbb2")).toMatchObject({
        code: 9,
        stderr: expect.stringMatching(
          /cannot be registered from .*; the watchdog is disabled until a repetition enables it\n$/,
        ),
      });
      expect(host.state("tasks")).toContain("watchdog.xml||ready|disabled");
      host.setState("broken-create", undefined);
      expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
      expect(host.state("tasks")).toMatch(/watchdog\.xml\|\|running\n/);
      expect(host.state("calls")).not.toContain("started again");
    });

    test("does not start a running watchdog a second time, and does not fail because of it", async () => {
      upload({ takeover: WATCHDOG });
      await deploy("install", "aaa1");
      expect(await deploy("install", "aaa1")).toMatchObject({
        code: 0,
        stdout: "sip-a: nothing to change: aaa1 was installed\n",
      });
      expect(host.state("tasks")).toMatch(/watchdog\.xml\|\|running\n/);
    });

    test("removes what an earlier version had and this version does not", async () => {
      upload({ takeover: WATCHDOG });
      await deploy("install", "aaa1");
      host.setState("minute-trigger", "");
      upload();
      expect((await deploy("install", "bbb2")).code).toBe(0);
      expect(await tree()).not.toContain("watchdog");
      expect(host.state("calls")).not.toContain("started again");
      expect(host.state("tasks")).not.toContain("watchdog");
    });

    test("while a virtual IP is up, installs only a version that manages the same address, in the same place, and removes nothing", async () => {
      await deploy("install", "aaa1");
      await host.cmd([SCRIPT, "up"]);
      upload({ takeover: { announcements: 9 } });
      expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
      const before = await tree();
      const first = `run '${SCRIPT} down' first, in a maintenance window\n`;
      upload({ takeover: { virtualIp: "10.120.0.99" } });
      expect(await deploy("install", "ccc3")).toMatchObject({
        code: 10,
        stderr: `sip-a: ${SCRIPT} may hold a virtual IP that its new version does not manage: ${first}`,
      });
      upload({}, { files: [], work: NO_WORK });
      expect(await deploy("install", "ccc3")).toMatchObject({
        code: 10,
        stderr: `sip-a: ${SCRIPT} would be removed while its virtual IP may be up: ${first}`,
      });
      expect(await installed("remove", "bbb2")).toMatchObject({
        code: 10,
        stderr: `sip-a: the virtual IP of ${SCRIPT} may be up: ${first}`,
      });
      expect(await tree()).toBe(before);
      await host.cmd([SCRIPT, "down"]);
      upload({ hosts: { "sip-a": { installDirectory: "C:\\elsewhere" } } });
      expect(await deploy("install", "ccc3")).toMatchObject({ code: 0, stderr: "" });
      expect(
        (await tree())
          .replaceAll(/\w+ {2}/g, "")
          .trim()
          .split("\n"),
      ).toEqual(["elsewhere/deploy-staging.cmd", "elsewhere/inbound-vip-release.xml", "elsewhere/inbound-vip.cmd"]);
    });

    test("fails with 6 if a file is missing, or if another environment has one of the same name", async () => {
      host.remove(`${UPLOAD}\\inbound-vip.cmd`);
      expect(await deploy("install", "aaa1")).toMatchObject({
        code: 6,
        stderr: "sip-a: inbound-vip.cmd is not beside this script: copy the whole folder again\n",
      });
      expect(await tree()).toBe("");
      upload();
      await deploy("install", "aaa1");
      upload({ topology: { environment: "production" } });
      expect(await deploy("install", "bbb2")).toMatchObject({
        code: 6,
        stderr: `sip-a: ${FOLDER}\\inbound-vip-release.xml belongs to the environment staging: remove that environment first, or rename the pair in one of them\n`,
      });
    });

    test("fails with 6 if another environment has a pair of that name in another folder, whose tasks it would replace", async () => {
      await deploy("install", "aaa1");
      const tasks = host.state("tasks");
      upload({
        topology: { environment: "production" },
        hosts: { "sip-a": { installDirectory: "C:\\elsewhere" } },
      });
      expect(await deploy("install", "bbb2")).toMatchObject({
        code: 6,
        stderr: `sip-a: ${FOLDER}\\inbound-vip-release.xml belongs to the environment staging: remove that environment first, or rename the pair in one of them\n`,
      });
      expect([host.state("tasks"), host.exists("C:\\elsewhere")]).toEqual([tasks, false]);
    });

    test("ends as if nothing had happened after a kill at any moment and a repetition, and remove finds everything", async () => {
      expect((await deploy("install", "bbb2")).code).toBe(0);
      const [whole, recorded] = [await tree(), record().sort()];
      expect((await installed("remove", "bbb2")).code).toBe(0);
      for (const delay of [0.5, 1.2]) {
        const command = host.command(["deploy.cmd", "install", "bbb2"], { folder: UPLOAD }).join(" ");
        await host.machine.shell(
          `${command.replaceAll("\\", "\\\\")} >/dev/null 2>&1 & pid=$!; sleep ${delay}; kill -9 $pid; wait $pid || true`,
        );
        expect(await deploy("install", "bbb2"), `after a kill at ${delay} s`).toMatchObject({ code: 0, stderr: "" });
        expect([await tree(), record().sort()]).toEqual([whole, recorded]);
        expect(await installed("remove", "bbb2")).toMatchObject({ code: 0 });
        expect([await tree(), host.exists("C:\\Genesys"), host.state("tasks")]).toEqual(["", false, ""]);
      }
    });
  });

  describe("remove", () => {
    test("leaves nothing but logs, also when it is repeated", async () => {
      upload({ takeover: WATCHDOG });
      await deploy("install", "aaa1");
      host.write(
        "C:\\caller.cmd",
        `@call ${FOLDER}\\deploy-staging.cmd remove aaa1\r\n@echo went on\r\n@exit /b 7\r\n`,
      );
      const outcome = await host.cmd(["C:\\caller.cmd"]);
      expect(outcome).toMatchObject({ code: 7, stdout: "sip-a: removed aaa1\nwent on\n" });
      // Wine's cmd, unlike that of Windows, looks once more for the file that has removed itself.
      expect(["", "File not found.\n\n"]).toContain(outcome.stderr);
      expect([await tree(), host.exists("C:\\Genesys"), host.state("tasks")]).toEqual(["", false, ""]);
      expect(host.exists(`${DATA}\\installed-staging`)).toBe(false);
      expect(await deploy("remove", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: nothing is installed\n" });
    });

    test("leaves nothing if the host no longer gets any file, but not while its virtual IP is up", async () => {
      host.write("C:\\clear.cmd", `@echo off\r\n${clearingCommands("windows").replaceAll("\n", "\r\n")}\r\n`);
      const clear = () => host.cmd(["C:\\clear.cmd"]);
      expect(await clear()).toMatchObject({ code: 0, stdout: "", stderr: "" });
      upload({ takeover: WATCHDOG });
      await deploy("install", "aaa1");
      await host.cmd([SCRIPT, "up"]);
      expect(await clear()).toMatchObject({
        code: 10,
        stderr: expect.stringContaining(`the virtual IP of ${SCRIPT} may be up`),
      });
      await host.cmd([SCRIPT, "down"]);
      expect(await clear()).toMatchObject({ code: 0, stdout: "sip-a: removed aaa1\n" });
      expect([await tree(), host.exists("C:\\Genesys"), host.state("tasks")]).toEqual(["", false, ""]);
      expect(await clear()).toMatchObject({ code: 0, stdout: "", stderr: "" });
    });

    test("leaves nothing if its resource is destroyed, but not if another version is installed by now", async () => {
      const destroy = (version: string) => {
        host.write(
          "C:\\destroy.cmd",
          `@echo off\r\n${destroyCommands("windows", version).replaceAll("\n", "\r\n")}\r\n`,
        );
        return host.cmd(["C:\\destroy.cmd"]);
      };
      expect(await destroy("aaa1")).toMatchObject({ code: 0, stdout: "", stderr: "" });
      await deploy("install", "bbb2");
      expect(await destroy("aaa1")).toMatchObject({
        code: 0,
        stdout: `sip-a: nothing to remove: bbb2 has replaced aaa1; to remove that, run: ${FOLDER}\\deploy-staging.cmd remove bbb2\n`,
      });
      const [record, installer] = ["C:\\ProgramData\\sip-ha\\installed-staging", `${FOLDER}\\deploy-staging.cmd`];
      const [recorded, installed] = [host.read(record), host.read(installer)];
      host.remove(record);
      expect(await destroy("bbb2")).toMatchObject({
        code: 0,
        stdout: `sip-a: ${installer} and what it has installed are left behind, as ${record} is missing or empty: as an administrator run ${installer} remove manual\n`,
      });
      host.write(record, recorded);
      host.remove(installer);
      expect(await destroy("bbb2")).toMatchObject({
        code: 0,
        stdout: `sip-a: the files that ${record} lists are left behind, as ${installer} is missing: as an administrator run type ${record}\n`,
      });
      host.write(installer, installed);
      expect(await destroy("bbb2")).toMatchObject({ code: 0, stdout: "sip-a: removed bbb2\n" });
      expect(host.exists(SCRIPT)).toBe(false);
    });

    test.each([[["staging", "production"]], [["production", "staging"]]])(
      "leaves no folder of two environments, whichever is removed first: %j",
      async (order) => {
        await deploy("install", "aaa1");
        upload({ topology: { environment: "production" } }, { files: [], work: NO_WORK });
        expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
        for (const environment of order)
          expect(await host.cmd([`${FOLDER}\\deploy-${environment}.cmd`, "remove", "aaa1"])).toMatchObject({ code: 0 });
        expect([await tree(), host.exists("C:\\Genesys")]).toEqual(["", false]);
      },
    );

    test("fails with 6 and removes nothing if the record of what is installed is missing", async () => {
      await deploy("install", "aaa1");
      host.remove(`${DATA}\\installed-staging`);
      const before = await tree();
      expect(await installed("remove", "aaa1")).toMatchObject({
        code: 6,
        stderr: `sip-a: ${FOLDER}\\inbound-vip-release.xml is here, but ${DATA}\\installed-staging does not say what else is installed: install this version once more, then remove it\n`,
      });
      expect(await tree()).toBe(before);
      await deploy("install", "aaa1");
      expect((await installed("remove", "aaa1")).code).toBe(0);
      expect(await tree()).toBe("");
    });

    test("keeps files that are not its own, and does nothing if another version has replaced the named one", async () => {
      await deploy("install", "aaa1");
      host.write(`${FOLDER}\\notes.txt`, "mine");
      expect(await installed("remove", "000")).toMatchObject({
        code: 0,
        stdout: `sip-a: nothing to remove: aaa1 has replaced 000; to remove that, run: ${FOLDER}\\deploy-staging.cmd remove aaa1\n`,
      });
      expect(host.exists(SCRIPT)).toBe(true);
      expect((await deploy("remove", "aaa1")).code).toBe(0);
      expect((await tree()).replaceAll(/\w+ {2}/g, "")).toBe("Genesys/sip-ha/notes.txt\n");
    });
  });

  test.each([
    [[]],
    [["install"]],
    [["remove"]],
    [["preflight", "x"]],
    [["install", "a-b"]],
    [["install", "..\\x"]],
    [["nonsense", "1"]],
  ])("wrong use %j fails with 2", async (words) => {
    expect(await deploy(...words)).toMatchObject({
      code: 2,
      stderr: "usage: deploy preflight | install <hash> | remove <hash>\n",
    });
    expect(await tree()).toBe("");
  });
});
