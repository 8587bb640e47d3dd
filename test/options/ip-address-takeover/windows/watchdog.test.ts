import { expect, test } from "vitest";
import { bootRelease } from "../../../../lib/options/ip-address-takeover/windows/boot-release";
import { watchdog } from "../../../../lib/options/ip-address-takeover/windows/watchdog";
import { textOf } from "../../../../lib/text/file-text";
import { batchProblems } from "../../../scripts/windows/batch-lint";
import { windowsSides } from "../../../wine/sample";

const side = windowsSides({
  takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
}).a;

test("the watchdog is a batch file without a known trap", () => {
  expect(batchProblems(textOf(watchdog(side)!.script))).toEqual([]);
});

test("there is none where none is declared", () => {
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

test("the release's task starts at boot alone, as the system's account in every language", () => {
  const task = bootRelease(side);
  expect(task).toContain("<BootTrigger><Enabled>true</Enabled></BootTrigger>");
  expect(task).not.toContain("RegistrationTrigger");
  expect(task).toContain("<UserId>S-1-5-18</UserId>");
  expect(task).toContain("<Arguments>/d /c C:\\Genesys\\sip-ha\\inbound-vip.cmd boot</Arguments>");
});
