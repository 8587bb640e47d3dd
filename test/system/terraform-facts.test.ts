import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { As3Device, selfSigned } from "../as3-device";
import { sipHa } from "../command";
import { toldDrift } from "../drift-command";
import { installationTree } from "../installation-tree";
import { BED_TOOLS, NetworkBed, SAMPLE_MACHINES } from "../network-namespace";
import { Terraform } from "../null-provider/terraform";
import { bigIpDeclaration } from "../options/big-ip/big-ip-sample";
import { describeWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { makeHostKeyPair, makeKeyPair, startSshServer, withinNetworkOf } from "../ssh-host";
import { temporaryFolder } from "../temporary-folder";

const HOSTS = ["sip-a", "sip-b"] as const;
const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const TOOLS = [...BED_TOOLS, "arping", "flock", "ssh", "sshd", "sudo", "systemctl", "terraform", "visudo"];

/** What drift reports of the facts in a folder. */
function drift(out: string, facts: string): string[] {
  return toldDrift(out, facts).found.map(({ state, code, path, found }) => `${state} ${code} ${path}: ${found}`);
}

describeWith({ root: true, tools: TOOLS }, "collectors that Terraform runs, by ssh on two hosts", () => {
  // A path that a shell and ssh would split.
  const home = join(temporaryFolder(), "ho me 'x' $(id)");
  const out = join(home, "out");
  const facts = join(home, "facts");
  const stack = join(facts, "staging");
  const file = join(home, "staging.yaml");
  let bed: NetworkBed;
  let terraform: Terraform;

  beforeAll(async () => {
    mkdirSync(home);
    const keys = { "sip-a": makeHostKeyPair(home, "a"), "sip-b": makeHostKeyPair(home, "b") };
    const { publicKey } = makeKeyPair(home, "operator key");
    bed = await NetworkBed.open(SAMPLE_MACHINES.filter(({ name }) => ["mgmt-1", ...HOSTS].includes(name)));
    const ssh = { privateKeyFile: "~/operator key", timeout: "5s" };
    // One host with an account that may use sudo, one with root.
    writeFileSync(
      file,
      stringify(
        soundDeclaration({
          "hosts.sip-a.connection.ssh": { ...ssh, user: "deploy", hostKey: keys["sip-a"].publicKey },
          "hosts.sip-b.connection.ssh": { ...ssh, user: "root", hostKey: keys["sip-b"].publicKey },
        }),
      ),
    );
    expect(sipHa("synth", file, "--out", out).code).toBe(0);
    expect(sipHa("facts", file, "--out", facts, "--terraform").code).toBe(0);
    for (const name of HOSTS) {
      const machine = bed.machine(name);
      const upload = join(out, "stacks/staging/hosts", name);
      for (const one of readdirSync(upload))
        machine.write(`/tmp/upload/${one}`, readFileSync(join(upload, one), "utf8"), 0o644);
      await machine.shell("sh /tmp/upload/deploy install aaa1");
      await startSshServer(machine, keys[name], publicKey);
    }
    await bed.machine("sip-a").shell(`${SCRIPT} up`);
    terraform = await Terraform.start({ home, providers: [], within: withinNetworkOf(bed.machine("mgmt-1")) });
    await terraform.succeed(stack, "init");
  });
  afterAll(() => {
    terraform?.stop();
    bed?.close();
  });

  const apply = () => terraform.run(stack, "apply", "-auto-approve");

  test("an apply collects from both at once, changes nothing there, and needs no provider", async () => {
    const trees = () => Promise.all(HOSTS.map((name) => installationTree(bed.machine(name))));
    const before = await trees();
    const left = () => bed.machine("sip-a").shell("ls -A /tmp /home/deploy /root");
    const files = await left();
    const { code, text } = await apply();
    expect([code, text]).toEqual([0, expect.stringContaining("2 added, 0 changed, 0 destroyed")]);
    expect(drift(out, facts)).toEqual([]);
    expect([await trees(), await left()]).toEqual([before, files]);
    expect(readFileSync(join(stack, "sip-a.facts"), "utf8")).toMatch(/\naccount root\n/);
    // Not even a folder for providers.
    expect(readdirSync(stack)).not.toContain(".terraform");
  });

  test("every apply collects again; the next facts report a change, and no longer once it is undone", async () => {
    await bed.machine("sip-b").shell(`chmod 0777 ${SCRIPT}`);
    expect(await apply()).toMatchObject({ code: 0 });
    expect(drift(out, facts)).toEqual(["drift file-mode pairs.inbound: 0777 root:root"]);
    await bed.machine("sip-b").shell(`chmod 0750 ${SCRIPT}`);
    const { code, text } = await apply();
    expect([code, text]).toEqual([0, expect.stringContaining("2 added, 0 changed, 2 destroyed")]);
    expect(drift(out, facts)).toEqual([]);
  });

  test("a host that refuses the login makes the apply fail, hides no other host, and its old facts do not count as new", async () => {
    await bed.machine("sip-a").shell("mv /home/deploy/.ssh/authorized_keys /home/deploy/.ssh/away");
    await bed.machine("sip-b").shell(`chmod 0777 ${SCRIPT}`);
    const { code, text } = await apply();
    expect([code, text]).toEqual([1, expect.stringMatching(/deploy@10\.110\.0\.11: Permission denied/)]);
    expect(statSync(join(stack, "sip-a.facts")).size).toBe(0);
    expect(drift(out, facts).sort()).toEqual([
      "drift file-mode pairs.inbound: 0777 root:root",
      "missing facts-missing hosts.sip-a: undefined",
      "unparsed facts-unreadable : no line sip-ha-facts",
    ]);
    await bed.machine("sip-b").shell(`chmod 0750 ${SCRIPT}`);
    await bed.machine("sip-a").shell("mv /home/deploy/.ssh/away /home/deploy/.ssh/authorized_keys");
    expect(await apply()).toMatchObject({ code: 0 });
    expect(drift(out, facts)).toEqual([]);
  });

  test("a host with another key than the declared one is not asked", async () => {
    const known = readFileSync(join(stack, "known_hosts"), "utf8");
    const [first, , second] = known.split("\n").map((line) => line.split(" ")) as [string[], string[], string[]];
    writeFileSync(join(stack, "known_hosts"), `${first[0]} ${second.slice(1).join(" ")}\n${second.join(" ")}\n`);
    const { code, text } = await apply();
    writeFileSync(join(stack, "known_hosts"), known);
    expect([code, text]).toEqual([1, expect.stringMatching(/Host key verification failed/)]);
    expect(statSync(join(stack, "sip-a.facts")).size).toBe(0);
    expect(statSync(join(stack, "sip-b.facts")).size).toBeGreaterThan(1_000);
  });
});

describeWith({ tools: ["curl", "jq", "openssl", "terraform"] }, "the collector of a BIG-IP that Terraform runs", () => {
  const PASSWORD = "ge'he\"im $(id) %s";
  const MANAGEMENT = "10.213.0.100";
  const folder = temporaryFolder();
  const stack = join(folder, "facts/dmz");
  let device: As3Device;
  let terraform: Terraform;

  beforeAll(async () => {
    const { certificate, authority, leadTo } = selfSigned(folder, MANAGEMENT);
    device = await As3Device.start(certificate, `reader:${PASSWORD}`);
    leadTo(device);
    const declaration = bigIpDeclaration({ "bigIps.ltm-1.certificateAuthorityFile": authority });
    const file = join(folder, "dmz.yaml");
    writeFileSync(file, stringify(declaration));
    expect(sipHa("synth", file, "--out", join(folder, "out")).code).toBe(0);
    expect(sipHa("facts", file, "--out", join(folder, "facts"), "--terraform").code).toBe(0);
    const accounts = { "ltm-1": { user: "reader", password: PASSWORD } };
    const environment = { CURL_HOME: folder, TF_VAR_bigip_accounts: JSON.stringify(accounts) };
    terraform = await Terraform.start({ home: folder, providers: [], environment });
    await terraform.succeed(stack, "init");
  });
  afterAll(() => {
    terraform?.stop();
    device?.stop();
  });

  describe("with the account of the stack that deploys", () => {
    test("collects, and the password is in no state, no output and no facts", async () => {
      const { code, text } = await terraform.run(stack, "apply", "-auto-approve");
      expect([code, text]).toEqual([0, expect.stringContaining("1 added")]);
      // Nothing was ever posted.
      expect(drift(join(folder, "out"), join(folder, "facts"))).toEqual([
        "drift as3-tenant-missing bigIps.ltm-1: nothing",
        "drift self-ip-missing bigIps.ltm-1.network.insideSelfIp: nothing",
        "drift self-ip-missing bigIps.ltm-1.network.outsideSelfIp: nothing",
      ]);
      expect(new Set(device.requests.map(({ what, account }) => `${what.split(" ")[0]} ${account}`))).toEqual(
        new Set([`GET reader:${PASSWORD}`]),
      );
      const written = readdirSync(stack).filter((name) => /tfstate|facts$/.test(name));
      expect(written.length).toBeGreaterThan(1);
      for (const seen of [text, ...written.map((name) => readFileSync(join(stack, name), "utf8"))])
        expect(seen).not.toMatch(/ge'he|reader/);
    });

    test("a refusal makes the apply fail", async () => {
      device.instead.set("GET /shared/appsvcs/info", { status: 401, text: '{"code":401,"message":"no"}' });
      expect(await terraform.run(stack, "apply", "-auto-approve")).toMatchObject({ code: 1 });
      expect(drift(join(folder, "out"), join(folder, "facts"))).toContain(
        "unparsed device-refused bigIps.ltm-1: status 401: no",
      );
    });
  });
});
