// The same environment as windows-pair.yaml, as a program. Run: npx tsx examples/windows-pair.ts
import { App } from "cdktf";
import type { Construct } from "constructs";
import { Environment, HighAvailability, Host, ManagementLayer, Network, SipServerPair } from "sip-server-ha";

export function windowsPair(scope: Construct): Environment {
  const branch = new Environment(scope, "branch", {
    genesys: { switch: "SIP_Switch_Branch", sipServerVersion: "8.1.104.10" },
  });
  const management = new Network(branch, "management", { cidr: "10.130.0.0/24", gateway: "10.130.0.1" });
  const voice = new Network(branch, "voice", {
    cidr: "10.140.0.0/24",
    gateway: "10.140.0.1",
    switching: { acceptsGratuitousArp: true },
  });

  const managementHost = new Host(branch, "mgmt-1", {
    os: "windows",
    interfaces: { Ethernet: { network: management, address: "10.130.0.5" } },
  });
  const sipHost = (id: string, lastByte: number) =>
    new Host(branch, id, {
      os: "windows",
      interfaces: {
        Management: { network: management, address: `10.130.0.${lastByte}` },
        "Local Area Connection 2": { network: voice, address: `10.140.0.${lastByte}` },
      },
      connection: {
        winrm: {
          user: "Administrator",
          passwordFile: "~/.sip-ha/branch-password",
          certificateAuthorityFile: "~/.sip-ha/branch-authority.pem",
        },
      },
    });

  new ManagementLayer(branch, "management-layer", {
    solutionControlServer: { application: "SCS_Branch", host: managementHost },
    messageServer: { application: "Message_Server_Branch", host: managementHost },
  });
  new SipServerPair(branch, "inbound", {
    primary: { application: "SIP_Branch_P", host: sipHost("sip-a", 11) },
    backup: { application: "SIP_Branch_B", host: sipHost("sip-b", 12) },
    sip: { port: 5060, transports: ["udp", "tcp"] },
    recoveryTimeObjective: "40s",
    highAvailability: HighAvailability.ipAddressTakeover({
      virtualIp: "10.140.0.10",
      network: voice,
      conflictPolicy: "probe-first",
      watchdog: {},
    }),
  });
  return branch;
}

if (require.main === module) {
  const app = new App();
  windowsPair(app);
  app.synth();
}
