import { describe, expect, test } from "vitest";
import { search } from "../../../lib/testing/assertions/search";
import { Match } from "../../../lib/testing/matching/match";
import { NUMBER, TEXT } from "../../../lib/testing/matching/property";
import { firstPair } from "../example-topology";
import { misuseOf } from "../message-of";

const ports = (name: string | undefined, pattern: object, count = 3) =>
  search({
    where: "the switch",
    kind: ["port", "ports"],
    candidates: [...Array(count).keys()].map((index) => ({
      name: `port-${index}`,
      vlan: 100 + (index % 2),
      state: "up",
    })),
    nameKey: "name",
    name,
    pattern,
    properties: { name: TEXT, vlan: NUMBER, state: TEXT },
    label: ({ name: label, vlan }) => `${label} in ${vlan}`,
    note: () => "port-9 is on another switch",
  });

describe("a search", () => {
  test("finds candidates by name, by pattern, or by both", () => {
    expect(ports("port-1", {}).isMet).toBe(true);
    expect(ports(undefined, { vlan: 101 }).isMet).toBe(true);
    expect(ports("port-1", { vlan: 101 }).isMet).toBe(true);
    expect(ports("port-1", { vlan: 100 }).isMet).toBe(false);
    expect(ports("port-3", {}).isMet).toBe(false);
  });

  test("that fails shows the candidate of the name, even if others match the rest", () => {
    expect(ports("port-1", { vlan: 100 }).message()).toBe(
      `the switch has no port port-1 like { vlan: 100 }
It has 3 ports; the nearest is port-1 in 101:
   {
     name: "port-1",
!!   Expected 100 but received 101
     vlan: 101,
     state: "up",
   }
port-9 is on another switch`,
    );
  });

  test("for a name that no candidate has shows, of those with the nearest names, the one that matches most of the rest", () => {
    expect(ports("port-x", { vlan: 101 }).message()).toBe(
      `the switch has no port port-x like { vlan: 101 }
It has 3 ports; the nearest is port-1 in 101:
   {
!!   Expected "port-x" but received "port-1"
     name: "port-1",
     vlan: 101,
     state: "up",
   }
port-9 is on another switch`,
    );
  });

  test("among nothing says so", () => {
    expect(ports("port-1", {}, 0).message()).toBe(
      "the switch has no port port-1; it has no ports at all\nport-9 is on another switch",
    );
  });

  test("that finds several but should find none lists ten of them and shows the first", () => {
    expect(ports(undefined, { state: "up" }, 12).message()).toBe(
      `the switch has port like { state: "up" }, but should not
These are: ${[...Array(10).keys()].map((index) => `port-${index} in ${100 + (index % 2)}`).join(", ")} and 2 more; the first:
   {
     name: "port-0",
     vlan: 100,
     state: "up",
   }`,
    );
  });
});

describe("what is not a mapping of properties", () => {
  test.each<[string, string, () => void, string]>([
    [
      "a finding",
      "a regular expression",
      () => firstPair().not.hasFinding("host-key-missing", /sip-a/ as never),
      "/sip-a/",
    ],
    [
      "a finding",
      "a matcher",
      () => firstPair().not.hasFinding("host-key-missing", Match.objectLike({ level: "error" }) as never),
      'Match.objectLike({ level: "error" })',
    ],
    ["a virtual IP", "a text", () => firstPair().not.hasVirtualIp("10.120.0.10", "inbound" as never), '"inbound"'],
    [
      "a virtual IP",
      "a matcher",
      () => firstPair().not.hasVirtualIp(/^10/, Match.objectLike({ pair: "x" }) as never),
      'Match.objectLike({ pair: "x" })',
    ],
  ])("is refused for %s: %s", (what, _, act, found) => {
    expect(misuseOf(act)).toBe(
      [
        `the properties of ${what} are given as a mapping`,
        `  found:   ${found}`,
        "  allowed: a mapping of properties",
        "  fix:     write a mapping, and matchers inside it",
      ].join("\n"),
    );
  });

  test("a level that no finding has is refused, because it would never be found", () => {
    expect(misuseOf(() => firstPair().hasNoFindings("warn" as never))).toBe(
      [
        "no finding has the level warn; did you mean warning?",
        "  found:   warn",
        "  allowed: error or warning",
        "  fix:     write warning",
      ].join("\n"),
    );
  });
});

describe("a key that no candidate has is a mistake of the test, even if the assertion is negated:", () => {
  test.each<[string, () => unknown, string]>([
    [
      "of a finding",
      () => firstPair().not.hasFinding("isolated-host", { levl: "error" } as object),
      "finding has no property called levl; did you mean level?",
    ],
    [
      "of a script",
      () => firstPair().not.hasScript("sip-a", "inbound-vip", { mod: "0750" } as object),
      "script has no property called mod; did you mean mode?",
    ],
    [
      "of a file",
      () => firstPair().not.hasFile("runbook.md", { purpos: "x" } as object),
      "file has no property called purpos; did you mean purpose?",
    ],
    [
      "of an object of the Configuration Layer",
      () => firstPair().not.hasConfigurationObject("application", "SIP_In_P", { autorestart: true } as object),
      "an application has no property called autorestart; did you mean autoRestart?",
    ],
    [
      "of a part of one",
      () => firstPair().not.hasConfigurationObject("application", { portInfos: [{ prot: "3000" }] } as object),
      "an entry of portInfos of an application has no property called prot; did you mean port?",
    ],
    [
      "of objects that are looked for",
      () => firstPair().findConfigurationObjects("alarmCondition", { masked: true } as object),
      "an alarm condition has no property called masked",
    ],
  ])("%s", (_, ask, message) => {
    expect(misuseOf(ask)).toContain(message);
  });
});

describe("a pattern of a type or form that no candidate can have is a mistake of the test, too:", () => {
  const never: readonly (readonly [string, () => unknown, string, string])[] = [
    [
      "level of a finding",
      () => firstPair().not.hasFinding("connection-missing", { level: "warn" as never }),
      '"warn"',
      "error or warning",
    ],
    [
      "port of a virtual IP",
      () => firstPair().not.hasVirtualIp("10.120.0.10", { port: "5060" as never }),
      '"5060"',
      "a number",
    ],
    [
      "mode of a script",
      () => firstPair().not.hasScript("sip-a", "inbound-vip", { mode: "750" }),
      '"750"',
      'four octal digits as text, e.g. "0750", "administrators" on Windows, a regular expression',
    ],
    [
      "host of target of a file",
      () => firstPair().not.hasFile("hosts/sip-a/inbound-vip", { target: { mode: /0750/, host: 5 as never } }),
      "5",
      "a text or a regular expression",
    ],
    [
      "content of a file",
      () => firstPair().not.hasFile("runbook.md", 5 as never),
      "5",
      "a text or a regular expression",
    ],
    [
      "autoRestart of an application",
      () => firstPair().not.hasConfigurationObject("application", "SIP_In_P", { autoRestart: "true" as never }),
      '"true"',
      "true or false",
    ],
    [
      "lcaPort of a Host object",
      () => firstPair().not.hasConfigurationObject("host", { lcaPort: 4999 as never }),
      "4999",
      'a number as text, e.g. "4999", a regular expression',
    ],
    [
      "tenants of an application",
      () => firstPair().not.hasConfigurationObject("application", { tenants: "Environment" as never }),
      '"Environment"',
      "a list",
    ],
    [
      "category of an alarm condition",
      () => firstPair().not.hasConfigurationObject("alarmCondition", { category: "critical" as never }),
      '"critical"',
      "accritical, acmajor or acminor",
    ],
  ];

  test.each(never)("%s", (what, ask, found, allowed) => {
    expect(misuseOf(ask)).toBe(
      [
        `${what} never has such a value`,
        `  found:   ${found}`,
        `  allowed: ${allowed}, or a Match`,
        "  fix:     write it as the value would be written",
      ].join("\n"),
    );
  });

  test("but a matcher is accepted everywhere, and a regular expression for any text", () => {
    firstPair().hasScript("sip-a", "inbound-vip", { mode: /^07/, evidence: /^[a-z]+$/ });
    firstPair().not.hasVirtualIp("10.120.0.10", { port: Match.not(5060) });
  });
});

test.each<[string, () => unknown, string]>([
  [
    "a file",
    () => firstPair().hasFile(/runbook/ as never),
    "a file is identified by its path; findFiles takes a pattern\n  found:   /runbook/\n",
  ],
  [
    "a finding",
    () => firstPair().not.hasFinding(5 as never),
    "a finding is identified by the code of its check\n  found:   5\n",
  ],
  [
    "a script",
    () => firstPair().not.hasScript("sip-a", /vip/ as never),
    "a script is identified by its name, or by the path where it is installed\n  found:   /vip/\n",
  ],
  [
    "an option",
    () => firstPair().not.hasOption("SIP_In_P", "TServer", 5 as never, "x"),
    "an option is identified by its section and its name\n  found:   5\n",
  ],
])("%s is requested by a text", (_, ask, message) => {
  expect(misuseOf(ask)).toBe(`${message}  allowed: a text\n  fix:     write the whole of it as text`);
});
