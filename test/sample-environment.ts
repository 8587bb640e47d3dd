import type { Construct } from "constructs";
import {
  Environment,
  type EnvironmentProps,
  HighAvailability,
  Host,
  type IpAddressTakeoverProps,
  ManagementLayer,
  Network,
  SipServerPair,
} from "../lib";

/** The constructs of a small environment without findings, for tests that add to it. */
export interface SampleEnvironment {
  readonly environment: Environment;
  readonly voice: Network;
  readonly sipA: Host;
  readonly sipB: Host;
  readonly pair: SipServerPair;
}

/** Makes the environment; `subnet` keeps the addresses of several environments apart. */
export function sampleEnvironment(
  scope: Construct,
  id = "staging",
  options: {
    readonly subnet?: number;
    readonly props?: Partial<EnvironmentProps>;
    readonly takeover?: Partial<IpAddressTakeoverProps>;
  } = {},
): SampleEnvironment {
  const subnet = options.subnet ?? 120;
  const environment = new Environment(scope, id, {
    genesys: { switch: "SIP_Switch", sipServerVersion: "8.1.104.10" },
    ...options.props,
  });
  const voice = new Network(environment, "voice", {
    cidr: `10.${subnet}.0.0/24`,
    gateway: `10.${subnet}.0.1`,
    switching: { acceptsGratuitousArp: true, arpPacketsPerSecond: 30 },
  });
  const host = (name: string, last: number) =>
    new Host(environment, name, {
      os: "linux",
      interfaces: { eth0: { network: voice, address: `10.${subnet}.0.${last}` } },
      connection: { ssh: { user: "root", hostKey: "ecdsa-sha2-nistp256 AAAAExample" } },
    });
  const [management, sipA, sipB] = [host("mgmt-1", 5), host("sip-a", 11), host("sip-b", 12)];
  new ManagementLayer(environment, "management-layer", {
    solutionControlServer: { application: `SCS_${id}`, host: management },
    messageServer: { application: `MS_${id}`, host: management },
  });
  const pair = new SipServerPair(environment, "inbound", {
    primary: { application: `SIP_${id}_P`, host: sipA },
    backup: { application: `SIP_${id}_B`, host: sipB },
    sip: { transports: ["udp"] },
    recoveryTimeObjective: "25s",
    highAvailability: HighAvailability.ipAddressTakeover({
      virtualIp: `10.${subnet}.0.10`,
      network: voice,
      watchdog: {},
      ...options.takeover,
    }),
  });
  return { environment, voice, sipA, sipB, pair };
}
