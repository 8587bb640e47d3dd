import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { parse } from "yaml";
import { sipHa } from "../command";
import { folderContent } from "../folder-content";
import { temporaryFolder } from "../temporary-folder";

const running = vi.hoisted(() => ({ version: "" }));

vi.mock("../../lib/text/package-manifest", async (original) => {
  const library = await original<typeof import("../../lib/text/package-manifest")>();
  return { ...library, packageVersion: () => running.version };
});

const GOLDEN = ["every-feature", "windows-nlb", "solaris-aix-ipv6", "big-ip-terraform", "sip-proxy-every-feature"];

function writtenBy(version: string, golden: string): { readonly out: string; readonly files: Record<string, string> } {
  running.version = version;
  const out = join(temporaryFolder(), "out");
  const file = join(__dirname, "../golden", golden, "environment.yaml");
  expect(sipHa("synth", file, "--out", out)).toMatchObject({ code: 0 });
  return { out, files: folderContent(out) };
}

test.each(GOLDEN)(
  "another version of the package changes only a line of artifacts.yaml, and nothing that Terraform would install: %s",
  (golden) => {
    const [was, is] = [writtenBy("0.1.0", golden), writtenBy("0.2.0", golden)];
    const { environment } = parse(readFileSync(join(__dirname, "../golden", golden, "environment.yaml"), "utf8"));
    const list = `stacks/${environment}/artifacts.yaml`;
    const { [list]: before, ...others } = was.files;
    expect(is.files).toEqual({ ...others, [list]: before!.replace('\nversion: "0.1.0"\n', '\nversion: "0.2.0"\n') });
    expect(is.files[list]).not.toBe(before);
    expect(sipHa("diff", was.out, is.out).stdout).toMatch(/\n\nnothing changes\n$/);
  },
);
