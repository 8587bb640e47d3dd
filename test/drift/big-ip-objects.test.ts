import { describe, expect, test } from "vitest";
import { foundObjects } from "../../lib/drift/big-ip-objects";

/** What is understood from an object's answer. */
const values = (kind: Parameters<typeof foundObjects>[0], answer: object) =>
  foundObjects(kind, answer as Record<string, unknown>)?.map((one) => [one.path, one.values]);

describe("documented answers are understood:", () => {
  // From the tests of CiscoTestAutomation/genieparser, src/genie/libs/parser/bigip/tests: BIG-IP 14.1.2.1.
  test("a SIP monitor of 14.1, whose defaults are not in the answer", () => {
    const answer = {
      kind: "tm:ltm:monitor:sip:sipstate",
      name: "sip",
      partition: "Common",
      fullPath: "/Common/sip",
      generation: 0,
      selfLink: "https://localhost/mgmt/tm/ltm/monitor/sip/~Common~sip?ver=14.1.2.1",
      cipherlist: "DEFAULT:+SHA:+3DES:+kEDH",
      compatibility: "enabled",
      debug: "no",
      destination: "*:*",
      interval: 5,
      manualResume: "disabled",
      mode: "udp",
      timeUntilUp: 0,
      timeout: 16,
      upInterval: 0,
    };
    expect(values("ltm/monitor/sip", answer)).toEqual([
      [
        "/Common/sip",
        {
          mode: "udp",
          interval: "5",
          timeout: "16",
          upInterval: "0",
          timeUntilUp: "0",
          request: "none",
          headers: "none",
          filter: "none",
          filterNeg: "none",
          destination: "*:*",
          manualResume: "disabled",
        },
      ],
    ]);
  });

  test("a self IP, a UDP profile and a data group of 14.1", () => {
    const self = {
      kind: "tm:net:self:selfstate",
      name: "Services-SelfIP",
      partition: "Common",
      fullPath: "/Common/Services-SelfIP",
      generation: 1015,
      address: "172.16.2.233/24",
      addressSource: "from-user",
      floating: "disabled",
      inheritedTrafficGroup: "false",
      trafficGroup: "/Common/traffic-group-local-only",
      vlan: "/Common/Services",
    };
    expect(values("net/self", self)).toEqual([
      [
        "/Common/Services-SelfIP",
        { address: "172.16.2.233/24", vlan: "/Common/Services", trafficGroup: "/Common/traffic-group-local-only" },
      ],
    ]);
    const udp = { fullPath: "/Common/udp", allowNoPayload: "disabled", datagramLoadBalancing: "disabled" };
    expect(values("ltm/profile/udp", { ...udp, idleTimeout: "60", defaultsFrom: "none", ipDfMode: "pmtu" })).toEqual([
      ["/Common/udp", { allowNoPayload: "disabled", datagramLoadBalancing: "disabled", idleTimeout: "60" }],
    ]);
    const records = [
      { name: "64.12.96.0/19", data: "" },
      { name: "195.93.16.0/20", data: "" },
    ];
    expect(values("ltm/data-group/internal", { fullPath: "/Common/aol", type: "ip", records })).toEqual([
      ["/Common/aol", { type: "ip", records: "195.93.16.0/20= 64.12.96.0/19=" }],
    ]);
  });

  test("a VLAN and a route of 14.1, a device of 13.1; the VLAN's interfaces have a value or, in 11.5, none", () => {
    const vlan = (items: object[]) =>
      values("net/vlan", { fullPath: "/Common/Internal", tag: 11, interfacesReference: { items } });
    const of = (interfaces: string) => [["/Common/Internal", { tag: "11", interfaces }]];
    expect(vlan([{ name: "1.2", fullPath: "1.2", tagged: null }])).toEqual(of("1.2=tagged"));
    expect(
      vlan([
        { name: "1.2", tagged: true },
        { name: "1.1", untagged: true },
      ]),
    ).toEqual(of("1.1=untagged 1.2=tagged"));
    expect(vlan([{ name: "1.2", tagged: false }])).toEqual(of("1.2=untagged"));
    // If it was asked for without them.
    expect(values("net/vlan", { fullPath: "/Common/Internal", tag: 11 })).toEqual(of("none"));
    const route = {
      fullPath: "/Common/Defaul_Route",
      description: "Default",
      gw: "192.168.40.2",
      mtu: 0,
      network: "default",
    };
    expect(values("net/route", route)).toEqual([["/Common/Defaul_Route", { gw: "192.168.40.2", network: "default" }]]);
    const tunnel = { fullPath: "/Common/vpn", tmInterface: "/Common/vpn", mtu: 0, network: "10.0.0.0/8" };
    expect(values("net/route", tunnel)).toEqual([["/Common/vpn", { gw: "none", network: "10.0.0.0/8" }]]);
    const device = {
      fullPath: "/Common/foo.f5.com",
      failoverState: "active",
      managementIp: "172.16.1.10",
      selfDevice: "true",
      version: "13.1.1.2",
    };
    const { fullPath, ...known } = device;
    expect(values("cm/device", { ...device, hostname: "foo.f5.com" })).toEqual([[fullPath, known]]);
  });

  test.each([
    ["[class match [IP::local_addr] equals /T/A/own_addresses]", "/T/A/own_addresses"],
    ["[class match [IP::client_addr] equals no_snat] or [matchclass [IP::x] equals $::lan]", "lan no_snat"],
    ["snat automap", "none"],
  ])("an iRule with %j uses the data groups %s", (text, dataGroups) => {
    expect(values("ltm/rule", { fullPath: "/T/A/r", apiAnonymous: text })).toEqual([["/T/A/r", { text, dataGroups }]]);
  });

  // From the tests of go-bigip, ltm_test.go: BIG-IP 12.1.3.7.
  test("a virtual server of 12.1, with a SNAT pool, iRules and persistence", () => {
    const answer = {
      kind: "tm:ltm:virtual:virtualstate",
      fullPath: "/Common/test-virtual",
      addressStatus: "yes",
      destination: "/Common/10.1.1.1:8080",
      enabled: true,
      ipProtocol: "tcp",
      mask: "255.255.255.255",
      pool: "/Common/test-pool",
      poolReference: { link: "https://localhost/mgmt/tm/ltm/pool/~Common~test-pool?ver=12.1.3.7" },
      source: "0.0.0.0/0",
      sourceAddressTranslation: {
        pool: "/Common/test-snat-pool",
        poolReference: { link: "https://localhost/mgmt/tm/ltm/snatpool/~Common~test-snat-pool?ver=12.1.3.7" },
        type: "snat",
      },
      sourcePort: "preserve",
      translateAddress: "enabled",
      translatePort: "enabled",
      vlansDisabled: true,
      rules: ["/Common/test-irule1", "/Common/test-irule2"],
      persist: [{ name: "source_addr", partition: "Common", tmDefault: "yes", nameReference: { link: "https://…" } }],
      // That answer was asked for without its profiles.
      profilesReference: { items: [{ fullPath: "/Common/tcp" }] },
    };
    expect(values("ltm/virtual", answer)).toEqual([
      [
        "/Common/test-virtual",
        {
          state: "enabled",
          destination: "10.1.1.1:8080",
          ipProtocol: "tcp",
          ipForward: "disabled",
          source: "0.0.0.0/0",
          pool: "/Common/test-pool",
          persist: "/Common/source_addr",
          fallbackPersistence: "none",
          sourceAddressTranslation: "/Common/test-snat-pool",
          sourcePort: "preserve",
          translateAddress: "enabled",
          translatePort: "enabled",
          rules: "/Common/test-irule1 /Common/test-irule2",
          vlans: "all",
          profiles: "/Common/tcp",
        },
      ],
    ]);
  });

  // As above, of 11.5.3; the monitor with a space behind it is the device's.
  test("a pool of 11.5 and a member that its monitor finds down, but that is still in service", () => {
    const member = {
      kind: "tm:ltm:pool:members:membersstate",
      name: "test-pool-member:80",
      partition: "Common",
      fullPath: "/Common/test-pool-member:80",
      address: "10.10.20.30",
      connectionLimit: 0,
      priorityGroup: 0,
      rateLimit: "disabled",
      session: "monitor-enabled",
      state: "down",
    };
    const pool = {
      fullPath: "/Common/test-pool",
      loadBalancingMode: "round-robin",
      minActiveMembers: 0,
      monitor: "/Common/http ",
      reselectTries: 0,
      slowRampTime: 10,
      membersReference: { items: [member] },
    };
    expect(values("ltm/pool", pool)).toEqual([
      [
        "/Common/test-pool",
        {
          loadBalancingMode: "round-robin",
          minActiveMembers: "0",
          monitor: "/Common/http",
          serviceDownAction: "none",
          slowRampTime: "10",
          reselectTries: "0",
        },
      ],
      [
        "/Common/test-pool test-pool-member:80",
        { address: "10.10.20.30", priorityGroup: "0", monitor: "default", state: "enabled" },
      ],
    ]);
  });

  // https://devcentral.f5.com/articles/icontrol-rest-working-with-pool-members
  test.each([
    ["unchecked", "user-enabled", "enabled"],
    ["up", "monitor-enabled", "enabled"],
    ["unchecked", "user-disabled", "disabled"],
    ["user-down", "user-disabled", "forced offline"],
  ])("the state %s and the session %s mean %s", (state, session, expected) => {
    expect(values("ltm/node", { fullPath: "/T/a", address: "192.0.2.1%0", state, session })).toEqual([
      ["/T/a", { address: "192.0.2.1", state: expected }],
    ]);
  });
});

describe("each value is read in one normal form:", () => {
  const virtual = {
    fullPath: "/T/A/v",
    destination: "/T/vip:5060",
    ipProtocol: "udp",
    source: "10.0.0.1%0/32",
    sourcePort: "preserve",
    translateAddress: "disabled",
    translatePort: "disabled",
    profilesReference: { items: [] },
  };
  const value = (name: string, more: object) => {
    const [found] = foundObjects("ltm/virtual", { ...virtual, ...more } as Record<string, unknown>)!;
    return found!.values![name];
  };

  test.each([
    ["destination", { destination: "/T/vip:5060" }, "/T/vip:5060"],
    ["destination", { destination: "/T/192.0.2.1%0:5060" }, "192.0.2.1:5060"],
    ["destination", { destination: "/T/192.0.2.1%7:5060" }, "192.0.2.1%7:5060"],
    ["destination", { destination: "/T/any:0" }, "0.0.0.0:0"],
    ["destination", { destination: "/T/0.0.0.0:any" }, "0.0.0.0:0"],
    ["destination", { destination: "/T/vip" }, "/T/vip"],
    ["source", {}, "10.0.0.1/32"],
    ["vlans", { vlansEnabled: true, vlans: ["/Common/b", "/Common/a"] }, "/Common/a /Common/b"],
    ["vlans", { vlansDisabled: true, vlans: ["/Common/b"] }, "all but /Common/b"],
    ["state", { disabled: true }, "disabled"],
    ["ipForward", { ipForward: true }, "enabled"],
    ["sourceAddressTranslation", { sourceAddressTranslation: { type: "automap" } }, "automap"],
    ["persist", { persist: [{ name: "p", partition: "T", subPath: "A" }] }, "/T/A/p"],
  ])("%s of %j", (name, more, expected) => {
    expect(value(name, more)).toBe(expected);
  });
});

test.each<[Parameters<typeof foundObjects>[0], object]>([
  ["ltm/node", {}],
  ["ltm/node", { fullPath: 7 }],
  ["ltm/node", { fullPath: "/T/a", address: null, session: "user-enabled", state: "up" }],
  ["ltm/pool", { fullPath: "/T/A/p", loadBalancingMode: "round-robin" }],
  ["ltm/monitor/sip", { fullPath: "/T/A/m", mode: "udp", interval: true }],
  ["ltm/virtual", { fullPath: "/T/A/v", destination: ["/T/a:1"] }],
  ["net/self", { fullPath: "/Common/s", address: "10.0.0.1/24" }],
])("an object of %s that is incomplete, %j, is not understood", (kind, answer) => {
  expect(values(kind, answer)).toBeUndefined();
});
