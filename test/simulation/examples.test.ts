import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { describe, expect, test } from "vitest";
import { environmentFromFile } from "../../lib/input/environment-file";
import { PACES } from "../../lib/operation/span";
import { optionOf, options } from "../../lib/options";
import { applicableScenarios } from "../../lib/simulation/applicability";
import { checkScenario } from "../../lib/simulation/check-scenario";
import { courseOf } from "../../lib/simulation/course";
import { scenarios } from "../../lib/simulation/scenarios";
import { type Setting, settingOf } from "../../lib/simulation/setting";
import { POOL } from "../options/sip-proxy/sip-proxy-sample";
import { sipProxySetting } from "./option-settings";
import { sampleSetting } from "./trial";

const EXAMPLES = join(__dirname, "../../examples");

const files = (readdirSync(EXAMPLES, { recursive: true }) as string[])
  .filter((file) => file.endsWith(".yaml") && /^environment:/m.test(readFileSync(join(EXAMPLES, file), "utf8")))
  .sort();

const ofExamples = files.flatMap((file): [string, Setting][] => {
  const { topology } = environmentFromFile(new App(), join(EXAMPLES, file));
  return [...topology.pairs.values()].map((pair) => [`${file} ${pair.name}`, settingOf(topology, pair)]);
});

/** What no example has. */
const larger: readonly [string, Setting][] = [
  [
    "a pair with an IPv6 virtual IP",
    sampleSetting({
      takeover: { virtualIp: "2001:db8::10" },
      voice: { cidr: "2001:db8::/64", gateway: "2001:db8::1" },
    }),
  ],
  [
    "a pair behind three proxies with two name servers",
    sipProxySetting({
      "hosts.proxy-3": { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.53" } } },
      [`${POOL}.proxies`]: [1, 2, 3].map((number) => ({
        application: `SIP_Proxy_${number}`,
        host: `proxy-${number}`,
      })),
      [`${POOL}.nameServers`]: ["ns-1.example.com", "ns-2.example.com"],
    }),
  ],
];

const settings = [...ofExamples, ...larger];

const applying = (setting: Setting) => applicableScenarios(setting);

describe("the pairs of the examples", () => {
  test("cover every option, and with two larger ones every scenario applies to one", () => {
    const used = new Set(ofExamples.map(([, { pair }]) => optionOf(pair).name));
    expect(options.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
    const tried = new Set(settings.flatMap(([, setting]) => applying(setting)));
    expect(scenarios.filter((scenario) => !tried.has(scenario)).map(({ name }) => name)).toEqual([]);
  });

  test.each(settings)("%s comes to an end in each scenario that applies to it, at each pace", (_, setting) => {
    for (const scenario of applying(setting)) {
      expect([scenario.name, checkScenario(setting, scenario)]).toEqual([scenario.name, []]);
      for (const pace of PACES) {
        const { failure, audit, run } = courseOf(setting, scenario, pace);
        const { world, happenings, timeline } = run;
        expect([scenario.name, pace, failure, [...audit.failures], happenings.next]).toEqual([
          scenario.name,
          pace,
          undefined,
          [],
          undefined,
        ]);
        expect(timeline.length).toBeGreaterThan(0);
        expect([scenario.name, pace, world.runs]).toEqual([scenario.name, pace, []]);
      }
    }
  });
});
