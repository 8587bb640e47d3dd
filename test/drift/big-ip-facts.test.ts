import { describe, expect, test } from "vitest";
import { withoutCollector } from "../../lib/drift/without-collector";
import { bigIpTopology } from "../options/big-ip/big-ip-sample";
import { factsOfDevice } from "./big-ip-facts-of-model";
import { ENVIRONMENT, posted, told } from "./device-drift";

describe("an unexpected answer of a device is reported with its line, and is no drift:", () => {
  const text = factsOfDevice(ENVIRONMENT, posted());
  const section = (name: string, lines: readonly string[], code = 0) => {
    const pattern = new RegExp(`^== ${name}\n(?: .*\n)*-- 0$`, "m");
    expect(text).toMatch(pattern);
    return text.replace(pattern, () => [`== ${name}`, ...lines.map((line) => ` ${line}`), `-- ${code}`].join("\n"));
  };
  const REGISTERED = '"Public URI path not registered: /shared/appsvcs/info"';

  test.each<[string, string, string[]]>([
    [
      "a refused request",
      section("ltm/pool", ["status 403", '"no access"']),
      [
        'unparsed device-refused bigIps.ltm-1: ltm/pool: the account may not read this: status 403: "no access" / status 200',
      ],
    ],
    [
      "a page in HTML",
      section(
        "ltm/virtual",
        ["status 200", "parse error: Invalid numeric literal at line 1, column 10", "no JSON: <html>"],
        1,
      ),
      [
        'unparsed facts-command-failed bigIps.ltm-1: the command for ltm/virtual failed with 1: "status 200" / exit code 0',
      ],
    ],
    [
      "an object without the requested values",
      section("ltm/rule", ["status 200", '"tm:ltm:rule:rulecollectionstate"', '{"name":"rule_outbound"}']),
      [
        'unparsed facts-not-understood bigIps.ltm-1: an object of ltm/rule cannot be understood: "an object without a name" / the properties that iControl REST gives such an object',
      ],
    ],
    [
      "a session that is not known",
      text.replace('"session":"monitor-enabled"', '"session":"addr-disabled"'),
      [
        "unparsed facts-not-understood bigIps.ltm-1: an object of ltm/pool cannot be understood: /dmz/inbound/pool_sip_udp / the properties that iControl REST gives such an object",
      ],
    ],
    [
      "an answer of another kind",
      section("ltm/rule", ["status 200", '"tm:ltm:node:nodecollectionstate"']),
      [
        "unparsed device-answer bigIps.ltm-1: ltm/rule: the answer is not of the kind that was asked for: tm:ltm:node:nodecollectionstate / tm:ltm:rule:…collectionstate",
      ],
    ],
    [
      "another tenant",
      section("as3/declare", ["status 200", '"ADC"']),
      [
        "unparsed device-answer bigIps.ltm-1: as3/declare: the answer does not have the tenant dmz that was asked for: no such tenant / /dmz",
      ],
    ],
    [
      "AS3 that is still working",
      section("as3/declare", ["status 202", '"in progress"']),
      [
        'unparsed device-refused bigIps.ltm-1: as3/declare: AS3 is still at work on a declaration: status 202: "in progress" / status 200',
      ],
    ],
    [
      "a device that is busy",
      section("as3/declare", ["status 503", '"try again in 2 minutes"']),
      [
        'unparsed device-refused bigIps.ltm-1: as3/declare: the device is busy: status 503: "try again in 2 minutes" / status 200',
      ],
    ],
    [
      "an unexpected status",
      section("net/self", ["status 500", '"The connection to mcpd has been lost, try again."']),
      [
        'unparsed device-refused bigIps.ltm-1: net/self: the device gave no answer to what was asked: status 500: "The connection to mcpd has been lost, try again." / status 200',
      ],
    ],
    [
      "a status without a word",
      section("net/self", ["status 500"]),
      [
        "unparsed device-refused bigIps.ltm-1: net/self: the device gave no answer to what was asked: status 500 / status 200",
      ],
    ],
    [
      "objects of no kind",
      section("ltm/rule", ["status 200", '{"name":"rule_outbound"}']),
      [
        "unparsed device-answer bigIps.ltm-1: ltm/rule: the answer is not of the kind that was asked for: an answer without a kind / tm:ltm:rule:…collectionstate",
      ],
    ],
    [
      "an unrelated line beside objects, and an object without the requested values",
      section("ltm/rule", ["status 200", '"tm:ltm:rule:rulecollectionstate"', "<html>", '{"fullPath":"/T/r"', "{}"]),
      [
        'unparsed facts-not-understood bigIps.ltm-1: a line of ltm/rule cannot be understood: "<html>" / status and its number, then a line of JSON for each object',
        'unparsed facts-not-understood bigIps.ltm-1: a line of ltm/rule cannot be understood: "{\\"fullPath\\":\\"/T/r\\"" / status and its number, then a line of JSON for each object',
        'unparsed facts-not-understood bigIps.ltm-1: an object of ltm/rule cannot be understood: "an object without a name" / the properties that iControl REST gives such an object',
      ],
    ],
    [
      "another version of AS3's answer",
      section("as3/info", ["status 200", '{"release":"5"}']),
      [
        'unparsed facts-not-understood bigIps.ltm-1: an object of as3/info cannot be understood: "an object without a name" / the properties that iControl REST gives such an object',
      ],
    ],
  ])("%s", (_, facts, expected) => {
    expect(told(facts)).toEqual(expected);
  });

  test("a missing AS3 is reported once, and the objects are compared all the same", () => {
    const facts = section("as3/info", ["status 404", REGISTERED]).replace(
      /^(== as3\/declare\n)(?: .*\n)*/m,
      `$1 status 404\n ${REGISTERED}\n`,
    );
    expect(told(facts)).toEqual([
      'unparsed device-refused bigIps.ltm-1: as3/info: there is no AS3 on the device: status 404: "Public URI path not registered: /shared/appsvcs/info" / status 200',
    ]);
    expect(told(facts.replace('"session":"monitor-enabled"', '"session":"user-disabled"'))).toHaveLength(2);
  });

  test("objects that a collector of an earlier model did not read count as not collected", () => {
    const earlier = posted();
    const items = [...earlier.expected.declared].filter(([path]) => !path.endsWith("/vs_sip_tls"));
    const expected = {
      ...earlier.expected,
      declared: new Map(items),
      objects: earlier.expected.objects.filter(({ path }) => !path.endsWith("/vs_sip_tls")),
    };
    const fix = "missing not-collected pairs.inbound: the collector did not look at /dmz/inbound/vs_sip_tls";
    expect(told(factsOfDevice(ENVIRONMENT, { ...earlier, expected }))).toEqual([
      `${fix}: undefined / undefined`,
      `${fix}: undefined / undefined`,
    ]);
  });

  test("a refused account is reported, after which nothing more was asked", () => {
    const first = text.slice(0, text.indexOf("== as3/info"));
    expect(told(`${first}== as3/info\n status 401\n "Authorization failed"\n-- 0\n`)).toEqual([
      "unparsed facts-truncated",
      'unparsed device-refused bigIps.ltm-1: as3/info: the device does not take the account or its password: status 401: "Authorization failed" / status 200',
    ]);
  });

  test("an older AS3 than the declaration is written for is drift", () => {
    expect(told(text.replace('"schemaCurrent":"3.56.0"', '"schemaCurrent":"3.9.0"'))).toEqual([
      "drift as3-older bigIps.ltm-1.as3Version: AS3 on the device is older than the declaration says: 3.9.0 / 3.50.0 or newer",
    ]);
  });

  test.each([
    ["nothing was ever declared", ["status 204"]],
    ["another tenant alone is declared", ["status 404", `"specified Tenant(s) 'dmz' not found in declaration"`]],
  ])("a missing tenant is drift, and reported once: %s", (_, lines) => {
    const device = posted();
    for (const kind of Object.keys(device.state)) if (kind !== "net/self") device.state[kind] = [];
    const gone = factsOfDevice(ENVIRONMENT, device).replace(
      /^(== as3\/declare\n)(?: .*\n)*/m,
      () => `== as3/declare\n${lines.map((line) => ` ${line}\n`).join("")}`,
    );
    const said = ["drift as3-tenant-missing bigIps.ltm-1: AS3 has nothing of the tenant dmz: nothing / /dmz"];
    expect(told(gone)).toEqual(said);
    const folder = '"01020036:3: The requested folder (/dmz) was not found."';
    expect(told(gone.replaceAll(/^ status 200\n "tm:ltm.*$/gm, ` status 404\n ${folder}`))).toEqual(said);
  });

  test("if AS3 does not have a tenant but the device does, each missing object is reported", () => {
    const device = posted();
    const pools = device.state["ltm/pool"]!;
    for (const kind of Object.keys(device.state)) if (!/^(?:net|ltm\/pool)/.test(kind)) device.state[kind] = [];
    const facts = factsOfDevice(ENVIRONMENT, device).replace(
      /^(== as3\/declare\n)(?: .*\n)*/m,
      "$1 status 404\n \"specified Tenant(s) 'dmz' not found in declaration\"\n",
    );
    const [first, ...missing] = told(facts);
    expect(first).toBe("drift as3-tenant-missing bigIps.ltm-1: AS3 has nothing of the tenant dmz: nothing / /dmz");
    const { objects } = device.expected;
    expect(pools.length).toBeGreaterThan(0);
    expect(missing.map((one) => /^drift (\S+) .* is not on the device: nothing \/ (.*)$/.exec(one)?.slice(1))).toEqual(
      objects.filter(({ kind }) => !kind.startsWith("ltm/pool")).map(({ path }) => ["big-ip-object-missing", path]),
    );
  });

  test("a 404 for something else does not mean that the tenant is missing", () => {
    expect(told(section("as3/declare", ["status 404", '"no such page"']))).toEqual([
      'unparsed device-refused bigIps.ltm-1: as3/declare: the device gave no answer to what was asked: status 404: "no such page" / status 200',
    ]);
    expect(told(section("ltm/pool", ["status 404", '"no such page"']))).toEqual([
      'unparsed device-refused bigIps.ltm-1: ltm/pool: the device gave no answer to what was asked: status 404: "no such page" / status 200',
    ]);
  });
});

test("nothing is collected from a device that no pair is behind, and that is reported", () => {
  const network = {
    inside: "ltm-inside",
    outside: "ltm-outside",
    insideSelfIp: "10.214.0.3",
    outsideSelfIp: "192.0.2.3",
  };
  const { topology } = bigIpTopology({ "bigIps.spare": { management: "10.213.0.101", version: "17.1.0", network } });
  const devices = withoutCollector(topology, []).filter(({ path }) => path.startsWith("bigIps."));
  expect(devices).toEqual([
    {
      environment: "dmz",
      path: "bigIps.spare",
      reason: "no pair is behind it, so nothing is declared on it",
    },
  ]);
});
