import { describe, expect, test } from "vitest";
import { applicationOf, brief, importAfter, type SiteFile, type SiteSurveys } from "./hand-made-site";

test("a program that was read and does not deal with addresses is left alone, but one that was not read is reported", () => {
  const { told } = importAfter((file, surveys) => {
    const program = (name: string, commandLine: string) => ({
      ...applicationOf(file, "SIP_SERVER_PRIMARY_VIP_UP"),
      name,
      commandLine,
      commandLineArguments: "",
    });
    file.applications.push(program("LogCleaner", "./clean.sh"), program("Other", "./other.sh"));
    file.applications.push(program("Mover", "/opt/genesys/ha/mover"));
    surveys["sip-1"] = surveys["sip-1"]!.replace(
      "== scripts\n",
      "== scripts\n started /opt/genesys/ha/clean.sh\n rights 0755 root root\n binary /opt/genesys/ha/mover\n missing /opt/genesys/ha/other.sh\n",
    );
  });
  expect(told("hand-made-program").map(({ of }) => of)).not.toContain("application LogCleaner");
  expect(told("program-unknown").map(({ of }) => of)).toEqual(["application Mover", "application Other"]);
  expect(told("script-not-read").map(({ message }) => message)).toEqual([
    "what it starts on sip-1 is a program that is not text, so it is not known what it does",
    "what it starts on sip-1 is not there, so it is not known what it does",
  ]);
  expect(told("script-not-read").map(brief)).toEqual([
    { kind: "unknown", of: "application Mover", found: "/opt/genesys/ha/mover", line: expect.any(Number) },
    { kind: "unknown", of: "application Other", found: "/opt/genesys/ha/other.sh", line: expect.any(Number) },
  ]);
});

test("a program that uses a file which was not surveyed is reported with that line, unless the file belongs to the system", () => {
  const { told } = importAfter((file, surveys) => {
    const program = (name: string) => ({
      ...applicationOf(file, "SIP_SERVER_PRIMARY_VIP_UP"),
      name,
      commandLine: `./${name}.sh`,
      commandLineArguments: "",
    });
    file.applications.push(program("wrapper"), program("reader"), program("cleaner"));
    const lines = [
      " started /opt/genesys/ha/cleaner.sh",
      " line 1:# see move_vip.sh",
      " line 2:. /etc/init.d/functions",
      " line 3:. $(dirname $0)/clean.conf",
      ' line 4:echo "usage: cleaner.sh <days>"',
      " file /etc/init.d/functions",
      " line 5:. /etc/sysconfig/i18n.sh",
      " file /opt/genesys/ha/clean.conf",
      " started /opt/genesys/ha/reader.sh",
      " line 3:. $CONF",
      " started /opt/genesys/ha/wrapper.sh",
      " line 3:sudo /opt/genesys/ha/move_vip.sh up",
    ];
    surveys["sip-1"] = surveys["sip-1"]!.replace("== scripts\n", `== scripts\n${lines.join("\n")}\n`);
  });
  expect(told("program-unknown").map(({ of, found }) => [of, found])).toEqual([
    ["application reader", expect.stringMatching(/^\.\/reader\.sh; sip-1\.survey:\d+: \. \$CONF$/)],
    [
      "application wrapper",
      expect.stringMatching(/^\.\/wrapper\.sh; sip-1\.survey:\d+: sudo \/opt\/genesys\/ha\/move_vip\.sh up$/),
    ],
  ]);
});

describe("on hosts of two pairs", () => {
  /** The site with a second pair on the same hosts, whose scripts are named after no server. */
  const twoPairs = (change: (file: SiteFile, surveys: SiteSurveys) => void) =>
    importAfter((file, surveys) => {
      const copy = (name: string, as: string, more: object) => {
        const one = structuredClone(applicationOf(file, name));
        Object.assign(one.options.TServer!, { "sip-address": "10.20.0.20" });
        file.applications.push({ ...one, name: as, serverInfo: { ...one.serverInfo, ...more } });
      };
      copy("SIP_1", "OUT_1", { backupServer: "OUT_2" });
      copy("SIP_2", "OUT_2", {});
      change(file, surveys);
    });

  test("a program that nothing assigns to one of the pairs is reported once", () => {
    const { told } = twoPairs((_, surveys) => {
      delete surveys["sip-2"];
    });
    expect(told("program-unknown").map(({ of, message }) => [of, message])).toEqual(
      ["DOWN", "UP"].map((word) => [
        `application SIP_SERVER_BACKUP_VIP_${word}`,
        "it is started on sip-2, where servers of several pairs run, and nothing says for which of them; if it moves a virtual IP, the file has something else instead",
      ]),
    );
  });

  test("a program that changes an interface without an address is reported, and one with the address of a pair counts for that pair alone", () => {
    const { told } = twoPairs((_, surveys) => {
      for (const name of ["sip-1", "sip-2"])
        surveys[name] = surveys[name]!.replace(/(vip_down\.sh\n.*\n.* down\n)(?: file.*\n rights.*\n line.*\n)/, "$1");
    });
    const of = (code: string) => told(code).map((one) => one.of.replace("application SIP_SERVER_", ""));
    expect(of("program-unknown")).toEqual(["BACKUP_VIP_DOWN", "PRIMARY_VIP_DOWN"]);
    expect(of("hand-made-program")).toEqual(["BACKUP_VIP_UP", "PRIMARY_VIP_UP"]);
  });

  test("a pair whose hosts were not surveyed is not reported as having no programs, and the hosts are named", () => {
    const { told } = twoPairs((_, surveys) => {
      for (const name of ["sip-1", "sip-2"]) delete surveys[name];
    });
    expect(told("option-not-recognised").map(({ found }) => found!.split("; ").slice(2))).toEqual([
      ["programs that are started on its hosts: 4", "hosts that were not surveyed: sip-1, sip-2"],
      ["programs that are started on its hosts: 4", "hosts that were not surveyed: sip-1, sip-2"],
    ]);
    expect(told("option-not-recognised")[0]!.fix).toMatch(/^survey the hosts that were not surveyed, /);
  });
});
