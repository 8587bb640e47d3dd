import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AS3_CLASSES } from "../../../lib/options/big-ip/as3-classes";
import { as3Declaration } from "../../../lib/options/big-ip/as3-declaration";
import { devicesInUse } from "../../../lib/options/big-ip/model";
import { describeWith } from "../../prerequisites";
import { anyEnvironment } from "../../property/any-environment";
import { topologyOf } from "../../topology-of";
import { AS3_SCHEMA, schemaErrors } from "./as3-schema";
import { bigIpTopology, SECOND_PAIR } from "./big-ip-sample";

const POOL = "pairs.inbound.highAvailability.bigIp";
const NEEDS = { files: { "AS3's schema": AS3_SCHEMA } };

describeWith(NEEDS, "AS3's schema 3.56, with its defaults", () => {
  test.each([
    ["a pair", {}],
    ["two pairs", SECOND_PAIR],
    ["members in their order", { [`${POOL}.memberPriority`]: "primary-first", [`${POOL}.monitorCodes`]: [404, 405] }],
    ["UDP alone", { "pairs.inbound.sip": { transports: ["udp"] } }],
    [
      "TLS alone, the longest times",
      { "pairs.inbound.sip": { tlsPort: 5061, transports: ["tls"] }, [`${POOL}.tcpIdleTimeout`]: "24h" },
    ],
    [
      "the shortest times",
      { [`${POOL}.monitorInterval`]: "1s", [`${POOL}.udpIdleTimeout`]: "1s", [`${POOL}.tcpIdleTimeout`]: "1s" },
    ],
    ["a tenant and names with the last allowed characters", { "bigIps.ltm-1.tenant": `a${".-_9".repeat(47)}_` }],
    ["the oldest version of AS3", { "bigIps.ltm-1.as3Version": "3.30" }],
  ])("accepts %s", (_, changes) => {
    const { topology, device } = bigIpTopology(changes);
    expect(schemaErrors(as3Declaration(topology, device).declaration)).toEqual([]);
  });

  test("accepts the declaration of any environment", () => {
    fc.assert(
      fc.property(anyEnvironment, (declaration) => {
        const topology = topologyOf(declaration);
        for (const device of devicesInUse(topology))
          expect(schemaErrors(as3Declaration(topology, device).declaration)).toEqual([]);
      }),
      { numRuns: 40, interruptAfterTimeLimit: 6_000 },
    );
  });

  test("refuses what is wrong, so that its acceptance means something", () => {
    const { topology, device } = bigIpTopology();
    // biome-ignore lint/suspicious/noExplicitAny: a declaration is spoilt at will.
    const spoilt = (spoil: (pair: any) => void) => {
      // biome-ignore lint/suspicious/noExplicitAny: the same.
      const { declaration } = structuredClone(as3Declaration(topology, device)) as any;
      spoil(declaration.dmz.inbound);
      return schemaErrors(declaration)[0];
    };
    expect(spoilt((pair) => delete pair.vs_sip_udp.virtualPort)).toBe(
      "/dmz/inbound/vs_sip_udp must have required property 'virtualPort'",
    );
    expect(
      spoilt((pair) => {
        pair.vip_192_0_2_10.virtualAddress = "192.0.2";
      }),
    ).toBe('/dmz/inbound/vip_192_0_2_10/virtualAddress must match format "f5ip"');
  });

  test("has every key that is attributed to a class", () => {
    const { definitions } = JSON.parse(readFileSync(AS3_SCHEMA!, "utf8"));
    const keysOf = (name: string) => Object.keys(definitions[name]?.properties ?? {});
    const more: Readonly<Record<string, readonly string[]>> = {
      Monitor: ["Monitor_SIP"],
      Data_Group: ["Data_Group_IP"],
    };
    const text = JSON.stringify(definitions);
    for (const [name, { keys }] of Object.entries(AS3_CLASSES)) {
      const known = [name, ...(more[name] ?? []), ...(name.startsWith("Service_") ? ["Service_Core"] : [])].flatMap(
        keysOf,
      );
      const elsewhere = keys.filter((key) => !known.includes(key));
      // Some classes have keys in branches that depend on others; these are searched for in the text.
      expect(elsewhere.filter((key) => !text.includes(`"${key}":{`))).toEqual([]);
    }
  });
});
