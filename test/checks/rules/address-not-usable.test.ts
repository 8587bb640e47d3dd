import { expect, test } from "vitest";
import { bigIpDeclaration } from "../../options/big-ip/big-ip-sample";
import { evaluateRule, evaluateSample, HOLDS } from "../../rule-evaluation";

const VIRTUAL_IP = "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp";
const ADDRESS = "hosts.sip-a.interfaces.eth1.address";
const GATEWAY = "networks.voice.gateway";

test("holds on the sample", () => {
  expect(evaluateSample("address-not-usable")).toEqual(HOLDS);
});

test.each([
  [VIRTUAL_IP, "10.121.0.10", "virtual IP 10.121.0.10 is outside network voice", "10.120.0.2"],
  [VIRTUAL_IP, "10.120.0.0", "virtual IP 10.120.0.0 is the address of network voice itself", "10.120.0.2"],
  [VIRTUAL_IP, "10.120.0.255", "virtual IP 10.120.0.255 is the broadcast address of network voice", "10.120.0.2"],
  [VIRTUAL_IP, "10.120.0.1", "virtual IP 10.120.0.1 is the gateway of network voice", "10.120.0.2"],
  [VIRTUAL_IP, "2001:db8::1", "virtual IP 2001:db8::1 is outside network voice", "10.120.0.2"],
  [VIRTUAL_IP, "10.110.0.77", "virtual IP 10.110.0.77 is outside network voice", "10.120.0.2"],
  [ADDRESS, "10.110.0.77", "address 10.110.0.77 is outside network voice", "10.120.0.2"],
  [ADDRESS, "10.120.0.1", "address 10.120.0.1 is the gateway of network voice", "10.120.0.2"],
])("%s %s is found", (path, address, message, free) => {
  expect(evaluateSample("address-not-usable", { [path]: address })).toEqual({
    found: [
      {
        path,
        message,
        found: address,
        allowed: "an address of 10.120.0.0/24 that is not its network, broadcast or gateway address",
        fix: `use an address of the network, e.g. ${free}, which nothing here uses${address === "10.110.0.77" ? "; or name network management, which contains it" : ""}${/is the gateway/.test(message) ? "; or correct the gateway of network voice, if that is wrong" : ""}`,
      },
    ],
    notEvaluated: [],
  });
});

test.each([
  ["10.121.0.1", "is outside network voice"],
  ["10.120.0.255", "is the broadcast address of network voice"],
  ["fe80::1", "is outside network voice"],
  ["10.110.0.2", "is outside network voice"],
])(
  "gateway %s is found; neither a free address nor another network is proposed for it, because it exists already",
  (gateway, reason) => {
    expect(evaluateSample("address-not-usable", { [GATEWAY]: gateway }).found).toEqual([
      {
        path: GATEWAY,
        message: `gateway ${gateway} ${reason}`,
        found: gateway,
        allowed: "an address of 10.120.0.0/24 that is not its network or broadcast address",
        fix: "give the router's own address in the network, even if hosts have a link-local one for it",
      },
    ]);
  },
);

test("for a full network no address is proposed", () => {
  const said = evaluateSample("address-not-usable", {
    "networks.small": { cidr: "10.130.0.0/30" },
    "hosts.sip-a.interfaces.eth2": { network: "small", address: "10.130.0.1" },
    "hosts.sip-b.interfaces.eth2": { network: "small", address: "10.130.0.2" },
    "hosts.mgmt-1.interfaces.eth1": { network: "small", address: "10.130.0.3" },
    "hosts.mgmt-1.managementInterface": "eth0",
    "hosts.sip-a.managementInterface": "eth0",
    "hosts.sip-b.managementInterface": "eth0",
  });
  expect(said.found.map(({ path, fix }) => ({ path, fix }))).toEqual([
    { path: "hosts.mgmt-1.interfaces.eth1.address", fix: "use an address of the network" },
  ]);
});

test("both addresses of a network of two, /31, are usable, and there is no broadcast address", () => {
  const said = evaluateSample("address-not-usable", {
    "networks.link": { cidr: "10.130.0.0/31" },
    "hosts.sip-a.interfaces.eth2": { network: "link", address: "10.130.0.0" },
    "hosts.sip-a.managementInterface": "eth0",
    "hosts.sip-b.interfaces.eth2": { network: "link", address: "10.130.0.1" },
    "hosts.sip-b.managementInterface": "eth0",
  });
  expect(said).toEqual(HOLDS);
});

test.each([
  ["224.1.2.0/24", "multicast addresses"],
  ["239.255.0.0/16", "multicast addresses"],
  ["240.0.0.0/24", "reserved addresses"],
  ["0.0.0.0/8", "reserved addresses"],
  ["127.0.0.0/8", "addresses of the host itself"],
  ["ff02::/16", "multicast addresses"],
  ["::/64", "reserved addresses"],
])("network %s has %s, which no interface can have", (cidr, addresses) => {
  expect(evaluateSample("address-not-usable", { "networks.other": { cidr } }).found).toEqual([
    {
      path: "networks.other.cidr",
      message: `network other has ${addresses}, which no interface can have`,
      found: cidr,
      allowed: "IPv4 outside 0.0.0.0/8, 127.0.0.0/8, 224.0.0.0/4 and 240.0.0.0/4, or IPv6 outside ::/16 and ff00::/8",
      fix: "write the network that the interfaces are in",
    },
  ]);
});

test("a network that no interface can have is one mistake, not one for each address in it", () => {
  const { found } = evaluateSample("address-not-usable", { "networks.voice.cidr": "224.120.0.0/24" });
  expect(found.map(({ path }) => path)).toEqual(["networks.voice.cidr"]);
});

test.each(["1.0.0.0/8", "126.0.0.0/8", "128.0.0.0/16", "169.254.0.0/16", "223.255.255.0/24", "fd00::/64", "fe80::/64"])(
  "network %s is allowed",
  (cidr) => {
    expect(evaluateSample("address-not-usable", { "networks.other": { cidr } })).toEqual(HOLDS);
  },
);

test("the proposed address is not another pair's virtual IP", () => {
  const said = evaluateSample("address-not-usable", { [VIRTUAL_IP]: "10.120.0.2", [ADDRESS]: "10.120.0.0" });
  expect(said.found.map(({ path, fix }) => ({ path, fix }))).toEqual([
    { path: ADDRESS, fix: "use an address of the network, e.g. 10.120.0.3, which nothing here uses" },
  ]);
});

test.each([
  ["inside", "10.215.0.1", "ltm-inside", "10.214.0.0/24", "network or broadcast", "10.214.0.2"],
  ["outside", "192.0.2.1", "ltm-outside", "192.0.2.0/24", "network, broadcast or gateway", "192.0.2.2"],
])(
  "the %s self IP of a BIG-IP must also be a usable address of that network",
  (side, address, network, cidr, not, free) => {
    const path = `bigIps.ltm-1.network.${side}SelfIp`;
    const isGateway = side === "outside";
    expect(evaluateRule("address-not-usable", bigIpDeclaration({ [path]: address }))).toEqual({
      found: [
        {
          path,
          message: `${side} self IP ${address} is ${isGateway ? "the gateway of" : "outside"} network ${network}`,
          found: address,
          allowed: `an address of ${cidr} that is not its ${not} address`,
          fix: `use an address of the network, e.g. ${free}, which nothing here uses${isGateway ? `; or correct the gateway of network ${network}, if that is wrong` : ""}`,
        },
      ],
      notEvaluated: [],
    });
  },
);
