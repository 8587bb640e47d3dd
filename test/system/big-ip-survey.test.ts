import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { As3Device, selfSigned } from "../as3-device";
import type { BigIpState } from "../big-ip-state";
import { sipHa } from "../command";
import { devicesToSurvey, surveyOfDevice } from "../import/big-ip-survey-of-model";
import { HAND_MADE_BIG_IP_FILE, handMadeBigIpSite, handMadeDevice } from "../import/hand-made-big-ip";
import { siteExportOf, surveysOfModel } from "../import/survey-of-model";
import { bigIpDeclaration, bigIpTopology } from "../options/big-ip/big-ip-sample";
import { describeWith } from "../prerequisites";
import { runShellProgram } from "../shell-program";
import { temporaryFolder } from "../temporary-folder";

/** Characters that a password may have, and that a shell, curl's settings or a list of processes must not misread. */
const PASSWORD = `ge"he\\im $(id) 'x' %s`;
const MANAGEMENT = "10.213.0.100";
const EXPORT = "configuration-layer.json";

describeWith(
  { tools: ["curl", "jq", "openssl", "shellcheck"] },
  "a survey of a BIG-IP, asked by curl over HTTPS; a stand-in answers",
  () => {
    const folder = temporaryFolder();
    let device: As3Device;
    let authority: string;

    beforeAll(async () => {
      const made = selfSigned(folder, MANAGEMENT);
      device = await As3Device.start(made.certificate, `auditor:${PASSWORD}`);
      made.leadTo(device);
      authority = made.authority;
    });
    afterAll(() => device?.stop());
    beforeEach(() => {
      device.instead.clear();
      device.requests.length = 0;
    });

    /** The folder of a site, with the program that `sip-ha survey` writes for its device. */
    function siteWith(name: string, file: object, surveys: Readonly<Record<string, string>>): string {
      const site = join(folder, name);
      mkdirSync(site);
      writeFileSync(join(site, EXPORT), `${JSON.stringify(file, null, 2)}\n`);
      for (const [host, text] of Object.entries(surveys)) writeFileSync(join(site, `${host}.survey`), text);
      expect(sipHa("survey", "--facts", site, "--big-ip", `ltm-1=${MANAGEMENT}`).code).toBe(0);
      return site;
    }

    const run = (program: string, environment: NodeJS.ProcessEnv = {}) =>
      runShellProgram(program, [], {
        CURL_HOME: folder,
        // curl itself has a variable for the authorities that it trusts.
        CURL_CA_BUNDLE: authority,
        BIGIP_USER: "auditor",
        BIGIP_PASSWORD: PASSWORD,
        ...environment,
      });

    /** Without what differs from run to run, and with the keys of objects in one order, as the reader ignores their order. */
    const sorted = (text: string) =>
      text
        .replaceAll(/^(?:time|system|account) .*\n/gm, "")
        .split("\n")
        .map((line) => (line.startsWith(" {") ? ` ${JSON.stringify(canonical(JSON.parse(line)))}` : line))
        .join("\n");

    describe("that somebody has configured by hand, without AS3", () => {
      let site: string;
      let program: string;

      beforeAll(() => {
        const { file, surveys } = handMadeBigIpSite();
        site = siteWith("by-hand", file, surveys);
        program = join(site, "_big-ip-ltm-1.survey.sh");
      });
      beforeEach(() => {
        device.hasAs3 = false;
        device.state = handMadeDevice().state as BigIpState;
      });

      test("passes shellcheck", () => {
        expect(execFileSync("shellcheck", ["-s", "sh", program], { encoding: "utf8" })).toBe("");
      });

      test("asks by GET alone, prints no secret, and prints what the tests without curl import", async () => {
        const { code, stdout, stderr } = await run(program);
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
        expect(new Set(device.requests.map(({ what }) => what.split(" ")[0]))).toEqual(new Set(["GET"]));
        expect(device.requests.every(({ account }) => account === `auditor:${PASSWORD}`)).toBe(true);
        expect(stdout).not.toMatch(/im \$\(id\)|s3cr3t/);
        expect(sorted(stdout)).toBe(sorted(surveyOfDevice(handMadeDevice("ltm-1", MANAGEMENT))));
      });

      test("becomes an environment file with the device and its pair", async () => {
        const { stdout } = await run(program);
        writeFileSync(join(site, "_big-ip-ltm-1.survey"), stdout);
        const out = join(folder, "north.yaml");
        expect(sipHa("import", "--facts", site, "--environment", "north", "--out", out).code).toBe(1);
        const withoutPlaces = (file: string) => readFileSync(file, "utf8").replaceAll(/ *#.*$/gm, "");
        expect(withoutPlaces(out)).toBe(withoutPlaces(HAND_MADE_BIG_IP_FILE).replace("10.10.0.100", MANAGEMENT));
      });

      test("fails after one attempt with a refused account, as devices lock accounts after several refusals", async () => {
        const { code, stdout, stderr } = await run(program, { BIGIP_PASSWORD: "wrong" });
        expect([code, stderr, device.requests.length]).toEqual([
          1,
          "collector: the device does not take the account auditor or its password\n",
          1,
        ]);
        expect(stdout).toMatch(/== cm\/device\n status 401\n "Authentication required!"\n-- 0\n$/);
      });

      test("prints an answer that it cannot use as it came, and goes on", async () => {
        device.instead.set("GET /tm/ltm/virtual", {
          status: 200,
          text: "<!DOCTYPE html>\n<html><title>Log in</title></html>",
        });
        device.instead.set("GET /tm/ltm/profile/sip", {
          status: 404,
          text: '{"code":404,"message":"Public URI path not registered"}',
        });
        const { code, stdout } = await run(program);
        expect(code).toBe(0);
        expect(stdout).toContain("\n no JSON: <!DOCTYPE html> <html><title>Log in</title></html>\n-- 1\n");
        expect(stdout).toContain('\n== ltm/profile/sip\n status 404\n "Public URI path not registered"\n-- 0\n');
        expect(stdout).toMatch(/\nend 23\n$/);
      });

      test("does not talk to a device whose certificate no trusted authority has signed", async () => {
        const { code, stderr } = await run(program, { CURL_CA_BUNDLE: "/etc/ssl/certs/ca-certificates.crt" });
        expect([code, device.requests.length]).toEqual([1, 0]);
        expect(stderr).toContain(`no answer from https://${MANAGEMENT}/mgmt`);
      });
    });

    test("of a device that this package has deployed shows no drift once it is imported and synthesized again", async () => {
      const { topology } = bigIpTopology();
      const surveys = surveysOfModel(topology).map((text) => [/^of hosts\.(.+)$/m.exec(text)![1]!, text]);
      const site = siteWith("deployed", siteExportOf(topology), Object.fromEntries(surveys));
      const [file, out] = [join(folder, "dmz.yaml"), join(folder, "out")];
      writeFileSync(
        file,
        stringify(
          bigIpDeclaration({ "bigIps.ltm-1.certificateAuthorityFile": authority, "bigIps.ltm-1.user": "auditor" }),
        ),
      );
      expect(sipHa("synth", file, "--out", out).code).toBe(0);
      const folderOfDevice = join(out, "stacks/dmz/big-ip/ltm-1");
      device.hasAs3 = true;
      device.results = [{ code: 200, message: "success", tenant: "dmz" }];
      device.onboarding = JSON.parse(readFileSync(join(folderOfDevice, "declarative-onboarding.json"), "utf8"));
      const posted = spawn("sh", [join(folderOfDevice, "post"), "deploy"], {
        env: { PATH: process.env.PATH, CURL_HOME: folder, BIGIP_PASSWORD: PASSWORD },
      });
      expect(await new Promise((done) => posted.once("close", done))).toBe(0);

      const { stdout } = await run(join(site, "_big-ip-ltm-1.survey.sh"));
      expect(sorted(stdout)).toBe(sorted(surveyOfDevice(devicesToSurvey(topology)[0]!)));
      writeFileSync(join(site, "_big-ip-ltm-1.survey"), stdout);
      const [again, tree, facts] = ["again.yaml", "again", "facts"].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      const imported = JSON.parse(sipHa("import", "--facts", site, "--out", again, "--json").stdout);
      expect(imported.changes).toEqual([]);
      expect(sipHa("synth", again, "--out", tree).code).toBe(0);
      expect(readFileSync(join(tree, "stacks/dmz/big-ip/ltm-1/as3.json"), "utf8")).toBe(
        readFileSync(join(folderOfDevice, "as3.json"), "utf8"),
      );
      expect(sipHa("facts", again, "--out", facts).code).toBe(0);
      const collected = await run(join(facts, "dmz/_big-ip-ltm-1.collector.sh"));
      writeFileSync(join(facts, "dmz/_big-ip-ltm-1.facts"), collected.stdout);
      const told = JSON.parse(sipHa("drift", tree, "--facts", facts, "--json").stdout).drift as {
        path: string;
        state: string;
      }[];
      expect(told.filter(({ state }) => state !== "missing")).toEqual([]);
      expect(told.filter(({ path }) => path.startsWith("bigIps."))).toEqual([]);
    });
  },
);

/** With the keys of every object in one order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, canonical(one)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
