import { expect, test } from "vitest";
import {
  durationFix,
  formatLongest,
  formatMilliseconds,
  isDuration,
  milliseconds,
  wholeSeconds,
} from "../../lib/model/duration";

test.each(["0s", "9s", "200ms", "2m", "1h", "999999999h"])("%s is a duration", (text) => {
  expect(isDuration(text)).toBe(true);
});

test.each(["", "9", "s", "09s", "-1s", "1.5s", "9 s", "9S", "9sec", "1d", "1000000000h", "9s\n", "１s"])(
  "%j is not a duration",
  (text) => {
    expect(isDuration(text)).toBe(false);
  },
);

test.each([
  ["9", "write the unit, e.g. 9s"],
  [25, "write the unit, e.g. 25s"],
  [" 025", "write the unit, e.g. 25s"],
  ["soon", "write a whole number with its unit, e.g. 9s"],
  ["-1s", "write a whole number with its unit, e.g. 9s"],
  ["1e3s", "write a whole number with its unit, e.g. 9s"],
  ["1us", "write a whole number with its unit, e.g. 9s"],
  ["1m30", "write a whole number with its unit, e.g. 9s"],
  ["99999999999", "write a whole number with its unit, e.g. 9s"],
  [Object.create(null), "write a whole number with its unit, e.g. 9s"],
  ["5 sec", "write 5s"],
  ["25 Seconds", "write 25s"],
  ["25S", "write 25s"],
  ["200 msec", "write 200ms"],
  ["200 milliseconds", "write 200ms"],
  ["2 mins", "write 2m"],
  ["1 hour", "write 1h"],
  ["2hrs", "write 2h"],
  [".5s", "write it in ms: 500ms"],
  ["1m30s", "write it with one unit: 90s"],
  ["1h 30m", "write it with one unit: 90m"],
  ["1s 500ms", "write it with one unit: 1500ms"],
  ["999999999h 1h", "write a whole number with its unit, e.g. 9s"],
  ["31.8s", "write it in ms: 31800ms"],
  ["1.5h", "write it in ms: 5400000ms"],
  ["2.0s", "write 2s"],
  ["5 s", "write 5s"],
  ["09s", "write 9s"],
  ["99999999999999999999s", "write no more than 999999999s"],
])("for %j the finding says what to write", (value, fix) => {
  expect(durationFix(value)).toBe(fix);
});

test("milliseconds counts every unit; whole seconds are rounded up", () => {
  expect((["200ms", "9s", "2m", "1h"] as const).map(milliseconds)).toEqual([200, 9_000, 120_000, 3_600_000]);
  expect((["0ms", "1ms", "1000ms", "1001ms", "9s"] as const).map(wholeSeconds)).toEqual([0, 1, 1, 2, 9]);
});

test("formatMilliseconds writes a duration as a person would", () => {
  expect([0, 200, 999, 1_000, 1_500, 18_000, 1_216].map(formatMilliseconds)).toEqual([
    "0s",
    "200ms",
    "999ms",
    "1s",
    "1.5s",
    "18s",
    "1.2s",
  ]);
});

test("formatLongest never shows less than the duration", () => {
  const times = [0, 199.2, 999, 999.5, 1_000, 1_001, 1_216, 18_000, 21_040, 21_050, 21_100];
  expect(times.map(formatLongest)).toEqual([
    "0s",
    "200ms",
    "999ms",
    "1s",
    "1s",
    "1.1s",
    "1.3s",
    "18s",
    "21.1s",
    "21.1s",
    "21.1s",
  ]);
});
