import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { stringify } from "yaml";
import { resolve } from "../../lib/synth/resolve";
import { As3Device, selfSigned } from "../as3-device";
import { sipHa } from "../command";
import { factsOfDevice, postedDevices } from "../drift/big-ip-facts-of-model";
import { driftOf } from "../drift-command";
import { bigIpDeclaration } from "../options/big-ip/big-ip-sample";
import { describeWith } from "../prerequisites";
import { runShellProgram } from "../shell-program";
import { temporaryFolder } from "../temporary-folder";

/** Characters that a password may have, and that a shell, curl's settings or a list of processes must not misread. */
const PASSWORD = `ge"he\\im $(id) 'x' %s`;
const MANAGEMENT = "10.213.0.100";
const SECRET = "s3cr3t";

describeWith(
  { tools: ["curl", "jq", "openssl", "shellcheck"] },
  "drift of a BIG-IP, asked by curl over HTTPS; a stand-in answers",
  () => {
    const folder = temporaryFolder();
    const out = join(folder, "out");
    const stack = join(out, "stacks/dmz");
    const file = join(folder, "dmz.yaml");
    const collector = join(folder, "facts/dmz/_big-ip-ltm-1.collector.sh");
    let device: As3Device;
    let declaration: ReturnType<typeof bigIpDeclaration>;

    beforeAll(async () => {
      const { certificate, authority, leadTo } = selfSigned(folder, MANAGEMENT);
      device = await As3Device.start(certificate, `admin:${PASSWORD}`);
      leadTo(device);
      declaration = bigIpDeclaration({ "bigIps.ltm-1.certificateAuthorityFile": authority });
      writeFileSync(file, stringify(declaration));
      expect(sipHa("synth", file, "--out", out).code).toBe(0);
      expect(sipHa("facts", file, "--out", join(folder, "facts")).code).toBe(0);
      device.onboarding = JSON.parse(readFileSync(join(stack, "big-ip/ltm-1/declarative-onboarding.json"), "utf8"));
    });
    afterAll(() => device?.stop());
    beforeEach(async () => {
      device.results = [{ code: 200, message: "success", tenant: "dmz" }];
      device.hasAs3 = true;
      device.instead.clear();
      expect(await post("deploy")).toMatchObject({ code: 0 });
      device.requests.length = 0;
    });

    const run = (script: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
      runShellProgram(script, words, { CURL_HOME: folder, BIGIP_PASSWORD: PASSWORD, ...environment });
    const post = (...words: readonly string[]) => run(join(stack, "big-ip/ltm-1/post"), words);
    const collect = (environment?: NodeJS.ProcessEnv) => run(collector, [], environment);

    /** What drift reports of the collector's output. */
    function drift(facts: string): string[] {
      const { found: told } = driftOf(out, { "dmz/_big-ip-ltm-1.facts": facts });
      return told.map(({ state, code, path, found }) => `${state} ${code} ${path}: ${found}`);
    }

    const pool = () => device.state["ltm/pool"]![0]! as unknown as { membersReference: { items: object[] } };

    test("the collector passes shellcheck", () => {
      expect(execFileSync("shellcheck", ["-s", "sh", collector], { encoding: "utf8" })).toBe("");
    });

    test("there is none after a deployment; the device is asked by GET alone, and the password appears nowhere", async () => {
      const { code, stdout, stderr } = await collect();
      expect({ code, stderr, told: drift(stdout) }).toEqual({ code: 0, stderr: "", told: [] });
      expect(new Set(device.requests.map(({ what }) => what.split(" ")[0]))).toEqual(new Set(["GET"]));
      expect(device.requests.every(({ account }) => account === `admin:${PASSWORD}`)).toBe(true);
      expect(stdout).not.toContain("im $(id)");
    });

    test("the collected facts equal, line by line, those that the tests without curl compare", async () => {
      const { stdout } = await collect();
      const [posted] = postedDevices(resolve(declaration as never).topology!);
      const sorted = (text: string) =>
        text
          .replaceAll(/^(?:time|system|account) .*\n/gm, "")
          .split("\n")
          // jq writes keys in the order of the answer, which the reader ignores.
          .map((line) => (line.startsWith(" {") ? ` ${JSON.stringify(canonical(JSON.parse(line)))}` : line))
          .join("\n");
      expect(sorted(stdout)).toBe(sorted(factsOfDevice("dmz", posted!)));
    });

    test("a change by hand is reported, and no longer once it is undone", async () => {
      Object.assign(pool().membersReference.items[0]!, { session: "user-disabled", state: "user-down" });
      Object.assign(device.state["ltm/monitor/sip"]![0]!, { interval: 30 });
      device.state["net/self"]!.pop();
      expect(drift((await collect()).stdout)).toEqual([
        "drift big-ip-object-differs pairs.inbound: interval: 30",
        "drift pool-member-disabled pairs.inbound: state: forced offline",
        "drift self-ip-missing bigIps.ltm-1.network.outsideSelfIp: nothing",
      ]);
      await post("deploy");
      expect(drift((await collect()).stdout)).toEqual([]);
    });

    test("a removed tenant is reported once", async () => {
      await post("remove");
      expect(drift((await collect()).stdout)).toEqual(["drift as3-tenant-missing bigIps.ltm-1: nothing"]);
    });

    test("the facts hold no secrets of others, neither from AS3's declaration nor from the device", async () => {
      const other = join(folder, "other.json");
      const posted = JSON.parse(readFileSync(join(stack, "big-ip/ltm-1/as3.json"), "utf8"));
      Object.assign(posted.declaration.dmz.inbound, {
        monitor: { class: "Monitor", monitorType: "http", passphrase: { ciphertext: SECRET } },
        vs_sip_udp: { ...posted.declaration.dmz.inbound.vs_sip_udp, metadata: { password: { value: SECRET } } },
      });
      posted.declaration.elsewhere = { class: "Tenant", app: { class: "Application", secret: SECRET } };
      writeFileSync(other, JSON.stringify(posted));
      await post("deploy", other);
      device.state["ltm/rule"]!.push({ ...device.state["ltm/rule"]![0]!, fullPath: "/dmz/x", apiAnonymous: SECRET });
      Object.assign(device.state["ltm/monitor/sip"]![0]!, {
        username: SECRET,
        password: SECRET,
        headers: `Authorization: Basic ${SECRET}`,
      });
      const { stdout } = await collect();
      expect(stdout).not.toContain(SECRET);
      expect(drift(stdout).filter((one) => !one.startsWith("unparsed"))).toEqual([
        "drift as3-item-added bigIps.ltm-1: /dmz/inbound/monitor",
        "drift big-ip-object-differs pairs.inbound: headers: some",
        "drift big-ip-object-added bigIps.ltm-1: /dmz/x",
      ]);
    });

    test("an unexpected answer is reported by itself, and is no drift", async () => {
      const answers: [string, number, string][] = [
        ["GET /shared/appsvcs/declare/dmz", 202, '{"code":202,"message":"in progress"}'],
        ["GET /tm/ltm/node", 200, ""],
        ["GET /tm/ltm/virtual", 200, "<!DOCTYPE html>\n<html><title>Log in</title></html>"],
        ["GET /tm/ltm/pool", 200, '{"kind":"tm:ltm:pool:poolcollectionstate","items":[{"fullPath":"/dmz/inbound/po'],
        ["GET /tm/ltm/rule", 200, "[]"],
        ["GET /tm/net/self", 500, '{"code":500,"message":"The connection to mcpd has been lost","apiError":32768001}'],
      ];
      for (const [what, status, text] of answers) device.instead.set(what, { status, text });
      const { code, stdout } = await collect();
      expect([code, ...drift(stdout)]).toEqual([
        0,
        'unparsed device-refused bigIps.ltm-1: status 202: "in progress"',
        "unparsed device-answer bigIps.ltm-1: an answer without a kind",
        ...Array(3).fill('unparsed facts-command-failed bigIps.ltm-1: "status 200"'),
        'unparsed device-refused bigIps.ltm-1: status 500: "The connection to mcpd has been lost"',
      ]);
      expect(stdout).toContain("\n no JSON: <!DOCTYPE html> <html><title>Log in</title></html>\n");
    });

    test("a device without AS3 is reported as such", async () => {
      device.hasAs3 = false;
      expect(drift((await collect()).stdout)).toEqual([
        'unparsed device-refused bigIps.ltm-1: status 404: "Public URI path not registered"',
      ]);
    });

    test("the collector tries a refused password only once, as devices lock accounts, and fails", async () => {
      const { code, stdout, stderr } = await collect({ BIGIP_PASSWORD: "wrong" });
      expect([code, stderr, device.requests.length]).toEqual([
        1,
        "collector: the device does not take the account admin or its password\n",
        1,
      ]);
      expect(drift(stdout)).toEqual([
        "unparsed facts-truncated bigIps.ltm-1: no line end",
        'unparsed device-refused bigIps.ltm-1: status 401: "Authentication required!"',
      ]);
    });

    test("the collector fails if the device cannot be reached or there is no password", async () => {
      const { code, stdout, stderr } = await collect({ CURL_HOME: "/", https_proxy: "http://127.0.0.1:1" });
      expect(code).toBe(1);
      expect(stderr).toContain(`no answer from https://${MANAGEMENT}/mgmt`);
      expect(drift(stdout)).toHaveLength(2);
      expect(await collect({ BIGIP_PASSWORD: "" })).toEqual({
        code: 2,
        stdout: "",
        stderr: "collector: no password: set BIGIP_PASSWORD, or run this on a terminal\n",
      });
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
