import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { type OutputEnvironment, readOutput } from "../../lib/input/output-folder";
import type { Topology } from "../../lib/model/topology";
import { sipHa } from "../command";
import { siteExportOf } from "../import/survey-of-model";
import { addressesAreSettled, type Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { NEEDS } from "../takeover-bed";
import { temporaryFolder } from "../temporary-folder";

const HOSTS = ["sip-a", "sip-b"] as const;
const EXPORT = "configuration-layer.json";
const TAKEOVER = "pairs.inbound.highAvailability.ipAddressTakeover";

const VIP_UP = `#!/bin/bash
# brings the virtual IP up, since 2014
DB_PASSWORD=hunter2 NOTIFY=10.110.0.5
. /opt/genesys/ha/vip.conf
ip address add $VIP/24 dev eth1 label eth1:1
arping -U -c 1 -I eth1 10.120.0.10
`;

/** Lines as in the file of the system's accounts, which a script may lead to. */
const HASHED = [
  "root:$y$j9T$Iuvp$hunter2:19000:0:99999:7:::",
  "admin:!$6$Iuvp$hunter2:19000:0:99999:7:::",
  "genesys:hunter2ab3dEf:19000::::::",
  "voice:$md5,rounds=904$Iuvp$$hunter2:19000::::::\n",
].join("\n");

describeWith(
  { ...NEEDS, tools: [...NEEDS.tools, "shellcheck", "sudo", "visudo", "busybox"] },
  "a survey of Linux hosts",
  () => {
    let bed: NetworkBed;

    beforeAll(async () => {
      bed = await NetworkBed.open();
      for (const name of HOSTS) await bed.machine(name).shell("ip route add 10.130.0.0/16 via 10.120.0.1 dev eth1");
      for (const name of HOSTS) await addressesAreSettled(bed.machine(name));
    });
    afterAll(() => bed?.close());

    /** Runs a program of a folder on the machine that it is written for. */
    async function collect(machine: Machine, program: string, shell = ["sh"]): Promise<string> {
      machine.write("/tmp/collector", readFileSync(program, "utf8"), 0o644);
      const { code, stdout, stderr } = await machine.run([...shell, "/tmp/collector"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      return stdout;
    }

    /** Writes the programs that the export in a folder asks for, and their output on the two hosts. */
    async function survey(folder: string): Promise<void> {
      expect(sipHa("survey", "--facts", folder).code).toBe(0);
      for (const name of HOSTS)
        writeFileSync(
          join(folder, `${name}.survey`),
          await collect(bed.machine(name), join(folder, `${name}.survey.sh`)),
        );
    }

    describe("where this package has deployed a pair", () => {
      const folder = temporaryFolder();
      const [site, out] = [join(folder, "site"), join(folder, "out")];
      let topology: Topology;

      beforeAll(async () => {
        const file = join(folder, "staging.yaml");
        const declaration = soundDeclaration({
          [`${TAKEOVER}.watchdog`]: { interval: "3s" },
          [`${TAKEOVER}.conflictPolicy`]: "refuse",
          [`${TAKEOVER}.interfaceLabel`]: "vip",
          [`${TAKEOVER}.sourceAddress`]: "virtual-ip",
          "pairs.inbound.recoveryTimeObjective": "30s",
          "hosts.sip-a.localControlAgent": { account: "genesys", becomeRoot: "sudo" },
        });
        writeFileSync(file, stringify(declaration));
        expect(sipHa("synth", file, "--out", out)).toMatchObject({ code: 0 });
        topology = (readOutput(out) as { environments: Map<string, OutputEnvironment> }).environments.get(
          "staging",
        )!.topology;
        for (const name of HOSTS) await deploy(bed.machine(name));
        await bed.machine("sip-a").shell("/opt/genesys/sip-ha/inbound-vip up");
        mkdirSync(site);
        writeFileSync(join(site, EXPORT), JSON.stringify(siteExportOf(topology), null, 2));
        await survey(site);
      });

      async function deploy(machine: Machine): Promise<void> {
        await machine.shell("id genesys 2>/dev/null || { groupadd genesys && useradd -g genesys genesys; }");
        const files = join(out, "stacks/staging/hosts", machine.name);
        for (const name of readdirSync(files))
          machine.write(`/tmp/upload/${name}`, readFileSync(join(files, name), "utf8"), 0o644);
        await machine.shell("sh /tmp/upload/deploy install aaa1");
      }

      test("shows no drift once it is imported and synthesized again", async () => {
        const file = join(folder, "again.yaml");
        const imported = sipHa("import", "--facts", site, "--out", file, "--json");
        const { notes, changes } = JSON.parse(imported.stdout) as { notes: { code: string }[]; changes: object[] };
        expect(changes).toEqual([]);
        expect(notes.map(({ code }) => code).sort()).toEqual([
          "connection-unknown",
          "host-not-surveyed",
          "other-options",
          "transports-unknown",
          "version-unknown",
        ]);
        const [again, facts] = [join(folder, "again"), join(folder, "facts")];
        expect(sipHa("synth", file, "--out", again).code).toBe(0);
        expect(sipHa("facts", file, "--out", facts).code).toBe(0);
        writeFileSync(join(facts, EXPORT), readFileSync(join(site, EXPORT)));
        for (const name of HOSTS) {
          const program = join(facts, "staging", `${name}.collector.sh`);
          writeFileSync(join(facts, "staging", `${name}.facts`), await collect(bed.machine(name), program));
        }
        const { code, stdout } = sipHa("drift", again, "--facts", facts, "--json");
        expect({ code, drift: JSON.parse(stdout).drift }).toEqual({ code: 0, drift: [] });
      });

      test("passes shellcheck, and prints the same under busybox's shell", async () => {
        const program = join(site, "sip-a.survey.sh");
        bed.machine("sip-a").write("/tmp/collector", readFileSync(program, "utf8"));
        expect((await bed.machine("sip-a").run(["shellcheck", "-s", "sh", "/tmp/collector"])).stdout).toBe("");
        const withoutTime = (text: string) => text.replace(/^time .*$/m, "");
        const said = await collect(bed.machine("sip-a"), program);
        expect(withoutTime(await collect(bed.machine("sip-a"), program, ["busybox", "ash"]))).toBe(withoutTime(said));
      });

      test("changes nothing on the host", async () => {
        const tree =
          "find /opt/genesys /etc /var/lib/sip-ha -printf '%p %M %T@ %s\\n' 2>/dev/null | sort; ip -o address";
        const before = await bed.machine("sip-a").shell(tree);
        await collect(bed.machine("sip-a"), join(site, "sip-a.survey.sh"));
        expect(await bed.machine("sip-a").shell(tree)).toBe(before);
      });
    });

    test("finds the virtual IP of hand-written scripts in the file that they read in, and prints no password", async () => {
      const folder = temporaryFolder();
      const text = readFileSync(join(__dirname, "../import/hand-made-site", EXPORT), "utf8")
        .replaceAll('"sip-1"', '"sip-a"')
        .replaceAll('"sip-2"', '"sip-b"')
        .replaceAll("10.10.0.", "10.110.0.")
        .replaceAll(/\n *"sip-address": "10.20.0.10",/g, "");
      writeFileSync(join(folder, EXPORT), text);
      for (const name of HOSTS) {
        const machine = bed.machine(name);
        await machine.shell("ip address del 10.120.0.10/24 dev eth1 2>/dev/null || :");
        machine.write("/opt/genesys/ha/vip_up.sh", VIP_UP, 0o755);
        machine.write("/opt/genesys/ha/vip_down.sh", "ip address del 10.120.0.10/24 dev eth1\n", 0o755);
        machine.write("/opt/genesys/ha/vip.conf", `# shared\nVIP=10.120.0.10\n${HASHED}`, 0o644);
      }
      await bed.machine("sip-b").shell("bash /opt/genesys/ha/vip_up.sh || :");
      bed.machine("sip-b").write("/opt/genesys/ha/vip_down.sh", "\x7fELF\x02\x01\x01\0\n10.120.0.10\n", 0o755);
      await survey(folder);
      for (const name of HOSTS) expect(readFileSync(join(folder, `${name}.survey`), "utf8")).not.toContain("hunter2");
      expect(readFileSync(join(folder, "sip-b.survey"), "utf8")).toContain("\n binary /opt/genesys/ha/vip_down.sh\n");
      const file = join(folder, "north.yaml");
      expect(sipHa("import", "--facts", folder, "--out", file, "--environment", "north").code).toBe(1);
      const written = readFileSync(file, "utf8");
      expect(written).toMatch(/virtualIp: 10\.120\.0\.10 # sip-a\.survey:\d+, in scripts of both hosts; held by sip-b/);
      expect(written).toMatch(/interfaceLabel: "1"/);
      expect(written).toMatch(/gateway: 10\.120\.0\.1 #/);
      expect(sipHa("check", file).code).toBe(0);
    });
  },
);
