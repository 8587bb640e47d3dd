import { expect, test } from "vitest";
import { newRuns } from "../../lib/drill/script-runs";

const LOG = [{ host: "sip-a", argv: [], timers: { up: "script-up", down: "script-down" } }];
const line = (text: string) => `2026-11-26T02:00:00Z inbound-vip[71] ${text}: 10.120.0.10 is so\n`;
const OLD = line("up: down -> up, exit 0, 99 ms");

test("the runs of control scripts are those that are new, moved something and ended well", () => {
  const added = [
    line("up: down -> up, exit 0, 22 ms"),
    line("down: up -> down, exit 0, 18 ms"),
    line("up: up -> up, exit 0, 7 ms"),
    line("up: down -> down, exit 9, 5000 ms"),
    line("boot: up -> down, exit 0, 30 ms"),
    "warning: something\n",
    "2026-11-26T02:00:00Z inbound-vip[71] up: down -> up, exit 0, a while ms: cut",
  ].join("");
  expect(newRuns(LOG, [OLD], [OLD + added])).toEqual([
    { timer: "script-up", milliseconds: 22 },
    { timer: "script-down", milliseconds: 18 },
  ]);
});

test("a log that was rotated meanwhile starts again", () => {
  expect(newRuns(LOG, [OLD + OLD], [line("up: down -> up, exit 0, 22 ms")])).toEqual([
    { timer: "script-up", milliseconds: 22 },
  ]);
});

test("a log that could not be read says nothing", () => {
  expect(newRuns(LOG, [], [])).toEqual([]);
});
