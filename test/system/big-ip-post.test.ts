import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { plan } from "../../lib/synth/plan";
import { textOf } from "../../lib/text/file-text";
import { As3Device, selfSigned } from "../as3-device";
import { bigIpTopology } from "../options/big-ip/big-ip-sample";
import { describeWith } from "../prerequisites";
import { runShellProgram } from "../shell-program";
import { temporaryFolder } from "../temporary-folder";

/** Characters that a password may have, and that a shell, curl's settings or a list of processes must not misread. */
const PASSWORD = `ge"he\\im $(id) 'x' %s`;
const MANAGEMENT = "10.213.0.100";

describeWith(
  { tools: ["curl", "jq", "openssl", "shellcheck"] },
  "the script that brings a declaration to a BIG-IP",
  () => {
    const folder = temporaryFolder();
    const script = join(folder, "post");
    let device: As3Device;
    let declaration: unknown;

    beforeAll(async () => {
      const { certificate, authority, leadTo } = selfSigned(folder, MANAGEMENT);
      device = await As3Device.start(certificate, `admin:${PASSWORD}`);
      const { topology } = bigIpTopology({ "bigIps.ltm-1.certificateAuthorityFile": authority });
      for (const { path, content } of plan(topology).artifacts)
        if (path.startsWith("big-ip/")) writeFileSync(join(folder, path.split("/").at(-1)!), textOf(content));
      declaration = JSON.parse(readFileSync(join(folder, "as3.json"), "utf8"));
      leadTo(device);
    });
    afterAll(() => device?.stop());
    beforeEach(() => {
      device.requests.length = 0;
      device.results = [{ code: 200, message: "success", tenant: "dmz" }];
      device.rounds = 0;
      device.refusal = undefined;
    });

    const post = (words: readonly string[], environment: NodeJS.ProcessEnv = { BIGIP_PASSWORD: PASSWORD }) =>
      runShellProgram(script, words, { CURL_HOME: folder, ...environment });

    const asked = () => device.requests.map(({ what }) => what);

    test("passes shellcheck", () => {
      expect(execFileSync("shellcheck", [script], { encoding: "utf8" })).toBe("");
    });

    test("a dry run posts the declaration as it is, and asks until the task is done", async () => {
      device.rounds = 1;
      expect(await post(["dry-run"])).toEqual({ code: 0, stdout: "200 success dmz\n", stderr: "" });
      expect(asked()).toEqual(["POST /declare?async=true&controls.dryRun=true", "GET /task/7", "GET /task/7"]);
      expect(device.requests[0]).toMatchObject({ account: `admin:${PASSWORD}`, body: declaration });
    });

    test("a roll-back posts what was kept before the deployment", async () => {
      expect(await post(["deploy"])).toMatchObject({ code: 0, stdout: "200 success dmz\n" });
      const { code, stdout } = await post(["show"]);
      expect([code, JSON.parse(stdout)]).toEqual([0, (declaration as { declaration: unknown }).declaration]);
      const before = join(folder, "before it.json");
      writeFileSync(before, stdout);
      device.requests.length = 0;
      expect(await post(["deploy", before])).toMatchObject({ code: 0 });
      expect(device.requests[0]).toMatchObject({ what: "POST /declare?async=true", body: JSON.parse(stdout) });
    });

    test("one failed tenant is a failure even beside one that succeeded, whatever the status of the answer", async () => {
      device.results = [
        { code: 200, message: "success", tenant: "other" },
        { code: 422, message: "declaration failed", tenant: "dmz", errors: ["01070734: no monitor", "a second"] },
      ];
      expect(await post(["deploy"])).toEqual({
        code: 1,
        stdout: "200 success other\n422 declaration failed dmz: 01070734: no monitor; a second\n",
        stderr: "post: the device refused it, see above; nothing of the tenant is changed if it says so\n",
      });
    });

    test.each([
      ["no results at all", []],
      ["a result without a code", [{ message: "declaration is invalid" } as never]],
    ])("%s is a failure", async (_, results) => {
      device.results = results;
      expect(await post(["deploy"])).toMatchObject({ code: 1 });
    });

    test("it reports a device that is busy or refuses the declaration as a whole", async () => {
      device.refusal = {
        status: 503,
        body: { code: 503, message: "Configuration operation in progress, please try again in 2 minutes" },
      };
      expect(await post(["deploy"])).toEqual({
        code: 1,
        stdout: "",
        stderr:
          'post: the device started nothing: {"code":503,"message":"Configuration operation in progress, please try again in 2 minutes"}\n',
      });
      device.refusal = {
        status: 422,
        body: { code: 422, message: "declaration is invalid", errors: ["/dmz: should be"] },
      };
      expect(await post(["dry-run"])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("declaration is invalid"),
      });
    });

    test("it sends a declaration of any length at once, without waiting for the device to agree", async () => {
      // Longer than what every curl sends in that way.
      const long = join(folder, "long.json");
      writeFileSync(long, JSON.stringify({ ...(declaration as object), remark: "x".repeat(1_100_000) }));
      expect(await post(["dry-run", long])).toMatchObject({ code: 0 });
      expect(device.waitedFor).toEqual([]);
    });

    test("remove asks for this environment's tenant alone", async () => {
      expect(await post(["remove"])).toMatchObject({ code: 0 });
      expect(asked()[0]).toBe("DELETE /declare/dmz?async=true");
    });

    test("info prints what the device says of its AS3", async () => {
      const { code, stdout } = await post(["info"]);
      expect([code, JSON.parse(stdout).version]).toEqual([0, "3.56.0"]);
    });

    test("it reports a wrong password, and does not print the refusal as the declaration of the device", async () => {
      const { code, stderr } = await post(["deploy"], { BIGIP_PASSWORD: "wrong" });
      expect([code, stderr]).toEqual([
        1,
        'post: the device started nothing: {"code":401,"message":"Authentication required!"}\n',
      ]);
      // The refusal of the device must not be kept as the way back.
      expect(await post(["show"], { BIGIP_PASSWORD: "wrong" })).toMatchObject({ code: 1, stdout: "" });
    });

    test("show prints nothing on the first day, whether nothing was declared at all or only by others", async () => {
      const nothing = { code: 0, stdout: "", stderr: "" };
      expect(await post(["remove"])).toMatchObject({ code: 0 });
      expect(await post(["show"])).toEqual(nothing);
      device.instead.set("GET /shared/appsvcs/declare/dmz", {
        status: 404,
        text: JSON.stringify({ code: 404, message: "specified Tenant(s) 'dmz' not found in declaration" }),
      });
      expect(await post(["show"])).toEqual(nothing);
      device.instead.clear();
    });

    test("it reports a refusal of the device with its status and its words", async () => {
      const said = (text: string) => ({ code: 1, stdout: "", stderr: `post: the device answers ${text}\n` });
      for (const command of ["info", "show"])
        expect(await post([command], { BIGIP_PASSWORD: "wrong" })).toEqual(said("401: Authentication required!"));
      device.hasAs3 = false;
      for (const command of ["info", "show"])
        expect(await post([command])).toEqual(said("404: Public URI path not registered"));
      device.hasAs3 = true;
      device.instead.set("GET /shared/appsvcs/info", { status: 502, text: "<html>Bad Gateway</html>" });
      expect(await post(["info"])).toEqual(said("502: no message"));
      device.instead.clear();
    });

    test("the password is in no command line while it runs", async () => {
      const commandLines = () =>
        readdirSync("/proc").flatMap((name) => {
          const file = join("/proc", name, "cmdline");
          return /^\d+$/.test(name) && existsSync(file) ? [commandLine(file)] : [];
        });
      const seen = new Set<string>();
      const timer = setInterval(() => {
        for (const line of commandLines()) seen.add(line);
      }, 2);
      expect(await post(["deploy"]).finally(() => clearInterval(timer))).toMatchObject({ code: 0 });
      const lines = [...seen];
      expect(lines.some((line) => line.startsWith("curl "))).toBe(true);
      expect(lines.filter((line) => line.includes("im $(id)"))).toEqual([]);
    });

    test("it sends nothing to a device with another certificate", async () => {
      const other = bigIpTopology({ "bigIps.ltm-1.certificateAuthorityFile": "/etc/hostname" }).topology;
      const text = plan(other).artifacts.find(({ path }) => path.endsWith("/post"))!.content;
      writeFileSync(script, textOf(text));
      const { code, stderr } = await post(["deploy"]);
      expect(code).toBe(1);
      expect(stderr).toContain(`post: no answer from https://${MANAGEMENT}/mgmt/shared/appsvcs`);
      expect(device.requests).toEqual([]);
    });

    test.each([
      [[], "post: say info, show, dry-run, deploy or remove\n"],
      [["delpoy"], "post: say info, show, dry-run, deploy or remove\n"],
      [["deploy", "/nowhere.json"], "post: cannot read /nowhere.json\n"],
      [["deploy", "/etc/hostname"], /is no JSON\n$/],
    ])("wrong use %j ends with 2, names the right use, and asks the device nothing", async (words, said) => {
      const { code, stderr } = await post(words);
      expect(code).toBe(2);
      expect(stderr).toEqual(said instanceof RegExp ? expect.stringMatching(said) : said);
      expect(device.requests).toEqual([]);
    });

    test("it fails without asking if there is no terminal and no password", async () => {
      expect(await post(["deploy"], {})).toEqual({
        code: 2,
        stdout: "",
        stderr: "post: no password: set BIGIP_PASSWORD, or run this on a terminal\n",
      });
    });
  },
);

/** The words of a process; nothing if it has ended in the meantime. */
function commandLine(file: string): string {
  try {
    return readFileSync(file, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
