import { describe, expect, test } from "vitest";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { applicationOf, brief, importAfter, pairsOf, type SiteFile, takeoverOf } from "./hand-made-site";

describe("of a hand-made pair", () => {
  const { declaration, notes } = importAfter(() => {});

  test("the file is valid", () => {
    expect(resolve(declaration as Declaration).findings).toEqual([]);
  });

  test("everything that is not carried over, not known or left as it is, is reported", () => {
    expect(notes.map(({ kind, code, of }) => `${kind} ${code} ${of}`)).toEqual([
      "unknown version-unknown genesys.sipServerVersion",
      "stays address-shared host sip-1",
      "stays address-shared host sip-2",
      "unknown connection-unknown hosts",
      "left port-left-out application SIP_1",
      "left connection-left-out application SIP_1",
      "unknown transports-unknown pair SIP",
      "left hand-made-condition alarm condition SIP_1_Primary",
      "left hand-made-condition alarm condition SIP_2_Primary",
      "left hand-made-program application SIP_SERVER_BACKUP_VIP_DOWN",
      "left hand-made-program application SIP_SERVER_BACKUP_VIP_UP",
      "left hand-made-program application SIP_SERVER_PRIMARY_VIP_DOWN",
      "left hand-made-program application SIP_SERVER_PRIMARY_VIP_UP",
      "stays other-options 2 SIP Servers",
    ]);
  });
});

describe("the virtual IP", () => {
  const withoutAddress = (file: SiteFile) => {
    for (const name of ["SIP_1", "SIP_2"]) delete applicationOf(file, name).options.TServer!["sip-address"];
  };

  test("is found in the scripts of both hosts if the servers do not name it", () => {
    const { declaration, text } = importAfter(withoutAddress);
    expect(takeoverOf(declaration)).toMatchObject({ virtualIp: "10.20.0.10", network: "net-10-20-0-0-24" });
    expect(text).toMatch(/virtualIp: 10\.20\.0\.10 # sip-1\.survey:\d+, in scripts of both hosts; held by sip-1/);
  });

  test("is found in the scripts of both hosts if the host that holds it has it without its network", () => {
    const { declaration } = importAfter((file, surveys) => {
      withoutAddress(file);
      surveys["sip-1"] = surveys["sip-1"]!.replace(
        "inet 10.20.0.10/24 brd 10.20.0.255 scope global secondary eth1:1",
        "inet 10.20.0.10/32 scope global eth1",
      );
    });
    expect(takeoverOf(declaration)).toMatchObject({ virtualIp: "10.20.0.10", network: "net-10-20-0-0-24" });
  });

  test("is not guessed if the scripts of the two hosts have no address in common", () => {
    const { declaration, told } = importAfter((file, surveys) => {
      withoutAddress(file);
      surveys["sip-2"] = surveys["sip-2"]!.replaceAll("10.20.0.10", "10.20.0.20");
      surveys["sip-1"] = surveys["sip-1"]!.replace(/^.*secondary eth1:1.*\n/m, "");
    });
    expect(pairsOf(declaration)).toEqual({});
    expect(told("option-not-recognised").map(brief)).toEqual([
      {
        kind: "left",
        of: "pair SIP",
        found:
          "address of both in SIP messages: none; network of both hosts that has it: none; programs that are started on its hosts: 4",
        line: expect.any(Number),
      },
    ]);
  });

  const secondAddress = (surveys: Record<string, string>) => {
    for (const host of ["sip-1", "sip-2"])
      surveys[host] = surveys[host]!.replaceAll(" line 2:VIP=10.20.0.10\n", "$& line 3:HTTP=10.20.0.20\n");
  };
  const lineOf = (surveys: Record<string, string>, host: string, text: string) =>
    surveys[host]!.split("\n").findIndex((one) => one.includes(text)) + 1;

  test("is asked for, with each place, if the scripts of both hosts have two addresses and the servers name none", () => {
    let after: Record<string, string> = {};
    const { declaration, told, notes } = importAfter((file, surveys) => {
      withoutAddress(file);
      secondAddress(surveys);
      after = surveys;
    });
    expect(pairsOf(declaration)).toEqual({});
    expect(told("option-not-recognised")).toEqual([]);
    const [note, ...others] = told("virtual-ip-unclear");
    expect(others).toEqual([]);
    const places = (text: string) =>
      ["sip-1", "sip-2"].flatMap((host) =>
        after[host]!.split("\n").flatMap((line, index) =>
          line.startsWith(" line") && line.includes(text) ? [`${host}.survey:${index + 1}`] : [],
        ),
      );
    expect(note).toEqual({
      kind: "unknown",
      code: "virtual-ip-unclear",
      of: "pair SIP",
      position: { file: "sip-1.survey", line: lineOf(after, "sip-1", "VIP=10.20.0.10"), column: 1 },
      message:
        "it is not known which of 2 addresses is the virtual IP of SIP_1 and SIP_2, so the file does not have the pair",
      found: `10.20.0.10, in scripts of both hosts (${places("10.20.0.10").join(", ")}), held by sip-1; 10.20.0.20, in scripts of both hosts (${places("10.20.0.20").join(", ")})`,
      fix: "look there, and decide by which of them callers reach the pair: set sip-address of both servers to it, export and import again; the file has one virtual IP a pair, so also decide what moves the other one, if something has to",
    });
    expect(notes.filter(({ code }) => code === "further-address-in-scripts")).toEqual([]);
  });

  test("is the one that the servers name, and another address in the scripts of both hosts is reported", () => {
    let after: Record<string, string> = {};
    const { declaration, told } = importAfter((_, surveys) => {
      secondAddress(surveys);
      after = surveys;
    });
    expect(takeoverOf(declaration)).toMatchObject({ virtualIp: "10.20.0.10" });
    const [note, ...others] = told("further-address-in-scripts");
    expect(others).toEqual([]);
    expect(note).toMatchObject({
      kind: "left",
      of: "pair SIP",
      position: { file: "sip-1.survey", line: lineOf(after, "sip-1", "HTTP=10.20.0.20") },
      message:
        "hand-made scripts on both hosts have another address beside the virtual IP 10.20.0.10, but the file's scripts will not",
      found: expect.stringMatching(
        /^10\.20\.0\.20, in scripts of both hosts \(sip-1\.survey:\d+, .*sip-2\.survey:\d+\)$/,
      ),
    });
  });

  test("is shown as each server names it if the servers contradict each other", () => {
    const { told } = importAfter((file) => {
      applicationOf(file, "SIP_2").options.TServer!["sip-address"] = "10.20.0.12";
    });
    const [note] = told("option-not-recognised");
    expect(note!.found).toMatch(
      /^address of both in SIP messages: none, sip-address of SIP_1 is 10\.20\.0\.10, sip-address of SIP_2 is 10\.20\.0\.12;/,
    );
    expect(note!.fix).toMatch(/^if there is a virtual IP, set sip-address of both servers to it/);
  });

  test("is reported if both hosts have it", () => {
    const { told } = importAfter((_, surveys) => {
      const line = /^.*secondary eth1:1.*$/m.exec(surveys["sip-1"]!)![0];
      surveys["sip-2"] = surveys["sip-2"]!.replace(/^( 3: eth1 {4}inet .*)$/m, `$1\n${line}`);
    });
    expect(told("virtual-ip-on-both").map(brief)).toEqual([
      { kind: "left", of: "pair SIP", found: "sip-1 and sip-2", line: 17 },
    ]);
  });

  test("keeps the label of the prepared interface, from ifcfg or, if no host has it up, from the script", () => {
    const down = (surveys: Record<string, string>) => {
      surveys["sip-1"] = surveys["sip-1"]!.replace(/^.*secondary eth1:1.*\n/m, "");
    };
    expect(takeoverOf(importAfter((_, surveys) => down(surveys)).declaration).interfaceLabel).toBe("1");
    const configured = importAfter((_, surveys) => {
      down(surveys);
      surveys["sip-2"] = surveys["sip-2"]!.replace(
        " file /etc/sysconfig/network-scripts/ifcfg-eth1\n",
        " file /etc/sysconfig/network-scripts/ifcfg-eth1:7\n line 3:IPADDR=10.20.0.10\n",
      );
    });
    expect(takeoverOf(configured.declaration).interfaceLabel).toBe("7");
  });

  test("is reported if a program moves it by itself", () => {
    const { told } = importAfter((_, surveys) => {
      surveys["sip-2"] = surveys["sip-2"]!.replace("== managers\n", "== managers\n keepalived\n");
    });
    expect(told("other-address-manager").map(brief)).toEqual([
      { kind: "left", of: "host sip-2", found: "keepalived", line: 48 },
    ]);
  });

  test("leaves the pair out if it is in no network of the hosts, as behind a BIG-IP", () => {
    const { declaration, told } = importAfter((file, surveys) => {
      file.applications = file.applications.filter(({ name }) => !name.includes("VIP"));
      for (const name of ["SIP_1", "SIP_2"])
        applicationOf(file, name).options.TServer!["sip-address"] = "198.51.100.10";
      surveys["sip-1"] = surveys["sip-1"]!.replace(/^.*secondary eth1:1.*\n/m, "");
    });
    expect(pairsOf(declaration)).toEqual({});
    expect(told("option-not-recognised")).toHaveLength(1);
  });

  test("is an error of the written file if two pairs have the same one", () => {
    const { declaration } = importAfter((file) => {
      for (const name of ["SIP_1", "SIP_2"]) {
        const copy = structuredClone(applicationOf(file, name));
        copy.name = `Second_${name}`;
        if (copy.serverInfo.backupServer !== undefined) copy.serverInfo.backupServer = "Second_SIP_2";
        file.applications.push(copy);
      }
    });
    const addresses = Object.values(pairsOf(declaration)).map(
      ({ highAvailability }) =>
        (highAvailability as unknown as { ipAddressTakeover?: { virtualIp: string } }).ipAddressTakeover?.virtualIp,
    );
    expect(addresses).toEqual(["10.20.0.10", "10.20.0.10"]);
  });
});

describe("a pair", () => {
  test("on one host becomes a single-host pair, whose seats are not known", () => {
    const { declaration, told } = importAfter((file) => {
      applicationOf(file, "SIP_2").serverInfo.host = "sip-1";
    });
    expect(pairsOf(declaration).SIP!.highAvailability).toEqual({ singleHost: { seats: 100 } });
    expect(pairsOf(declaration).SIP!.options).toEqual({
      TServer: { "internal-registrar-persistent": true, "sip-address": "10.20.0.10" },
    });
    expect(told("seats-unknown").map(brief)).toEqual([{ kind: "unknown", of: "pair SIP", found: undefined }]);
  });

  test("on Windows whose programs are named after NLB becomes a cluster, whose mode and name are not known", () => {
    const { declaration, told } = importAfter((file, surveys) => {
      for (const host of file.hosts.slice(1)) host.osInfo = { type: "windowsserver2012" };
      for (const one of file.applications)
        if (one.name.includes("VIP"))
          Object.assign(one, { commandLine: "C:\\ha\\nlb_enable.bat", workDirectory: "C:\\ha" });
      delete surveys["sip-1"];
      delete surveys["sip-2"];
    });
    expect(pairsOf(declaration).SIP!.highAvailability).toEqual({
      windowsNlb: { virtualIp: "10.20.0.10", cancelTimeout: "5s" },
    });
    expect(told("cluster-unknown").map(brief)).toEqual([
      { kind: "unknown", of: "pair SIP", found: "C:\\ha\\nlb_enable.bat x", line: expect.any(Number) },
    ]);
    expect(told("host-not-surveyed").map(({ of }) => of)).toEqual(["host sip-1", "host sip-2"]);
  });

  test.each<[string, (file: SiteFile) => void, string, object]>([
    [
      "whose backup is not in the export",
      (file) => {
        file.applications = file.applications.filter(({ name }) => name !== "SIP_2");
      },
      "backup-missing",
      { of: "application SIP_1", found: "SIP_2" },
    ],
    [
      "whose servers have no option of a SIP Server",
      (file) => {
        for (const name of ["SIP_1", "SIP_2"]) {
          const copy = structuredClone(applicationOf(file, name));
          copy.name = `Other_${name}`;
          copy.options = { TServer: {} };
          if (copy.serverInfo.backupServer !== undefined) copy.serverInfo.backupServer = "Other_SIP_2";
          file.applications.push(copy);
        }
      },
      "no-sip-options",
      { of: "application Other_SIP_1" },
    ],
    [
      "whose backup is another's",
      (file) => {
        const copy = structuredClone(applicationOf(file, "SIP_1"));
        copy.name = "SIP_3";
        file.applications.push(copy);
      },
      "backup-twice",
      { of: "application SIP_3", found: "SIP_2" },
    ],
    [
      "without a backup",
      (file) => {
        const copy = structuredClone(applicationOf(file, "SIP_2"));
        copy.name = "SIP_3";
        file.applications.push(copy);
      },
      "no-backup",
      { of: "application SIP_3" },
    ],
    [
      "whose host is not known",
      (file) => {
        delete applicationOf(file, "SIP_2").serverInfo.host;
      },
      "host-unknown",
      { of: "application SIP_2", found: "nothing" },
    ],
    [
      "whose host is not in the export",
      (file) => {
        file.hosts = file.hosts.filter(({ name }) => name !== "sip-2");
      },
      "host-not-exported",
      { of: "host sip-2" },
    ],
  ])("%s is reported", (_, change, code, said) => {
    expect(importAfter(change).told(code)).toMatchObject([{ kind: "left", ...said }]);
  });

  test("whose servers name each other has the server as primary that calls itself so", () => {
    const { declaration } = importAfter((file) => {
      applicationOf(file, "SIP_2").serverInfo.backupServer = "SIP_1";
      Object.assign(applicationOf(file, "SIP_1"), { isPrimary: false });
      Object.assign(applicationOf(file, "SIP_2"), { isPrimary: true });
    });
    expect(pairsOf(declaration).SIP!.primary).toMatchObject({ application: "SIP_2" });
  });

  test("whose alarms have an event without a role, or several cancel timeouts, is reported", () => {
    const { declaration, told } = importAfter((file) => {
      Object.assign(file.alarmConditions[0]!, { clearanceTimeout: 3 });
      Object.assign(file.alarmConditions[1]!.alarmDetectEvent as object, { logEventID: 4563 });
    });
    expect(told("event-left-out").map(brief)).toEqual([
      { kind: "left", of: "alarm condition SIP_2_Primary", found: "4563", line: 49 },
    ]);
    expect(told("cancel-timeout-left-out")).toMatchObject([{ kind: "left", of: "pair SIP", found: "3 s or 5 s" }]);
    expect(takeoverOf(declaration)).not.toHaveProperty("cancelTimeout");
  });

  test("keeps options of one server at that server", () => {
    const { declaration } = importAfter((file) => {
      applicationOf(file, "SIP_2").options.TServer!["sip-pass-check"] = "true";
    });
    expect(pairsOf(declaration).SIP!.backup).toMatchObject({ options: { TServer: { "sip-pass-check": true } } });
  });

  test("without a heartbeat of the HA link declares it off", () => {
    const { declaration } = importAfter((file) => {
      applicationOf(file, "SIP_1").options["backup-sync"] = { protocol: "default" };
    });
    expect(pairsOf(declaration).SIP!.haLink).toEqual({ addpTimeout: "0s", addpRemoteTimeout: "0s" });
  });
});

test("a host that was surveyed twice is reported", () => {
  const { told } = importAfter((_, surveys) => {
    surveys.older = surveys["sip-1"]!;
  });
  expect(told("survey-twice").map(brief)).toEqual([
    { kind: "unparsed", of: "host sip-1", found: "sip-1.survey", line: 1 },
  ]);
});

test("without templates in the export, applications are recognised by their settings", () => {
  const { declaration } = importAfter((file) => {
    delete file.appPrototypes;
  });
  expect(declaration).toMatchObject({
    managementLayer: {
      solutionControlServer: { application: "SCS_1" },
      messageServer: { application: "MessageServer_1" },
    },
    pairs: { SIP: { highAvailability: { ipAddressTakeover: { virtualIp: "10.20.0.10" } } } },
  });
});

test.each(["bash", "csh", "ksh", "pl"])(
  "without templates, a program whose command is a script .%s is recognised",
  (ending) => {
    const { told } = importAfter((file) => {
      delete file.appPrototypes;
      for (const one of file.applications)
        if (one.name.includes("VIP")) one.commandLine = (one.commandLine as string).replace(/\.sh$/, `.${ending}`);
    });
    expect(told("program-unknown").map(({ of }) => of)).toHaveLength(4);
  },
);

test("without a Management Layer in the export, its applications are reported as not known", () => {
  const { told } = importAfter((file) => {
    file.applications = file.applications.filter(({ name }) => !/^(?:SCS|Message)/.test(name));
    delete file.switches;
  });
  expect(told("server-unknown").map(({ of }) => of)).toEqual(["Solution Control Server", "Message Server"]);
  expect(told("switch-unknown").map(({ found }) => found)).toEqual(["no Switch in the export"]);
});
