import { describe, expect, it } from "vitest";
import {
  type AlarmCondition,
  alarmCondition,
  healthAlarmConditions,
} from "../../lib/configuration-layer/alarm-conditions";
import { sampleTopology } from "../sample-topology";

const condition: AlarmCondition = {
  name: "A",
  description: "d",
  category: "acmajor",
  detectEvent: 1,
  cancelEvent: 2,
  application: "SIP_P",
  cancelTimeout: 5,
  reactions: ["R1", "R2"],
};

describe("an alarm condition", () => {
  it("selects both events by application, and keeps the order of its reactions", () => {
    expect(alarmCondition(condition, "Tenant")).toEqual({
      name: "A",
      description: "d",
      category: "acmajor",
      alarmDetectEvent: { app: "SIP_P", logEventID: 1, selectionMode: "smbyappdbid" },
      alarmRemovalEvent: { logEventID: 2, selectionMode: "smbyappdbid" },
      clearanceTimeout: 5,
      reactionScripts: [
        { name: "R1", tenant: "Tenant" },
        { name: "R2", tenant: "Tenant" },
      ],
      isMasked: false,
      state: "enabled",
    });
  });

  it("selects any application if none is given, and has no list of reactions if there are none", () => {
    const object = alarmCondition({ ...condition, application: undefined, reactions: [] }, "Tenant");
    expect(object.alarmDetectEvent).toEqual({ logEventID: 1, selectionMode: "smbyany" });
    expect(object.alarmRemovalEvent).toEqual({ logEventID: 2, selectionMode: "smbyany" });
    expect(JSON.stringify(object)).not.toContain("reactionScripts");
  });
});

describe("the health alarms", () => {
  it("are named after the environment, cleared by their cancel event if there is one, and have no reaction", () => {
    const alarms = healthAlarmConditions(
      sampleTopology({ topology: { environment: "prod" }, backupControlServer: "10.110.0.6" }),
    );
    expect(
      alarms.map(({ name, category, alarmDetectEvent, alarmRemovalEvent, clearanceTimeout }) => [
        name,
        category,
        alarmDetectEvent.logEventID,
        alarmRemovalEvent?.logEventID,
        clearanceTimeout,
      ]),
    ).toEqual([
      ["prod_NO_PRIMARY", "accritical", 20621, 20623, 86_400],
      ["prod_ROLE_FLAPPING", "acmajor", 10327, 10328, 86_400],
      ["prod_SCS_SPLIT_BRAIN", "accritical", 10329, 10330, 86_400],
      ["prod_SCS_WITHOUT_BACKUP", "acmajor", 10331, undefined, 86_400],
      ["prod_TWO_PRIMARIES", "accritical", 20622, 20623, 86_400],
    ]);
    expect(alarms.flatMap((alarm) => alarm.reactionScripts ?? [])).toEqual([]);
  });

  it("do not report on a pair of Solution Control Servers if there is only one", () => {
    const names = healthAlarmConditions(sampleTopology()).map(({ name }) => name);
    expect(names).toEqual(["staging_NO_PRIMARY", "staging_ROLE_FLAPPING", "staging_TWO_PRIMARIES"]);
  });
});
