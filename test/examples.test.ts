import { App } from "cdktf";
import type { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import { bigIp } from "../examples/big-ip";
import { estate } from "../examples/estate";
import { firstPair } from "../examples/first-pair";
import { prodEast } from "../examples/prod-east";
import { sipProxy } from "../examples/sip-proxy";
import { solarisAndAix } from "../examples/solaris-and-aix";
import { windowsNlb } from "../examples/windows-nlb";
import { windowsPair } from "../examples/windows-pair";
import { environmentFromFile } from "../lib";
import { newRoot } from "../lib/terraform/new-root";
import { synthesize } from "../lib/terraform/synthesize";
import { join } from "../lib/text/paths";
import { sipHa } from "./command";
import { folderContent } from "./folder-content";
import { temporaryFolder } from "./temporary-folder";

const EXAMPLES = join(__dirname, "../examples");

const examples: readonly (readonly [string, readonly string[], (scope: Construct) => unknown])[] = [
  ["first-pair", ["first-pair.yaml"], firstPair],
  ["windows-pair", ["windows-pair.yaml"], windowsPair],
  ["windows-nlb", ["windows-nlb.yaml"], windowsNlb],
  ["solaris-and-aix", ["solaris-and-aix.yaml"], solarisAndAix],
  ["big-ip", ["big-ip.yaml"], bigIp],
  ["sip-proxy", ["sip-proxy.yaml"], sipProxy],
  ["prod-east", ["prod-east.yaml"], prodEast],
  ["estate", ["estate/staging.yaml", "estate/prod.yaml"], estate],
];

/** The stacks that are written into an output folder. */
function stacks(write: (outdir: string) => void): Record<string, string> {
  const outdir = join(temporaryFolder(), "cdktf.out");
  write(outdir);
  return folderContent(join(outdir, "stacks"));
}

describe.each(examples)("the example %s", (_, names, program) => {
  const files = names.map((name) => join(EXAMPLES, name));

  test("has no errors", () => {
    expect(sipHa("check", ...files).code).toBe(0);
  });

  test("gives the same bytes as a file and as a program, by the command and under a cdktf App", () => {
    const byCommand = stacks((outdir) => {
      expect(sipHa("synth", ...files, "--out", outdir).code).toBe(0);
    });
    expect(Object.keys(byCommand).length).toBeGreaterThan(10);
    const under = (add: (app: App) => unknown) =>
      stacks((outdir) => {
        const app = new App({ outdir });
        add(app);
        app.synth();
      });
    expect(under(program)).toEqual(byCommand);
    expect(under((app) => files.map((file) => environmentFromFile(app, file)))).toEqual(byCommand);
    const byItself = stacks((outdir) => {
      const root = newRoot();
      program(root);
      synthesize(root, outdir);
    });
    expect(byItself).toEqual(byCommand);
  });
});
