import { describe, expect, test } from "vitest";
import { announce, getsThrough, packetsLately } from "../../lib/operation/announcement";
import { initialWorld } from "../../lib/simulation/initial-world";
import { Run } from "../../lib/simulation/run";
import { sampleSetting } from "../simulation/trial";

const setting = sampleSetting();
const ANNOUNCEMENT = { packets: 3, asked: ["the gateway"], sendsReplies: false };

function announced(change: (run: Run) => void): Run {
  const run = Run.begin(setting, "typical", initialWorld(setting));
  change(run);
  run.act({ kind: "test", on: "" }, (turn) => announce(turn, "sip-b", ANNOUNCEMENT));
  return run;
}

const told = (run: Run) =>
  Object.keys(run.world.neighbours).filter((on) => run.awaits({ kind: "neighbour-learns", on, detail: "sip-b" }));

describe("an announcement", () => {
  test("is heard by all neighbours that take it", () => {
    expect(told(announced(() => {}))).toEqual(["the gateway", "a caller on the network"]);
  });

  test("moves those that are asked directly, also where it is lost, or is of the form that is not taken", () => {
    const lost = announced(({ world }) => {
      world.announcementsLost = true;
    });
    const requests = announced(({ world }) => {
      world.announcingRequestsLost = true;
    });
    expect([told(lost), told(requests)]).toEqual([["the gateway"], ["the gateway"]]);
  });

  test("gets through as a reply where requests do not", () => {
    const world = { ...initialWorld(setting), announcingRequestsLost: true };
    expect([getsThrough(world, true), getsThrough(world, false)]).toEqual([true, false]);
    expect(getsThrough({ ...world, announcementsLost: true }, true)).toBe(false);
  });

  test("is counted for a second, host by host", () => {
    const { world } = announced(({ world }) => {
      world.now = 1_500;
      world.announcements = [
        { at: 500, host: "sip-b", packets: 8 },
        { at: 501, host: "sip-b", packets: 4 },
        { at: 1_400, host: "sip-a", packets: 2 },
      ];
    });
    expect([packetsLately(world, "sip-a"), packetsLately(world, "sip-b")]).toEqual([2, 7]);
  });
});
