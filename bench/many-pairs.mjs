// The input of the benchmark: one environment of many pairs with two hosts each, and one host for the Management Layer.

export const ENVIRONMENT = "benchmark";

/** Pair 37 has the hosts sip-00037-a and sip-00037-b. */
export function pairsOf(count) {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(5, "0");
    const host = (letter, place) => ({
      name: `sip-${number}-${letter}`,
      management: address("10.110", 256 + 2 * index + place),
      voice: address("10.120", 256 + 3 * index + place),
      application: `SIP_${number}_${letter.toUpperCase()}`,
    });
    return {
      name: `pair-${number}`,
      virtualIp: address("10.120", 256 + 3 * index + 2),
      primary: host("a", 0),
      backup: host("b", 1),
    };
  });
}

/** The values that differ from pair to pair, by name. `number` is the pair's place among the pairs, from 1. */
export function valuesOf({ name, virtualIp, primary, backup }, number) {
  const server = (role, one) => [
    [`${role}Host`, one.name],
    [`${role}Application`, one.application],
    [`${role}ManagementAddress`, one.management],
    [`${role}Address`, one.voice],
  ];
  return Object.fromEntries([
    ["chapter", `## ${number + 2}. `],
    ["pair", name],
    ["virtualIp", virtualIp],
    ...server("primary", primary),
    ...server("backup", backup),
  ]);
}

export const SSH = { user: "deploy", privateKeyFile: "~/.ssh/deploy_ed25519" };

function address(prefix, number) {
  return `${prefix}.${Math.floor(number / 256)}.${number % 256}`;
}

/** The environment, built with the constructs of the given library. */
export function manyPairs(library, scope, count) {
  const { Environment, HighAvailability, Host, ManagementLayer, Network, SipServerPair } = library;
  const environment = new Environment(scope, ENVIRONMENT, {
    genesys: { switch: "SIP_Switch", sipServerVersion: "8.1.104.10" },
    acknowledge: [
      { finding: "host-key-missing", on: "hosts", reason: "the hosts of the benchmark do not exist" },
      { finding: "isolated-host", on: "pairs", reason: "the hosts of the benchmark do not exist" },
    ],
  });
  const management = new Network(environment, "management", { cidr: "10.110.0.0/16", gateway: "10.110.0.1" });
  const voice = new Network(environment, "voice", { cidr: "10.120.0.0/16", gateway: "10.120.0.1" });
  const managementHost = new Host(environment, "mgmt-1", {
    os: "linux",
    interfaces: { eth0: { network: management, address: "10.110.0.5" } },
  });
  new ManagementLayer(environment, "management-layer", {
    solutionControlServer: { application: "SCS", host: managementHost },
    messageServer: { application: "Message_Server", host: managementHost },
  });
  const server = ({ name, application, ...addresses }) => ({
    application,
    host: new Host(environment, name, {
      os: "linux",
      interfaces: {
        eth0: { network: management, address: addresses.management },
        eth1: { network: voice, address: addresses.voice },
      },
      connection: { ssh: SSH },
    }),
  });
  for (const { name, virtualIp, primary, backup } of pairsOf(count))
    new SipServerPair(environment, name, {
      primary: server(primary),
      backup: server(backup),
      sip: { transports: ["udp", "tcp"] },
      highAvailability: HighAvailability.ipAddressTakeover({ virtualIp, network: voice }),
    });
  return environment;
}
