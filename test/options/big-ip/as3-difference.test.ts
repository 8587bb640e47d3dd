import { describe, expect, test } from "vitest";
import { as3Declaration } from "../../../lib/options/big-ip/as3-declaration";
import { AS3_DEFAULTS, MEMBER_DEFAULTS } from "../../../lib/options/big-ip/as3-defaults";
import { itemDifferences } from "../../../lib/options/big-ip/as3-difference";
import { describeWith } from "../../prerequisites";
import { AS3_SCHEMA, withSchemaDefaults } from "./as3-schema";
import { bigIpTopology } from "./big-ip-sample";

// biome-ignore lint/suspicious/noExplicitAny: a declaration is whatever AS3 accepts.
type Item = any;

const { topology, device } = bigIpTopology();
const declaration = as3Declaration(topology, device).declaration as Item;

describeWith({ files: { "AS3's schema": AS3_SCHEMA } }, "the defaults that are known here", () => {
  test("are those of AS3's schema 3.56, for each key by itself", () => {
    const items = Object.entries<Item>(declaration.dmz.inbound).filter(([, { class: kind }]) => kind !== undefined);
    const differing = items.flatMap(([name, item]) =>
      Object.entries(AS3_DEFAULTS[item.class] ?? {}).flatMap(([key, known]) => {
        const without = structuredClone(declaration);
        delete without.dmz.inbound[name][key];
        const taken = withSchemaDefaults(without).dmz.inbound[name][key];
        // The schema says nothing about these two, and means none.
        const isSame =
          JSON.stringify(taken ?? known) === JSON.stringify(known) && (taken !== undefined || /^codes/.test(key));
        return isSame || known === undefined ? [] : [`${item.class} ${key}: ${taken}, not ${known}`];
      }),
    );
    expect(differing).toEqual([]);
    const members = structuredClone(declaration);
    const [{ servicePort, serverAddresses }] = members.dmz.inbound.pool_sip_udp.members;
    members.dmz.inbound.pool_sip_udp.members = [{ servicePort, serverAddresses }];
    const [member] = withSchemaDefaults(members).dmz.inbound.pool_sip_udp.members;
    expect(member).toEqual({ ...MEMBER_DEFAULTS, servicePort, serverAddresses });
  });

  test("make AS3's answer, which has all its defaults, the same as what was posted", () => {
    const filled = withSchemaDefaults(declaration);
    const said = Object.entries<Item>(declaration.dmz.inbound)
      .filter(([, item]) => item.class !== undefined)
      .flatMap(([name, item]) => itemDifferences(item, filled.dmz.inbound[name]))
      // Profiles have dozens of keys; those that are written here are known.
      .filter(({ isUnknown }) => !isUnknown);
    expect(said).toEqual([]);
  });
});

describe("an item differs", () => {
  const pool = declaration.dmz.inbound.pool_sip_udp;
  const changed = (change: (item: Item) => void, item: Item = pool) => {
    const found = structuredClone(item);
    change(found);
    return itemDifferences(item, found);
  };

  test("in nothing from itself, whatever its form", () => {
    expect(changed(() => {})).toEqual([]);
    expect(changed((item) => item.members.reverse())).toEqual([]);
    expect(changed((item) => Object.assign(item, { label: "x", allowSNATEnabled: true }))).toEqual([]);
    expect(changed((item) => delete item.reselectTries, { ...pool, reselectTries: 0 })).toEqual([]);
    const server = declaration.dmz.inbound["fwd_in_trunk-a"];
    expect(changed((item) => (item.iRules = [{ use: item.iRules[0] }]), server)).toEqual([]);
    expect(changed((item) => (item.translateClientPort = false), server)).toEqual([]);
  });

  test("only in its class, if that is different", () => {
    expect(changed((item) => Object.assign(item, { class: "Monitor", slowRampTime: 3 }))).toEqual([
      { key: "class", found: '"Monitor"', expected: '"Pool"', isUnknown: false },
    ]);
  });

  test("in nothing by a remark within it, but by translateClientPort if that is on", () => {
    expect(changed((item) => (item.members[0].remark = "the first"))).toEqual([]);
    const server = declaration.dmz.inbound["fwd_in_trunk-a"];
    expect(changed((item) => (item.translateClientPort = true), server)).toEqual([
      { key: "translateClientPort", found: "true", expected: '"preserve"', isUnknown: false },
    ]);
  });

  test("also in keys of a tenant and of an application, known and unknown, in the order of their names", () => {
    const differing = (kind: string) => itemDifferences({ class: kind }, { class: kind, zeal: 1, enable: false });
    for (const kind of ["Tenant", "Application"])
      expect(differing(kind)).toEqual([
        { key: "enable", found: "false", expected: expect.any(String), isUnknown: false },
        { key: "zeal", found: "1", expected: "nothing", isUnknown: true },
      ]);
  });

  test("in the whole of a list that is not a list there", () => {
    expect(changed((item) => (item.monitors = { bigip: "/Common/udp" }))).toEqual([
      { key: "monitors", found: '{"bigip":"/Common/udp"}', expected: JSON.stringify(pool.monitors), isUnknown: false },
    ]);
  });

  test("in a key that is left out, if its default is not what was declared", () => {
    expect(changed((item) => delete item.slowRampTime)).toEqual([
      { key: "slowRampTime", found: "10", expected: "0", isUnknown: false },
    ]);
  });

  test("in the elements of a set that only one of the two has", () => {
    expect(changed((item) => item.monitors.push({ bigip: "/Common/udp" }))).toEqual([
      { key: "monitors", found: '{"bigip":"/Common/udp"}', expected: "nothing", isUnknown: false },
    ]);
  });

  test("in the order of iRules, which matters", () => {
    const server = { class: "Service_UDP", iRules: ["first", "second"] };
    expect(itemDifferences(server, { class: "Service_UDP", iRules: ["second", "first"] })).toMatchObject([
      { key: "iRules" },
    ]);
  });
});
