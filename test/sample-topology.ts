import type { Host, LocalControlAgent } from "../lib/model/host";
import type { Network } from "../lib/model/network";
import type { SipServerPair } from "../lib/model/pair";
import type { Topology } from "../lib/model/topology";
import type { IpAddressTakeover, TakeoverPair } from "../lib/options/ip-address-takeover/model";

/** What a test can change in the sample. */
export interface SampleOverrides {
  /** Replaces whole parts of the topology. */
  readonly topology?: Partial<Topology>;
  /** Merged into the pair's IP Address Takeover. */
  readonly takeover?: Partial<IpAddressTakeover>;
  /** Merged into the pair `inbound`. */
  readonly pair?: Partial<SipServerPair>;
  /** Merged into the network `voice`. */
  readonly voice?: Partial<Network>;
  /** Merged into each of the hosts, by name. */
  readonly hosts?: Readonly<Record<string, Partial<Host>>>;
  /** The address of the management host. */
  readonly controlServer?: string;
  /** The address of a second management host, with a backup Solution Control Server. */
  readonly backupControlServer?: string;
  /** Merged into the Local Control Agent of both SIP Server hosts. */
  readonly localControlAgent?: Partial<LocalControlAgent>;
}

/** The topology of the smallest environment, `first-pair.yaml`, with every default written out. */
export function sampleTopology(overrides: SampleOverrides = {}): Topology {
  const networks = [
    { name: "management", cidr: "10.110.0.0/24", gateway: "10.110.0.1", switching: {} },
    { name: "voice", cidr: "10.120.0.0/24", gateway: "10.120.0.1", switching: {}, ...overrides.voice },
  ];
  const hosts = [
    managementHost("mgmt-1", overrides.controlServer ?? "10.110.0.5"),
    ...(overrides.backupControlServer === undefined ? [] : [managementHost("mgmt-2", overrides.backupControlServer)]),
    sipServerHost("sip-a", "11", overrides),
    sipServerHost("sip-b", "12", overrides),
  ].map((host) => ({ ...host, ...overrides.hosts?.[host.name] }));
  const pair: TakeoverPair = {
    name: "inbound",
    primary: { application: "SIP_In_P", host: "sip-a", ports: { tlib: 3000, haSync: 3000 }, options: {} },
    backup: { application: "SIP_In_B", host: "sip-b", ports: { tlib: 3000, haSync: 3000 }, options: {} },
    sip: { port: 5060, transports: ["udp", "tcp"] },
    haLink: { addpTimeout: "5s", addpRemoteTimeout: "5s" },
    options: {},
    recoveryTimeObjective: "25s",
    ...overrides.pair,
    highAvailability: {
      option: "ipAddressTakeover",
      virtualIp: "10.120.0.10",
      network: "voice",
      interfaceLabel: "sip",
      conflictPolicy: "take-at-once",
      probeTimeout: "5s",
      announcements: 5,
      sourceAddress: "host",
      flushConnectionTracking: false,
      lockTimeout: "30s",
      events: { becamePrimary: 5150, becameBackup: 5151 },
      cancelTimeout: "5s",
      ...overrides.takeover,
    },
  };
  return {
    environment: "staging",
    genesys: {
      tenant: "Environment",
      switch: "SIP_Switch_Staging",
      sipServerVersion: "8.1.104.10",
      templates: { sipServer: "SIP Server", thirdPartyServer: "Third Party Server" },
    },
    managementLayer: {
      solutionControlServer: { application: "SCS_Staging", host: "mgmt-1" },
      ...(overrides.backupControlServer === undefined
        ? {}
        : { backupSolutionControlServer: { application: "SCS_Staging_B", host: "mgmt-2" } }),
      messageServer: { application: "Message_Server_Staging", host: "mgmt-1" },
      failureDetection: {
        addpTimeout: "9s",
        addpRemoteTimeout: "0s",
        disconnectSwitchoverTimeout: "0s",
        haFlipDetectTimeout: "10s",
      },
    },
    networks: new Map(networks.map((network) => [network.name, network])),
    hosts: new Map(hosts.map((host) => [host.name, host])),
    bigIps: new Map(),
    pairs: new Map([[pair.name, pair]]),
    acknowledgements: [],
    ...overrides.topology,
  };
}

/** The sample's pair with IP Address Takeover, for functions that take such a pair. */
export function samplePair(topology: Topology): TakeoverPair {
  return topology.pairs.get("inbound") as TakeoverPair;
}

function managementHost(name: string, address: string): Host {
  return {
    name,
    os: "linux",
    interfaces: [{ name: "eth0", network: "management", address }],
    managementInterface: "eth0",
    localControlAgent: { port: 4999, account: "root", becomeRoot: "none" },
    installDirectory: "/opt/genesys/sip-ha",
  };
}

function sipServerHost(name: string, lastByte: string, overrides: SampleOverrides): Host {
  const management = managementHost(name, `10.110.0.${lastByte}`);
  return {
    ...management,
    interfaces: [...management.interfaces, { name: "eth1", network: "voice", address: `10.120.0.${lastByte}` }],
    localControlAgent: { ...management.localControlAgent, ...overrides.localControlAgent },
    connection: {
      type: "ssh",
      user: "genesys",
      address: management.interfaces[0]!.address,
      port: 22,
      privateKeyFile: "~/.ssh/genesys_ed25519",
      becomeRoot: "sudo",
      timeout: "30s",
    },
  };
}
