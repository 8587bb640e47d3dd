import { expect, test } from "vitest";
import { singleHostDeclaration } from "../../options/single-host/single-host-sample";
import { evaluateRule, evaluateSample, HOLDS } from "../../rule-evaluation";

const DETECTION = "managementLayer.failureDetection";
const said = (failureDetection: object) => evaluateSample("addp-short", { [DETECTION]: failureDetection });

test("holds with the default of 9s, with more, and with less if the disconnect timer makes up for it", () => {
  expect(evaluateSample("addp-short")).toEqual(HOLDS);
  expect(said({ addpTimeout: "10s" })).toEqual(HOLDS);
  expect(said({ addpTimeout: "3s", disconnectSwitchoverTimeout: "6s" })).toEqual(HOLDS);
  expect(said({ addpTimeout: "1s", disconnectSwitchoverTimeout: "1m" })).toEqual(HOLDS);
});

test("a shorter time is found, with the resulting gap and what would make up for it", () => {
  expect(said({ addpTimeout: "3s", disconnectSwitchoverTimeout: "1s" })).toEqual({
    found: [
      {
        path: `${DETECTION}.addpTimeout`,
        message:
          "a gap of 4s in the network may count as the loss of a host and make pairs switch over: addpTimeout 3s + disconnectSwitchoverTimeout 1s",
        found: "3s",
        allowed: "9s or more together with disconnectSwitchoverTimeout",
        fix: "use 9s, the default, or 10s or more if the network has delays; or keep it with disconnectSwitchoverTimeout 6s; or acknowledge this and say how you know that the network has no such gaps",
      },
    ],
    notEvaluated: [],
  });
});

test("is found up to the last second below the default, and the proposed time is enough", () => {
  expect(said({ addpTimeout: "8s" }).found).toMatchObject([{ fix: expect.stringContaining("Timeout 1s;") }]);
  expect(said({ addpTimeout: "8s", disconnectSwitchoverTimeout: "1s" })).toEqual(HOLDS);
  expect(said({ addpTimeout: "1s" }).found).toMatchObject([{ fix: expect.stringContaining("Timeout 8s;") }]);
  expect(said({ addpTimeout: "1s", disconnectSwitchoverTimeout: "8s" })).toEqual(HOLDS);
});

test("says nothing if ADDP is off, which is another finding, or about the direction from LCA and the HA link", () => {
  expect(said({ addpTimeout: "0s" })).toEqual(HOLDS);
  expect(said({ addpRemoteTimeout: "1s" })).toEqual(HOLDS);
  const haLink = { addpTimeout: "1s", addpRemoteTimeout: "1s" };
  expect(evaluateSample("addp-short", { "pairs.inbound.haLink": haLink })).toEqual(HOLDS);
});

test("says nothing if no pair has another host for a switchover", () => {
  const changes = { [DETECTION]: { addpTimeout: "1s" } };
  expect(evaluateRule("addp-short", singleHostDeclaration(changes))).toEqual(HOLDS);
});
