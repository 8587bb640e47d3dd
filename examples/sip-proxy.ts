// The same environment as sip-proxy.yaml, as a program. Run: npx tsx examples/sip-proxy.ts
import { App } from "cdktf";
import type { Construct } from "constructs";
import { Environment, HighAvailability, Host, ManagementLayer, Network, SipServerPair } from "sip-server-ha";

export function sipProxy(scope: Construct): Environment {
  const east = new Environment(scope, "east", {
    genesys: { switch: "SIP_Switch_East", sipServerVersion: "8.1.104.10" },
  });
  const network = (id: string, subnet: number) =>
    new Network(east, id, { cidr: `10.${subnet}.0.0/24`, gateway: `10.${subnet}.0.1` });
  const [management, voice, voiceWest] = [network("management", 10), network("voice", 20), network("voice-west", 30)];

  const managementHost = new Host(east, "mgmt-1", {
    os: "linux",
    interfaces: { eth0: { network: management, address: "10.10.0.5" } },
  });
  const sipHost = (id: string, sipNetwork: Network, subnet: number, lastByte: number) =>
    new Host(east, id, {
      os: "linux",
      dataCenter: "east-1",
      interfaces: {
        eth0: { network: management, address: `10.10.0.${lastByte}` },
        eth1: { network: sipNetwork, address: `10.${subnet}.0.${lastByte}` },
      },
    });
  const proxyHost = (id: string, sipNetwork: Network, address: string) =>
    new Host(east, id, { os: "linux", interfaces: { eth0: { network: sipNetwork, address } } });

  new ManagementLayer(east, "management-layer", {
    solutionControlServer: { application: "SCS_East", host: managementHost },
    messageServer: { application: "Message_Server_East", host: managementHost },
  });
  new SipServerPair(east, "inbound", {
    primary: { application: "SIP_East_P", host: sipHost("sip-a", voice, 20, 41) },
    backup: { application: "SIP_East_B", host: sipHost("sip-b", voiceWest, 30, 42) },
    sip: { port: 5060, transports: ["udp", "tcp"] },
    recoveryTimeObjective: "30s",
    highAvailability: HighAvailability.sipProxy({
      fqdn: "sip.east.example.com",
      recordTtl: "60s",
      proxies: [
        { application: "SIP_Proxy_1", host: proxyHost("proxy-1", voice, "10.20.0.51") },
        { application: "SIP_Proxy_2", host: proxyHost("proxy-2", voiceWest, "10.30.0.52") },
      ],
      // A session border controller that asks for addresses alone uses the second name.
      addressFqdn: "trunks.sip.east.example.com",
      endpoints: ["srv", "address"],
    }),
  });
  return east;
}

if (require.main === module) {
  const app = new App();
  sipProxy(app);
  app.synth();
}
