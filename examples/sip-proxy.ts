// The same environment as sip-proxy.yaml, as a program. Run: npx tsx examples/sip-proxy.ts
import { App } from "cdktf";
import type { Construct } from "constructs";
import { Environment, HighAvailability, Host, ManagementLayer, Network, SipServerPair } from "sip-server-ha";

export function sipProxy(scope: Construct): Environment {
  const geo = new Environment(scope, "geo", {
    genesys: { switch: "SIP_Switch_Geo", sipServerVersion: "8.1.104.10" },
  });
  const network = (id: string, subnet: number) =>
    new Network(geo, id, { cidr: `10.${subnet}.0.0/24`, gateway: `10.${subnet}.0.1` });
  const [management, voice, voiceWest] = [
    network("management", 160),
    network("voice", 161),
    network("voice-west", 162),
  ];

  const managementHost = new Host(geo, "mgmt-1", {
    os: "linux",
    interfaces: { eth0: { network: management, address: "10.160.0.5" } },
  });
  const sipHost = (id: string, sipNetwork: Network, subnet: number, lastByte: number) =>
    new Host(geo, id, {
      os: "linux",
      dataCenter: "east-1",
      interfaces: {
        eth0: { network: management, address: `10.160.0.${lastByte}` },
        eth1: { network: sipNetwork, address: `10.${subnet}.0.${lastByte}` },
      },
    });
  const proxyHost = (id: string, sipNetwork: Network, address: string) =>
    new Host(geo, id, { os: "linux", interfaces: { eth0: { network: sipNetwork, address } } });

  new ManagementLayer(geo, "management-layer", {
    solutionControlServer: { application: "SCS_Geo", host: managementHost },
    messageServer: { application: "Message_Server_Geo", host: managementHost },
  });
  new SipServerPair(geo, "inbound", {
    primary: { application: "SIP_Geo_P", host: sipHost("sip-a", voice, 161, 41) },
    backup: { application: "SIP_Geo_B", host: sipHost("sip-b", voiceWest, 162, 42) },
    sip: { port: 5060, transports: ["udp", "tcp"] },
    recoveryTimeObjective: "30s",
    highAvailability: HighAvailability.sipProxy({
      fqdn: "sip.geo.example.com",
      recordTtl: "60s",
      proxies: [
        { application: "SIP_Geo_Proxy_1", host: proxyHost("proxy-1", voice, "10.161.0.51") },
        { application: "SIP_Geo_Proxy_2", host: proxyHost("proxy-2", voiceWest, "10.162.0.52") },
      ],
      // A session border controller that asks only for addresses uses the second name.
      addressFqdn: "trunks.sip.geo.example.com",
      endpoints: ["srv", "address"],
    }),
  });
  return geo;
}

if (require.main === module) {
  const app = new App();
  sipProxy(app);
  app.synth();
}
