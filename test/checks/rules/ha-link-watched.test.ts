import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

const said = (addpTimeout: string, addpRemoteTimeout: string) =>
  evaluateSample("ha-link-watched", { "pairs.inbound.haLink": { addpTimeout, addpRemoteTimeout } });

const found = (key: string, value: string, who: string) => ({
  found: [
    {
      path: `pairs.inbound.haLink.${key}`,
      message: `${who} the HA link, and so notices its loss late, after a time that is not known`,
      found: value,
      allowed: "a time above 0s for addpTimeout and for addpRemoteTimeout",
      fix: "use 5s for both, the default here, or more if the network has delays",
    },
  ],
  notEvaluated: [],
});

test("holds with the defaults, and with any times above zero", () => {
  expect(evaluateSample("ha-link-watched")).toEqual(HOLDS);
  expect(said("1s", "2m")).toEqual(HOLDS);
});

test("a side that does not watch is found, whichever side it is and whatever the unit of its zero", () => {
  expect(said("5s", "0ms")).toEqual(found("addpRemoteTimeout", "0ms", "one of the servers does not watch"));
  expect(said("0h", "5s")).toEqual(found("addpTimeout", "0h", "one of the servers does not watch"));
});

test("a link that nobody watches is found once", () => {
  expect(said("0s", "0s")).toEqual(found("addpTimeout", "0s", "neither server watches"));
});
