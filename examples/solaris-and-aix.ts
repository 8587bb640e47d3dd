// The same environment as solaris-and-aix.yaml, as a program. Run: npx tsx examples/solaris-and-aix.ts
import { App } from "cdktf";
import type { Construct } from "constructs";
import {
  Environment,
  HighAvailability,
  Host,
  ManagementLayer,
  Network,
  type OperatingSystem,
  SipServerPair,
} from "sip-server-ha";

export function solarisAndAix(scope: Construct): Environment {
  const legacy = new Environment(scope, "legacy", {
    genesys: { switch: "SIP_Switch_Legacy", sipServerVersion: "8.1.104.10" },
  });
  const management = new Network(legacy, "management", { cidr: "10.150.0.0/24", gateway: "10.150.0.1" });
  const voice = new Network(legacy, "voice", {
    cidr: "10.160.0.0/24",
    gateway: "10.160.0.1",
    switching: { acceptsGratuitousArp: true },
  });

  const managementHost = new Host(legacy, "mgmt-1", {
    os: "solaris",
    interfaces: { net0: { network: management, address: "10.150.0.5" } },
  });
  new ManagementLayer(legacy, "management-layer", {
    solutionControlServer: { application: "SCS_Legacy", host: managementHost },
    messageServer: { application: "Message_Server_Legacy", host: managementHost },
  });

  const host = (os: OperatingSystem, id: string, lastByte: number, [first, second]: readonly [string, string]) =>
    new Host(legacy, id, {
      os,
      interfaces: {
        [first]: { network: management, address: `10.150.0.${lastByte}` },
        [second]: { network: voice, address: `10.160.0.${lastByte}` },
      },
      connection: { ssh: { user: "root", privateKeyFile: "~/.ssh/genesys_ed25519" } },
    });
  const pair = (id: string, applications: string, primary: Host, backup: Host, virtualIp: string) =>
    new SipServerPair(legacy, id, {
      primary: { application: `${applications}_P`, host: primary },
      backup: { application: `${applications}_B`, host: backup },
      sip: { port: 5060, transports: ["udp", "tcp"] },
      recoveryTimeObjective: "40s",
      highAvailability: HighAvailability.ipAddressTakeover({ virtualIp, network: voice, watchdog: {} }),
    });

  const [sunA, sunB] = [host("solaris", "sun-a", 11, ["net0", "net1"]), host("solaris", "sun-b", 12, ["net0", "net1"])];
  const [powerA, powerB] = [host("aix", "power-a", 21, ["en0", "en1"]), host("aix", "power-b", 22, ["en0", "en1"])];
  pair("inbound", "SIP_Sun", sunA, sunB, "10.160.0.10");
  pair("outbound", "SIP_Power", powerA, powerB, "10.160.0.20");
  return legacy;
}

if (require.main === module) {
  const app = new App();
  solarisAndAix(app);
  app.synth();
}
