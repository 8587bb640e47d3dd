import { expect, test } from "vitest";
import { takeoverOutage } from "../../lib/options/ip-address-takeover/timing";
import { scriptOutage } from "../../lib/options/outage-table";
import { samplePair, sampleTopology } from "../sample-topology";

const topology = sampleTopology();
const pair = samplePair(topology);

test("has each part of the outage, including the allowances, and the source of its figure", () => {
  const rows = scriptOutage(takeoverOutage(topology, pair), { ...pair, recoveryTimeObjective: "25s" }).split("\n");
  expect(rows.slice(2)).toEqual([
    "| detection | 18s | 2 x addpTimeout 9s + disconnectSwitchoverTimeout 0s; silence, then an unanswered poll |",
    "| control script | 1s | measured on Linux in network namespaces; maxima include a second for a loaded host, which is an allowance |",
    "| allowances for decision, start of the script and neighbours | 2.1s | no documented figure was found; `sip-ha simulate` says what each allowance rests on |",
    "| together | 21.1s | the recovery time objective is 25s |",
  ]);
});

test("says so if ADDP is off", () => {
  expect(scriptOutage(undefined, pair)).toBe(
    "ADDP is off, so it is not known how long it takes until the loss is noticed.",
  );
});
