import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { zonesOf } from "../../lib/options/sip-proxy/artifacts";
import { renderZone } from "../../lib/options/sip-proxy/zone-file";
import { describeWith } from "../prerequisites";
import { anyEnvironment } from "../property/any-environment";
import { temporaryFolder } from "../temporary-folder";
import { topologyOf } from "../topology-of";

const GOLDEN = join(__dirname, "../golden");
const ZONES = (readdirSync(GOLDEN, { recursive: true }) as string[])
  .filter((file) => file.endsWith(".zone"))
  .map((file) => join(GOLDEN, file));

describeWith({ tools: ["named-checkzone"] }, "zone files", () => {
  /** The result of BIND's own check of a zone, with every warning treated as an error. */
  const check = (zone: string, file: string) => {
    const { status, stdout, stderr } = spawnSync("named-checkzone", [zone, file], { encoding: "utf8" });
    return { status, said: stdout + stderr };
  };

  test.each(ZONES)("%s is accepted without a warning", (file) => {
    const zone = basename(file, ".zone");
    const serial = / SOA \S+ \S+ (\d+) /.exec(readFileSync(file, "utf8"))![1];
    expect(check(zone, file)).toEqual({ status: 0, said: `zone ${zone}/IN: loaded serial ${serial}\nOK\n` });
  });

  test("are two: one of a pool's own zone, and one of a zone that pools share", () => {
    expect(ZONES.map((file) => basename(file)).sort()).toEqual(["sip-geo.example.com.zone", "sip.example.com.zone"]);
  });

  test("are accepted for any environment", () => {
    const folder = temporaryFolder();
    let count = 0;
    for (const declaration of fc.sample(anyEnvironment, 60))
      for (const zone of zonesOf(topologyOf(declaration))) {
        const file = join(folder, `${++count}.zone`);
        writeFileSync(file, renderZone(zone));
        expect(check(zone.name, file)).toMatchObject({
          status: 0,
          said: expect.stringMatching(/^zone \S+: loaded serial \d+\nOK\n$/),
        });
      }
    expect(count).toBeGreaterThan(10);
  });

  test("are not accepted without a complaint if a target has no address", () => {
    const [first] = ZONES;
    const broken = join(temporaryFolder(), "broken.zone");
    writeFileSync(broken, readFileSync(first!, "utf8").replaceAll(/^proxy-1.* A .*\n/gm, ""));
    const { said } = check(basename(first!, ".zone"), broken);
    expect(said).toMatch(/SRV|has no address records/);
  });
});
