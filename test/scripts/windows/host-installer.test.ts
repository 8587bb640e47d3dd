import { describe, expect, test } from "vitest";
import { windows } from "../../../lib/options/ip-address-takeover/windows";
import { nlbArtifacts } from "../../../lib/options/windows-nlb/artifacts";
import { INSTALLER_EXIT_CODES } from "../../../lib/scripts/host-installation";
import { NO_WORK } from "../../../lib/scripts/installer-work";
import { FOLDER_QUESTION } from "../../../lib/scripts/windows/folder-question";
import { hostInstaller } from "../../../lib/scripts/windows/host-installer";
import { textOf } from "../../../lib/text/file-text";
import { nlbSides } from "../../options/windows-nlb/nlb-sample";
import { windowsIpv6Sides, windowsSides } from "../../wine/sample";
import { parsePowerShell } from "../powershell-grammar";
import { batchProblems } from "./batch-lint";

const side = windowsSides({
  takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
}).a;
const base = {
  environment: "staging",
  host: "sip-a",
  installDirectory: "C:\\Genesys\\sip-ha",
  localControlAgent: side.host.localControlAgent,
};
const files = windows.artifacts(side).map(({ path, target }) => ({
  name: path.slice(path.lastIndexOf("/") + 1),
  target: target!.path,
  mode: target!.mode,
  group: target!.group,
}));

describe("the installer of a Windows host", () => {
  test.each([
    ["a pair with a watchdog", files, windows.hostWork(side)],
    ["nothing", [], NO_WORK],
  ])("is a batch file without a known trap, for %s", (_, some, work) => {
    expect(batchProblems(textOf(hostInstaller({ ...base, files: some, work })))).toEqual([]);
  });

  test("asks in PowerShell who may change the folder of the scripts and those above", async () => {
    expect((await parsePowerShell(FOLDER_QUESTION.text)).problems).toEqual([]);
    // What PowerShell 2 does not have.
    const { commands } = await parsePowerShell(FOLDER_QUESTION.text);
    expect(commands.map(({ name }) => name)).not.toContain("Get-Acl");
    // On one line, as it runs.
    const [, question] = /-Command "(try [^"]*GetAccessControl[^"]*)"/.exec(
      textOf(hostInstaller({ ...base, files, work: NO_WORK })),
    )!;
    expect((await parsePowerShell(question!)).problems).toEqual([]);
  });

  test("asks who owns each file that Windows runs, that is registered as a task, or that records what is installed, and no other file", async () => {
    const { literals } = await parsePowerShell(FOLDER_QUESTION.text);
    const [pattern] = literals.filter((literal) => literal.includes("[.]cmd$"));
    const nlb = nlbSides().a;
    const targets = [...windows.artifacts(side), ...nlbArtifacts(nlb.topology, nlb.pair)].flatMap(
      ({ target }) => target ?? [],
    );
    const names = targets.map(({ path }) => path.slice(path.lastIndexOf("\\") + 1));
    expect([...new Set(names.map((name) => name.replace(/^\w+/, "")))].sort()).toEqual([
      "-nlb-build.ps1",
      "-nlb-disable.xml",
      "-nlb.cmd",
      "-vip-release.xml",
      "-vip-watchdog.cmd",
      "-vip-watchdog.xml",
      "-vip.cmd",
    ]);
    const asked = new RegExp(pattern!, "i");
    expect(names.filter((name) => !asked.test(name))).toEqual([]);
    expect(["backup.cmd", "installed-by-x.txt", "report.xml"].filter((name) => asked.test(name))).toEqual([]);
    expect(FOLDER_QUESTION.text).toContain("($folder -eq $env:DATA_DIRECTORY -and $_.Name -like 'installed-*')");
  });

  describe("with IPv6", () => {
    const ipv6 = windows.hostWork(windowsIpv6Sides().a);
    const [management, voice] = ipv6.interfaces as [(typeof ipv6.interfaces)[0], (typeof ipv6.interfaces)[0]];
    const text = (work: typeof ipv6) => {
      const made = textOf(hostInstaller({ ...base, files: [], work: { ...work, bootUnits: [] } }));
      expect(batchProblems(made)).toEqual([]);
      return made;
    };

    test("has functions of both kinds if the host has addresses of both, and says each time which is meant", () => {
      const both = text(ipv6);
      expect(both).toContain("\r\n:look\r\ngoto look_%FAMILY%\r\n");
      expect(both).toContain(
        `set "FAMILY=ipv4"\r\nset "INTERFACE=${management.name}"\r\nset "HOST_ADDRESS=${management.address}"\r\n`,
      );
      expect(both).toContain(
        `set "FAMILY=ipv6"\r\nset "INTERFACE=${voice.name}"\r\nset "HOST_ADDRESS=${voice.address}"\r\n`,
      );
      expect(both).toContain(`set "FAMILY=ipv6"\r\nset "VIRTUAL_IP=2001:db8:120::10"\r\n`);
    });

    test("has those of one kind, and needs no other tools, if all addresses are of that kind", () => {
      const one = text({ ...ipv6, interfaces: [voice] });
      expect(one).not.toMatch(/FAMILY|arp\.exe|interface ipv4/);
      expect(textOf(hostInstaller({ ...base, files, work: windows.hostWork(side) }))).not.toMatch(/FAMILY|ipv6/);
    });
  });

  test("says what its exit codes mean", () => {
    const text = textOf(hostInstaller({ ...base, files, work: windows.hostWork(side) }));
    for (const [code, meaning] of INSTALLER_EXIT_CODES)
      expect(text).toContain(`rem   ${String(code).padEnd(2)}  ${meaning}\r\n`);
  });
});
