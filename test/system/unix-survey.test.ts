import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { type OutputEnvironment, readOutput } from "../../lib/input/output-folder";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import type { UnixSystem } from "../../lib/options/ip-address-takeover/unix/unix-system";
import type { UnixSystemName } from "../../lib/scripts/unix/prologue";
import { sipHa } from "../command";
import { siteExportOf } from "../import/survey-of-model";
import type { Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";
import { furnish, INTERFACES, openUnixBed, type StandInShell, UNIX_NEEDS } from "../unix-bed";

const HOSTS = ["sip-a", "sip-b"] as const;
const TAKEOVER = "pairs.inbound.highAvailability.ipAddressTakeover";

const ROUTES: Readonly<Record<UnixSystemName, string>> = {
  Solaris: `
Routing Table: IPv4
  Destination           Gateway           Flags  Ref     Use     Interface
-------------------- -------------------- ----- ----- ---------- ---------
default              10.110.0.1           UG        2       9633
10.120.0.0           10.120.0.11          U         3       1000 e1000g1
10.130.0.0           10.120.0.1           UG        1          0 e1000g1
127.0.0.1            127.0.0.1            UH        2        200 lo0
`,
  AIX: `Routing tables
Destination        Gateway           Flags   Refs     Use  If   Exp  Groups

Route tree for Protocol Family 2 (Internet):
default            10.110.0.1        UG        1     12345 en0      -      -
10.120.0.0         10.120.0.11       UHSb      0         0 en1      -      -   =>
10.120/24          10.120.0.11       U         2       345 en1      -      -
10.130/16          10.120.0.1        UGS       0         0 en1      -      -
127/8              127.0.0.1         U         4      6789 lo0      -      -
`,
};

const SYSTEMS: readonly (readonly [UnixSystem, StandInShell])[] = [
  [logicalInterface, "ksh93"],
  [alias, "mksh"],
];

for (const [system, shell] of SYSTEMS)
  describeWith(UNIX_NEEDS, `a survey of hosts with ${system.name}`, () => {
    const nics = INTERFACES[system.name];
    let bed: NetworkBed;
    beforeAll(async () => {
      bed = await openUnixBed(system, shell);
      await furnish(bed.machine("sip-b"), system, shell);
      for (const name of HOSTS) bed.machine(name).write("/var/stand-in/routes", ROUTES[system.name], 0o644);
    });
    afterAll(() => bed?.close());

    function declaration() {
      const host = (last: number) => ({
        os: system.name === "AIX" ? "aix" : "solaris",
        interfaces: {
          [nics[0]]: { network: "management", address: `10.110.0.${last}` },
          [nics[1]]: { network: "voice", address: `10.120.0.${last}` },
        },
      });
      return soundDeclaration({
        "hosts.sip-a": host(11),
        "hosts.sip-b": host(12),
        "pairs.inbound.recoveryTimeObjective": "60s",
        [`${TAKEOVER}.conflictPolicy`]: "refuse",
        [`${TAKEOVER}.probeTimeout`]: "1s",
      });
    }

    async function deploy(machine: Machine, out: string): Promise<void> {
      const files = join(out, "stacks/staging/hosts", machine.name);
      for (const name of readdirSync(files))
        machine.write(`/tmp/upload/${name}`, readFileSync(join(files, name), "utf8"), 0o644);
      await machine.shell("mkdir -p /etc/inet; ksh /tmp/upload/deploy install aaa1");
    }

    /** As ssh runs it: the shell reads the program from its input. */
    async function survey(site: string): Promise<void> {
      expect(sipHa("survey", "--facts", site).code).toBe(0);
      for (const name of HOSTS) {
        bed.machine(name).write("/tmp/collector", readFileSync(join(site, `${name}.survey.sh`), "utf8"), 0o644);
        writeFileSync(join(site, `${name}.survey`), await bed.machine(name).shell("/usr/bin/ksh -s </tmp/collector"));
      }
    }

    test("where this package has deployed a pair is imported, and synthesized again as it was", async () => {
      const folder = temporaryFolder();
      const [file, out, site] = [join(folder, "staging.yaml"), join(folder, "out"), join(folder, "site")];
      writeFileSync(file, stringify(declaration()));
      expect(sipHa("synth", file, "--out", out)).toMatchObject({ code: 0 });
      const { topology } = (readOutput(out) as { environments: Map<string, OutputEnvironment> }).environments.get(
        "staging",
      )!;
      await Promise.all(HOSTS.map((name) => deploy(bed.machine(name), out)));
      await bed.machine("sip-a").shell("/opt/genesys/sip-ha/inbound-vip up");
      mkdirSync(site);
      writeFileSync(join(site, "configuration-layer.json"), JSON.stringify(siteExportOf(topology), null, 2));
      await survey(site);
      const again = join(folder, "again.yaml");
      const { notes, changes } = JSON.parse(sipHa("import", "--facts", site, "--out", again, "--json").stdout);
      expect(changes).toEqual([]);
      expect(notes.filter(({ kind }: { kind: string }) => kind === "unparsed" || kind === "left")).toEqual([]);
      const written = readFileSync(again, "utf8");
      expect(written).toMatch(/virtualIp: 10\.120\.0\.10 # .*; held by sip-a \(sip-a\.survey:\d+\)/);
      expect(written).toMatch(
        new RegExp(`${nics[1]}: *\\n *network: net-10-120-0-0-24\\n *address: 10\\.120\\.0\\.11 #`),
      );
      expect(written).toMatch(/gateway: 10\.110\.0\.1 # sip-a\.survey:\d+/);
      expect(sipHa("synth", again, "--out", join(folder, "again"))).toMatchObject({ code: 0 });
      for (const host of HOSTS) {
        const [before, after] = ["out", "again"].map((one) => join(folder, one, "stacks/staging/hosts", host));
        for (const name of readdirSync(before!).filter((one) => one.includes("inbound")))
          expect(readFileSync(join(after!, name), "utf8")).toBe(readFileSync(join(before!, name), "utf8"));
      }
    });

    test("finds the virtual IP of hand-written scripts and the agent's account, and prints no password", async () => {
      const site = temporaryFolder();
      const text = readFileSync(join(__dirname, "../import/hand-made-site/configuration-layer.json"), "utf8")
        .replaceAll('"sip-1"', '"sip-a"')
        .replaceAll('"sip-2"', '"sip-b"')
        .replaceAll('"redhatlinux"', system.name === "AIX" ? '"aix"' : '"solaris"')
        .replaceAll("10.10.0.", "10.110.0.")
        .replaceAll(/\n *"sip-address": "10.20.0.10",/g, "");
      writeFileSync(join(site, "configuration-layer.json"), text);
      for (const name of HOSTS) {
        const machine = bed.machine(name);
        await machine.run(["/opt/genesys/sip-ha/inbound-vip", "down"]);
        machine.write(
          "/opt/genesys/ha/vip_up.sh",
          `#!/usr/bin/ksh\n# since 2009\nDB_PASSWORD=hunter2 NOTIFY=10.110.0.5\n. /opt/genesys/ha/vip.conf\nifconfig ${nics[1]} \${VIP} netmask 255.255.255.0 alias\n`,
        );
        machine.write(
          "/opt/genesys/ha/vip.conf",
          "VIP=10.120.0.10\nroot:$5$rounds$hunter2:19000::::::\nadmin:*LK*$5$Iuvp$hunter2:19000::::::\ngenesys:hunter2ab3dEf:19000::::::\nvoice:$md5,rounds=904$Iuvp$$hunter2:19000::::::\n",
          0o644,
        );
        machine.write("/opt/genesys/ha/vip_down.sh", `ifconfig ${nics[1]} delete 10.120.0.10\n`);
        await machine.shell(
          "id genesys 2>/dev/null || useradd genesys; cp /usr/bin/sleep /tmp/lca; runuser -u genesys -- /tmp/lca 60 >/dev/null 2>&1 &",
        );
      }
      bed.machine("sip-b").write("/opt/genesys/ha/vip_down.sh", "\x7fELF\x02\x01\x01\0\n10.120.0.10\n");
      await survey(site);
      for (const name of HOSTS) expect(readFileSync(join(site, `${name}.survey`), "utf8")).not.toContain("hunter2");
      expect(readFileSync(join(site, "sip-b.survey"), "utf8")).toContain("\n binary /opt/genesys/ha/vip_down.sh\n");
      const file = join(site, "north.yaml");
      expect(sipHa("import", "--facts", site, "--out", file, "--environment", "north").code).toBe(1);
      const written = readFileSync(file, "utf8");
      expect(written).toMatch(/virtualIp: 10\.120\.0\.10 # sip-a\.survey:\d+, in scripts of both hosts/);
      expect(written).toMatch(/account: genesys # sip-b\.survey:\d+/);
      expect(written).not.toContain("interfaceLabel");
      expect(sipHa("check", file).code).toBe(0);
    });
  });
