import { expect, test } from "vitest";
import { bootRelease } from "../../../../lib/options/ip-address-takeover/windows/boot-release";
import { watchdog } from "../../../../lib/options/ip-address-takeover/windows/watchdog";
import { textOf } from "../../../../lib/text/file-text";
import { batchProblems } from "../../../scripts/windows/batch-lint";
import { windowsIpv6Sides, windowsSides } from "../../../wine/sample";

const settings = {
  takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
} as const;
const side = windowsSides(settings).a;

test("the watchdog is a batch file without a known trap", () => {
  expect(batchProblems(textOf(watchdog(side)!.script))).toEqual([]);
});

/** Which lines of a watchdog ping, by what shows that somebody has answered. */
const pings = (one: typeof side) => {
  const text = textOf(watchdog(one)!.script);
  expect(batchProblems(text)).toEqual([]);
  return text.match(/"TTL="|delims=<=/g);
};

test("an answer is recognised by its text: over IPv4 TTL=, and if one of the addresses is IPv6 the time that it took", () => {
  const management = {
    interfaces: [{ name: "Ethernet", network: "management", address: "2001:db8:110::5" }],
    managementInterface: "Ethernet",
  } as const;
  expect(pings(side)).toEqual(['"TTL="']);
  expect(pings(windowsSides({ ...settings, backupControlServer: "2001:db8:110::6" }).a)).toEqual(["delims=<="]);
  expect(pings(windowsSides({ ...settings, hosts: { "mgmt-1": management } }).a)).toEqual(["delims=<="]);
  expect(pings(windowsIpv6Sides(settings).a)).toEqual(["delims=<="]);
});

test("there is none unless one is declared", () => {
  expect(watchdog(windowsSides().a)).toBeUndefined();
});

test("the watchdog's task starts at boot and when it is registered, runs without an end, and is started again", () => {
  const { task } = watchdog(side)!;
  const repeated = "<Repetition><Interval>PT1M</Interval></Repetition><Enabled>true</Enabled>";
  expect(task).toContain(`<BootTrigger>${repeated}</BootTrigger>`);
  expect(task).toContain(`<RegistrationTrigger>${repeated}</RegistrationTrigger>`);
  expect(task).toContain("<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>");
  expect(task).toContain("<Arguments>/d /c C:\\Genesys\\sip-ha\\inbound-vip-watchdog.cmd</Arguments>");
});

test("the release's task starts only at boot, as the system's account in every language", () => {
  const task = bootRelease(side);
  expect(task).toContain("<BootTrigger><Enabled>true</Enabled></BootTrigger>");
  expect(task).not.toContain("RegistrationTrigger");
  expect(task).toContain("<UserId>S-1-5-18</UserId>");
  expect(task).toContain("<Arguments>/d /c C:\\Genesys\\sip-ha\\inbound-vip.cmd boot</Arguments>");
});
