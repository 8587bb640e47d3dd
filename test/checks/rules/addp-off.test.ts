import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

test("holds with the default of 9s", () => {
  expect(evaluateSample("addp-off")).toEqual(HOLDS);
});

test("an addpTimeout of zero is found, whatever its unit", () => {
  const found = (addpTimeout: string) => [
    {
      path: "managementLayer.failureDetection.addpTimeout",
      message: "ADDP is off, so the loss of a host is noticed late, after a time that is not known",
      found: addpTimeout,
      allowed: "a time above 0s",
      fix: "use 9s, the default, or 10s or more if the network has delays",
    },
  ];
  for (const addpTimeout of ["0s", "0ms", "0h"])
    expect(evaluateSample("addp-off", { "managementLayer.failureDetection": { addpTimeout } })).toEqual({
      found: found(addpTimeout),
      notEvaluated: [],
    });
});
