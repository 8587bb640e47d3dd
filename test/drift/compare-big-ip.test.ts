import { describe, expect, test } from "vitest";
import { bigIpTopology, SECOND_PAIR } from "../options/big-ip/big-ip-sample";
import { factsOfDevice, type PostedDevice } from "./big-ip-facts-of-model";
import { changed, ENVIRONMENT, posted, told } from "./device-drift";

// biome-ignore lint/suspicious/noExplicitAny: what a device answers with is whatever it is.
type Answer = any;

const object = ({ state }: PostedDevice, kind: string, name: string): Answer =>
  state[kind]!.find(({ fullPath }) => fullPath.endsWith(`/${name}`))!;
const item = ({ declaration }: PostedDevice, name: string): Answer => (declaration as Answer).dmz.inbound[name];
const members = (device: PostedDevice): Answer[] => object(device, "ltm/pool", "pool_sip_udp").membersReference.items;

describe("a device as it was posted has no drift", () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["with every default", {}],
    ["with a second pair", SECOND_PAIR],
    [
      "with other values",
      {
        "bigIps.ltm-1.redundant": true,
        "pairs.inbound.highAvailability.bigIp.memberPriority": "primary-first",
        "pairs.inbound.highAvailability.bigIp.monitorCodes": [486, 404],
        "pairs.inbound.sip.transports": ["udp"],
      },
    ],
  ])("%s", (_, changes) => {
    const other = bigIpTopology(changes).topology;
    expect(changed(() => {}, other)).toEqual([]);
  });

  test("if it is written in the device's own way", () => {
    const found = changed((device) => {
      // A monitor without "min", numbers as text, the route domain, addresses instead of names, another order.
      object(device, "ltm/pool", "pool_sip_udp").monitor = "/dmz/inbound/mon_sip_udp";
      object(device, "ltm/pool", "pool_sip_udp").slowRampTime = "0";
      object(device, "ltm/virtual", "vs_sip_udp").destination = "/dmz/192.0.2.10%0:5060";
      object(device, "ltm/virtual", "fwd_out_trunk-a").destination = "/dmz/0.0.0.0:0";
      object(device, "ltm/snatpool", "snat_vip").members = ["/dmz/192.0.2.10%0"];
      object(device, "ltm/data-group/internal", "own_addresses").records.reverse();
      members(device).reverse();
      object(device, "ltm/rule", "rule_outbound").apiAnonymous += "\n\n";
      object(device, "net/self", "self-inside").fullPath = "/Common/by-another-name";
    });
    expect(found).toEqual([]);
  });

  test("even if AS3 includes its defaults, leaves them out, or has its sets in another order", () => {
    const found = changed((device) => {
      Object.assign(item(device, "vs_sip_udp"), { enable: true, lastHop: "default", mirroring: "none" });
      Object.assign(item(device, "pool_sip_udp").members[0], { ratio: 1, connectionLimit: 0, enable: true });
      item(device, "pool_sip_udp").members.reverse();
      item(device, "own_addresses").records.reverse();
      item(device, "vs_sip_udp").pool = { use: "pool_sip_udp" };
      item(device, "vs_sip_udp").remark = "ours now";
      delete item(device, "mon_sip_udp").upInterval;
      (device.declaration as Answer).dmz.enable = true;
      (device.declaration as Answer).schemaVersion = "3.54.0";
    });
    expect(found).toEqual([]);
  });
});

describe("one change by hand is reported, and nothing else:", () => {
  const CASES: [string, (device: PostedDevice) => void, string[]][] = [
    [
      "a missing member",
      (device) => members(device).pop(),
      [
        "drift pool-member-missing pairs.inbound: the pool member /dmz/inbound/pool_sip_udp 10.214.0.12:5060 is not on the device: nothing / /dmz/inbound/pool_sip_udp 10.214.0.12:5060",
      ],
    ],
    [
      "a member that was added",
      (device) => members(device).push({ ...members(device)[0], name: "spare:5060", address: "10.214.0.99" }),
      [
        "drift pool-member-added bigIps.ltm-1: the pool member /dmz/inbound/pool_sip_udp spare:5060 is in the tenant, but the model has none of that name: /dmz/inbound/pool_sip_udp spare:5060 / nothing of that name",
      ],
    ],
    [
      "a member that was disabled",
      (device) => Object.assign(members(device)[0]!, { session: "user-disabled" }),
      [
        "drift pool-member-disabled pairs.inbound: the pool member /dmz/inbound/pool_sip_udp 10.214.0.11:5060 was taken out of service by hand: state: disabled / state: enabled",
      ],
    ],
    [
      "a member that was forced offline",
      (device) => Object.assign(members(device)[1]!, { session: "user-disabled", state: "user-down" }),
      [
        "drift pool-member-disabled pairs.inbound: the pool member /dmz/inbound/pool_sip_udp 10.214.0.12:5060 was taken out of service by hand: state: forced offline / state: enabled",
      ],
    ],
    [
      "a node that was disabled",
      (device) => {
        object(device, "ltm/node", "10.214.0.12").session = "user-disabled";
      },
      [
        "drift node-disabled pairs.inbound: the node /dmz/10.214.0.12 was taken out of service by hand: state: disabled / state: enabled",
      ],
    ],
    [
      "a host for which the device answers as well",
      (device) => {
        object(device, "ltm/virtual-address", "10.214.0.12").arp = "enabled";
      },
      [
        "drift big-ip-object-differs pairs.inbound: the virtual address /dmz/10.214.0.12 has another arp: arp: enabled / arp: disabled",
      ],
    ],
    [
      "a priority",
      (device) => {
        members(device)[0]!.priorityGroup = 10;
      },
      [
        "drift pool-member-differs pairs.inbound: the pool member /dmz/inbound/pool_sip_udp 10.214.0.11:5060 has another priorityGroup: priorityGroup: 10 / priorityGroup: 0",
      ],
    ],
    [
      "a member's own monitor, which hides from the device which server is primary",
      (device) => {
        members(device)[0]!.monitor = "/Common/gateway_icmp";
        members(device)[1]!.monitor = "/Common/none";
      },
      [
        "drift pool-member-differs pairs.inbound: the pool member /dmz/inbound/pool_sip_udp 10.214.0.11:5060 has another monitor: monitor: /Common/gateway_icmp / monitor: default",
        "drift pool-member-differs pairs.inbound: the pool member /dmz/inbound/pool_sip_udp 10.214.0.12:5060 has another monitor: monitor: /Common/none / monitor: default",
      ],
    ],
    [
      "the monitor of a pool",
      (device) => {
        object(device, "ltm/pool", "pool_sip_tcp").monitor = "min 1 of { /Common/tcp }";
      },
      [
        "drift big-ip-object-differs pairs.inbound: the pool /dmz/inbound/pool_sip_tcp has another monitor: monitor: /Common/tcp / monitor: /dmz/inbound/mon_sip_tcp",
      ],
    ],
    [
      "a monitor's times",
      (device) => Object.assign(object(device, "ltm/monitor/sip", "mon_sip_udp"), { interval: 30, timeout: 91 }),
      [
        "drift big-ip-object-differs pairs.inbound: the monitor /dmz/inbound/mon_sip_udp has another interval: interval: 30 / interval: 2",
        "drift big-ip-object-differs pairs.inbound: the monitor /dmz/inbound/mon_sip_udp has another timeout: timeout: 91 / timeout: 7",
      ],
    ],
    [
      "a monitor that takes any answer",
      (device) => {
        object(device, "ltm/monitor/sip", "mon_sip_udp").filter = "any";
      },
      [
        "drift big-ip-object-differs pairs.inbound: the monitor /dmz/inbound/mon_sip_udp has another filter: filter: any / filter: none",
      ],
    ],
    [
      "persistence",
      (device) => {
        object(device, "ltm/virtual", "vs_sip_udp").persist = [
          { name: "source_addr", partition: "Common", tmDefault: "yes" },
        ];
      },
      [
        "drift big-ip-object-differs pairs.inbound: the virtual server /dmz/inbound/vs_sip_udp has another persist: persist: /Common/source_addr / persist: none",
      ],
    ],
    [
      "a virtual server's address",
      (device) => {
        object(device, "ltm/virtual", "vs_sip_udp").destination = "/dmz/192.0.2.77:5060";
      },
      [
        "drift big-ip-object-differs pairs.inbound: the virtual server /dmz/inbound/vs_sip_udp has another destination: destination: 192.0.2.77:5060 / destination: 192.0.2.10:5060",
      ],
    ],
    [
      "a virtual server that was disabled",
      (device) => {
        const server = object(device, "ltm/virtual", "vs_sip_tls");
        delete server.enabled;
        server.disabled = true;
      },
      [
        "drift big-ip-object-disabled pairs.inbound: the virtual server /dmz/inbound/vs_sip_tls was taken out of service by hand: state: disabled / state: enabled",
      ],
    ],
    [
      "a missing virtual server",
      ({ state }) => state["ltm/virtual"]!.shift(),
      [
        "drift big-ip-object-missing pairs.inbound: the virtual server /dmz/inbound/vs_sip_udp is not on the device: nothing / /dmz/inbound/vs_sip_udp",
      ],
    ],
    [
      "an added virtual server, of which only the name is reported",
      ({ state }) => state["ltm/virtual"]!.push({ ...state["ltm/virtual"]![0]!, fullPath: "/dmz/inbound/vs_test" }),
      [
        "drift big-ip-object-added bigIps.ltm-1: the virtual server /dmz/inbound/vs_test is in the tenant, but the model has none of that name: /dmz/inbound/vs_test / nothing of that name",
      ],
    ],
    [
      "a missing pool, with its members",
      ({ state }) => state["ltm/pool"]!.pop(),
      [
        "drift big-ip-object-missing pairs.inbound: the pool /dmz/inbound/pool_sip_tls is not on the device: nothing / /dmz/inbound/pool_sip_tls",
      ],
    ],
    [
      "source address translation",
      (device) => {
        object(device, "ltm/virtual", "vs_sip_udp").sourceAddressTranslation = { type: "automap" };
      },
      [
        "drift big-ip-object-differs pairs.inbound: the virtual server /dmz/inbound/vs_sip_udp has another sourceAddressTranslation: sourceAddressTranslation: automap / sourceAddressTranslation: none",
      ],
    ],
    [
      "a missing self IP",
      ({ state }) => state["net/self"]!.shift(),
      [
        "drift self-ip-missing bigIps.ltm-1.network.insideSelfIp: the device has no self IP 10.214.0.1: nothing / 10.214.0.1/24 on /Common/ltm-inside, /Common/traffic-group-local-only",
      ],
    ],
    [
      "a self IP on another VLAN",
      (device) => {
        object(device, "net/self", "self-outside").vlan = "/Common/other";
      },
      [
        "drift self-ip-differs bigIps.ltm-1.network.outsideSelfIp: the self IP 192.0.2.2 is another: 192.0.2.2/24 on /Common/other, /Common/traffic-group-local-only / 192.0.2.2/24 on /Common/ltm-outside, /Common/traffic-group-local-only",
      ],
    ],
    [
      "a declaration that somebody else posted",
      (device) => {
        item(device, "pool_sip_udp").members[0].adminState = "disable";
        delete item(device, "vs_sip_udp").persistenceMethods;
        delete (device.declaration as Answer).dmz.inbound.vs_sip_tls;
        (device.declaration as Answer).dmz.other = { class: "Application", pool: { class: "Pool" } };
      },
      [
        'drift as3-item-differs pairs.inbound: /dmz/inbound/pool_sip_udp has another members in what was last posted to AS3: members: {"addressDiscovery":"static","adminState":"disable","connectionLimit":0,"dynamicRatio":1,"enable":true,"priorityGroup":0,"rateLimit":-1,"ratio":1,"serverAddresses":["10.214.0.11"],"servicePort":5060,"shareNodes":false} / members: {"addressDiscovery":"static","adminState":"enable","connectionLimit":0,"dynamicRatio":1,"enable":true,"priorityGroup":0,"rateLimit":-1,"ratio":1,"serverAddresses":["10.214.0.11"],"servicePort":5060,"shareNodes":false}',
        'drift as3-item-differs pairs.inbound: /dmz/inbound/vs_sip_udp has another persistenceMethods in what was last posted to AS3: persistenceMethods: "source-address" / persistenceMethods: nothing',
        "drift as3-item-missing pairs.inbound: /dmz/inbound/vs_sip_tls is not in what was last posted to AS3: nothing / /dmz/inbound/vs_sip_tls",
        "drift as3-item-added bigIps.ltm-1: /dmz/other is in what was last posted to AS3, but the model has none of that name: /dmz/other / nothing of that name",
      ],
    ],
    [
      "an item of another class",
      (device) => {
        item(device, "vs_sip_udp").class = "Service_L4";
      },
      [
        'drift as3-item-differs pairs.inbound: /dmz/inbound/vs_sip_udp has another class in what was last posted to AS3: class: "Service_L4" / class: "Service_UDP"',
      ],
    ],
    [
      "a key of AS3 that is not known here is no drift",
      (device) => {
        item(device, "profile_tcp").nagle = "disable";
      },
      [
        'unparsed as3-key-unknown pairs.inbound: /dmz/inbound/profile_tcp has nagle in what was last posted to AS3, a key that sip-ha does not know: nagle: "disable" / nagle: nothing',
      ],
    ],
  ];
  test.each(CASES)("%s", (_, change, expected) => {
    expect(changed(change)).toEqual(expected);
  });
});

test("an empty answer could not be read, and nothing is concluded from it", () => {
  const sound = factsOfDevice(ENVIRONMENT, posted());
  const sections = [...sound.matchAll(/^== (\S+)$/gm)].map(([, name]) => name!);
  expect(sections.length).toBeGreaterThan(5);
  for (const name of sections) {
    const emptied = sound.replace(new RegExp(`(== ${name.replaceAll("?", "\\?")}\\n)(?: .*\\n)+`), "$1");
    expect(emptied).not.toBe(sound);
    expect(told(emptied)).toEqual([
      `unparsed facts-incomplete bigIps.ltm-1: ${name} does not have the status of an answer: no line for it / a line such as status 200, or a command that has failed`,
    ]);
  }
});
