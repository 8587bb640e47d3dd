import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Environment } from "../../lib/constructs/environment";
import { HighAvailability } from "../../lib/constructs/high-availability";
import { Host, type HostProps, type SshProps } from "../../lib/constructs/host";
import type { IpAddressTakeoverProps } from "../../lib/constructs/ip-address-takeover";
import { ManagementLayer } from "../../lib/constructs/management-layer";
import { Network } from "../../lib/constructs/network";
import { SipServerPair } from "../../lib/constructs/sip-server-pair";
import { newRoot } from "../../lib/terraform/new-root";
import { synthesize } from "../../lib/terraform/synthesize";
import { installationTree } from "../installation-tree";
import { BED_TOOLS, type Machine, NetworkBed, SAMPLE_MACHINES } from "../network-namespace";
import { type RunningProvider, startProvider } from "../null-provider/null-provider";
import { Terraform, type TerraformOutcome } from "../null-provider/terraform";
import { describeWith } from "../prerequisites";
import { type KeyPair, makeHostKeyPair, makeKeyPair, startSshServer, withinNetworkOf } from "../ssh-host";
import { temporaryFolder } from "../temporary-folder";

const HOSTS = ["sip-a", "sip-b"] as const;
const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const VIRTUAL_IP = "10.120.0.10";
const LOG = "/var/log/sip-ha/deploy-staging.log";
const TOOLS = [...BED_TOOLS, "arping", "flock", "sshd", "sudo", "systemctl", "terraform", "visudo"];

type Name = (typeof HOSTS)[number];

interface Settings {
  readonly takeover?: Partial<IpAddressTakeoverProps>;
  /** Both servers on sip-a, which takes no scripts. */
  readonly isOnOneHost?: boolean;
  readonly ssh?: Partial<Record<Name, Partial<SshProps>>>;
  readonly hosts?: Partial<Record<Name, Partial<HostProps>>>;
}

let hostKeys: Record<Name, KeyPair>;
let stranger: KeyPair;
let provider: RunningProvider;

/** Terraform in the network of the management host, and two hosts that it reaches by ssh: sip-a as deploy with sudo, sip-b as root. */
class Site {
  private readonly folder = temporaryFolder();
  private readonly outdir = join(this.folder, "repository/cdktf.out");
  private terraform!: Terraform;

  private constructor(private readonly bed: NetworkBed) {}

  static async open(): Promise<Site> {
    const bed = await NetworkBed.open(SAMPLE_MACHINES.filter(({ name }) => ["mgmt-1", ...HOSTS].includes(name)));
    const site = new Site(bed);
    try {
      await site.start();
    } catch (error) {
      site.close();
      throw error;
    }
    return site;
  }

  private async start(): Promise<void> {
    mkdirSync(join(this.folder, ".ssh"));
    mkdirSync(join(this.folder, "repository"));
    const { publicKey } = makeKeyPair(join(this.folder, ".ssh"), "deploy_ed25519");
    for (const name of HOSTS) await startSshServer(this.host(name), hostKeys[name], publicKey);
    this.terraform = await Terraform.start({
      home: this.folder,
      within: withinNetworkOf(this.bed.machine("mgmt-1")),
      providers: [provider],
    });
  }

  close(): void {
    this.terraform?.stop();
    this.bed.close();
  }

  host(name: Name): Machine {
    return this.bed.machine(name);
  }

  /** Synthesizes the environment with these settings, over the earlier output. */
  synthesize(settings: Settings = {}): void {
    const root = newRoot();
    const environment = new Environment(root, "staging", {
      genesys: { switch: "SIP_Switch_Staging", sipServerVersion: "8.1.104.10" },
    });
    const management = new Network(environment, "management", { cidr: "10.110.0.0/24" });
    // A watchdog needs a gateway to ask.
    const gateway = settings.takeover?.watchdog && "10.120.0.1";
    const voice = new Network(environment, "voice", { cidr: "10.120.0.0/24", gateway });
    new Host(environment, "mgmt-1", {
      os: "linux",
      interfaces: { eth0: { network: management, address: "10.110.0.5" } },
    });
    new ManagementLayer(environment, "management-layer", {
      solutionControlServer: { application: "SCS_Staging", host: "mgmt-1" },
      messageServer: { application: "Message_Server_Staging", host: "mgmt-1" },
    });
    const host = (name: Name, number: number, user: string) =>
      new Host(environment, name, {
        os: "linux",
        interfaces: {
          eth0: { network: management, address: `10.110.0.${number}` },
          eth1: { network: voice, address: `10.120.0.${number}` },
        },
        localControlAgent: { account: "genesys" },
        connection: {
          ssh: {
            user,
            privateKeyFile: "~/.ssh/deploy_ed25519",
            hostKey: hostKeys[name].publicKey,
            timeout: "5s",
            ...settings.ssh?.[name],
          },
        },
        ...settings.hosts?.[name],
      });
    const [first, second] = [host("sip-a", 11, "deploy"), host("sip-b", 12, "root")];
    new SipServerPair(environment, "inbound", {
      primary: { application: "SIP_In_P", host: first },
      backup: { application: "SIP_In_B", host: settings.isOnOneHost ? first : second, ports: { tlib: 3001 } },
      sip: { transports: ["udp"] },
      highAvailability: settings.isOnOneHost
        ? HighAvailability.singleHost({ seats: 60 })
        : HighAvailability.ipAddressTakeover({ virtualIp: VIRTUAL_IP, network: voice, ...settings.takeover }),
    });
    synthesize(root, this.outdir);
  }

  /** The installer of sip-b that Terraform uploads ends after its first line. */
  cutOffInstaller(): void {
    const installer = join(this.outdir, "stacks/staging/hosts/sip-b/deploy");
    writeFileSync(installer, readFileSync(installer, "utf8").split("\n")[0]!);
  }

  apply(): Promise<TerraformOutcome> {
    return this.run("apply", "-auto-approve");
  }

  destroy(): Promise<TerraformOutcome> {
    return this.run("destroy", "-auto-approve");
  }

  /** Synthesizes, and applies; the apply must succeed. */
  async deploy(settings: Settings = {}): Promise<string> {
    this.synthesize(settings);
    const { code, text } = await this.apply();
    if (code !== 0) throw new Error(text);
    return text;
  }

  /** 0 if there is nothing to do, 2 if there is. */
  async plan(): Promise<number> {
    return (await this.run("plan", "-detailed-exitcode")).code;
  }

  async run(...words: string[]): Promise<TerraformOutcome> {
    const stack = join(this.outdir, "stacks/staging");
    await this.terraform.succeed(stack, "init");
    return this.terraform.run(stack, ...words);
  }

  /** The files on the two hosts. */
  trees(): Promise<string[]> {
    return Promise.all(HOSTS.map((name) => installationTree(this.host(name))));
  }

  log(name: Name): string {
    return this.host(name).exists(LOG) ? this.host(name).read(LOG) : "";
  }

  async holds(name: Name): Promise<boolean> {
    return (await this.host(name).shell(`ip -o -4 address show to ${VIRTUAL_IP}/32`)) !== "";
  }
}

/** Folders that the installer finds do not count as made by it. */
function withoutRecord(tree: string): string {
  return tree.replace(/\S+ +\/var\/lib\/sip-ha\/installed-staging\n/, "");
}

describeWith({ root: true, tools: TOOLS }, "terraform apply of a stack, by ssh onto two hosts", () => {
  let site: Site;
  let empty: string[];
  beforeAll(async () => {
    const folder = temporaryFolder();
    provider = await startProvider("null");
    hostKeys = { "sip-a": makeHostKeyPair(folder, "sip-a"), "sip-b": makeHostKeyPair(folder, "sip-b") };
    stranger = makeHostKeyPair(folder, "stranger");
  });
  beforeEach(async () => {
    site = await Site.open();
    empty = await site.trees();
  });
  afterEach(() => site?.close());
  afterAll(() => provider?.stop());

  test("installs both hosts, the backup's first, and then has nothing to do", async () => {
    const text = await site.deploy();
    const order = [...text.matchAll(/^null_resource\.(sip-.): (Creating\.\.\.|Creation complete)/gm)];
    expect(order.map(([, name, what]) => `${name} ${what}`)).toEqual([
      "sip-b Creating...",
      "sip-b Creation complete",
      "sip-a Creating...",
      "sip-a Creation complete",
    ]);
    for (const name of HOSTS) {
      expect(await site.host(name).run([SCRIPT, "status"])).toMatchObject({ code: 3 });
      expect(await site.host(name).shell("ls -A /root /home/deploy")).not.toMatch(/sip-ha-staging$/m);
    }
    expect(await site.plan()).toBe(0);
    expect(await site.host("sip-a").run(["runuser", "-u", "genesys", "--", "sudo", "-n", SCRIPT, "up"])).toMatchObject({
      code: 0,
    });
    expect(await site.holds("sip-a")).toBe(true);
  });

  test("replaces the scripts in place after a change, even while the virtual IP is up, and removes nothing", async () => {
    await site.deploy();
    await site.host("sip-a").shell(`${SCRIPT} up`);
    const before = site.host("sip-a").read(SCRIPT);
    const text = await site.deploy({ takeover: { announcements: 9 } });
    expect(text).toMatch(/2 added, 0 changed, 2 destroyed/);
    expect(await site.holds("sip-a")).toBe(true);
    for (const name of HOSTS) {
      expect(site.log(name)).toMatch(/install: exit 0: installed .*\n(.*\n)*.*install: exit 0: installed /);
      expect(site.log(name)).not.toMatch(/remove/);
    }
    expect(site.host("sip-a").read(SCRIPT)).not.toBe(before);
    expect(await site.host("sip-a").run([SCRIPT, "status"])).toMatchObject({ code: 0 });
    expect(await site.plan()).toBe(0);
  });

  test("changes only the host whose setting has changed", async () => {
    await site.deploy();
    const unchanged = site.log("sip-a");
    const text = await site.deploy({ hosts: { "sip-b": { localControlAgent: { account: "root" } } } });
    expect(text).toMatch(/1 added, 0 changed, 1 destroyed/);
    expect(site.log("sip-a")).toBe(unchanged);
    expect(site.host("sip-b").exists("/etc/sudoers.d/sip-ha-staging")).toBe(false);
    expect(await site.plan()).toBe(0);
  });

  test("installs a host again with -replace if it has lost its files, which a plan does not see", async () => {
    await site.deploy();
    const installed = await site.trees();
    await site.host("sip-b").shell(`rm -r ${SCRIPT} /var/lib/sip-ha`);
    expect(await site.plan()).toBe(0);
    expect(await site.run("apply", "-auto-approve", "-replace=null_resource.sip-b")).toMatchObject({ code: 0 });
    expect(await site.plan()).toBe(0);
    const again = await site.trees();
    expect(again.map(withoutRecord)).toEqual(installed.map(withoutRecord));
  });

  test("runs nothing from a folder that others may write to, so that /tmp may be mounted noexec", async () => {
    for (const name of HOSTS) await site.host(name).shell("mount -t tmpfs -o noexec,mode=1777 tmpfs /tmp");
    await site.deploy();
    for (const name of HOSTS) expect(await site.host(name).shell("ls -A /tmp")).toBe("");
  });

  test("leaves no more scripts in the account's home with every run", async () => {
    await site.deploy();
    const scripts = () => site.host("sip-b").shell("ls -A /root | grep -c 'sip-ha-staging[.].*sh$'");
    const before = await scripts();
    await site.deploy({ takeover: { announcements: 9 } });
    expect(await scripts()).toBe(before);
  });

  test("is refused if others may enter the home of the account, and changes neither host", async () => {
    await site.host("sip-b").shell("chmod 701 /root");
    site.synthesize();
    const { code, text } = await site.apply();
    expect(code).toBe(1);
    expect(text).toMatch(
      /sip-b: unsafe-home: whoever may enter.*\n.*fix: if \/root is that home, chmod go-x \/root, or/,
    );
    await site.host("sip-b").shell("chmod o-x /root");
    expect(await site.trees()).toEqual(empty);
    await site.deploy();
  });

  test("fails if an installer was cut off within its first comment, so that it does nothing and reports success; a complete one then succeeds", async () => {
    site.synthesize();
    site.cutOffInstaller();
    const { code, text } = await site.apply();
    expect(code).toBe(1);
    expect(text).toContain(
      "sip-b: not-installed: .sip-ha-staging/deploy has ended well, but /var/lib/sip-ha/installed-staging does not say that this version is installed",
    );
    await site.host("sip-b").shell("rm -r /root/.sip-ha-staging");
    expect(await site.trees()).toEqual(empty);
    await site.deploy();
  });

  test("is refused if root may not read the home of the account, as on a network file system, and says so", async () => {
    const host = site.host("sip-a");
    await host.shell("mv /usr/bin/sudo /usr/bin/sudo.away");
    // Such a file system does not know the rights by which root reads the files of others.
    host.write(
      "/usr/bin/sudo",
      '#!/bin/sh\nshift\nexec /usr/bin/sudo.away -n setpriv --bounding-set=-dac_override,-dac_read_search -- "$@"\n',
    );
    site.synthesize();
    const { code, text } = await site.apply();
    await host.shell("mv -f /usr/bin/sudo.away /usr/bin/sudo");
    expect(code).toBe(1);
    expect(text).toContain(
      "sip-a: unreadable-home: root may not read the home of this account, as on a network file system",
    );
    expect(text).toMatch(/fix: connect with an account whose home is on a disk of the host\n(.*\n)*.*status\s+6/);
    await site.deploy();
  });

  describe("destroy", () => {
    test("leaves nothing behind on either host", async () => {
      await site.deploy();
      const { code, text } = await site.destroy();
      expect(text).toMatch(/Destroy complete! Resources: 2 destroyed/);
      expect(code).toBe(0);
      expect(await site.trees()).toEqual(empty);
    });

    test.each([
      ["was deleted by hand", "rm"],
      ["is empty", "truncate -s 0"],
    ])("says what is left, and goes on, if a host's record %s, or its installer was deleted", async (_, spoil) => {
      const record = "/var/lib/sip-ha/installed-staging";
      const installer = "/opt/genesys/sip-ha/deploy-staging";
      await site.deploy();
      await site.host("sip-a").shell(`${spoil} ${record}`);
      await site.host("sip-b").shell(`rm ${installer}`);
      const { code, text } = await site.destroy();
      expect(text).toContain(
        `sip-a: ${installer} and what it has installed are left behind, as ${record} is missing or empty: as root run sh ${installer} remove manual`,
      );
      expect(text).toContain(
        `sip-b: the files that ${record} lists are left behind, as ${installer} is missing: as root run cat ${record}`,
      );
      expect(code).toBe(0);
      expect((await site.host("sip-a").run(["sh", installer, "remove", "manual"])).stderr).toContain(
        "install this version once more, then remove it",
      );
      await site.deploy();
      expect((await site.destroy()).code).toBe(0);
      // Only the lost record knew which folders the installer had made.
      for (const name of ["sip-a", "sip-b"] as const)
        await site.host(name).shell("rmdir /opt/genesys/sip-ha /opt/genesys /var/lib/sip-ha 2>/dev/null || :");
      expect(await site.trees()).toEqual(empty);
    });

    test("fails while the primary holds the virtual IP, and touches no host; succeeds after down", async () => {
      await site.deploy();
      await site.host("sip-a").shell(`${SCRIPT} up`);
      const installed = await site.trees();
      const { code, text } = await site.destroy();
      expect(code).toBe(1);
      expect(text).toContain(`sip-a: the virtual IP of ${SCRIPT} may be up: run "${SCRIPT} down" first`);
      expect(await site.trees()).toEqual(installed);
      expect(await site.holds("sip-a")).toBe(true);

      await site.host("sip-a").shell(`${SCRIPT} down`);
      expect(await site.destroy()).toMatchObject({ code: 0 });
      expect(await site.trees()).toEqual(empty);
    });

    test.each([
      ["another folder", { hosts: { "sip-a": { installDirectory: "/opt/elsewhere" } } }],
      ["no pair with scripts", { isOnOneHost: true }],
    ] as const)(
      "finds what was applied also where %s is declared by now, and fails while the virtual IP is up",
      async (_, settings) => {
        await site.deploy();
        await site.host("sip-a").shell(`${SCRIPT} up`);
        const installed = await site.trees();
        site.synthesize(settings);
        const { code, text } = await site.destroy();
        expect(code).toBe(1);
        expect(text).toContain(`sip-a: the virtual IP of ${SCRIPT} may be up: run "${SCRIPT} down" first`);
        expect(await site.trees()).toEqual(installed);

        await site.host("sip-a").shell(`${SCRIPT} down`);
        expect(await site.destroy()).toMatchObject({ code: 0 });
        expect(await site.trees()).toEqual(empty);
      },
    );

    test("fails if the account may not become root any more, and leaves that host as it is", async () => {
      await site.deploy();
      const installed = await installationTree(site.host("sip-a"));
      await site.host("sip-a").shell("mv /etc/sudoers.d/deploy /etc/deploy.away");
      expect((await site.destroy()).code).toBe(1);
      await site.host("sip-a").shell("mv /etc/deploy.away /etc/sudoers.d/deploy");
      expect(await installationTree(site.host("sip-a"))).toBe(installed);
    });

    test("fails while the backup holds the virtual IP, and leaves that host as it is", async () => {
      await site.deploy();
      await site.host("sip-b").shell(`${SCRIPT} up`);
      const installed = await installationTree(site.host("sip-b"));
      const { code, text } = await site.destroy();
      expect(code).toBe(1);
      expect(text).toContain(`sip-b: the virtual IP of ${SCRIPT} may be up`);
      expect(await installationTree(site.host("sip-b"))).toBe(installed);
      expect(await site.holds("sip-b")).toBe(true);
    });
  });

  describe("a pair that moves to an option without scripts", () => {
    const WATCHED = { takeover: { watchdog: {} } };

    test("has nothing left of the old option on either host, and may move back", async () => {
      await site.deploy(WATCHED);
      const text = await site.deploy({ isOnOneHost: true });
      expect(text).toMatch(/2 added, 0 changed, 2 destroyed/);
      expect(await site.trees()).toEqual(empty);
      expect(await site.plan()).toBe(0);

      await site.deploy(WATCHED);
      for (const name of HOSTS) expect(await site.host(name).run([SCRIPT, "status"])).toMatchObject({ code: 3 });
      expect(await site.plan()).toBe(0);
    });

    test("keeps its scripts while the virtual IP is up, even if the folder was to change as well, and loses them after down", async () => {
      await site.deploy(WATCHED);
      await site.host("sip-b").shell(`${SCRIPT} up`);
      const installed = await installationTree(site.host("sip-b"));
      const moved = { isOnOneHost: true, hosts: { "sip-b": { installDirectory: "/opt/elsewhere" } } };
      site.synthesize(moved);
      const { code, text } = await site.apply();
      expect(code).toBe(1);
      expect(text).toContain(`sip-b: the virtual IP of ${SCRIPT} may be up: run "${SCRIPT} down" first`);
      expect(await installationTree(site.host("sip-b"))).toBe(installed);
      expect(await site.holds("sip-b")).toBe(true);

      await site.host("sip-b").shell(`${SCRIPT} down`);
      await site.deploy(moved);
      expect(await site.trees()).toEqual(empty);
      expect(await site.plan()).toBe(0);
    });

    test("needs nothing on hosts that never had scripts, and a destroy leaves them alone", async () => {
      await site.deploy({ isOnOneHost: true });
      expect(await site.trees()).toEqual(empty);
      expect(await site.destroy()).toMatchObject({ code: 0 });
      expect(await site.trees()).toEqual(empty);
    });
  });

  describe("what goes wrong on the backup's host", () => {
    const expectRepaired = async () => {
      await site.deploy();
      for (const name of HOSTS) expect(await site.host(name).run([SCRIPT, "status"])).toMatchObject({ code: 3 });
      expect(await site.plan()).toBe(0);
    };

    test("a host key that is not the declared one makes it fail, and changes neither host", async () => {
      site.synthesize({ ssh: { "sip-b": { hostKey: stranger.publicKey } } });
      const { code, text } = await site.apply();
      expect(code).toBe(1);
      expect(text).toMatch(/host key/i);
      expect(await site.trees()).toEqual(empty);
      await expectRepaired();
    });

    test("obstacles on that host make it fail, are all reported, and change neither host", async () => {
      await site.host("sip-b").shell("ip address delete 10.120.0.12/24 dev eth1; mv /usr/bin/arping /usr/bin/away");
      site.synthesize();
      const { code, text } = await site.apply();
      expect(code).toBe(1);
      expect(text).toContain("sip-b: missing-tool: arping is not installed");
      expect(text).toContain("sip-b: missing-address: the address 10.120.0.12 is not on eth1");
      await site.host("sip-b").shell("rm -rf /root/.sip-ha-staging; mv /usr/bin/away /usr/bin/arping");
      expect(await site.trees()).toEqual(empty);
      await site.host("sip-b").shell("ip address add 10.120.0.12/24 dev eth1");
      await expectRepaired();
    });
  });
});
