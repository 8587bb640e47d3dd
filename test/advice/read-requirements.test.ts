import { describe, expect, test } from "vitest";
import { readRequirements } from "../../lib/advice/read-requirements";
import { formatPath } from "../../lib/model/origin";

const problemsOf = (value: unknown) => {
  const read = readRequirements(value);
  return "problems" in read ? read.problems.map(({ path, problem }) => [formatPath(path), problem]) : [];
};

test("nothing has to be known", () => {
  expect(readRequirements({})).toEqual({ requirements: {} });
});

test("valid requirements are accepted unchanged", () => {
  const requirements = {
    os: ["windows", "linux"],
    hosts: 2,
    nics: 64,
    seats: 1,
    loadBalancer: "big-ip",
    sameSubnet: false,
  };
  expect(readRequirements(requirements)).toEqual({ requirements });
});

describe("a mistake is reported with what is allowed and what to do:", () => {
  const outside = (found: string, allowed: string) => ({
    code: "invalid-number",
    message: "not a number that is allowed here",
    found,
    allowed,
    fix: `use ${allowed}`,
  });
  const CASES: readonly (readonly [string, unknown, string, object])[] = [
    ["no seats", { seats: 0 }, "seats", outside("0", "a whole number from 1 to 1000000")],
    ["half a seat", { seats: 1.5 }, "seats", outside("1.5", "a whole number from 1 to 1000000")],
    ["less than no card", { nics: -1 }, "nics", outside("-1", "a whole number from 1 to 64")],
    ["three hosts", { hosts: 3 }, "hosts", outside("3", "a whole number from 1 to 2")],
    [
      "a mistyped operating system",
      { os: ["widnows"] },
      "os.0",
      {
        code: "invalid-value",
        message: "not a value that is allowed here; did you mean windows?",
        found: "widnows",
        allowed: "linux, windows, solaris or aix",
        fix: "write windows",
      },
    ],
    [
      "no operating system",
      { os: [] },
      "os",
      {
        code: "wrong-type",
        message: "wrong type of value",
        found: "an empty list",
        allowed: "a list with at least one entry",
        fix: "write a list with at least one entry",
      },
    ],
    [
      "more operating systems than hosts",
      { os: ["linux", "aix", "solaris"] },
      "os",
      {
        code: "invalid-value",
        message: "a pair has at most two hosts",
        found: "a list",
        allowed: "one operating system, or two if the hosts differ",
        fix: "name the operating systems of the hosts of one pair",
      },
    ],
    [
      "a requirement that there is not",
      { seat: 60 },
      "seat",
      expect.objectContaining({
        code: "unknown-key",
        message: "unknown key seat; did you mean seats?",
        fix: "write seats",
      }),
    ],
    [
      "a text where yes or no is asked",
      { sameSubnet: "yes" },
      "sameSubnet",
      {
        code: "wrong-type",
        message: "wrong type of value",
        found: "yes",
        allowed: "true or false",
        fix: "write true or false",
      },
    ],
  ];

  test.each(CASES)("%s", (_, value, path, problem) => {
    expect(problemsOf(value)).toEqual([[path, problem]]);
  });

  test("one host with two operating systems, on two subnets, in two data centres, all at once", () => {
    const contradiction = (other: string) => ({
      code: "requirements-contradict",
      message: `one host and ${other} cannot be true together`,
      found: `one host, ${other}`,
      fix: "correct or leave out one of the two",
    });
    expect(problemsOf({ hosts: 1, os: ["linux", "aix"], sameSubnet: false, sameDataCenter: false })).toEqual([
      ["os", contradiction("two operating systems")],
      ["sameSubnet", contradiction("different subnets")],
      ["sameDataCenter", contradiction("different data centres")],
    ]);
    expect(problemsOf({ hosts: 1, os: ["linux", "linux"], sameSubnet: true })).toEqual([]);
  });
});
