import { describe, expect, test } from "vitest";
import { programPaths } from "../../lib/import/program-files";
import { pairOfOwnScript } from "../../lib/import/seen-pair";

const application = (fields: object) => ({
  fields: fields as Record<string, unknown>,
  at: () => ({ file: "configuration-layer.json", line: 1, column: 1 }),
});

describe("the files that an application starts", () => {
  test.each<[string, object, string[]]>([
    ["an absolute command", { commandLine: "/opt/ha/vip_up.sh" }, ["/opt/ha/vip_up.sh"]],
    ["a command in its folder", { commandLine: "./vip_up.sh", workDirectory: "/opt/ha/" }, ["/opt/ha/vip_up.sh"]],
    ["the same without its ./", { commandLine: "vip_up.sh", workDirectory: "/opt/ha" }, ["/opt/ha/vip_up.sh"]],
    [
      "an argument of an interpreter",
      { commandLine: "/bin/sh", commandLineArguments: "-x vip_up.sh 10.20.0.10", workDirectory: "/opt/ha" },
      ["/opt/ha/vip_up.sh"],
    ],
    [
      "an argument of sudo",
      { commandLine: "/usr/bin/sudo", commandLineArguments: "-n /opt/genesys/sip-ha/inbound-vip up" },
      ["/opt/genesys/sip-ha/inbound-vip", "/opt/genesys/sip-ha/inbound-vip-watchdog"],
    ],
    ["a path in quotes", { commandLine: '"/opt/ha/vip_up.sh"' }, ["/opt/ha/vip_up.sh"]],
    ["one of Windows, which a Unix host cannot have", { commandLine: "vip_up.bat", workDirectory: "C:\\ha" }, []],
    ["a word that is no file", { commandLine: "start", workDirectory: "/opt/ha" }, []],
    ["nothing", {}, []],
  ])("are those of %s", (_, fields, paths) => {
    expect(programPaths(application(fields), "linux")).toEqual(paths);
  });

  test.each<[string, object, string[]]>([
    ["an absolute command", { commandLine: "C:\\ha\\vip up.bat" }, ["C:\\ha\\vip", "C:\\folder\\up.bat"]],
    [
      "a path with spaces in quotes",
      { commandLine: '"C:\\Program Files\\vip up.bat" x' },
      ["C:\\Program Files\\vip up.bat"],
    ],
    ["a command in its folder", { commandLine: ".\\vip_up.cmd" }, ["C:\\folder\\vip_up.cmd"]],
    ["a path with slashes", { commandLine: "D:/ha/vip_up.bat" }, ["D:\\ha\\vip_up.bat"]],
    [
      "an argument of an interpreter",
      { commandLine: "C:\\Windows\\System32\\cscript.exe", commandLineArguments: "//nologo takeover.vbs 10.20.0.10" },
      ["C:\\folder\\takeover.vbs"],
    ],
    [
      "a control script of this package, with its watchdog",
      { commandLine: "C:\\Genesys\\sip-ha\\inbound-vip.cmd", commandLineArguments: "up" },
      ["C:\\Genesys\\sip-ha\\inbound-vip.cmd", "C:\\Genesys\\sip-ha\\inbound-vip-watchdog.cmd"],
    ],
    [
      "one of a cluster, with the script that built the cluster",
      { commandLine: "C:\\Genesys\\sip-ha\\agents-nlb.cmd", commandLineArguments: "enable" },
      ["C:\\Genesys\\sip-ha\\agents-nlb.cmd", "C:\\Genesys\\sip-ha\\agents-nlb-build.ps1"],
    ],
    ["a binary program", { commandLine: "C:\\Genesys\\server.exe" }, []],
    ["a name that no file can have", { commandLine: "C:\\ha\\*.bat" }, []],
    ["a name that no batch file can hold", { commandLine: "C:\\ha\\köln.bat" }, []],
  ])("are on Windows those of %s", (_, fields, paths) => {
    expect(programPaths(application({ workDirectory: "C:\\folder\\", ...fields }), "windows")).toEqual(paths);
  });
});

test("a text of hostile length is read in no time", () => {
  const started = performance.now();
  programPaths(application({ commandLine: "./vip_up.sh", workDirectory: `${"/".repeat(300_000)}x` }), "linux");
  pairOfOwnScript("/".repeat(300_000));
  pairOfOwnScript(`/${"a".repeat(300_000)}`);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(pairOfOwnScript(`${"/".repeat(300_000)} /opt/genesys/sip-ha/inbound-vip up`)).toBe("inbound");
});
