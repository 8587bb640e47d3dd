// The same environment as prod-east.yaml, as a program. Run: npx tsx examples/prod-east.ts
import { App } from "cdktf";
import type { Construct } from "constructs";
import { BigIp, Environment, HighAvailability, Host, ManagementLayer, Network, SipServerPair } from "sip-server-ha";

export function prodEast(scope: Construct): Environment {
  const east = new Environment(scope, "prod-east", {
    description: "East data centre, contact-centre voice",
    genesys: { tenant: "Environment", switch: "SIP_Switch_East", sipServerVersion: "8.1.104.10" },
  });

  const network = (id: string, block: string, vlan: number, more: object = {}) =>
    new Network(east, id, { cidr: `${block}.0/24`, gateway: `${block}.1`, vlan, ...more });
  const management = network("management", "10.10.0", 110);
  const voice = network("voice", "10.20.0", 120, {
    switching: { acceptsGratuitousArp: true, arpPacketsPerSecond: 15 },
  });
  const voiceWest = network("voice-west", "10.30.0", 130);
  const nlb = network("nlb", "10.40.0", 140, { dedicated: true });
  const inside = network("ltm-inside", "10.50.0", 150);
  const outside = network("ltm-outside", "198.51.100", 151);

  const linux = (id: string, interfaces: readonly (readonly [Network, string])[], connection?: object) =>
    new Host(east, id, {
      os: "linux",
      interfaces: Object.fromEntries(
        interfaces.map(([on, address], index) => [`eth${index}`, { network: on, address }]),
      ),
      connection,
    });
  const ssh = { ssh: { user: "genesys", privateKeyFile: "~/.ssh/genesys_ed25519", becomeRoot: "sudo" } };
  const windows = (id: string, lastByte: number) =>
    new Host(east, id, {
      os: "windows",
      interfaces: {
        Management: { network: management, address: `10.10.0.${lastByte}` },
        Voice: { network: nlb, address: `10.40.0.${lastByte}` },
      },
      connection: { winrm: { user: "CORP\\svc-genesys", https: true } },
    });
  const solaris = (id: string, lastByte: number) =>
    new Host(east, id, {
      os: "solaris",
      interfaces: {
        net0: { network: management, address: `10.10.0.${lastByte}` },
        net1: { network: inside, address: `10.50.0.${lastByte}` },
      },
    });
  const onBoth = (lastByte: number, on: Network, block: string) =>
    [
      [management, `10.10.0.${lastByte}`],
      [on, `${block}.${lastByte}`],
    ] as const;

  const managementHost = linux("mgmt-1", [[management, "10.10.0.5"]]);
  new ManagementLayer(east, "management-layer", {
    solutionControlServer: { application: "SCS_East", host: managementHost },
    messageServer: { application: "Message_Server_East", host: managementHost },
    failureDetection: { addpTimeout: "9s", disconnectSwitchoverTimeout: "0s" },
  });
  const device = new BigIp(east, "ltm-1", {
    management: "10.10.0.100",
    version: "17.1.0",
    network: { inside, outside, insideSelfIp: "10.50.0.1", outsideSelfIp: "198.51.100.2" },
  });

  new SipServerPair(east, "east-inbound", {
    primary: { application: "SIP_East_In_P", host: linux("sip-a", onBoth(11, voice, "10.20.0"), ssh) },
    backup: { application: "SIP_East_In_B", host: linux("sip-b", onBoth(12, voice, "10.20.0"), ssh) },
    sip: { port: 5060, transports: ["udp", "tcp"] },
    recoveryTimeObjective: "25s",
    highAvailability: HighAvailability.ipAddressTakeover({ virtualIp: "10.20.0.10", network: voice }),
  });
  new SipServerPair(east, "east-agents", {
    primary: { application: "SIP_East_Ag_P", host: windows("win-a", 21) },
    backup: { application: "SIP_East_Ag_B", host: windows("win-b", 22) },
    sip: { port: 5060, transports: ["udp", "tcp"] },
    highAvailability: HighAvailability.windowsNlb({
      virtualIp: "10.40.0.10",
      network: nlb,
      operationMode: "multicast",
      clusterName: "sip-east-ag.example.com",
    }),
  });
  new SipServerPair(east, "east-trunks", {
    primary: { application: "SIP_East_Tr_P", host: solaris("ltm-a", 31) },
    backup: { application: "SIP_East_Tr_B", host: solaris("ltm-b", 32) },
    sip: { port: 5060, tlsPort: 5061, transports: ["udp", "tcp", "tls"] },
    highAvailability: HighAvailability.bigIp({
      device,
      virtualIp: "198.51.100.10",
      snatExclusions: ["203.0.113.0/24"],
    }),
  });
  new SipServerPair(east, "east-geo", {
    primary: { application: "SIP_East_Geo_P", host: linux("px-a", onBoth(41, voice, "10.20.0")) },
    backup: { application: "SIP_East_Geo_B", host: linux("px-b", onBoth(42, voiceWest, "10.30.0")) },
    sip: { port: 5060, transports: ["udp"] },
    highAvailability: HighAvailability.sipProxy({
      fqdn: "sip-geo.east.example.com",
      recordTtl: "60s",
      proxies: [
        { application: "SIP_Proxy_1", host: linux("proxy-1", [[voice, "10.20.0.51"]]) },
        { application: "SIP_Proxy_2", host: linux("proxy-2", [[voiceWest, "10.30.0.52"]]) },
      ],
    }),
  });
  const lab = linux("lab-1", [[voice, "10.20.0.61"]]);
  new SipServerPair(east, "lab", {
    primary: { application: "SIP_Lab_P", host: lab, ports: { tlib: 3000, http: 8081 } },
    backup: { application: "SIP_Lab_B", host: lab, ports: { tlib: 3001, http: 8082 } },
    sip: { port: 5060, transports: ["udp"] },
    highAvailability: HighAvailability.singleHost({ seats: 80 }),
  });
  return east;
}

if (require.main === module) {
  const app = new App();
  prodEast(app);
  app.synth();
}
