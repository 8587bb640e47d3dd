import { describe, expect, test } from "vitest";
import { applicationOf, brief, type ChangedSite, importAfter, type SiteFile } from "./hand-made-site";

const layerOf = ({ declaration }: ChangedSite) =>
  (declaration as { managementLayer: Record<string, { application: string } | undefined> }).managementLayer;

/** Adds another Solution Control Server, whose name comes before that of the site's own. */
function addControlServer(file: SiteFile, name: string) {
  file.applications.push({ ...applicationOf(file, "SCS_1"), name });
}

/** Gives Host objects of the pair their own Solution Control Server. */
function control(file: SiteFile, names: Readonly<Record<string, string | undefined>>) {
  for (const host of file.hosts) if (host.name in names) host.scs = names[host.name];
}

describe("of several Solution Control Servers", () => {
  test("the one that the Host objects of the pair name is taken, whichever is first by name or has a backup, and nothing is left to decide", () => {
    const site = importAfter((file) => {
      addControlServer(file, "SCS_0");
      addControlServer(file, "SCS_0_Backup");
      applicationOf(file, "SCS_0").serverInfo = { host: "mgmt-1", backupServer: "SCS_0_Backup" };
    });
    expect(layerOf(site).solutionControlServer?.application).toBe("SCS_1");
    expect(layerOf(site).backupSolutionControlServer).toBeUndefined();
    expect(site.told("further-server")).toEqual([]);
  });

  test("its backup comes with it", () => {
    const site = importAfter((file) => {
      addControlServer(file, "SCS_0");
      addControlServer(file, "SCS_2");
      applicationOf(file, "SCS_1").serverInfo = { host: "mgmt-1", backupServer: "SCS_2" };
    });
    expect(layerOf(site).solutionControlServer?.application).toBe("SCS_1");
    expect(layerOf(site).backupSolutionControlServer?.application).toBe("SCS_2");
  });

  test("hosts that name the backup are controlled by the pair of both", () => {
    const site = importAfter((file) => {
      addControlServer(file, "SCS_0");
      applicationOf(file, "SCS_0").serverInfo = { host: "mgmt-1", backupServer: "SCS_1" };
      control(file, { "sip-2": "SCS_0" });
    });
    expect(layerOf(site).solutionControlServer?.application).toBe("SCS_0");
    expect(layerOf(site).backupSolutionControlServer?.application).toBe("SCS_1");
    expect(site.told("further-server")).toEqual([]);
  });

  test("those that hosts of the pair name beside each other are reported", () => {
    const site = importAfter((file) => {
      addControlServer(file, "SCS_0");
      control(file, { "sip-2": "SCS_0" });
    });
    expect(layerOf(site).solutionControlServer?.application).toBe("SCS_1");
    expect(site.told("further-server").map(brief)).toEqual([
      { kind: "left", of: "Solution Control Server", found: "SCS_1, SCS_0", line: expect.any(Number) },
    ]);
    expect(site.told("further-server")[0]?.message).toBe(
      "the Host objects of the pairs name several; the file has the one that most of them name",
    );
  });

  test("the first by name is taken if no host names one in the export, and the others are reported", () => {
    const site = importAfter((file) => {
      addControlServer(file, "SCS_0");
      control(file, { "sip-1": "SCS_Elsewhere", "sip-2": undefined });
    });
    expect(layerOf(site).solutionControlServer?.application).toBe("SCS_0");
    expect(site.told("further-server").map(({ message }) => message)).toEqual([
      "there are several; the file has the first by name, SCS_0",
    ]);
  });

  test("one that hosts name and the export lacks is reported, even if another one that hosts name is taken", () => {
    const lacking = importAfter((file) => control(file, { "sip-1": "SCS_Elsewhere", "sip-2": "SCS_Elsewhere" }));
    expect(layerOf(lacking).solutionControlServer?.application).toBe("SCS_1");
    const note = {
      kind: "unknown",
      of: "Solution Control Server SCS_Elsewhere",
      found: undefined,
      line: expect.any(Number),
    };
    expect(lacking.told("control-server-missing").map(brief)).toEqual([note]);
    const beside = importAfter((file) => control(file, { "sip-2": "SCS_Elsewhere" }));
    expect(beside.told("control-server-missing").map(brief)).toEqual([note]);
    expect(importAfter(() => undefined).told("control-server-missing")).toEqual([]);
  });
});
