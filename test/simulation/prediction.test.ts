import { describe, expect, test } from "vitest";
import { measuredLosses, measuredOutage } from "../field/measured-outage";
import { comesBefore, differences, outstanding, type PredictedEvent, without } from "../field/order-of-events";
import { compare, contradictions, longestOutage, type Prediction, predict, predictOutage } from "../field/prediction";
import { type Observation, seenEvents } from "../field/seen-events";
import { textsOf } from "../field/simulated-events";
import { samplePair, sampleTopology } from "../sample-topology";

const event = (text: string, earliest: number, latest: number, ...after: number[]): PredictedEvent => ({
  text,
  earliest,
  latest,
  after: new Set(after),
});
const seen = (...texts: string[]) => texts.map((text, index) => ({ at: index, text }));

describe("the order of events", () => {
  const order = [event("a", 0, 100), event("b", 0, 100, 0), event("c", 50, 150), event("d", 200, 300)];

  test("is fixed if one event leads to another, or cannot be as early as the other, and is open otherwise", () => {
    expect(comesBefore(order, 0, 1)).toBe(true);
    expect(comesBefore(order, 2, 3)).toBe(true);
    expect([comesBefore(order, 0, 2), comesBefore(order, 2, 0)]).toEqual([false, false]);
  });

  test("is the same whichever of two events without a fixed order comes first", () => {
    expect(differences(order, seen("a", "b", "c", "d"))).toEqual([]);
    expect(differences(order, seen("c", "a", "b", "d"))).toEqual([]);
  });

  test("differs if two events are exchanged, one is missing, or there is an extra one", () => {
    expect(differences(order, seen("b", "a", "c", "d"))).toEqual(["b, before: a"]);
    expect(differences(order, seen("a", "b", "d", "c"))).toEqual(["d, before: c"]);
    expect(differences(order, seen("a", "b", "c"))).toEqual(["did not happen: d"]);
    expect(differences(order, seen("a", "b", "c", "d", "d"))).toEqual(["not predicted: d (2)"]);
  });

  test("is compared by the moments, in whatever order the events were recorded", () => {
    const turned = [
      { at: 3, text: "a" },
      { at: 2, text: "b" },
      { at: 9, text: "d" },
      { at: 4, text: "c" },
    ];
    expect(differences(order, turned)).toEqual(["b, before: a"]);
  });

  test("of the remaining events stays the same if some are left out", () => {
    const chain = [event("a", 0, 9), event("b", 0, 9, 0), event("c", 0, 9, 0, 1)];
    const [a, c] = without(chain, ({ text }) => text === "b");
    expect([a, c]).toEqual([event("a", 0, 9), event("c", 0, 9, 0)]);
  });

  test("leaves outstanding what was seen less often than predicted", () => {
    expect(outstanding([event("a", 0, 0), event("a", 5, 5)], seen("a"))).toEqual(["a (2)"]);
  });
});

describe("an outage", () => {
  const prediction: Prediction = { name: "a fault", outage: { minimum: 100, typical: 150, maximum: 200 }, order: [] };
  const isInside = (atLeast: number, atMost: number) => compare(prediction, { atLeast, atMost }).isInside;

  test("is inside if it may have been as long as predicted, as far as the probe can tell", () => {
    expect([isInside(95, 105), isInside(195, 205), isInside(120, 130)]).toEqual([true, true, true]);
    expect([isInside(89, 99), isInside(201, 211)]).toEqual([false, false]);
  });

  test("that is outside is reported with the run and the prediction", () => {
    const run = compare(prediction, { atLeast: 201, atMost: 211 });
    expect(contradictions([compare(prediction, { atLeast: 150, atMost: 160 }), run])).toEqual([
      "a fault, run 2: nobody answered for 201 to 211 ms; predicted: 100 to 200 ms",
      "a fault, run 2 was:",
    ]);
  });

  test("began after the last answer before it, and ended before the first one after it", () => {
    const asked = (...answered: boolean[]) => answered.map((isAnswered, index) => ({ at: 5 * index, isAnswered }));
    expect(measuredOutage(asked(true, true, true))).toEqual({ atLeast: 0, atMost: 5 });
    expect(measuredOutage(asked(true, false, true))).toEqual({ atLeast: 0, atMost: 10 });
    expect(measuredOutage(asked(true, false, true, false, false, false, true))).toEqual({ atLeast: 10, atMost: 20 });
    expect(measuredOutage(asked(true, false, false))).toEqual({ atLeast: 5, atMost: Number.POSITIVE_INFINITY });
    expect(measuredLosses(asked(true, true))).toEqual({ atLeast: 0, atMost: 5 });
    expect(measuredLosses(asked(true, false, true, false, true))).toEqual({ atLeast: 10, atMost: 20 });
  });

  test("of a simulated run is the longest time without anybody, even if it lasts to the end", () => {
    const change = (at: number, by?: string) => ({ at, by, because: "", cause: -1 });
    expect(longestOutage([change(0, "A"), change(10), change(30, "B")], 100)).toBe(20);
    expect(longestOutage([change(0, "A"), change(10), change(30, "B"), change(60)], 100)).toBe(40);
    expect(longestOutage([change(0, "A")], 100)).toBe(0);
    expect(longestOutage([change(0, "A"), change(10), change(30, "B"), change(60), change(65, "A")], 100, 25)).toBe(5);
  });
});

describe("a prediction", () => {
  const topology = sampleTopology();
  const pair = samplePair(topology);

  test("has the outage at the bounds of each time, and the events with the times between which they come", () => {
    const { outage, order } = predict(topology, pair, {
      name: "a switchover",
      steps: [{ inject: "switchover" }],
    });
    expect(outage).toEqual({ minimum: 15, typical: 33, maximum: 3_000 });
    expect(order!.map(({ text, earliest, latest }) => `${text} ${earliest}-${latest}`)).toEqual([
      "SIP_In_P to be backup 0-0",
      "SIP_In_B to be primary 0-0",
      "SIP_In_B_BECAME_PRIMARY raised 0-0",
      "SIP_In_P_BECAME_BACKUP raised 0-0",
      "start SIP_In_P_VIP_DOWN 0-1000",
      "start SIP_In_B_VIP_UP 0-1000",
      "start SIP_In_B_VIP_ANNOUNCE 0-1000",
      "sip-a releases the virtual IP 15-2000",
      "sip-b has the virtual IP 15-2000",
      "the client sends to sip-b 15-3000",
      "SIP_In_B answers 15-3000",
    ]);
    const precedes = (one: string, other: string) => {
      const place = (text: string) => order!.findIndex((found) => found.text === text);
      return comesBefore(order!, place(one), place(other));
    };
    expect(precedes("start SIP_In_B_VIP_UP", "sip-b has the virtual IP")).toBe(true);
    expect(precedes("sip-b has the virtual IP", "SIP_In_B answers")).toBe(true);
    expect(precedes("start SIP_In_P_VIP_DOWN", "start SIP_In_B_VIP_UP")).toBe(false);
    expect(precedes("sip-a releases the virtual IP", "sip-b has the virtual IP")).toBe(false);
  });

  test("has no order if the paces lead to different events, but still has the outage", () => {
    const tried = {
      name: "both, one after the other",
      steps: [
        { inject: "process-crash", on: "backup" },
        { after: "100ms", inject: "process-crash", on: "primary" },
      ],
    } as const;
    expect(() => predict(topology, pair, tried)).toThrow("not at every pace: ");
    expect(predictOutage(topology, pair, tried).order).toBeUndefined();
  });

  test("does not ignore a line that it does not know", () => {
    expect(() => textsOf({ actor: "sip-a", action: "sings" })).toThrow("no name for: sip-a sings");
    expect(textsOf({ actor: "scenario", action: "the process of the primary ends" })).toEqual([]);
  });
});

test("the events in the field have the names of the simulation's events", () => {
  const observation: Observation = {
    since: 10,
    records: [
      { at: 9, kind: "died", application: "EARLIER" },
      { at: 11, kind: "host", host: "sip-a", is: "lost" },
      { at: 12, kind: "died", application: "P" },
      { at: 13, kind: "service", application: "P", is: "unavailable" },
      { at: 14, kind: "service", application: "P", is: "available" },
      { at: 15, kind: "role", application: "B", role: "primary" },
      { at: 16, kind: "event", id: 5150, application: "B" },
      { at: 17, kind: "alarm", condition: "B_BECAME_PRIMARY", is: "raised" },
      { at: 18, kind: "launch", application: "B_VIP_UP", host: "sip-b" },
      { at: 19, kind: "fault", text: "P_VIP_DOWN: the agent on sip-a cannot be reached" },
      { at: 20, kind: "fault", text: "event 5151 of P reaches no Message Server" },
      { at: 21, kind: "fault", text: "something else" },
      { at: 22, kind: "alarm", condition: "B_BECAME_PRIMARY", is: "cleared" },
      ...[
        ["B_VIP_UP", 9] as const,
        ["B_VIP_UP", 0] as const,
        ["B_VIP_ANNOUNCE", 3] as const,
        ["B_VIP_DOWN", 3] as const,
      ].map(([application, code], index) => ({
        at: 23 + index,
        kind: "exit" as const,
        application,
        host: "sip-b",
        code,
        started: 0,
        ended: 0,
        output: "",
      })),
    ],
    changes: [
      { at: 30, host: "sip-a", is: "removed" },
      { at: 31, host: "sip-b", is: "added" },
    ],
    hosts: new Map([
      ["02:aa", "sip-a"],
      ["02:bb", "sip-b"],
    ]),
    probe: {
      neighbour: [
        { at: 11, address: "02:aa" },
        { at: 32, address: undefined },
        { at: 33, address: "02:bb" },
      ],
      probes: [
        { at: 11, answer: { at: 12, by: "P" } },
        { at: 20, answer: undefined },
        { at: 33, answer: { at: 34, by: "B" } },
        { at: 38, answer: { at: 39, by: "B" } },
      ],
    },
  };
  expect(seenEvents(observation).map(({ at, text }) => `${at} ${text}`)).toEqual([
    "11 sip-a lost",
    "12 P died",
    "13 P cannot serve",
    "15 B to be primary",
    "17 B_BECAME_PRIMARY raised",
    "18 start B_VIP_UP",
    "19 cannot start P_VIP_DOWN",
    "20 event 5151 lost",
    "21 fault: something else",
    "23 up fails on sip-b",
    "26 down fails on sip-b",
    "30 sip-a releases the virtual IP",
    "31 sip-b has the virtual IP",
    "33 the client sends to sip-b",
    "34 B answers",
  ]);
});
