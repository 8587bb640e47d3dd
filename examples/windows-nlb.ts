// The same environment as windows-nlb.yaml, as a program. Run: npx tsx examples/windows-nlb.ts
import { App } from "cdktf";
import type { Construct } from "constructs";
import { Environment, HighAvailability, Host, ManagementLayer, Network, SipServerPair } from "sip-server-ha";

export function windowsNlb(scope: Construct): Environment {
  const centre = new Environment(scope, "contact-centre", {
    genesys: { switch: "SIP_Switch_Centre", sipServerVersion: "8.1.104.10" },
  });
  const management = new Network(centre, "management", {
    cidr: "10.180.0.0/24",
    gateway: "10.180.0.1",
    vlan: 180,
  });
  const nlb = new Network(centre, "nlb", {
    cidr: "10.181.0.0/24",
    gateway: "10.181.0.1",
    vlan: 181,
    dedicated: true,
  });

  const managementHost = new Host(centre, "mgmt-1", {
    os: "windows",
    interfaces: { Ethernet: { network: management, address: "10.180.0.5" } },
  });
  const sipHost = (id: string, lastByte: number) =>
    new Host(centre, id, {
      os: "windows",
      interfaces: {
        Management: { network: management, address: `10.180.0.${lastByte}` },
        Voice: { network: nlb, address: `10.181.0.${lastByte}` },
      },
      // Terraform asks for the password, or takes it from TF_VAR_winrm_password.
      connection: { winrm: { user: "CORP\\svc-genesys" } },
    });

  new ManagementLayer(centre, "management-layer", {
    solutionControlServer: { application: "SCS_Centre", host: managementHost },
    messageServer: { application: "Message_Server_Centre", host: managementHost },
  });
  new SipServerPair(centre, "agents", {
    primary: { application: "SIP_Agents_P", host: sipHost("win-a", 11) },
    backup: { application: "SIP_Agents_B", host: sipHost("win-b", 12) },
    sip: { port: 5060, tlsPort: 5061, transports: ["udp", "tcp", "tls"] },
    recoveryTimeObjective: "40s",
    highAvailability: HighAvailability.windowsNlb({
      virtualIp: "10.181.0.10",
      network: nlb,
      operationMode: "multicast",
      clusterName: "sip-agents.example.com",
    }),
  });
  return centre;
}

if (require.main === module) {
  const app = new App();
  windowsNlb(app);
  app.synth();
}
