import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { onHost } from "../../lib/drill/host-command";
import { knownHost } from "../../lib/scripts/ssh-client";
import { sipHa } from "../command";
import { toldDrift } from "../drift-command";
import { installationTree } from "../installation-tree";
import { BED_TOOLS, NetworkBed } from "../network-namespace";
import { Terraform } from "../null-provider/terraform";
import { describeWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { type KeyPair, makeHostKeyPair, makeKeyPair, startSshServer, withinNetworkOf } from "../ssh-host";
import { temporaryFolder } from "../temporary-folder";
import { topologyOf } from "../topology-of";

const HOSTS = ["sip-a", "sip-b"] as const;
const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const TOOLS = [...BED_TOOLS, "arping", "flock", "ssh", "sshd", "sudo", "systemctl", "terraform", "visudo"];

/** The machine that runs Terraform, which reaches only the jump host. */
const ADMIN = "admin";
const JUMP = "10.99.0.1";
const JUMP_BY_IPV6 = "fd00:99::1";
const MACHINES = [
  ...HOSTS.map((name, index) => ({
    name,
    interfaces: {
      eth0: { network: "management", address: `10.110.0.1${index + 1}/24` },
      eth1: { network: "voice", address: `10.120.0.1${index + 1}/24` },
    },
  })),
  {
    name: "jump",
    interfaces: {
      eth0: { network: "door", address: `${JUMP}/24` },
      eth1: { network: "management", address: "10.110.0.9/24" },
    },
  },
  { name: ADMIN, interfaces: { eth0: { network: "door", address: "10.99.0.5/24" } } },
];

/** The changes to the connection of sip-b, and its jump host. */
interface Changes {
  readonly ssh?: Readonly<Record<string, unknown>>;
  readonly jumpHost?: Readonly<Record<string, unknown>>;
}

describeWith({ root: true, tools: TOOLS }, "hosts that only a jump host leads to", () => {
  // A path that a shell and ssh would split.
  const home = join(temporaryFolder(), "ho me 'x' $(id)");
  const out = join(home, "out");
  const facts = join(home, "facts");
  const stack = join(out, "stacks/staging");
  let keys: Readonly<Record<(typeof HOSTS)[number] | "jump" | "stranger" | "authority", KeyPair>>;
  let bed: NetworkBed;
  let terraform: Terraform;

  beforeAll(async () => {
    mkdirSync(home);
    const [a, b, jump, stranger, authority] = ["a", "b", "j", "s", "ca"].map((name) =>
      makeHostKeyPair(home, name),
    ) as KeyPair[];
    keys = { "sip-a": a!, "sip-b": b!, jump: jump!, stranger: stranger!, authority: authority! };
    const operator = makeKeyPair(home, "operator key").publicKey;
    bed = await NetworkBed.open(MACHINES);
    for (const name of HOSTS) await startSshServer(bed.machine(name), keys[name], operator);
    for (const [name, address] of [
      ["jump", JUMP_BY_IPV6],
      [ADMIN, "fd00:99::5"],
    ] as const)
      await bed.machine(name).shell(`ip address add ${address}/64 dev eth0 nodad`);
    // root logs in with the key for the hosts, deploy with another key.
    await startSshServer(bed.machine("jump"), keys.jump, operator);
    const { publicKey } = makeKeyPair(home, "it's $(id)");
    bed.machine("jump").write("/home/deploy/.ssh/authorized_keys", `${publicKey}\n`, 0o644);
    const further = "/usr/sbin/sshd -f /etc/ssh/sshd_config_test -E /var/log/sshd.log";
    // sip-a and one port of the jump host show certificates of the site's own authority for their addresses.
    for (const [name, key, address] of [
      ["sip-a", "a", "10.110.0.11"],
      ["jump", "j", JUMP],
    ] as const) {
      execFileSync("ssh-keygen", ["-q", "-s", "ca", "-h", "-I", name, "-n", address, `${key}.pub`], { cwd: home });
      bed.machine(name).write("/etc/ssh/certificate", readFileSync(join(home, `${key}-cert.pub`), "utf8"), 0o644);
    }
    const certified = `${further} -o HostCertificate=/etc/ssh/certificate`;
    await bed.machine("sip-a").shell(`${certified} -p 2200`);
    await bed
      .machine("jump")
      .shell(`${certified} -p 2222 -o ForceCommand=/bin/false; ${further} -p 2223 -o AllowTcpForwarding=no`);
    terraform = await Terraform.start({ home, within: withinNetworkOf(bed.machine(ADMIN)) });
  });
  afterAll(() => {
    terraform?.stop();
    bed?.close();
  });

  /** sip-a by ports, an account, a key and certificates of its own; sip-b by what its connection has, and the defaults. */
  const declared = (changes: Changes = {}, keysIn = "~/") => {
    const ssh = { privateKeyFile: `${keysIn}operator key`, timeout: "5s" };
    const hostKey = keys.jump.publicKey;
    return soundDeclaration({
      "hosts.sip-a.connection.ssh": {
        ...ssh,
        user: "deploy",
        port: 2200,
        hostKey: keys.authority.publicKey,
        jumpHost: {
          user: "deploy",
          address: JUMP,
          port: 2222,
          privateKeyFile: `${keysIn}it's $(id)`,
          hostKey: keys.authority.publicKey,
        },
      },
      "hosts.sip-b.connection.ssh": {
        ...ssh,
        user: "root",
        hostKey: keys["sip-b"].publicKey,
        ...changes.ssh,
        jumpHost: { user: "root", address: JUMP_BY_IPV6, hostKey, ...changes.jumpHost },
      },
    });
  };

  const apply = async (changes?: Changes) => {
    const file = join(home, "staging.yaml");
    writeFileSync(file, stringify(declared(changes)));
    const { code, stdout, stderr } = sipHa("synth", file, "--out", out);
    if (code !== 0) throw new Error(stdout + stderr);
    await terraform.succeed(stack, "init");
    return terraform.run(stack, "apply", "-auto-approve");
  };
  const trees = () => Promise.all(HOSTS.map((name) => installationTree(bed.machine(name))));

  test.each([
    ["a jump host with another key than the declared one", { jumpHost: "stranger" }],
    ["a host behind it with another key, such as that of the jump host", { ssh: "jump" }],
    ["a jump host with the key of the host behind it", { jumpHost: "sip-b" }],
  ] as const)("an apply is refused by %s, and changes nothing", async (_, changed) => {
    const before = await trees();
    const changes = Object.entries(changed).map(([key, name]) => [key, { hostKey: keys[name].publicKey }]);
    const { code, text } = await apply(Object.fromEntries(changes));
    expect([code, text]).toEqual([1, expect.stringMatching(/knownhosts: key mismatch/)]);
    expect(await trees()).toEqual(before);
  });

  test("an apply fails on a jump host that leads nowhere, and changes nothing", async () => {
    const before = await trees();
    const { code, text } = await apply({ jumpHost: { port: 2223 } });
    expect([code, text]).toEqual([1, expect.stringMatching(/administratively prohibited/)]);
    expect(await trees()).toEqual(before);
  });

  test("an apply installs both, collectors and drills reach them, and a destroy leaves nothing behind", async () => {
    const empty = await trees();
    const { code, text } = await apply();
    expect([code, text]).toEqual([0, expect.stringContaining("Apply complete! Resources: 2 added")]);

    expect(sipHa("facts", join(home, "staging.yaml"), "--out", facts, "--terraform").code).toBe(0);
    await bed.machine("sip-a").shell(`${SCRIPT} up`);
    const collecting = join(facts, "staging");
    await terraform.succeed(collecting, "init");
    await terraform.succeed(collecting, "apply", "-auto-approve");
    expect(toldDrift(out, facts).found).toEqual([]);

    // ssh uses the account's home in the system, not HOME, so the keys are named without it here.
    const { hosts } = topologyOf(declared({}, `${home}/`));
    for (const name of HOSTS) {
      const host = hosts.get(name)!;
      const [program, ...words] = onHost(host, `${SCRIPT} status`);
      writeFileSync(join(home, "known_hosts"), knownHost(host)!);
      const [within, ...more] = withinNetworkOf(bed.machine(ADMIN));
      const { status, stderr } = spawnSync(within!, [...more, program!, ...words], { cwd: home, encoding: "utf8" });
      expect(status, stderr).toBe(name === "sip-a" ? 0 : 3);
    }

    await bed.machine("sip-a").shell(`${SCRIPT} down`);
    expect(await terraform.run(stack, "destroy", "-auto-approve")).toMatchObject({ code: 0 });
    expect(await trees()).toEqual(empty);
    expect(readFileSync(join(stack, "cdk.tf.json"), "utf8")).not.toContain("PRIVATE KEY");
  });

  test("a destroy fails while one host is missing, but cleans up the others, and succeeds once that host is forgotten", async () => {
    const [empty] = await trees();
    expect(await apply()).toMatchObject({ code: 0 });
    bed.cable("sip-b", "eth0", false);
    const { code, text } = await terraform.run(stack, "destroy", "-auto-approve");
    expect([code, text]).toEqual([1, expect.stringMatching(/null_resource\.sip-b(.*\n)*.*timeout - last error/)]);
    expect((await trees())[0]).toBe(empty);
    await terraform.succeed(stack, "state", "rm", "null_resource.sip-b");
    expect(await terraform.succeed(stack, "destroy", "-auto-approve")).toContain("0 destroyed");
  });
});
