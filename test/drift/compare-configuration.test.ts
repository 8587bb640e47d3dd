import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { parseExport } from "../../lib/drift/configuration-export";
import { compareConfiguration } from "../../lib/drift/environment-drift";
import { type OutputEnvironment, readOutput } from "../../lib/input/output-folder";
import { sipHa } from "../command";
import { POOL, sipProxyTopology } from "../options/sip-proxy/sip-proxy-sample";
import { soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";
import { exportOf } from "./export-of-model";

// biome-ignore lint/suspicious/noExplicitAny: an export is whatever the file holds.
type Export = any;

let out: string;
let sound: string;

beforeAll(() => {
  const folder = temporaryFolder();
  out = join(folder, "out");
  writeFileSync(join(folder, "staging.yaml"), stringify(soundDeclaration()));
  expect(sipHa("synth", join(folder, "staging.yaml"), "--out", out).code).toBe(0);
  const { environments } = readOutput(out) as { environments: Map<string, OutputEnvironment> };
  sound = JSON.stringify(exportOf(environments.get("staging")!.topology), null, 2);
});

/** What drift reports of an export, without the hosts, of which nothing was collected; each finding with its line. */
function drift(text: string) {
  const facts = temporaryFolder();
  writeFileSync(join(facts, "configuration-layer.json"), text);
  const { stdout } = sipHa("drift", out, "--facts", facts, "--json");
  const { drift: all, notCompared } = JSON.parse(stdout);
  const lines = text.split("\n");
  return {
    notCompared: notCompared.map(({ path }: { path: string }) => path),
    told: all
      .filter(({ code }: Export) => code !== "facts-missing")
      .map(({ state, code, path, message, found, expected, position }: Export) => [
        `${state} ${code} ${path}: ${message}: ${found} / ${expected}`,
        lines[position.line - 1]?.trim() ?? "",
      ]),
  };
}

const changed = (edit: (exported: Export) => void) => {
  const exported = JSON.parse(sound);
  edit(exported);
  return drift(JSON.stringify(exported, null, 2)).told;
};
const named = (list: Export[], name: string) => list.find((one) => one.name === name);

test("an export of the synthesized objects has no drift, and is compared", () => {
  expect(drift(sound)).toEqual({ notCompared: ["hosts.mgmt-1"], told: [] });
});

describe("one change by hand is reported, with its line:", () => {
  test.each<[string, (exported: Export) => void, [string, string][]]>([
    [
      "an option",
      ({ applications }) => {
        named(applications, "SIP_In_P").options["backup-sync"]["addp-timeout"] = 99;
      },
      [
        [
          "drift option-differs pairs.inbound: application SIP_In_P: option backup-sync/addp-timeout has another value: 99 / 5",
          '"addp-timeout": 99,',
        ],
      ],
    ],
    [
      "a missing option",
      ({ applications }) => {
        delete named(applications, "SIP_In_B").options["backup-sync"].protocol;
      },
      [
        [
          "drift option-missing pairs.inbound: application SIP_In_B: option backup-sync/protocol is not set: nothing / addp",
          '"backup-sync": {',
        ],
      ],
    ],
    [
      "the heartbeat in a Host's Annex",
      ({ hosts }) => {
        named(hosts, "sip-a").userProperties.addp["addp-timeout"] = "30";
      },
      [
        [
          "drift option-differs hosts.sip-a: Host sip-a: option addp/addp-timeout has another value: 30 / 9",
          '"addp-timeout": "30"',
        ],
      ],
    ],
    [
      "a command line",
      ({ applications }) => {
        named(applications, "SIP_In_P_VIP_UP").commandLine = "/root/vip.sh";
      },
      [
        [
          "drift object-differs pairs.inbound: application SIP_In_P_VIP_UP: commandLine differs: /root/vip.sh / /opt/genesys/sip-ha/inbound-vip",
          '"commandLine": "/root/vip.sh",',
        ],
      ],
    ],
    [
      "the redundancy type",
      ({ applications }) => {
        named(applications, "SIP_In_P").redundancyType = "htwarmstanby";
      },
      [
        [
          "drift object-differs pairs.inbound: application SIP_In_P: redundancyType differs: htwarmstanby / hthotstanby",
          '"redundancyType": "htwarmstanby",',
        ],
      ],
    ],
    [
      "a Host's address",
      ({ hosts }) => {
        named(hosts, "sip-b").ipAddress = "10.120.0.10";
      },
      [
        [
          "drift object-differs hosts.sip-b: Host sip-b: ipAddress differs: 10.120.0.10 / 10.110.0.12",
          '"ipAddress": "10.120.0.10",',
        ],
      ],
    ],
    [
      "the only connection to Message Server",
      ({ applications }) => {
        named(applications, "SIP_In_P").appServers = [];
      },
      [
        [
          "drift entry-missing pairs.inbound: application SIP_In_P: appServers has no Message_Server_Staging default: none / Message_Server_Staging default",
          '"appServers": [],',
        ],
      ],
    ],
    [
      "the tenant that an application serves",
      ({ applications }) => {
        named(applications, "SIP_In_P").tenants = ["Other"];
      },
      [
        [
          "drift entry-missing pairs.inbound: application SIP_In_P: tenants has no Environment: Other / Environment",
          '"tenants": [',
        ],
      ],
    ],
    [
      "the name of a listening port",
      ({ applications }) => {
        named(applications, "SIP_In_P").portInfos[0].id = "secure";
      },
      [
        [
          "drift entry-missing pairs.inbound: application SIP_In_P: portInfos has no default: secure / default",
          '"portInfos": [',
        ],
      ],
    ],
    [
      "whether the Management Layer starts an application again",
      ({ applications }) => {
        named(applications, "SIP_In_P_VIP_UP").autoRestart = true;
      },
      [
        [
          "drift object-differs pairs.inbound: application SIP_In_P_VIP_UP: autoRestart differs: true / false",
          '"autoRestart": true,',
        ],
      ],
    ],
    [
      "a field that is nothing now",
      ({ applications }) => {
        named(applications, "SIP_In_P").serverInfo = null;
      },
      [
        [
          "drift object-differs pairs.inbound: application SIP_In_P: serverInfo.host differs: nothing / sip-a",
          '"serverInfo": null,',
        ],
        [
          "drift object-differs pairs.inbound: application SIP_In_P: serverInfo.backupServer differs: nothing / SIP_In_B",
          '"serverInfo": null,',
        ],
      ],
    ],
  ])("%s", (_, edit, expected) => {
    expect(changed(edit)).toEqual(expected);
  });

  test("and nothing if the export leaves out what is false", () => {
    const without = (exported: Export) => {
      const some = exported.applications.filter(({ autoRestart }: Export) => autoRestart === false);
      expect(some).not.toEqual([]);
      for (const one of some) delete one.autoRestart;
    };
    expect(changed(without)).toEqual([]);
  });
});

describe("for the alarm conditions it reports", () => {
  const conditions = () => JSON.parse(sound).alarmConditions.filter((one: Export) => one.reactionScripts?.length > 0);

  test("a reaction that is missing", () => {
    const { name, reactionScripts } = conditions()[0];
    const [first, ...others] = reactionScripts.map((one: Export) => one.name);
    const told = changed(({ alarmConditions }) => named(alarmConditions, name).reactionScripts.shift());
    expect(told).toEqual([
      [
        `drift alarm-reaction-missing pairs.inbound: alarm condition ${name}: reactionScripts has no ${first}: ${others.join(", ") || "none"} / ${[first, ...others].join(", ")}`,
        expect.stringMatching(/^"reactionScripts": \[/),
      ],
    ]);
  });

  test("a reaction that was added, and another order", () => {
    const { name } = conditions()[0];
    const codes = (edit: (scripts: Export[]) => void) =>
      changed(({ alarmConditions }) => edit(named(alarmConditions, name).reactionScripts)).map(
        ([one]: string[]) => one!.split(" ")[1],
      );
    expect(codes((scripts) => scripts.push({ name: "MAIL", tenant: "Environment" }))).toEqual(["alarm-reaction-added"]);
    expect(conditions().some((one: Export) => one.reactionScripts.length > 1)).toBe(true);
    const several = conditions().find((one: Export) => one.reactionScripts.length > 1).name;
    expect(
      changed(({ alarmConditions }) => named(alarmConditions, several).reactionScripts.reverse()).map(
        ([one]: string[]) => one!.split(" ")[1],
      ),
    ).toEqual(["alarm-reaction-order"]);
  });

  test("another cancel timeout, and a condition that is missing", () => {
    const { name } = conditions()[0];
    expect(
      changed(({ alarmConditions }) => {
        named(alarmConditions, name).clearanceTimeout = 86400;
      }),
    ).toEqual([
      [
        `drift object-differs pairs.inbound: alarm condition ${name}: clearanceTimeout differs: 86400 / 5`,
        '"clearanceTimeout": 86400,',
      ],
    ]);
    expect(
      changed((exported) => {
        exported.alarmConditions = exported.alarmConditions.filter((one: Export) => one.name !== name);
      }),
    ).toEqual([
      [
        `drift object-missing pairs.inbound: there is no alarm condition ${name}: nothing / alarm condition ${name}`,
        "{",
      ],
    ]);
  });
});

describe("an object that cannot be compared is reported, and is no drift:", () => {
  const states = (text: string) => drift(text).told.map(([one]: string[]) => one!.split(" ").slice(0, 2).join(" "));

  test("an export without a kind", () => {
    const { alarmConditions: _, ...others } = JSON.parse(sound);
    expect(states(JSON.stringify(others))).toEqual(["missing kind-not-exported"]);
  });

  test.each([
    ["cut off", () => sound.slice(0, sound.length / 2), ["unparsed export-unreadable"]],
    ["empty", () => "", ["unparsed export-unreadable"]],
    ["of another tool", () => '{ "dbid": 101 }', ["unparsed export-version"]],
    ["of another version", () => sound.replace('"1.0.0"', '"2.0.0"'), ["unparsed export-version"]],
    [
      "with something else instead of a list",
      () => JSON.stringify({ ...JSON.parse(sound), scripts: { VIP_UP: {} } }),
      ["unparsed export-object", "missing kind-not-exported"],
    ],
    ["with a line of something else", () => sound.replace('"hosts": [', '"hosts": [ 7,'), ["unparsed export-object"]],
  ])("one that is %s", (_, text, expected) => {
    expect(states(text())).toEqual(expected);
  });
});

test("a DN that makes the servers speak another transport to their SIP Proxies is reported", () => {
  const pool = (transports: readonly string[]) => sipProxyTopology({ [`${POOL}.transports`]: transports });
  const { exported } = parseExport({
    file: "configuration-layer.json",
    value: exportOf(pool(["udp"])),
    locate: () => ({ position: { file: "configuration-layer.json", line: 1, column: 1 } }),
  });
  const told = compareConfiguration(pool(["tls"]), exported!, () => true);
  expect(told.filter(({ message }) => message.includes("TServer/contact"))).toMatchObject([
    {
      code: "option-differs",
      path: "pairs.inbound",
      found: "sip.example.com",
      expected: '"sip.example.com;transport=tls"',
    },
  ]);
});
