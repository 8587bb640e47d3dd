// The environment of big-ip.yaml, as a program: the same input, the same files.
import { App } from "cdktf";
import type { Construct } from "constructs";
import { BigIp, Environment, HighAvailability, Host, ManagementLayer, Network, SipServerPair } from "sip-server-ha";

export function bigIp(scope: Construct): Environment {
  const environment = new Environment(scope, "dmz", {
    description: "Trunks of the southern data centre",
    genesys: { switch: "SIP_Switch_South", sipServerVersion: "8.1.104.10" },
    acknowledge: [
      { finding: "big-ip-version", on: "bigIps.ltm-1", reason: "failover drill of May; Genesys has been asked" },
    ],
  });
  const management = new Network(environment, "management", { cidr: "10.213.0.0/24", gateway: "10.213.0.1" });
  // The device is the gateway of the hosts, and the router is the gateway of the device.
  const inside = new Network(environment, "ltm-inside", {
    cidr: "10.214.0.0/24",
    gateway: "10.214.0.1",
    vlan: 351,
  });
  const outside = new Network(environment, "ltm-outside", { cidr: "192.0.2.0/24", gateway: "192.0.2.1", vlan: 352 });

  const managementHost = new Host(environment, "mgmt-1", {
    os: "linux",
    interfaces: { eth0: { network: management, address: "10.213.0.5" } },
  });
  const [a, b] = (["a", "b"] as const).map(
    (letter, index) =>
      new Host(environment, `trunk-${letter}`, {
        os: "linux",
        interfaces: {
          eth0: { network: management, address: `10.213.0.${11 + index}` },
          eth1: { network: inside, address: `10.214.0.${11 + index}` },
        },
      }),
  ) as [Host, Host];
  new ManagementLayer(environment, "management-layer", {
    solutionControlServer: { application: "SCS_South", host: managementHost },
    messageServer: { application: "Message_Server_South", host: managementHost },
  });

  const device = new BigIp(environment, "ltm-1", {
    management: "10.213.0.100",
    version: "17.1.0",
    network: {
      inside,
      outside,
      insideSelfIp: "10.214.0.1",
      outsideSelfIp: "192.0.2.2",
      insideInterface: "1.1",
      outsideInterface: "1.1",
      tagged: true,
    },
  });
  new SipServerPair(environment, "trunks", {
    primary: { application: "SIP_South_P", host: a },
    backup: { application: "SIP_South_B", host: b },
    sip: { port: 5060, tlsPort: 5061, transports: ["udp", "tcp", "tls"] },
    recoveryTimeObjective: "25s",
    // The network of the agents' desktops, whose T-Library clients use the hosts' own addresses.
    highAvailability: HighAvailability.bigIp({
      device,
      virtualIp: "192.0.2.10",
      snatExclusions: ["203.0.113.0/24"],
    }),
  });
  return environment;
}

if (require.main === module) {
  const app = new App();
  bigIp(app);
  app.synth();
}
