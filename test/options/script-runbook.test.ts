import { describe, expect, test } from "vitest";
import { optionOf } from "../../lib/options";
import { roleEventsLogged } from "../../lib/options/script-runbook";
import type { Setting } from "../../lib/simulation/setting";
import { bigIpSetting, nlbSetting, singleHostSetting, sipProxySetting } from "../simulation/option-settings";
import { sampleSetting } from "../simulation/trial";

const settings: readonly (readonly [string, Setting])[] = [
  ["ipAddressTakeover", sampleSetting()],
  ["windowsNlb", nlbSetting()],
  ["bigIp", bigIpSetting()],
  ["sipProxy", sipProxySetting()],
  ["singleHost", singleHostSetting()],
];

test.each([
  [5150, 5151, "Solution Control Server logs 00-05150 for SIP_B and 00-05151 for SIP_P."],
  [4563, 4561, "SIP_B itself logs 00-04563, and SIP_P 00-04561."],
  [6001, 6002, "00-06001 is logged for SIP_B, and 00-06002 for SIP_P."],
])("for the events %i and %i the text names who logs them", (becamePrimary, becameBackup, expected) => {
  expect(roleEventsLogged({ becamePrimary, becameBackup }, "SIP_B", "SIP_P")).toBe(expected);
});

describe("what only people can check", () => {
  const checked = ({ topology, pair }: Setting) =>
    optionOf(pair).runbook(topology, pair).split("### What only people can check")[1]!.split("\n#")[0]!;

  test.each(settings.filter(([name]) => !["bigIp", "singleHost"].includes(name)))(
    "has the loss of only a SIP interface, unless the primary watches for messages: %s",
    (_, setting) => {
      const words = "loses only its SIP interface: Solution Control Server reaches the host through another interface";
      expect(checked(setting)).toContain(words);
      const options = { TServer: { "sip-pass-check": "true" } };
      expect(checked({ ...setting, pair: { ...setting.pair, options } })).not.toContain(words);
    },
  );

  test.each(settings)("has a server that hangs, and the vendor's caution about heartbeats: %s", (_, setting) => {
    expect(checked(setting)).toMatch(
      /^- Somebody notices if a SIP Server hangs: .*`heartbeat-period` in section `sml` of its Annex .* only if the vendor has announced support for it/m,
    );
  });

  test("has the address that callers see, unless packets leave with the virtual IP", () => {
    expect(checked(sampleSetting())).toContain(
      "calls from and to the pair come from 10.120.0.10, or the equipment accepts them from the host's own address. A server that listens on every address may answer from the host's own address, unless `sourceAddress: virtual-ip` is declared.",
    );
    expect(checked(sampleSetting({ takeover: { sourceAddress: "virtual-ip" } }))).not.toContain("calls from and to");
    expect(checked(nlbSetting())).toContain("may answer from the host's own address.");
  });
});

describe.each(settings)("the chapter of a pair with %s", (_, { topology, pair }) => {
  const chapterOf = (sipServerVersion: string) =>
    optionOf(pair).runbook({ ...topology, genesys: { ...topology.genesys, sipServerVersion } }, pair);
  const [primary, backup] = [pair.primary.application, pair.backup.application];
  const befores = (chapter: string) => chapter.match(/^1\. Check first: .*/gm);

  test("has both switchovers wait until both servers are ready for them", () => {
    expect(befores(chapterOf("8.1.104.10"))).toEqual([
      expect.stringMatching(
        `Check first: ${primary} is primary, ${backup} is backup, and both .* for a switchover \\(one minute`,
      ),
      expect.stringMatching(
        `Check first: ${backup} is primary, ${primary} is backup, and both .* for a switchover \\(one minute`,
      ),
    ]);
  });

  test("claims no readiness for a version that does not show it", () => {
    const chapter = chapterOf("8.1.102.57");
    expect(befores(chapter)).toEqual([
      expect.stringContaining(", and no call is left that began before the last start of a server: "),
      expect.stringContaining(", and no call is left that began before the last start of a server: "),
    ]);
    expect(chapter).not.toContain("readiness");
    expect(chapter).toContain(
      "- Calls that began before the last start of the backup, or while the HA link was down: ",
    );
  });

  test("has the servers restarted one after the other on the way back, with a switchover when both are ready", () => {
    const rollback = chapterOf("8.1.104.10").split("### Roll-back")[1]!.split("###")[0]!;
    expect(rollback).toMatch(
      /Restart the backup, and wait until both .*\. Then switch over, and restart the other server\./,
    );
  });

  test("has a pause between the two switchovers, because role changes in quick succession count as flapping", () => {
    const [there] = chapterOf("8.1.104.10").split("### Manual switchover, back");
    expect(there).toMatch(/wait until the roles have been stable for 10s|Wait 10 s before the next switchover/);
  });
});
