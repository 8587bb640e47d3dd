import { describe, expect, test } from "vitest";
import type { Topology } from "../../lib/model/topology";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { plan } from "../../lib/synth/plan";
import { textOf } from "../../lib/text/file-text";
import { bigIpTopology } from "../options/big-ip/big-ip-sample";
import { sipProxyTopology } from "../options/sip-proxy/sip-proxy-sample";
import { ROOT_BY_SSH } from "../root-by-ssh";
import { REMOVED } from "../sample-declaration";
import { type SampleOverrides, sampleTopology } from "../sample-topology";
import { unixOverrides, VOICE } from "../unix-bed";

/** The steps of the first chapter. */
function firstChapter(overrides: SampleOverrides): string {
  return chapterOne(sampleTopology(overrides));
}

function chapterOne(topology: Topology): string {
  const runbook = plan(topology).artifacts.find(({ path }) => path === "runbook.md")!;
  const text = textOf(runbook.content);
  return text.slice(text.indexOf("## 1."), text.indexOf("## 2."));
}

describe("the first chapter of the runbook", () => {
  const agent = { localControlAgent: { account: "genesys", becomeRoot: "sudo" } } as const;
  const ruleIn = (folder: string) =>
    `genesys ALL=(root) NOPASSWD: ${["up", "down", "status", "announce"].map((command) => `${folder}/inbound-vip ${command}`).join(", ")}`;

  test.each([logicalInterface, alias])("has the rules of sudo added before the first apply on $name", (system) => {
    const text = firstChapter(unixOverrides(system, agent));
    const step = `1. On sip-a and sip-b, as root, add this with \`visudo\`. Without it the Local Control Agent cannot run the control scripts, and the installer fails, because it writes no sudo rules there:`;
    expect(text).toContain(step);
    expect(text).toContain(ruleIn("/opt/genesys/sip-ha"));
    expect(text.indexOf("2. In this folder, look at what will change")).toBeGreaterThan(text.indexOf(step));
  });

  test("says what Terraform does if no host gets a file", () => {
    const terraform = { "bigIps.ltm-1.deployment": "terraform", "bigIps.ltm-1.certificateAuthorityFile": "ca.pem" };
    expect(chapterOne(bigIpTopology(terraform).topology)).toContain(
      "No host gets a file. The chapters of the pairs behind a device say what Terraform brings to it.",
    );
    const byHand = chapterOne(bigIpTopology().topology);
    expect(byHand).toContain("No host gets a file, so there is nothing for Terraform to install.");
    expect(byHand).not.toContain("what Terraform brings");
  });

  test("has a step for each host if the rules differ", () => {
    const text = firstChapter(
      unixOverrides(alias, { ...agent, hosts: { "sip-b": { installDirectory: "/opt/other" } } }),
    );
    for (const words of ["On sip-a, as root", "On sip-b, as root", ruleIn("/opt/genesys/sip-ha"), ruleIn("/opt/other")])
      expect(text).toContain(words);
  });

  const UNREACHED = { connection: undefined };
  const removal = (hosts: NonNullable<SampleOverrides["hosts"]>) =>
    firstChapter({ hosts }).match(/To remove everything: .*/)![0];

  test("has files that were copied by hand removed by hand, and Terraform destroy if it reaches a host", () => {
    expect(removal({ "sip-b": UNREACHED })).toBe(
      'To remove everything: for each pair, first do what its chapter has under "Moving to another option" before the apply, then run `terraform destroy`. On sip-b, which Terraform does not reach, run `sh /opt/genesys/sip-ha/deploy-staging remove manual` as root. The removal is refused while the host holds a virtual IP or has enabled ports. If a host is removed in another way than it was last installed, e.g. by Terraform after an installation by hand, nothing is removed there: the output says so, and names the command that removes it. Terraform does not clean up a host whose last apply failed: apply again first; if that cannot succeed, run `sh /opt/genesys/sip-ha/deploy-staging remove <hash>` as root there, with the hash at the end of the first line of `/var/lib/sip-ha/installed-staging`. Nor does it clean up a host that is no longer declared: `sip-ha diff` says what to do before you take the host out. If you take out the connection of a host, its files are copied by hand from then on. If a host no longer exists, `terraform destroy` fails after the timeout of its connection: run `terraform state rm null_resource.<host>`, then destroy again.',
    );
    expect(removal({ "sip-a": UNREACHED, "sip-b": UNREACHED })).not.toContain("erraform destroy");
  });

  test("has no rules added if the Local Control Agent is root, or if the installer writes them", () => {
    for (const overrides of [unixOverrides(alias), agent]) expect(firstChapter(overrides)).not.toContain("visudo");
  });

  const byHand = (name: string) =>
    `Terraform does not reach ${name}. Copy the folder \`hosts/${name}\` there, to a place where nobody else may write. In that folder, run \`sh deploy preflight\` and \`sh deploy install manual\` as root.`;

  test("has no step of Terraform if every host is copied by hand, the backup's first", () => {
    const text = firstChapter({ hosts: { "sip-a": { connection: undefined }, "sip-b": { connection: undefined } } });
    const [, ...steps] = text.split(/\n(?=\d\. )/);
    expect(steps.slice(0, 2)).toEqual([`1. ${byHand("sip-b")}\n`, `2. ${byHand("sip-a")}\n`]);
    expect(steps[2]).toContain("3. To remove everything:");
    for (const words of ["terraform init", "terraform plan", "terraform apply", "No changes."])
      expect(text).not.toContain(words);
  });

  test("has the steps before the import even if no host gets a file", () => {
    const unreached = { "hosts.sip-a.connection": REMOVED, "hosts.sip-b.connection": REMOVED };
    expect(chapterOne(sipProxyTopology(unreached))).toBe(
      "## 1. Put it into service\n\nNo host gets a file, so there is nothing for Terraform to install.\n\n1. Install SIP Proxy on proxy-1, proxy-2; the installation makes the applications SIP_Proxy_1, SIP_Proxy_2. An import completes these applications and does not create them.\n\n",
    );
  });

  test.each([
    ["the backup's", "sip-b", [`1. ${byHand("sip-b")}`, "terraform apply plan"]],
    ["the primary's", "sip-a", ["terraform apply plan", `2. ${byHand("sip-a")}`]],
  ])("has %s host, if it is copied by hand, in its place among those that Terraform reaches", (_, name, order) => {
    const text = firstChapter({ hosts: { [name]: { connection: undefined } } });
    const at = [...order, "3. Check that nothing is left to do:"].map((words) => text.indexOf(words));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
  });

  test("says through which jump host a host is reached", () => {
    const jumpHost = { user: "ops", address: "10.99.0.1", port: 2222, hostKey: "ecdsa-sha2-nistp256 AAAA" };
    expect(firstChapter({ hosts: { "sip-a": { connection: { ...ROOT_BY_SSH, jumpHost } } } })).toContain(
      "root@10.110.0.11, port 22, by way of ops@10.99.0.1, port 2222",
    );
  });

  test("says how a host gets its files again after changes that Terraform does not see", () => {
    expect(firstChapter({ hosts: { "sip-a": UNREACHED } })).toContain(
      "If a host was set up again, or if its files were changed there, install its files again with `-replace`, e.g. `terraform apply -replace=null_resource.sip-b`.",
    );
    expect(firstChapter({ hosts: { "sip-a": UNREACHED, "sip-b": UNREACHED } })).not.toContain("-replace");
  });
});

describe("the chapter on the Configuration Layer", () => {
  const chapterTwo = (overrides: SampleOverrides) => {
    const runbook = plan(sampleTopology(overrides)).artifacts.find(({ path }) => path === "runbook.md")!;
    const text = textOf(runbook.content);
    return text.slice(text.indexOf("## 2."), text.indexOf("## 3."));
  };

  test("asks for host names that lead to the address where applications connect, because these are the addresses of the Host objects", () => {
    expect(chapterTwo({})).toContain(
      [
        "On every host that runs Genesys applications, check that the name of each Host object resolves to the address in this table, and that none resolves to a virtual IP. Applications connect by these names, so each must be the name that its host has in the network (documented).",
        "   | Host | resolves to |",
        "   | --- | --- |",
        "   | mgmt-1 | 10.110.0.5 |",
        "   | sip-a | 10.110.0.11 |",
        "   | sip-b | 10.110.0.12 |",
      ].join("\n"),
    );
  });

  test("asks for the log output without which no event of Solution Control Server becomes an alarm", () => {
    const one =
      "Check that SCS_Staging is connected to Message_Server_Staging: its log events raise the alarms, which start everything that follows. The events get there if, in section `log` of SCS_Staging, `network` is among the outputs of `standard` or of `all`, and `verbose` lets the level Standard through.";
    expect(chapterTwo({})).toContain(one);
    expect(chapterTwo({ backupControlServer: "10.110.0.6" })).toMatch(
      /are connected to Message_Server_Staging: their log events .*in section `log` of each of them, `network` is among/,
    );
  });

  test("names the versions of Solution Control Server that read its options file differently, or end when they raise an alarm", () => {
    expect(chapterTwo({})).toMatch(
      /Check which version SCS_Staging is; .*From 8\.5\.100\.39 on, .*`haflip-detect-timeout` in section `general`.*8\.5\.100\.56 ends .*`detailed-alarm-log` to `false`/,
    );
  });

  test("asks first for the license without which nothing switches over, whatever option the pair uses", () => {
    const asked =
      "1. Check that the license file has the high-availability license that redundant servers need. Without it the Management Layer switches nothing over (documented). While the only license server is down, no application that starts gets a license (documented), so a SIP Server that has ended does not come back as the backup (deduced).\n\n2. Export";
    expect(chapterTwo({})).toContain(asked);
    expect(textOf(plan(sipProxyTopology()).artifacts.find(({ path }) => path === "runbook.md")!.content)).toContain(
      asked,
    );
  });

  test("says which Solution Control Server each Host object must name if they are distributed, because objects.json names none", () => {
    expect(chapterTwo({})).toMatch(
      /in distributed mode, check that the property Solution Control Server of each Host object in `configuration-layer\/objects\.json` is SCS_Staging; the file leaves this property out\..* forwards a command for the rest through a dedicated Message Server \(documented\)/,
    );
  });

  test("has servers stopped one by one, because stopping a Solution stops the backups too", () => {
    expect(chapterTwo({})).toContain(
      "In all other cases, start and stop servers one by one. Do not start or stop the Solution that they are in: that takes the backups along (documented), and with them the pair.",
    );
  });

  test("has the Switch selected on primaries only, because a backup's is locked", () => {
    expect(chapterTwo({})).toMatch(
      /On the primary of each pair, choose the Switch \S+\. Configuration Server gives it to the backup, and keeps it locked there \(documented\)\. On each SIP Server, tick HA sync/,
    );
  });

  test("says how applications come to use IPv6 if a host has an IPv6 address, and otherwise says nothing", () => {
    expect(chapterTwo({})).not.toContain("IPv6");
    expect(chapterTwo(unixOverrides(alias, { takeover: { virtualIp: VOICE.ipv6.virtualIp } }))).toMatch(
      /do not use IPv6 unless it is switched on \(documented\), and sip-a, sip-b have IPv6 addresses\..*`GCTI_CONN_IPV6_ON` to 1 .*`enable-ipv6` in section `common`/,
    );
    expect(chapterTwo({ controlServer: "2001:db8:110::5" })).toContain("mgmt-1 has IPv6 addresses.");
  });
});

test("a description or a reason stays text: it hides nothing of the runbook and links nowhere", () => {
  const written = "see [here](https://example.com) `id` <!-- a_b";
  const runbook = plan(
    sampleTopology({
      topology: {
        description: written,
        acknowledgements: [{ finding: "host-key-missing", on: "hosts.sip-a", reason: written }],
      },
    }),
  ).artifacts.find(({ path }) => path === "runbook.md")!;
  const text = textOf(runbook.content);
  const shown = "see \\[here\\](https://example.com) \\`id\\` \\<!-- a_b";
  expect(text).toContain(`\n\n${shown}\n\n`);
  expect(text).toContain(`| host-key-missing | hosts.sip-a | ${shown} |`);
});
