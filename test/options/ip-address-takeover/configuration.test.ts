import { describe, expect, it } from "vitest";
import { applicationNames } from "../../../lib/configuration-layer/application-names";
import { environmentObjects } from "../../../lib/configuration-layer/applications";
import { type ApplicationObject, mergeObjects, renderObjects } from "../../../lib/configuration-layer/objects";
import { ipAddressTakeover } from "../../../lib/options/ip-address-takeover";
import { type SampleOverrides, samplePair, sampleTopology } from "../../sample-topology";

const configuration = (overrides: SampleOverrides = {}) => {
  const topology = sampleTopology(overrides);
  return mergeObjects(ipAddressTakeover.configuration(topology, samplePair(topology)));
};

describe("the applications that run the control scripts", () => {
  const application = (name: string, host: string, commandLineArguments: string): ApplicationObject => ({
    name,
    appPrototype: "Third Party Server",
    autoRestart: false,
    redundancyType: "htcoldstanby",
    serverInfo: { host },
    workDirectory: "/opt/genesys/sip-ha",
    commandLine: "/opt/genesys/sip-ha/inbound-vip",
    commandLineArguments,
    state: "enabled",
  });

  it("are one for each action and server, on the server's host, never restarted automatically", () => {
    expect(configuration().applications).toEqual([
      application("SIP_In_B_VIP_ANNOUNCE", "sip-b", "announce"),
      application("SIP_In_B_VIP_DOWN", "sip-b", "down"),
      application("SIP_In_B_VIP_UP", "sip-b", "up"),
      application("SIP_In_P_VIP_ANNOUNCE", "sip-a", "announce"),
      application("SIP_In_P_VIP_DOWN", "sip-a", "down"),
      application("SIP_In_P_VIP_UP", "sip-a", "up"),
    ]);
  });

  it("use no sudo if LCA is root, whatever is declared", () => {
    const { applications } = configuration({ localControlAgent: { account: "root", becomeRoot: "sudo" } });
    const started = (applications ?? []).map(({ commandLine }) => commandLine);
    expect(started.filter((command) => command?.includes("sudo"))).toEqual([]);
    expect(started).toContain("/opt/genesys/sip-ha/inbound-vip");
  });

  it("use sudo, which never asks, if LCA is not root", () => {
    const { applications } = configuration({ localControlAgent: { account: "genesys", becomeRoot: "sudo" } });
    expect(
      applications.map(({ commandLine, commandLineArguments }) => `${commandLine} ${commandLineArguments}`),
    ).toEqual([
      "/usr/bin/sudo -n /opt/genesys/sip-ha/inbound-vip announce",
      "/usr/bin/sudo -n /opt/genesys/sip-ha/inbound-vip down",
      "/usr/bin/sudo -n /opt/genesys/sip-ha/inbound-vip up",
      "/usr/bin/sudo -n /opt/genesys/sip-ha/inbound-vip announce",
      "/usr/bin/sudo -n /opt/genesys/sip-ha/inbound-vip down",
      "/usr/bin/sudo -n /opt/genesys/sip-ha/inbound-vip up",
    ]);
  });

  it("start in each host's own folder", () => {
    const { applications } = configuration({ hosts: { "sip-b": { installDirectory: "/srv/ha" } } });
    expect(applications.map(({ workDirectory, commandLine }) => [workDirectory, commandLine])).toEqual([
      ["/srv/ha", "/srv/ha/inbound-vip"],
      ["/srv/ha", "/srv/ha/inbound-vip"],
      ["/srv/ha", "/srv/ha/inbound-vip"],
      ["/opt/genesys/sip-ha", "/opt/genesys/sip-ha/inbound-vip"],
      ["/opt/genesys/sip-ha", "/opt/genesys/sip-ha/inbound-vip"],
      ["/opt/genesys/sip-ha", "/opt/genesys/sip-ha/inbound-vip"],
    ]);
  });
});

describe("the applications on Windows hosts", () => {
  it("start the batch file by its absolute path, without sudo", () => {
    const windows = { os: "windows", installDirectory: "C:\\Genesys\\sip-ha" } as const;
    const { applications } = configuration({ hosts: { "sip-a": windows, "sip-b": windows } });
    expect(applications[0]).toMatchObject({
      workDirectory: "C:\\Genesys\\sip-ha",
      commandLine: "C:\\Genesys\\sip-ha\\inbound-vip.cmd",
      commandLineArguments: "announce",
    });
  });
});

describe("the reactions", () => {
  it("are Scripts without an Annex, so that a second import does not undo the manual choice", () => {
    expect(configuration().scripts).toEqual(
      ["SIP_In_B", "SIP_In_P"].flatMap((server) =>
        ["ANNOUNCE", "DOWN", "UP"].map((action) => ({
          name: `${server}_VIP_${action}_REACTION`,
          tenant: "Environment",
          type: "alarmreaction",
          state: "enabled",
        })),
      ),
    );
  });

  it("each start the application that their name says", () => {
    expect(ipAddressTakeover.reactions(samplePair(sampleTopology()))).toEqual([
      { script: "SIP_In_P_VIP_UP_REACTION", startsApplication: "SIP_In_P_VIP_UP", host: "sip-a" },
      { script: "SIP_In_P_VIP_DOWN_REACTION", startsApplication: "SIP_In_P_VIP_DOWN", host: "sip-a" },
      { script: "SIP_In_P_VIP_ANNOUNCE_REACTION", startsApplication: "SIP_In_P_VIP_ANNOUNCE", host: "sip-a" },
      { script: "SIP_In_B_VIP_UP_REACTION", startsApplication: "SIP_In_B_VIP_UP", host: "sip-b" },
      { script: "SIP_In_B_VIP_DOWN_REACTION", startsApplication: "SIP_In_B_VIP_DOWN", host: "sip-b" },
      { script: "SIP_In_B_VIP_ANNOUNCE_REACTION", startsApplication: "SIP_In_B_VIP_ANNOUNCE", host: "sip-b" },
    ]);
  });
});

describe("the alarm conditions", () => {
  const tenant = "Environment";
  const common = { category: "acmajor", clearanceTimeout: 5, isMasked: false, state: "enabled" };
  const events = (app: string, detect: number, cancel: number) => ({
    alarmDetectEvent: { app, logEventID: detect, selectionMode: "smbyappdbid" },
    alarmRemovalEvent: { logEventID: cancel, selectionMode: "smbyappdbid" },
  });
  const reactions = (...names: string[]) => ({
    reactionScripts: names.map((name) => ({ name: `${name}_REACTION`, tenant })),
  });

  it("release the address on the other host and then take it if a server became primary; release it and have the peer announce it if it became backup", () => {
    expect(configuration().alarmConditions).toEqual([
      {
        ...common,
        ...events("SIP_In_B", 5151, 5150),
        ...reactions("SIP_In_B_VIP_DOWN", "SIP_In_P_VIP_ANNOUNCE"),
        name: "SIP_In_B_BECAME_BACKUP",
        description: "SIP_In_B has become backup: 10.120.0.10 leaves sip-b, and sip-a announces it again.",
      },
      {
        ...common,
        ...events("SIP_In_B", 5150, 5151),
        ...reactions("SIP_In_P_VIP_DOWN", "SIP_In_B_VIP_UP"),
        name: "SIP_In_B_BECAME_PRIMARY",
        description: "SIP_In_B has become primary: 10.120.0.10 leaves sip-a and comes to sip-b.",
      },
      {
        ...common,
        ...events("SIP_In_P", 5151, 5150),
        ...reactions("SIP_In_P_VIP_DOWN", "SIP_In_B_VIP_ANNOUNCE"),
        name: "SIP_In_P_BECAME_BACKUP",
        description: "SIP_In_P has become backup: 10.120.0.10 leaves sip-a, and sip-b announces it again.",
      },
      {
        ...common,
        ...events("SIP_In_P", 5150, 5151),
        ...reactions("SIP_In_B_VIP_DOWN", "SIP_In_P_VIP_UP"),
        name: "SIP_In_P_BECAME_PRIMARY",
        description: "SIP_In_P has become primary: 10.120.0.10 leaves sip-b and comes to sip-a.",
      },
    ]);
  });

  it("use the declared events and cancel timeout, in seconds", () => {
    const alarms = configuration({
      takeover: { events: { becamePrimary: 4563, becameBackup: 4561 }, cancelTimeout: "1m" },
    }).alarmConditions;
    expect(
      alarms.map((alarm) => [
        alarm.alarmDetectEvent.logEventID,
        alarm.alarmRemovalEvent?.logEventID,
        alarm.clearanceTimeout,
      ]),
    ).toEqual([
      [4561, 4563, 60],
      [4563, 4561, 60],
      [4561, 4563, 60],
      [4563, 4561, 60],
    ]);
  });
});

describe("the objects of the sample environment", () => {
  const topology = sampleTopology();
  const objects = mergeObjects(
    environmentObjects(topology),
    ipAddressTakeover.configuration(topology, samplePair(topology)),
  );

  it("refer only to each other and to existing applications", () => {
    const hosts = new Set(objects.hosts.map(({ name }) => name));
    const scripts = new Set(objects.scripts.map(({ name }) => name));
    const existing = applicationNames(topology, () => []).filter((entry) => entry.existing);
    const applications = new Set([...objects.applications, ...existing].map(({ name }) => name));
    const dangling = [
      ...objects.applications.filter(({ serverInfo }) => !hosts.has(serverInfo.host)),
      ...objects.applications
        .flatMap(({ serverInfo, appServers = [] }) => [
          serverInfo.backupServer,
          ...appServers.map((one) => one.appServer),
        ])
        .filter((name) => name !== undefined && !applications.has(name)),
      ...objects.alarmConditions
        .map(({ alarmDetectEvent }) => alarmDetectEvent.app)
        .filter((name) => name !== undefined && !applications.has(name)),
      ...objects.alarmConditions
        .flatMap(({ reactionScripts = [] }) => reactionScripts)
        .filter(({ name }) => !scripts.has(name)),
    ];
    expect(dangling).toEqual([]);
    expect(objects.alarmConditions.flatMap(({ reactionScripts = [] }) => reactionScripts)).toHaveLength(8);
  });

  it("have names that are unique among objects of their kind", () => {
    for (const kind of [objects.hosts, objects.scripts, objects.applications, objects.alarmConditions]) {
      const names = kind.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it("are valid JSON, the same bytes twice", () => {
    const again = sampleTopology();
    const text = renderObjects(objects);
    expect(JSON.parse(text)).toEqual({ __metadata__: { formatName: "JSON", formatVersion: "1.0.0" }, ...objects });
    expect(
      renderObjects(mergeObjects(ipAddressTakeover.configuration(again, samplePair(again)), environmentObjects(again))),
    ).toBe(text);
  });
});

describe("the names of the script applications", () => {
  it("come from the servers' names, each with the place of that name", () => {
    const primary = ["pairs", "inbound", "primary", "application"];
    const backup = ["pairs", "inbound", "backup", "application"];
    const what = (action: string, host: string) => `the application that runs ${action} on ${host} for pair inbound`;
    expect(ipAddressTakeover.applicationNames(samplePair(sampleTopology()))).toEqual([
      { name: "SIP_In_P_VIP_UP", path: primary, what: what("up", "sip-a"), host: "sip-a", existing: false },
      { name: "SIP_In_P_VIP_DOWN", path: primary, what: what("down", "sip-a"), host: "sip-a", existing: false },
      { name: "SIP_In_P_VIP_ANNOUNCE", path: primary, what: what("announce", "sip-a"), host: "sip-a", existing: false },
      { name: "SIP_In_B_VIP_UP", path: backup, what: what("up", "sip-b"), host: "sip-b", existing: false },
      { name: "SIP_In_B_VIP_DOWN", path: backup, what: what("down", "sip-b"), host: "sip-b", existing: false },
      { name: "SIP_In_B_VIP_ANNOUNCE", path: backup, what: what("announce", "sip-b"), host: "sip-b", existing: false },
    ]);
  });

  it("are those of the applications that are made", () => {
    const made = configuration().applications.map(({ name }) => name);
    expect(
      ipAddressTakeover
        .applicationNames(samplePair(sampleTopology()))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(made);
  });
});
