/** The declaration of an environment with many pairs, each on two hosts of its own. */
export function manyPairs(count: number): Record<string, unknown> {
  const numbers = [...Array(count).keys()];
  const address = (network: number, index: number) => `10.${network}.${Math.floor(index / 200)}.${10 + (index % 200)}`;
  const hosts = numbers.flatMap((number) =>
    ["a", "b"].map((side, index) => [
      `sip-${number}${side}`,
      {
        os: "linux",
        interfaces: {
          eth0: { network: "management", address: address(60, 2 * number + index) },
          eth1: { network: "voice", address: address(61, 2 * number + index) },
        },
        connection: { ssh: { user: "root" } },
      },
    ]),
  );
  const pairs = numbers.map((number) => [
    `pair-${number}`,
    {
      primary: { application: `SIP_${number}_P`, host: `sip-${number}a` },
      backup: { application: `SIP_${number}_B`, host: `sip-${number}b` },
      sip: { transports: ["udp"] },
      highAvailability: {
        ipAddressTakeover: { virtualIp: address(61, 20_000 + number), network: "voice", watchdog: {} },
      },
    },
  ]);
  return {
    environment: "many",
    genesys: { switch: "SIP_Switch", sipServerVersion: "8.1.104.10" },
    managementLayer: {
      solutionControlServer: { application: "SCS", host: "mgmt-1" },
      messageServer: { application: "MS", host: "mgmt-1" },
    },
    networks: {
      management: { cidr: "10.60.0.0/16", gateway: "10.60.0.1" },
      voice: { cidr: "10.61.0.0/16", gateway: "10.61.0.1" },
    },
    hosts: {
      "mgmt-1": { os: "linux", interfaces: { eth0: { network: "management", address: "10.60.255.5" } } },
      ...Object.fromEntries(hosts),
    },
    pairs: Object.fromEntries(pairs),
  };
}
