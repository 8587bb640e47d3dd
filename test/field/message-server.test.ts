import { expect, test } from "vitest";
import type { AlarmConditionObject, ConfigurationObjects } from "./configuration-objects";
import { MessageServer } from "./message-server";

const CONDITION: AlarmConditionObject = {
  name: "P_BECAME_PRIMARY",
  alarmDetectEvent: { logEventID: 5150, selectionMode: "smbyappdbid", app: "P" },
  alarmRemovalEvent: { logEventID: 5151, selectionMode: "smbyappdbid" },
  clearanceTimeout: 5,
  reactionScripts: [{ name: "UP" }],
  state: "enabled",
};

const OBJECTS: ConfigurationObjects = {
  hosts: [],
  applications: [
    {
      name: "P_UP",
      appPrototype: "Third Party Server",
      autoRestart: false,
      serverInfo: { host: "a" },
      state: "enabled",
    },
  ],
  scripts: [{ name: "UP", type: "alarmreaction", state: "enabled" }],
  alarmConditions: [CONDITION],
  reactions: [{ script: "UP", type: "start a specified application", startsApplication: "P_UP" }],
  hostAnnex: {},
};

/** A message server whose clock moves only when told, and a record of what it did. */
function messageServer(part: Partial<ConfigurationObjects> = {}) {
  const did: string[] = [];
  let time = 0;
  let waiting: { at: number; then: () => void }[] = [];
  const server = new MessageServer(
    { ...OBJECTS, ...part },
    {
      start: (application) => did.push(`start ${application}`),
      alarm: (condition, is) => did.push(`${condition} ${is}`),
      fault: (text) => did.push(text),
      after: (milliseconds, then) => {
        const one = { at: time + milliseconds, then };
        waiting.push(one);
        return () => {
          waiting = waiting.filter((other) => other !== one);
        };
      },
    },
  );
  const pass = (milliseconds: number) => {
    time += milliseconds;
    for (const one of waiting.filter(({ at }) => at <= time)) one.then();
  };
  /** The result of the events and of the time that passes. */
  const after = (...happenings: (readonly [id: number, application: string] | number)[]) => {
    did.length = 0;
    for (const one of happenings) {
      if (typeof one === "number") pass(one);
      else server.log({ id: one[0], application: one[1] });
    }
    return [...did];
  };
  return { after };
}

const RAISED = ["P_BECAME_PRIMARY raised", "start P_UP"];
const CLEARED = ["P_BECAME_PRIMARY cleared"];

test("an event raises the alarm of its application, and runs its reactions", () => {
  const { after } = messageServer();
  expect(after([5150, "B"], [5151, "P"])).toEqual([]);
  expect(after([5150, "P"])).toEqual(RAISED);
});

test("an active alarm does not run its reactions again before its removal event or its time clears it", () => {
  const { after } = messageServer();
  expect(after([5150, "P"], [5150, "P"], 4_999, [5150, "P"])).toEqual(RAISED);
  expect(after(1)).toEqual(CLEARED);
  expect(after([5150, "P"])).toEqual(RAISED);
  expect(after([5151, "B"])).toEqual([]);
  expect(after([5151, "P"])).toEqual(CLEARED);
  expect(after(10_000, [5150, "P"])).toEqual(RAISED);
});

test("a condition for any application takes every application's event", () => {
  const any = { ...CONDITION, alarmDetectEvent: { logEventID: 5150, selectionMode: "smbyany" } };
  expect(messageServer({ alarmConditions: [any] }).after([5150, "B"])).toEqual(RAISED);
});

test.each([
  ["a disabled condition", { alarmConditions: [{ ...CONDITION, state: "disabled" }] }, []],
  ["no such script", { scripts: [] }, ["P_BECAME_PRIMARY: there is no alarm reaction UP"]],
  [
    "a disabled script",
    { scripts: [{ name: "UP", type: "alarmreaction", state: "disabled" }] },
    ["P_BECAME_PRIMARY: the script UP is disabled"],
  ],
  ["a script that starts nothing", { reactions: [] }, ["P_BECAME_PRIMARY: the script UP starts nothing"]],
  ["no such application", { applications: [] }, ["P_BECAME_PRIMARY: there is no application P_UP"]],
  [
    "a disabled application",
    { applications: [{ ...OBJECTS.applications[0]!, state: "disabled" }] },
    ["P_BECAME_PRIMARY: the application P_UP is disabled"],
  ],
])("%s starts nothing, and is reported if it is a fault", (_, part, told) => {
  const did = messageServer(part).after([5150, "P"]);
  expect(did.filter((one) => !one.endsWith("raised"))).toEqual(told);
});
