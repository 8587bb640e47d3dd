import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { hostile } from "../hostile-text";
import { applicationOf, brief, handMadeSite, importAfter, pairsOf, takeoverOf } from "./hand-made-site";

describe("a host", () => {
  test("without a survey on which no scripts run has the address of its Host object, and an interface with an unknown name", () => {
    const { declaration, told } = importAfter((_, surveys) => delete surveys["mgmt-1"]);
    expect((declaration as { hosts: object }).hosts).toMatchObject({
      "mgmt-1": { interfaces: { management: { network: "net-10-10-0-0-24", address: "10.10.0.5" } } },
    });
    expect(told("host-not-surveyed")).toMatchObject([{ kind: "unknown", of: "host mgmt-1", found: "10.10.0.5" }]);
  });

  test("without a survey on which scripts run has no interface, so that no script contains a guessed name", () => {
    const { declaration, told } = importAfter((_, surveys) => delete surveys["sip-2"]);
    expect((declaration as { hosts: object }).hosts).toMatchObject({ "sip-2": { interfaces: {} } });
    expect(told("host-not-surveyed").map(({ of }) => of)).toEqual(["host sip-2"]);
    const { findings } = resolve(declaration as Declaration);
    expect(findings.map(({ code, path }) => [code, path.join(".")])).toContainEqual([
      "missing-key",
      "hosts.sip-2.interfaces",
    ]);
  });

  test("that was surveyed and runs nothing of the environment is reported", () => {
    const { told } = importAfter((_, surveys) => {
      surveys.other = surveys["mgmt-1"]!.replace("of hosts.mgmt-1", "of hosts.other");
    });
    expect(told("survey-of-other-host")).toMatchObject([{ kind: "left", of: "host other" }]);
  });

  test("whose survey is cut off is reported, and the rest of the survey is used", () => {
    const { file, surveys } = handMadeSite();
    const cut = surveys["sip-1"]!.split("== routes")[0]!;
    expect(file.hosts).toHaveLength(3);
    const { told, declaration } = importAfter((_, all) => {
      all["sip-1"] = `${cut}== routes\n ??\n-- 0\nend 3\n`;
    });
    expect(told("facts-not-understood")).toMatchObject([{ kind: "unparsed", of: "host sip-1" }]);
    expect(takeoverOf(declaration).virtualIp).toBe("10.20.0.10");
  });

  test("has the address of its Host object, even if its interface has another address as well", () => {
    const { declaration, told } = importAfter((_, surveys) => {
      const line = / 2: eth0 {4}inet 10\.10\.0\.11.*\n/.exec(surveys["sip-1"]!)![0];
      surveys["sip-1"] = surveys["sip-1"]!.replace(
        line,
        line.replace("10.10.0.11", "10.10.0.211") + line.replace("scope global", "scope global secondary"),
      );
    });
    expect(told("management-interface-unknown")).toEqual([]);
    expect(told("address-left-out").map(({ found }) => found)).toEqual(["10.10.0.211"]);
    expect((declaration as { hosts: object }).hosts).toMatchObject({
      "sip-1": { managementInterface: "eth0", interfaces: { eth0: { address: "10.10.0.11" } } },
    });
  });

  test("is reported if the survey does not show its own address", () => {
    const { told } = importAfter((file) => Object.assign(file.hosts[1]!, { ipAddress: "10.10.0.99" }));
    expect(told("management-interface-unknown").map(brief)).toEqual([
      {
        kind: "unknown",
        of: "host sip-1",
        found: "10.10.0.99; surveyed 10.10.0.11 or 10.20.0.11",
        line: expect.any(Number),
      },
    ]);
  });

  test("with two gateways in the network of the virtual IP is reported", () => {
    const { told } = importAfter((_, surveys) => {
      surveys["sip-2"] = surveys["sip-2"]!.replace("via 10.20.0.1", "via 10.20.0.2");
    });
    expect(told("gateway-unknown")).toMatchObject([
      {
        kind: "unknown",
        of: "network net-10-20-0-0-24",
        found: "10.20.0.1 or 10.20.0.2",
        fix: "set networks.net-10-20-0-0-24.gateway: the control scripts announce a virtual IP to it",
      },
    ]);
  });

  test("with two gateways in a network without a virtual IP is reported, and the file has neither", () => {
    const { told, declaration } = importAfter((_, surveys) => {
      surveys["sip-2"] = surveys["sip-2"]!.replace("via 10.10.0.1", "via 10.10.0.2");
    });
    expect(told("gateway-unknown")).toMatchObject([
      {
        of: "network net-10-10-0-0-24",
        message: "routes lead through more than one gateway of this network",
        found: "10.10.0.1 or 10.10.0.2",
        fix: "if the network has a gateway, set networks.net-10-10-0-0-24.gateway to it",
      },
    ]);
    expect((declaration as { networks: Record<string, object> }).networks["net-10-10-0-0-24"]).toEqual({
      cidr: "10.10.0.0/24",
    });
  });

  test("is reported if its survey and its Host object name different operating systems", () => {
    const { told, declaration } = importAfter((file) => Object.assign(file.hosts[1]!, { osInfo: { type: "solaris" } }));
    expect(told("system-differs").map(({ position: _, ...note }) => note)).toEqual([
      {
        kind: "unknown",
        code: "system-differs",
        of: "host sip-1",
        message:
          "its Host object says Solaris, but its survey says another operating system; the file has that of the object",
        found: "Linux",
        fix: "if the survey is right, correct the operating system of the Host object, export again and write the survey again with sip-ha survey; otherwise find out which host it was run on",
      },
    ]);
    expect((declaration as { hosts: object }).hosts).toMatchObject({ "sip-1": { os: "solaris" } });
  });
});

describe("a name", () => {
  test.each([
    ["sip-1.example.com", "sip-1"],
    ["Vermittlung Köln", "Vermittlung-Koln"],
    ["東京", "host"],
    ["__proto__", "proto"],
    ["constructor", "host"],
  ])("of a host, %s, that is not allowed becomes %s, and the consequence is reported", (name, declared) => {
    const { declaration, told } = importAfter((file, surveys) => {
      file.hosts[1]!.name = name;
      for (const one of file.applications) if (one.serverInfo.host === "sip-1") one.serverInfo.host = name;
      surveys["sip-1"] = surveys["sip-1"]!.replace("of hosts.sip-1", `of hosts.${name}`);
    });
    expect(pairsOf(declaration).SIP!.primary).toMatchObject({ host: declared });
    expect(told("name-not-allowed")).toHaveLength(1);
    expect(resolve(declaration as Declaration).findings).toEqual([]);
  });

  test("of an application that is not allowed is changed, and that is reported", () => {
    const { declaration, told } = importAfter((file) => {
      applicationOf(file, "SIP_1").serverInfo.backupServer = "SIP Süd";
      applicationOf(file, "SIP_2").name = "SIP Süd";
    });
    expect(Object.values(pairsOf(declaration))[0]!.backup).toMatchObject({ application: "SIP-Sud" });
    expect(told("name-not-allowed").map(brief)).toEqual([
      { kind: "left", of: 'application "SIP Süd"', found: '"SIP Süd"', line: expect.any(Number) },
    ]);
  });

  test("or a value of any text breaks neither the file nor the import", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: "binary" })), fc.nat(), (text, which) => {
        const { declaration } = importAfter((file) => {
          const changes = [
            () => (file.hosts[1]!.name = text),
            () => (applicationOf(file, "SIP_1").name = text),
            () => (applicationOf(file, "SIP_1").options.TServer!["sip-pass-check"] = text),
            () => (applicationOf(file, "SIP_1").options.TServer!["sip-address"] = text),
            () => Object.assign(file.hosts[1]!, { ipAddress: text, lcaPort: text, osInfo: { type: text } }),
            () =>
              Object.assign(applicationOf(file, "SIP_SERVER_PRIMARY_VIP_UP"), {
                commandLine: text,
                workDirectory: text,
              }),
            () =>
              Object.assign(applicationOf(file, "SIP_1"), {
                appPrototype: text,
                tenants: [text],
                portInfos: [{ id: "default", port: text }],
              }),
            () => (file.alarmConditions[0]!.name = text),
          ];
          changes[which % changes.length]!();
        });
        expect(declaration).toMatchObject({ environment: "north" });
      }),
      { numRuns: 20, interruptAfterTimeLimit: 3_000 },
    );
  });
});
