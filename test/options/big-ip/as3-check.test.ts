import { describe, expect, test } from "vitest";
import { problemsOf } from "../../../lib/options/big-ip/as3-check";
import { as3Declaration } from "../../../lib/options/big-ip/as3-declaration";
import { bigIpTopology, SECOND_PAIR } from "./big-ip-sample";

// biome-ignore lint/suspicious/noExplicitAny: a declaration is spoilt at will.
type Spoilt = any;

const { topology, device } = bigIpTopology(SECOND_PAIR);

/** What is found in the sample's declaration after one change to it. */
function problemsAfter(spoil: (tenant: Spoilt, declaration: Spoilt) => void): string[] {
  const copy = structuredClone(as3Declaration(topology, device)) as Spoilt;
  spoil(copy.declaration.dmz, copy.declaration);
  return problemsOf(copy);
}

describe("a declaration", () => {
  test("is valid as it is written", () => {
    expect(problemsAfter(() => undefined)).toEqual([]);
  });

  test("has no pointer that leads nowhere, whatever its form", () => {
    expect(problemsAfter(({ inbound }) => delete inbound.mon_sip_udp)).toEqual([
      "/dmz/inbound/pool_sip_udp: monitors points to mon_sip_udp, which is not there",
    ]);
    expect(problemsAfter(({ inbound }) => delete inbound.pool_sip_tcp)).toEqual([
      "/dmz/inbound/vs_sip_tcp: pool points to pool_sip_tcp, which is not there",
    ]);
    expect(problemsAfter(({ inbound }) => delete inbound.snat_vip)).toEqual([
      "/dmz/inbound/fwd_out_trunk-a: snat points to snat_vip, which is not there",
      "/dmz/inbound/fwd_udp_trunk-a: snat points to snat_vip, which is not there",
      "/dmz/inbound/fwd_out_trunk-b: snat points to snat_vip, which is not there",
      "/dmz/inbound/fwd_udp_trunk-b: snat points to snat_vip, which is not there",
    ]);
    expect(problemsAfter(({ inbound }) => delete inbound.rule_inbound)).toEqual([
      "/dmz/inbound/fwd_in_trunk-a: iRules points to rule_inbound, which is not there",
      "/dmz/inbound/fwd_in_trunk-b: iRules points to rule_inbound, which is not there",
    ]);
    expect(problemsAfter(({ inbound }) => delete inbound.own_addresses)).toEqual([
      "/dmz/inbound/rule_outbound: iRule names own_addresses, which is not there",
      "/dmz/inbound/rule_inbound: iRule names own_addresses, which is not there",
    ]);
  });

  test("has no pointer to an item of another class, or of another application", () => {
    expect(
      problemsAfter(({ inbound }) => {
        inbound.vs_sip_udp.profileUDP = { use: "profile_tcp" };
      }),
    ).toEqual([
      "/dmz/inbound/vs_sip_udp: profileUDP points to profile_tcp, which is of the class TCP_Profile, not UDP_Profile",
    ]);
    expect(
      problemsAfter(({ inbound }) => {
        inbound.rule_inbound.iRule = inbound.rule_inbound.iRule.replace("/dmz/inbound/", "/dmz/outbound/");
      }),
    ).toEqual(["/dmz/inbound/rule_inbound: iRule names /dmz/outbound/own_addresses, which is of another application"]);
    expect(
      problemsAfter(({ inbound }) => {
        inbound.vs_sip_udp.virtualAddresses = [{ use: "__proto__" }];
      }),
    ).toEqual(["/dmz/inbound/vs_sip_udp: virtualAddresses points to __proto__, which is not there"]);
  });

  test("has no key that its class does not have", () => {
    expect(
      problemsAfter(({ inbound }) => {
        inbound.mon_sip_udp.codeUp = [200];
        inbound.vs_sip_udp.codesUp = [200];
        inbound.fwd_in_trunk_a = { class: "Service_Forward" };
        inbound.pool = "pool_sip_udp";
      }),
    ).toEqual([
      "/dmz/inbound: an application has no pool",
      "/dmz/inbound/mon_sip_udp: the class Monitor has no codeUp",
      "/dmz/inbound/vs_sip_udp: the class Service_UDP has no codesUp",
      "/dmz/inbound/fwd_in_trunk_a: the class Service_Forward is not one that is written here",
    ]);
    expect(
      problemsAfter((tenant, declaration) => {
        tenant.pair = { class: "Applicaton" };
        declaration.other = {};
      }),
    ).toEqual([
      "the declaration: other is neither a key that is known here nor of the class Tenant",
      "/dmz: pair is neither a key that is known here nor of the class Application",
    ]);
  });

  test("may have a remark in an application as well", () => {
    expect(
      problemsAfter(({ inbound }) => {
        inbound.remark = "a".repeat(65);
        inbound.label = 'the "first"';
      }),
    ).toEqual(
      ["label", "remark"].map(
        (key) => `/dmz/inbound: ${key} has more than 64 characters, or a quotation mark or backslash`,
      ),
    );
  });

  test("has names and remarks with allowed characters and lengths", () => {
    const rule =
      "not a name for AS3: a letter, then letters, digits, _, . or -, not ending in . or -, at most 190 characters";
    const item = { class: "SNAT_Pool", snatAddresses: ["192.0.2.10"] };
    const long = "a".repeat(191);
    expect(
      problemsAfter((tenant) => {
        for (const name of ["2nd", "snat-", "naïve", "a b", long, "s", "ab"]) tenant.inbound[name] = item;
      }),
    ).toEqual([
      `/dmz/inbound/2nd: ${rule}`,
      `/dmz/inbound/snat-: ${rule}`,
      `/dmz/inbound/naïve: ${rule}`,
      `/dmz/inbound/a b: ${rule}`,
      `/dmz/inbound/${long}: ${rule}`,
      "/dmz/inbound/s: the name of an item has at least two characters",
    ]);
    const remark = "has more than 64 characters, or a quotation mark or backslash";
    for (const text of ["a".repeat(65), 'a "b"', "a\\b", "a\nb", "", 7])
      expect(
        problemsAfter(({ inbound }) => {
          inbound.profile_udp.remark = text;
        }),
      ).toEqual([`/dmz/inbound/profile_udp: remark ${remark}`]);
  });

  test("may not name an address that another application names: addresses belong to the tenant", () => {
    expect(
      problemsAfter(({ inbound, outbound }) => {
        inbound.vip = { class: "Service_Address", virtualAddress: "192.0.2.21" };
        outbound.vip = { class: "Service_Address", virtualAddress: "192.0.2.22" };
      }),
    ).toEqual(["/dmz/outbound/vip: the name vip already belongs to inbound/vip"]);
  });

  test("has nothing twice of what a device has once", () => {
    expect(
      problemsAfter(({ inbound, outbound }) => {
        outbound.vip_192_0_2_11.virtualAddress = "192.0.2.10";
        inbound.again = { ...inbound["fwd_in_trunk-a"] };
      }),
    ).toEqual([
      "/dmz/inbound/again: the place 10.214.0.11/32 from 0.0.0.0/0:0 any on /Common/ltm-outside already belongs to inbound/fwd_in_trunk-a",
      "/dmz/outbound/vs_sip_udp: the place 192.0.2.10:5060 udp on /Common/ltm-outside already belongs to inbound/vs_sip_udp",
      "/dmz/outbound/vip_192_0_2_11: the address 192.0.2.10 already belongs to inbound/vip_192_0_2_10",
    ]);
  });
});
