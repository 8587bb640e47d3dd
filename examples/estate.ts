// The environments of estate/, as a program: what they share is a function, what differs is its argument.
import { App } from "cdktf";
import type { Construct } from "constructs";
import {
  Environment,
  HighAvailability,
  Host,
  type IpAddressTakeoverProps,
  ManagementLayer,
  Network,
  SipServerPair,
  type TerraformProps,
} from "sip-server-ha";

interface SiteProps {
  readonly description: string;
  /** Part of the names of Genesys objects, e.g. `North_Staging`. */
  readonly name: string;
  /** First two numbers of the management and of the voice network. */
  readonly ranges: { readonly management: string; readonly voice: string };
  readonly vlans?: { readonly management: number; readonly voice: number };
  readonly hostKeys?: { readonly a: string; readonly b: string };
  readonly takeover?: Partial<IpAddressTakeoverProps>;
  readonly terraform?: TerraformProps;
  /** Whether a second management host has a backup Solution Control Server. */
  readonly redundant?: boolean;
  readonly acknowledge?: { readonly finding: string; readonly on: string; readonly reason: string }[];
}

/** One data centre's inbound pair. */
export function site(scope: Construct, id: string, props: SiteProps): Environment {
  const { ranges, vlans, hostKeys, name } = props;
  const environment = new Environment(scope, id, {
    description: props.description,
    genesys: { tenant: "Environment", switch: `SIP_Switch_${name}`, sipServerVersion: "8.1.104.10" },
    terraform: props.terraform,
    acknowledge: props.acknowledge,
  });
  const network = (which: "management" | "voice") => ({
    cidr: `${ranges[which]}.0.0/24`,
    gateway: `${ranges[which]}.0.1`,
    vlan: vlans?.[which],
  });
  const management = new Network(environment, "management", network("management"));
  const voice = new Network(environment, "voice", {
    ...network("voice"),
    switching: { acceptsGratuitousArp: true, arpPacketsPerSecond: 30 },
  });
  const managementHost = (number: 1 | 2) =>
    new Host(environment, `mgmt-${number}`, {
      os: "linux",
      interfaces: { eth0: { network: management, address: `${ranges.management}.0.${4 + number}` } },
    });
  const first = managementHost(1);
  const sipHost = (letter: "a" | "b", number: number) =>
    new Host(environment, `sip-${letter}`, {
      os: "linux",
      interfaces: {
        eth0: { network: management, address: `${ranges.management}.0.${number}` },
        eth1: { network: voice, address: `${ranges.voice}.0.${number}` },
      },
      localControlAgent: { account: "genesys" },
      connection: { ssh: { user: "deploy", privateKeyFile: "~/.ssh/deploy_ed25519", hostKey: hostKeys?.[letter] } },
    });
  new ManagementLayer(environment, "management-layer", {
    solutionControlServer: { application: `SCS_${name}`, host: first },
    backupSolutionControlServer: props.redundant
      ? { application: `SCS_${name}_B`, host: managementHost(2) }
      : undefined,
    messageServer: { application: `Message_Server_${name}`, host: first },
    failureDetection: { addpTimeout: "10s", disconnectSwitchoverTimeout: "5s" },
  });
  new SipServerPair(environment, "inbound", {
    primary: { application: `SIP_${name}_P`, host: sipHost("a", 11), ports: { tlib: 3000, http: 8081 } },
    backup: { application: `SIP_${name}_B`, host: sipHost("b", 12), ports: { tlib: 3000, http: 8081 } },
    sip: { port: 5060, transports: ["udp", "tcp"] },
    recoveryTimeObjective: "40s",
    highAvailability: HighAvailability.ipAddressTakeover({
      virtualIp: `${ranges.voice}.0.10`,
      network: voice,
      watchdog: { isolationTimeout: "12s" },
      ...props.takeover,
    }),
  });
  return environment;
}

export function estate(scope: Construct): Environment[] {
  const staging = site(scope, "north-staging", {
    description: "Northern data centre, rehearsals",
    name: "North_Staging",
    ranges: { management: "10.61", voice: "10.62" },
    acknowledge: [
      { finding: "host-key-missing", on: "hosts", reason: "hosts are reinstalled every night and get new keys" },
    ],
  });
  const prod = site(scope, "north-prod", {
    description: "Northern data centre, contact-centre voice",
    name: "North",
    ranges: { management: "10.71", voice: "10.72" },
    vlans: { management: 171, voice: 172 },
    hostKeys: {
      a: "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBExampleExampleExampleExampleExampleExampleAA",
      b: "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBExampleExampleExampleExampleExampleExampleBB",
    },
    terraform: { backend: { s3: { bucket: "telephony-terraform", key: "north-prod.tfstate", region: "eu-north-1" } } },
    takeover: { sourceAddress: "virtual-ip", conflictPolicy: "probe-first" },
    redundant: true,
  });
  return [staging, prod];
}

if (require.main === module) {
  const app = new App();
  estate(app);
  app.synth();
}
