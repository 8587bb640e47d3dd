import { describe, expect, test } from "vitest";
import { programPaths } from "../../lib/import/program-files";

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
    ["one of Windows, which no survey looks at", { commandLine: "vip_up.bat", workDirectory: "C:\\ha" }, []],
    ["a word that is no file", { commandLine: "start", workDirectory: "/opt/ha" }, []],
    ["nothing", {}, []],
  ])("are those of %s", (_, fields, paths) => {
    expect(programPaths(application(fields))).toEqual(paths);
  });
});
