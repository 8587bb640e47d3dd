import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

const CODE = "control-servers-on-one-host";

test("holds if there is one Solution Control Server", () => {
  expect(evaluateSample(CODE)).toEqual(HOLDS);
});

const backupOn = (host: string) => ({
  "managementLayer.backupSolutionControlServer": { application: "SCS_Staging_B", host },
});

test("holds if the backup has another host", () => {
  expect(evaluateSample(CODE, backupOn("sip-b"))).toEqual(HOLDS);
});

test("a backup on the same host is found", () => {
  expect(evaluateSample(CODE, backupOn("mgmt-1"))).toEqual({
    found: [
      {
        path: "managementLayer.backupSolutionControlServer.host",
        message: "SCS_Staging and its backup SCS_Staging_B are both on host mgmt-1, and are lost together",
        found: "mgmt-1",
        allowed: "another host",
        fix: "move the backup to another host",
      },
    ],
    notEvaluated: [],
  });
});
