import type * as path from "node:path";
import { expect, test, vi } from "vitest";
import { positionIn } from "../lib/constructs/call-site";
import { collectorStack } from "../lib/drift/collector-stack";
import { collectorsOf } from "../lib/drift/collectors";
import { bigIpSurveysOf } from "../lib/import/survey";
import type { Address } from "../lib/model/address";
import { sampleTopology } from "./sample-topology";

// The setup of every test has loaded the paths of this system.
vi.hoisted(() => void vi.resetModules());

// Joins a path below `..\facts`, as Windows does; the rest is needed to read this checkout.
vi.mock("node:path", async (original) => {
  const { posix, win32 } = await original<typeof path>();
  const join = (...parts: string[]) => (parts[0]!.startsWith("..") ? win32 : posix).join(...parts);
  return { ...posix, join, sep: win32.sep, relative: () => "sites\\north\\main.ts" };
});

const OUT = "..\\facts";

test("a line of shell that a command prints on Windows names files with slashes, which every shell there accepts", () => {
  const collectors = collectorsOf(sampleTopology(), [], OUT);
  const surveys = bigIpSurveysOf([{ name: "ltm-1", management: "10.110.0.7" as Address }], OUT);
  const lines = [...collectors, ...surveys].map(({ command }) => command);
  expect(lines.join("\n")).not.toContain("\\");
  expect(lines[0]).toContain("<'../facts/staging/sip-a.collector.sh' >'../facts/staging/sip-a.facts'");
  expect(lines.at(-1)).toBe("sh '../facts/_big-ip-ltm-1.survey.sh' >'../facts/_big-ip-ltm-1.survey'");
  const { commands, files } = collectorStack("staging", collectors);
  expect(commands.join("\n")).not.toContain("\\");
  expect(files.map(({ file }) => file)).toContain("../facts/staging/main.tf.json");
});

test("the place of a construct is the same on Windows", () => {
  expect(positionIn("Error\n    at new Site (/srv/sites/north/main.ts:3:7)")).toEqual({
    file: "sites/north/main.ts",
    line: 3,
    column: 7,
  });
});
