// The environment of first-pair.yaml, as a program. Both give the same bytes; the tests compare them.
import { App } from "cdktf";
import type { Construct } from "constructs";
import { Environment, HighAvailability, Host, ManagementLayer, Network, SipServerPair } from "sip-server-ha";

export function firstPair(scope: Construct): Environment {
  const staging = new Environment(scope, "staging", {
    genesys: { tenant: "Environment", switch: "SIP_Switch_Staging", sipServerVersion: "8.1.104.10" },
  });
  const management = new Network(staging, "management", { cidr: "10.110.0.0/24", gateway: "10.110.0.1" });
  const voice = new Network(staging, "voice", { cidr: "10.120.0.0/24", gateway: "10.120.0.1" });

  const managementHost = new Host(staging, "mgmt-1", {
    os: "linux",
    interfaces: { eth0: { network: management, address: "10.110.0.5" } },
  });
  const [sipA, sipB] = (["a", "b"] as const).map(
    (letter, index) =>
      new Host(staging, `sip-${letter}`, {
        os: "linux",
        interfaces: {
          eth0: { network: management, address: `10.110.0.${11 + index}` },
          eth1: { network: voice, address: `10.120.0.${11 + index}` },
        },
        connection: { ssh: { user: "genesys", privateKeyFile: "~/.ssh/genesys_ed25519", becomeRoot: "sudo" } },
      }),
  ) as [Host, Host];

  new ManagementLayer(staging, "management-layer", {
    solutionControlServer: { application: "SCS_Staging", host: managementHost },
    messageServer: { application: "Message_Server_Staging", host: managementHost },
  });
  new SipServerPair(staging, "inbound", {
    primary: { application: "SIP_In_P", host: sipA },
    backup: { application: "SIP_In_B", host: sipB },
    sip: { port: 5060, transports: ["udp", "tcp"] },
    recoveryTimeObjective: "25s",
    highAvailability: HighAvailability.ipAddressTakeover({ virtualIp: "10.120.0.10", network: voice }),
  });
  return staging;
}

if (require.main === module) {
  const app = new App();
  firstPair(app);
  app.synth();
}
