import { describe, expect, test } from "vitest";
import { diffMarkdown } from "../../lib/diff/diff-markdown";
import { diffText } from "../../lib/diff/diff-text";
import { environmentDiff } from "../../lib/diff/environment-diff";
import type { Snapshot } from "../../lib/diff/snapshot";
import { snapshotOf } from "../../lib/diff/snapshot";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { type SampleOverrides, sampleTopology } from "../sample-topology";
import { unixOverrides } from "../unix-bed";
import { READY } from "./steps-of";

const was = snapshotOf(sampleTopology());
const diffTo = (overrides: SampleOverrides) => environmentDiff(was, snapshotOf(sampleTopology(overrides)));
const firstLines = (steps: readonly string[]) => steps.map((step) => step.split("\n")[0]);

const { primary, backup } = was.topology.pairs.get("inbound")!;

/** The scripts change, and an option asks for a restart of the servers. */
const staged = diffTo({
  pair: { options: { TServer: { "backup-init-check": "true" } } },
  takeover: { announcements: 7 },
});

describe("the order to apply", () => {
  test("is the backup's host, the Configuration Layer, the backup, a switchover, then the primary's host and the primary", () => {
    expect(firstLines(staged.order)).toEqual([
      "Do all of it in a maintenance window: one server, host or proxy of inbound at a time is away or switched over.",
      "Install on sip-b only, in `stacks/staging`; Terraform says that the plan is incomplete, which is intended:",
      "Import these on the options tab of their application, Host or DN:",
      `Pair inbound: restart SIP_In_B, the backup, and wait until ${READY}.`,
      'Pair inbound: switch SIP_In_P over, as in "Manual switchover, there" of its chapter in the runbook. If SIP_In_B does not serve, switch back at once: SIP_In_P has not been restarted yet.',
      "Install on sip-a only, in `stacks/staging`; Terraform says that the plan is incomplete, which is intended:",
      `Pair inbound: restart SIP_In_P, which is the backup now, and wait until ${READY}. If SIP_In_P should be primary, switch back, but not before 10s have passed.`,
      "Pair inbound: make a call, then a manual switchover there and back, as its chapter in the runbook says.",
      "Check that nothing is left to do:",
    ]);
  });

  test("names Terraform's targets if one host comes before another", () => {
    expect(staged.order[1]).toContain(
      "terraform init\nterraform plan -target=null_resource.sip-b -out=plan\nterraform apply plan",
    );
    expect(staged.order[5]).toContain("terraform plan -target=null_resource.sip-a -out=plan");
  });

  test("switches over only for a host if no server is restarted", () => {
    expect(firstLines(diffTo({ takeover: { sourceAddress: "virtual-ip" } }).order)).toEqual([
      "Do all of it in a maintenance window: one server, host or proxy of inbound at a time is away or switched over.",
      "Install on sip-b only, in `stacks/staging`; Terraform says that the plan is incomplete, which is intended:",
      'Pair inbound: switch SIP_In_P over, as in "Manual switchover, there" of its chapter in the runbook. If SIP_In_B does not serve, switch back at once: SIP_In_P has not been restarted yet.',
      "Install on sip-a only, in `stacks/staging`; Terraform says that the plan is incomplete, which is intended:",
      "Pair inbound: If SIP_In_P should be primary, switch back, but not before 10s have passed.",
      "Pair inbound: make a call, then a manual switchover there and back, as its chapter in the runbook says.",
      "Check that nothing is left to do:",
    ]);
  });

  test("installs on both hosts before the import if reactions start other commands, because the switchover runs these", () => {
    const { order } = diffTo({
      pair: { options: { TServer: { "backup-init-check": "true" } } },
      localControlAgent: { account: "genesys", becomeRoot: "sudo" },
    });
    expect(firstLines(order).slice(0, 4)).toEqual([
      "hosts.sip-a, hosts.sip-b: Create the account genesys, and a group of the same name, if they do not exist: the installer gives the scripts to that group.",
      "Do all of it in a maintenance window: one server, host or proxy of inbound at a time is away or switched over.",
      "Install on sip-b, sip-a, in `stacks/staging`; Terraform takes the backups' hosts before the primaries':",
      "Export the objects of the Configuration Layer that exist, and keep the export. Import `configuration-layer/objects.json` of this output. The import replaces lists of an object (ports, connections) as a whole.",
    ]);
  });

  test("adds the rules of sudo that a host lacks before the installation, if the installer writes none", () => {
    const rule = (folder: string) => {
      const script = `${folder}/inbound-vip`;
      return `genesys ALL=(root) NOPASSWD: ${script} up, ${script} down, ${script} status, ${script} announce`;
    };
    const solaris = (agent: object, installDirectory?: string) => {
      const hosts = installDirectory === undefined ? {} : { "sip-a": { installDirectory } };
      return snapshotOf(
        sampleTopology(unixOverrides(logicalInterface, { localControlAgent: agent, hosts } as SampleOverrides)),
      );
    };
    const sudo = { account: "genesys", becomeRoot: "sudo" };
    const added = (one: Snapshot, other: Snapshot) =>
      environmentDiff(one, other).order.filter((step) => step.includes("visudo"));
    const step = (on: string, folder: string) => [
      `On ${on}, as root, add this with \`visudo\`. Without it the Local Control Agent cannot run the control scripts, and the installer fails, because it writes no sudo rules there:\n\`\`\`text\n${rule(folder)}\n\`\`\``,
    ];
    for (const before of [
      { account: "root", becomeRoot: "none" },
      { account: "genesys", becomeRoot: "none" },
    ])
      expect(added(solaris(before), solaris(sudo))).toEqual(step("sip-b and sip-a", "/opt/genesys/sip-ha"));
    expect(added(solaris(sudo), solaris(sudo, "/opt/other"))).toEqual(step("sip-a", "/opt/other"));
    const nobody = solaris(sudo);
    expect(added({ ...nobody, topology: { ...nobody.topology, pairs: new Map() }, files: [] }, nobody)).toEqual(
      step("sip-b and sip-a", "/opt/genesys/sip-ha"),
    );
    expect(added(solaris(sudo), solaris(sudo))).toEqual([]);
  });

  test("releases the virtual IP if the scripts are installed elsewhere", () => {
    const { order, effect } = diffTo({ hosts: { "sip-a": { installDirectory: "/opt/other" } } });
    expect([effect, firstLines(order)[2]!.slice(0, 110)]).toEqual([
      "outage",
      "Pair inbound: Release the virtual IP on both hosts. Callers do not reach the pair from here on until it is ser",
    ]);
  });

  test("releases the virtual IP before another one is installed, with the alarm conditions disabled", () => {
    const { order, effect } = diffTo({ takeover: { virtualIp: "10.120.0.20" } });
    expect(effect).toBe("outage");
    expect(firstLines(order)).toEqual([
      "Do all of it in a maintenance window: callers cannot reach inbound for a time.",
      "Disable the alarm conditions of inbound, so that nothing starts a script meanwhile.",
      "Pair inbound: Release the virtual IP on both hosts. Callers do not reach the pair from here on until it is served again. If the virtual IP may still be up, its script is neither removed nor replaced by the script of another address, and the apply fails.",
      "Pair inbound: stop SIP_In_B and SIP_In_P.",
      "Install on sip-b, sip-a, in `stacks/staging`; Terraform takes the backups' hosts before the primaries':",
      "Export the objects of the Configuration Layer that exist, and keep the export. Import `configuration-layer/objects.json` of this output. The import replaces lists of an object (ports, connections) as a whole.",
      "Import these on the options tab of their application, Host or DN:",
      "Check that the alarm conditions of inbound are enabled again.",
      "Pair inbound: start SIP_In_P, then SIP_In_B, and wait until both are started.",
      "Pair inbound: Find out where the virtual IP is:",
      "pairs.inbound: Point callers, gateways and DNS at 10.120.0.20.",
      "Pair inbound: make a call, then a manual switchover there and back, as its chapter in the runbook says.",
      "Check that nothing is left to do:",
    ]);
  });

  test("for a renamed pair releases its virtual IP, and brings it up under the new name", () => {
    const pairs = new Map([["incoming", { ...was.topology.pairs.get("inbound")!, name: "incoming" }]]);
    const { changes, order, rollback } = environmentDiff(was, snapshotOf({ ...was.topology, pairs }));
    expect(changes.map(({ kind, effect, because }) => [kind, effect, because])).toEqual([
      ["removed", "none", "it goes on as incoming"],
      [
        "added",
        "outage",
        "it is pair inbound under another name; its scripts get other names, and the installer removes no script whose virtual IP is up; so the virtual IP is released first",
      ],
    ]);
    const told = (steps: readonly string[]) =>
      firstLines(steps).filter((step) => /alarm conditions|nothing is left|Find out|make a call|start SIP/.test(step!));
    expect(told(order)).toEqual([
      "Disable the alarm conditions of inbound, so that nothing starts a script meanwhile.",
      "Check that the alarm conditions of incoming are enabled again.",
      "Pair incoming: Find out where the virtual IP is:",
      "Pair incoming: make a call, then a manual switchover there and back, as its chapter in the runbook says.",
      "Check that nothing is left to do:",
    ]);
    expect(told(rollback)).toContain("Pair inbound: Find out where the virtual IP is:");
  });

  test("enables again the alarm conditions of the pair that was released, but not those of a new pair beside it", () => {
    const is = sampleTopology({ takeover: { virtualIp: "10.120.0.20" } });
    const of = (name: string, host: string) => ({ ...is.hosts.get(host)!, name });
    const { primary: first, backup: second, ...pair } = is.pairs.get("inbound")!;
    const added = {
      ...pair,
      name: "outbound",
      primary: { ...first, application: "SIP_Out_P", host: "sip-c" },
      backup: { ...second!, application: "SIP_Out_B", host: "sip-d" },
    };
    const hosts = new Map([...is.hosts, ["sip-c", of("sip-c", "sip-a")], ["sip-d", of("sip-d", "sip-b")]]);
    const { order } = environmentDiff(
      was,
      snapshotOf({ ...is, hosts, pairs: new Map([...is.pairs, ["outbound", added]]) }),
    );
    expect(firstLines(order).filter((step) => /alarm conditions|window/.test(step!))).toEqual([
      "Do all of it in a maintenance window: callers cannot reach inbound for a time.",
      "Disable the alarm conditions of inbound, so that nothing starts a script meanwhile.",
      "Check that the alarm conditions of inbound are enabled again.",
    ]);
  });

  test("is one apply if only scripts change, and nothing if only the checks use the change", () => {
    expect(firstLines(diffTo({ takeover: { announcements: 7 } }).order)).toEqual([
      "Install on sip-b, sip-a, in `stacks/staging`; Terraform takes the backups' hosts before the primaries':",
      "Check that nothing is left to do:",
    ]);
    expect(diffTo({ pair: { recoveryTimeObjective: "30s" } }).order).toEqual([
      "Nothing is installed, imported or restarted: keep the files of the new output.",
    ]);
  });

  test("has removed options deleted by hand at the import, which does not remove them, also on the way back", () => {
    const { order, rollback } = diffTo({
      pair: {
        sip: { port: 5060, transports: ["udp", "tcp", "tls"], tlsPort: 5061 },
        options: { TServer: { "sip-error-overflow": "503" } },
      },
    });
    const deletion = (steps: readonly string[]) => steps.filter((step) => step.startsWith("Delete"));
    expect(deletion(order)).toEqual([]);
    expect(deletion(rollback)).toEqual([
      "Delete these options by hand, because an import does not remove options:\n| object | section | option |\n| --- | --- | --- |\n| application SIP_In_B, application SIP_In_P | TServer | sip-error-overflow |\n| application SIP_In_B, application SIP_In_P | TServer | sip-port-tls |",
    ]);
    const at = (text: string) => rollback.findIndex((step) => step.startsWith(text));
    expect([at("Delete these"), at("Pair inbound: start SIP_In_P")]).toEqual([
      at("Import these") + 1,
      at("Delete these") + 1,
    ]);
  });

  test("says what is copied by hand if Terraform does not reach a host", () => {
    const byHand = { connection: undefined };
    const [from, to] = [3, 4].map((announcements) =>
      snapshotOf(sampleTopology({ takeover: { announcements }, hosts: { "sip-a": byHand, "sip-b": byHand } })),
    );
    expect(environmentDiff(from, to).order.slice(0, 2)).toEqual([
      "Terraform does not reach sip-b. Copy the folder `hosts/sip-b` there, to a place where nobody else may write. In that folder, run `sh deploy preflight` and `sh deploy install manual` as root.",
      "Terraform does not reach sip-a. Copy the folder `hosts/sip-a` there, to a place where nobody else may write. In that folder, run `sh deploy preflight` and `sh deploy install manual` as root.",
    ]);
  });

  test("has nothing to clean up on a host that gets no file", () => {
    const spare = { ...was.topology.hosts.get("sip-b")!, name: "spare" };
    const before = snapshotOf({ ...was.topology, hosts: new Map([...was.topology.hosts, ["spare", spare]]) });
    expect(environmentDiff(before, was).order.join()).not.toContain("Terraform would forget");
  });

  test("for another option ends with the objects that no import removes", () => {
    const highAvailability = { option: "singleHost", seats: 20 };
    const oneHost = {
      primary,
      backup: { ...backup, host: "sip-a", ports: { tlib: 3001, haSync: 3001 } },
      highAvailability,
    };
    const pairs = new Map([["inbound", { ...was.topology.pairs.get("inbound")!, ...oneHost }]]);
    const { order, noWayBack } = environmentDiff(was, snapshotOf({ ...was.topology, pairs }));
    expect(order.at(-2)).toContain("| alarm condition | SIP_In_B_BECAME_BACKUP |");
    expect(order.at(-2)).toContain("| application | SIP_In_P_VIP_UP |");
    expect(noWayBack).toEqual([
      "The way back ends calls and connections again, as the way there does.",
      "Which application each deleted reaction starts: the import restores the reaction, but you have to choose the application by hand.",
    ]);
  });

  test("for a new environment is its runbook, and for a removed one Terraform's destroy", () => {
    expect(environmentDiff(undefined, was).order).toEqual([
      "The environment is new: go through `stacks/staging/runbook.md` from its beginning, pair by pair.",
    ]);
    expect(firstLines(environmentDiff(was, undefined).order)).toEqual([
      "Do all of it in a maintenance window: callers cannot reach inbound for a time.",
      "Disable the alarm conditions of inbound, so that nothing starts a script meanwhile.",
      "Pair inbound: Release the virtual IP on both hosts. Callers do not reach the pair from here on until it is served again. If the virtual IP may still be up, its script is neither removed nor replaced by the script of another address, and the apply fails.",
      "Pair inbound: stop SIP_In_B and SIP_In_P, for good.",
      "In the folder of the earlier output, before you remove it:",
      "Delete the objects in the earlier `configuration-layer/objects.json` that nothing else uses. Delete the alarm conditions first.",
    ]);
  });

  test("back from a new environment removes it with the output that has it, without an earlier one to synthesize", () => {
    expect(environmentDiff(undefined, was).rollback).toEqual(environmentDiff(was, undefined).order);
  });
});

describe("the way back", () => {
  test("is the same order from the later model to the earlier one, after that model's revision is checked out", () => {
    const there = diffTo({ takeover: { virtualIp: "10.120.0.20" } });
    expect(there.rollback).toContain("pairs.inbound: Point callers, gateways and DNS at 10.120.0.10.");
    const back = environmentDiff(snapshotOf(sampleTopology({ takeover: { virtualIp: "10.120.0.20" } })), was);
    expect(there.rollback).toEqual([
      "Check out the earlier revision of the environment and synthesize it into the same output folder, where Terraform's state is known. Use the version of sip-server-ha that wrote it.",
      ...back.order,
    ]);
  });
});

describe("changed options of the Configuration Layer", () => {
  test("are those that result from the keys of the environment file", () => {
    const { options } = diffTo({ pair: { haLink: { addpTimeout: "7s", addpRemoteTimeout: "5s" } } });
    const source = "https://docs.genesys.com/Documentation/TS/8.1.1/TSCSTA/TCBackupSyncSection, of another T-Server";
    const because = "the option backup-sync/addp-timeout takes effect immediately";
    expect(options).toEqual(
      ["SIP_In_B", "SIP_In_P"].map((application) => ({
        object: `application ${application}`,
        section: "backup-sync",
        option: "addp-timeout",
        was: "5",
        is: "7",
        pair: "inbound",
        effect: "reload",
        because,
        evidence: "analogous",
        source,
      })),
    );
  });
});

describe("the text", () => {
  const heartbeat = diffTo({ pair: { haLink: { addpTimeout: "7s", addpRemoteTimeout: "5s" } } });

  test("on a terminal has keys, options, files, order and the way back, and a summary at the end", () => {
    expect(diffText([heartbeat])).toBe(`environment staging changes: 1 change, 4 files

  pairs.inbound.haLink.addpTimeout
    5s -> 7s
    reload: the option backup-sync/addp-timeout takes effect immediately (analogous: https://docs.genesys.com/Documentation/TS/8.1.1/TSCSTA/TCBackupSyncSection, of another T-Server)

options that objects of the Configuration Layer get:
  backup-sync/addp-timeout of application SIP_In_B, application SIP_In_P: 5 -> 7
    reload: the option backup-sync/addp-timeout takes effect immediately (analogous: https://docs.genesys.com/Documentation/TS/8.1.1/TSCSTA/TCBackupSyncSection, of another T-Server)

files:
  changed  configuration-layer/objects.json
  changed  configuration-layer/options/SIP_In_B.cfg
  changed  configuration-layer/options/SIP_In_P.cfg
  changed  topology.yaml

in this order:
  1. Export the objects of the Configuration Layer that exist, and keep the export. Import \`configuration-layer/objects.json\` of this output. The import replaces lists of an object (ports, connections) as a whole.
  2. Import these on the options tab of their application, Host or DN:
     - \`configuration-layer/options/SIP_In_B.cfg\`
     - \`configuration-layer/options/SIP_In_P.cfg\`

the way back:
  1. Check out the earlier revision of the environment and synthesize it into the same output folder, where Terraform's state is known. Use the version of sip-server-ha that wrote it.
  2. Export the objects of the Configuration Layer that exist, and keep the export. Import \`configuration-layer/objects.json\` of this output. The import replaces lists of an object (ports, connections) as a whole.
  3. Import these on the options tab of their application, Host or DN:
     - \`configuration-layer/options/SIP_In_B.cfg\`
     - \`configuration-layer/options/SIP_In_P.cfg\`

staging changes: reload at inbound`);
  });

  test("in a merge request begins with a table of environments, and folds the details", () => {
    const markdown = diffMarkdown([heartbeat]);
    expect(markdown.split("\n\n").slice(0, 3).join("\n\n")).toBe(`| environment | service | what changes |
| --- | --- | --- |
| staging | reload at inbound | 1 change, 4 files |

### staging

| key | was | is | service |
| --- | --- | --- | --- |
| \`pairs.inbound.haLink.addpTimeout\` | \`5s\` | \`7s\` | reload |`);
    expect(markdown.match(/<summary>.*<\/summary>/g)).toEqual([
      "<summary>Why</summary>",
      "<summary>Options of the Configuration Layer</summary>",
      "<summary>Files (4)</summary>",
      "<summary>In this order</summary>",
      "<summary>The way back</summary>",
    ]);
    expect(markdown.match(/<details>/g)?.length).toBe(markdown.match(/<\/details>/g)?.length);
  });

  test("keeps users' text from becoming Markdown", () => {
    const text = "a | b `code` <img src=x> **bold**";
    const markdown = diffMarkdown([diffTo({ topology: { description: text } })]);
    expect(markdown).toContain('| `description` | - | `` "a \\| b `code` <img src=x> **bold**" `` | none |');
  });

  test("says in one line if nothing changes", () => {
    const same = environmentDiff(was, was);
    expect(diffText([same])).toBe("nothing changes");
    expect(diffMarkdown([same])).toBe("**sip-ha diff:** nothing changes.");
  });

  test("says for a list what was added and what was removed", () => {
    const text = diffText([diffTo({ pair: { sip: { port: 5060, transports: ["udp", "tls"], tlsPort: 5061 } } })]);
    expect(text).toContain("pairs.inbound.sip.transports\n    without tcp; with tls\n    outage: ");
  });
});
