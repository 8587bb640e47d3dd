import { describe, expect, it } from "vitest";
import { environmentObjects, hostObjects, sipServerApplications } from "../../lib/configuration-layer/applications";
import { samplePair, sampleTopology } from "../sample-topology";

describe("hosts", () => {
  it("are named by their management address, and carry no Annex that an import would replace", () => {
    expect(hostObjects(sampleTopology())).toEqual(
      [
        ["mgmt-1", "10.110.0.5"],
        ["sip-a", "10.110.0.11"],
        ["sip-b", "10.110.0.12"],
      ].map(([name, ipAddress]) => ({
        name,
        type: "networkserver",
        ipAddress,
        lcaPort: "4999",
        osInfo: { type: "redhatlinux" },
        state: "enabled",
      })),
    );
  });

  it.each([
    ["windows", "winnt"],
    ["solaris", "solaris"],
    ["aix", "aix"],
  ] as const)("have the type of their operating system: %s", (os, type) => {
    const topology = sampleTopology({ hosts: { "sip-a": { os } } });
    const hosts = environmentObjects(topology).hosts;
    expect(hosts.find(({ name }) => name === "sip-a")!.osInfo).toEqual({ type });
  });

  it("never have the virtual IP, even if SIP is on the management interface", () => {
    const topology = sampleTopology({ hosts: { "sip-a": { managementInterface: "eth1" } } });
    expect(hostObjects(topology).map((host) => host.ipAddress)).toEqual(["10.110.0.5", "10.120.0.11", "10.110.0.12"]);
  });

  it("have the port of their own LCA", () => {
    const topology = sampleTopology({ localControlAgent: { port: 5999 } });
    expect(hostObjects(topology).map((host) => host.lcaPort)).toEqual(["4999", "5999", "5999"]);
  });
});

describe("the SIP Servers of a pair", () => {
  const topology = sampleTopology();
  const description = "HA link. Tick HA sync by hand: not verified how it is stored.";
  const ports = [{ id: "default", port: "3000", description }];

  it("are a primary in hot standby that names its backup, and a backup without what Configuration Server copies to it", () => {
    expect(sipServerApplications(topology, samplePair(topology))).toEqual([
      {
        name: "SIP_In_P",
        appPrototype: "SIP Server",
        autoRestart: true,
        redundancyType: "hthotstanby",
        serverInfo: { host: "sip-a", backupServer: "SIP_In_B" },
        portInfos: ports,
        tenants: ["Environment"],
        appServers: [
          {
            appServer: "Message_Server_Staging",
            id: "default",
            connProtocol: "addp",
            mode: "tmnone",
            timeoutLocal: 5,
            timeoutRemote: 5,
          },
        ],
        state: "enabled",
      },
      {
        name: "SIP_In_B",
        appPrototype: "SIP Server",
        autoRestart: true,
        serverInfo: { host: "sip-b" },
        portInfos: ports,
        state: "enabled",
      },
    ]);
  });

  it("have a connection without ADDP if the heartbeat for the HA link is off", () => {
    const off = sampleTopology({ pair: { haLink: { addpTimeout: "0s", addpRemoteTimeout: "0s" } } });
    const [primary] = sipServerApplications(off, samplePair(off));
    expect(JSON.parse(JSON.stringify(primary!.appServers))).toEqual([
      { appServer: "Message_Server_Staging", id: "default", mode: "tmnone" },
    ]);
  });

  it.each([
    ["0s", "2m", 0, 120],
    ["2m", "0s", 120, 0],
  ] as const)(
    "have a connection with ADDP if it is on in one direction: %s and %s",
    (addpTimeout, addpRemoteTimeout, ...times) => {
      const on = sampleTopology({ pair: { haLink: { addpTimeout, addpRemoteTimeout } } });
      const [timeoutLocal, timeoutRemote] = times;
      expect(sipServerApplications(on, samplePair(on))[0]!.appServers).toEqual([
        expect.objectContaining({ connProtocol: "addp", timeoutLocal, timeoutRemote }),
      ]);
    },
  );

  it("have a port of its own for the HA link if one is declared", () => {
    const { primary } = samplePair(topology);
    const apart = sampleTopology({ pair: { primary: { ...primary, ports: { ...primary.ports, haSync: 3001 } } } });
    expect(sipServerApplications(apart, samplePair(apart))[0]?.portInfos).toEqual([
      { id: "default", port: "3000" },
      { id: "ha-sync", port: "3001", description },
    ]);
  });

  it("have no http port among their listening ports, because http-port is an option", () => {
    const { primary } = samplePair(topology);
    const withHttp = sampleTopology({ pair: { primary: { ...primary, ports: { ...primary.ports, http: 8080 } } } });
    expect(sipServerApplications(withHttp, samplePair(withHttp))[0]?.portInfos).toEqual(ports);
  });
});

describe("the objects of an environment", () => {
  it("are its hosts, SIP Servers and health alarms", () => {
    const objects = environmentObjects(sampleTopology());
    expect(objects.hosts.map(({ name }) => name)).toEqual(["mgmt-1", "sip-a", "sip-b"]);
    expect(objects.applications.map(({ name }) => name)).toEqual(["SIP_In_P", "SIP_In_B"]);
    expect(objects.scripts).toEqual([]);
    expect(objects.alarmConditions.map(({ name }) => name)).toEqual([
      "staging_NO_PRIMARY",
      "staging_ROLE_FLAPPING",
      "staging_TWO_PRIMARIES",
    ]);
  });
});
