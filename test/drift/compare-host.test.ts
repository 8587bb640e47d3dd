import { describe, expect, test } from "vitest";
import { type Snapshot, snapshotOf } from "../../lib/diff/snapshot";
import { cksum } from "../../lib/drift/cksum";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { plan } from "../../lib/synth/plan";
import { textOf } from "../../lib/text/file-text";
import { sampleDeclaration, windowsPair } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { factsOfHosts } from "./facts-of-model";

const WATCHDOG = { "pairs.inbound.highAvailability.ipAddressTakeover.watchdog": { isolationTimeout: "12s" } };

const snapshotWith = (changes: Readonly<Record<string, unknown>>): Snapshot =>
  snapshotOf(topologyOf(sampleDeclaration({ ...structuredClone(changes), ...WATCHDOG })));

const SNAPSHOTS = {
  linux: snapshotWith({}),
  solaris: snapshotWith({ "hosts.sip-a.os": "solaris", "hosts.sip-b.os": "solaris" }),
  aix: snapshotWith({ "hosts.sip-a.os": "aix", "hosts.sip-b.os": "aix" }),
  windows: snapshotWith(windowsPair()),
};

/** The report if sip-a, which holds the virtual IP, matches the model except for one edit. */
function told(os: keyof typeof SNAPSHOTS, edit: (text: string) => string, snapshot = SNAPSHOTS[os]) {
  const [a, b] = factsOfHosts(hostExpectations(snapshot.topology, snapshot.files)) as [string, string];
  expect(edit(a)).not.toBe(a);
  const facts = [edit(a), b].map((text, index) => parseFacts(`${index}.facts`, text).facts!);
  return environmentDrift(snapshot, { facts }).findings.map(
    ({ state, code, message, found, expected, fix }) =>
      `${state} ${code}: ${message} / ${found} / ${expected} / ${fix}`,
  );
}

const replace = (before: string | RegExp, after: string | ((found: string) => string)) => (text: string) =>
  text.replace(before, after as string);

describe("a difference is reported with what to do, in the words of the system:", () => {
  test("Solaris: a virtual IP that the host may send with, a service, what ipadm keeps", () => {
    expect(told("solaris", replace("DEPRECATED,", ""))).toEqual([
      "drift virtual-ip-source: sip-a may send with the virtual IP even if no program asks for that, because the flag DEPRECATED is not there / 10.120.0.10/24 on eth1:1 / 10.120.0.10/24 on eth1 / in a maintenance window, run the control script's down on this host, then its up on the host that is primary",
    ]);
    expect(
      told("solaris", replace("online svc:/site/inbound-vip-watchdog", "maintenance svc:/site/inbound-vip-watchdog")),
    ).toEqual([
      "drift unit-not-active: svc:/site/inbound-vip-watchdog:default does not run / maintenance / active / svcs -xv svc:/site/inbound-vip-watchdog:default",
    ]);
    expect(
      told(
        "solaris",
        replace("line 1:sip-a\n", "line 1:sip-a\n file ipadm show-addr\n line 2:eth1/vip U-- 10.120.0.10/24\n"),
      ),
    ).toEqual([
      expect.stringMatching(
        / at boot, .* \/ ipadm show-addr:2: .* \/ in a maintenance window: ipadm delete-addr eth1\/vip$/,
      ),
    ]);
  });

  test("Solaris: an interface that is down, and a virtual IP on the interface itself", () => {
    expect(told("solaris", replace("eth0: flags=1000843<UP,", "eth0: flags=1000842<"))).toEqual([
      "drift host-address-unused: sip-a has its own address on eth0, but does not use it / 10.110.0.11/24 on eth0, not UP / 10.110.0.11/24 on eth0 / check whether the interface is up, and whether another host has the address",
    ]);
    expect(told("solaris", replace("eth1:1: flags", "eth1: flags"))).toEqual([
      expect.stringMatching(
        /^drift virtual-ip-misplaced: .* \/ 10\.120\.0\.10\/24 on eth1 \/ 10\.120\.0\.10\/24 on eth1 \//,
      ),
    ]);
  });

  test("AIX: an alias of the attributes, another entry, a netmask that is not listed", () => {
    expect(
      told(
        "aix",
        replace(
          "file lsattr -E -l en1\n",
          "file lsattr -E -l eth1\n line 1:alias4 10.120.0.10,255.255.255.0 IPv4 Alias True\n",
        ),
      ),
    ).toEqual([
      expect.stringMatching(
        / \/ in a maintenance window: chdev -l eth1 -a delalias4=10\.120\.0\.10,<netmask or prefix length>$/,
      ),
    ]);
    expect(told("aix", replace(/(:boot:.*) boot </, "$1 up <"))).toEqual([
      expect.stringMatching(
        /^drift unit-differs: vinbound\w+ starts something else \/ vinbound\w+:2:boot:.* up <.* \/ vinbound\w+:2:boot:.* boot <.* \//,
      ),
    ]);
    expect(told("aix", replace(" netmask 0xffffff00", ""))).toEqual([]);
  });

  test("AIX: a change to what init starts, on a host that Terraform does not reach", () => {
    const unreached = snapshotWith({
      "hosts.sip-a.os": "aix",
      "hosts.sip-b.os": "aix",
      "hosts.sip-a.connection": undefined,
    });
    expect(told("aix", replace(/(:boot:.*) boot </, "$1 up <"), unreached)).toEqual([
      expect.stringMatching(
        / \/ first find out who changed \/etc\/inittab, and why; then install the host again: ksh deploy install manual, in hosts\/sip-a copied there once more$/,
      ),
    ]);
  });

  test("Linux: an interface with other addresses, of which those of the same family are shown", () => {
    const line = (address: string, family: string) =>
      `2: eth0    ${family} ${address} scope global eth0\\       valid_lft forever preferred_lft forever`;
    const own = / \d+: eth0 {4}inet 10\.110\.0\.11.*\n/;
    const said = (found: string) => [
      `drift host-address-differs: sip-a does not have its own address on eth0 / ${found} / 10.110.0.11/24 on eth0 / configure the host as declared, or declare it as it is and synthesize again: the scripts contain this address`,
    ];
    const eth1 = ` ${line("10.110.0.99/24", "inet").replaceAll("eth0", "eth1")}\n`;
    expect(told("linux", replace(own, eth1))).toEqual(said("no address on eth0"));
    expect(told("linux", replace(own, ` ${line("2001:db8::99/64", "inet6")}\n`))).toEqual(said("no address on eth0"));
    const others = ["10.110.0.13/24", "10.110.0.14/24"].map((one) => ` ${line(one, "inet")}\n`).join("");
    expect(told("linux", replace(own, others))).toEqual(said("10.110.0.13/24, 10.110.0.14/24 on eth0"));
    // It has the address, but elsewhere.
    expect(
      told(
        "linux",
        replace(own, (found) => found.replaceAll("eth0", "eth2")),
      ),
    ).toEqual(said("10.110.0.11/24 on eth2"));
  });

  test("Linux: a file that the collector's account may not read, which does not count as another file", () => {
    expect(told("linux", replace(/[0-9a-f]{64}( \/opt\S+inbound-vip)$/m, "-$1"))).toEqual([
      "missing not-readable: the collector could not read /opt/genesys/sip-ha/inbound-vip / undefined / undefined / run the collector as root, on Windows as an administrator",
    ]);
  });

  test("Linux: if systemd does not run, nothing is said of what runs", () => {
    expect(told("linux", replace(/enabled active/g, "enabled -"))).toEqual([]);
  });

  test("Linux: a file that was changed", () => {
    expect(told("linux", replace(/[0-9a-f]{64}( \/opt\S+inbound-vip)$/m, `${"0".repeat(64)}$1`))).toEqual([
      expect.stringMatching(
        / \/ first find out who changed it, and why; then install the host again: terraform apply -replace=null_resource\.sip-a$/,
      ),
    ]);
  });

  test("Windows: a task that is disabled, and runs all the same; an address that Windows configures", () => {
    expect(told("windows", replace("task True 4", "task False 4"))).toEqual([
      'drift unit-not-enabled: sip-ha\\inbound-vip-watchdog does not start at boot / the task is disabled / enabled / schtasks /change /tn "sip-ha\\inbound-vip-watchdog" /enable, or install the host again: terraform apply -replace=null_resource.sip-a',
    ]);
    expect(
      told("windows", replace(/(== persistent\n(?:.*\n)*?.* 10\.120\.0\.11\n)/, "$1 Manual A b c 10.120.0.10\n")),
    ).toEqual([
      expect.stringMatching(
        / \/ in a maintenance window: netsh interface ipv4 delete address name="Local Area Connection 2" address=10\.120\.0\.10 store=persistent$/,
      ),
    ]);
  });
});

describe("a virtual IP that the host holds in the wrong way is reported", () => {
  const DOWN_AND_UP =
    "in a maintenance window, run the control script's down on this host, then its up on the host that is primary";
  const source = (by: string) => [
    `drift virtual-ip-source: sip-a may send with the virtual IP even if no program asks for that, because ${by} / 10.120.0.10/24 on eth1 / 10.120.0.10/24 on eth1 / ${DOWN_AND_UP}`,
  ];

  test("if Linux has it as a primary address", () => {
    expect(told("linux", replace("global secondary eth1", "global eth1"))).toEqual(
      source(
        "it is not a secondary address; if the host's own address is secondary instead, removing the virtual IP by hand may also remove that",
      ),
    );
  });

  test("if AIX lists it before the host's own address", () => {
    // Each address is listed with the lines of its interface.
    const edit = (text: string) => {
      const block = (address: string) => new RegExp(` eth1: .*\\n \\tinet ${address} .*\\n .*\\n`).exec(text)![0];
      const [own, virtual] = [block("10\\.120\\.0\\.11"), block("10\\.120\\.0\\.10")];
      return text.replace(virtual, "").replace(own, virtual + own);
    };
    expect(told("aix", edit)).toEqual(source("it is the first address of its interface"));
  });

  test.each(["linux", "solaris", "aix", "windows"] as const)("if it has another prefix length on %s", (os) => {
    const edits = {
      linux: replace("10.120.0.10/24", "10.120.0.10/25"),
      solaris: replace(/(inet 10\.120\.0\.10 netmask ffffff)00/, "$180"),
      aix: replace(/(inet 10\.120\.0\.10 netmask 0xffffff)00/, "$180"),
      windows: replace("10.120.0.10/24", "10.120.0.10/25"),
    };
    expect(told(os, edits[os])).toEqual([
      expect.stringMatching(
        /^drift virtual-ip-misplaced: sip-a has the virtual IP with a prefix length that its control script does not give it \/ 10\.120\.0\.10\/25 on .* \/ 10\.120\.0\.10\/24 on .* \/ in a maintenance window, run the control script's down on this host, then its up on the host that is primary$/,
      ),
    ]);
  });

  test("if it is on another interface, from which its control script does not remove it", () => {
    const edit = replace(/^.*10\.120\.0\.10\/24.*$/m, (line) => line.replaceAll("eth1", "eth0"));
    expect(told("linux", edit)).toEqual([
      "drift virtual-ip-misplaced: sip-a has the virtual IP where its control script neither puts nor removes it / 10.120.0.10/24 on eth0 / 10.120.0.10/24 on eth1 / in a maintenance window, remove the address by hand, then run the control script's up on the host that is primary",
    ]);
  });
});

describe("a failed release at boot is reported", () => {
  test.each([
    [
      "solaris",
      "online svc:/site/inbound-vip-release",
      "maintenance svc:/site/inbound-vip-release",
      "maintenance",
      "svc:/site/inbound-vip-release:default",
      "svcs -xv",
    ],
    [
      "linux",
      "enabled active inbound-vip-release",
      "enabled failed inbound-vip-release",
      "failed",
      "inbound-vip-release.service",
      "journalctl -u",
    ],
  ] as const)("on %s", (os, before, after, found, unit, examine) => {
    expect(told(os, replace(before, after))).toEqual([
      `drift unit-failed: ${unit} failed when it was started / ${found} / no failure / ${examine} ${unit}`,
    ]);
  });

  test("but not one that has run and ended", () => {
    expect(
      told("linux", replace("enabled active inbound-vip-release", "enabled inactive inbound-vip-release")),
    ).toEqual([]);
  });
});

describe("a command that succeeds and prints nothing is no drift:", () => {
  const emptied = (section: string) => replace(new RegExp(`(== ${section}\\n)(?: .*\\n)+`), "$1");
  const incomplete = (what: string) =>
    expect.stringContaining(`unparsed facts-incomplete: ${what} / no line for it / `);
  const SYSTEMS = ["linux", "solaris", "aix", "windows"] as const;

  test.each(SYSTEMS)("on %s a list without an address counts as not read", (os) => {
    const what = os === "windows" ? "an address that every host has" : "any address, though every host has one";
    expect(told(os, emptied("addresses"))).toEqual([incomplete(`addresses does not have ${what}`)]);
  });

  test.each(["solaris", "aix"] as const)("on %s there is always a place that configures the network", (os) => {
    const what = "persistent does not have any place that the network is configured from, though every host has one";
    expect(told(os, emptied("persistent"))).toEqual([incomplete(what)]);
  });

  test("on Windows the host's own addresses are configured, and each has a network", () => {
    expect(told("windows", emptied("persistent"))).toEqual([
      incomplete("persistent does not have an address that every host has"),
    ]);
    expect(told("windows", emptied("networks"))).toEqual(
      ["10.120.0.11", "10.110.0.11", "10.120.0.10"].map((address) =>
        expect.stringContaining(`unparsed facts-incomplete: netsh lists the address ${address}, but no network of it`),
      ),
    );
  });

  test.each(SYSTEMS)("on %s files and units without a line count as not collected", (os) => {
    for (const section of ["files", "units"]) {
      const states = told(os, emptied(section)).map((one) => one.split(":")[0]);
      expect([...new Set(states)]).toEqual(["missing not-collected"]);
    }
  });
});

describe("a file whose host has no tool for SHA-256", () => {
  const line = / file (\S+) root (\S+) [0-9a-f]{64} (\S+inbound-vip)\n/;
  const script = textOf(
    plan(SNAPSHOTS.aix.topology).artifacts.find(({ path }) => path === "hosts/sip-a/inbound-vip")!.content,
  );
  const summed = (sum: string) => replace(line, ` file $1 root $2 cksum:${sum.replace(" ", ":")} $3\n`);

  test("is compared by its cksum", () => {
    expect(told("aix", summed(cksum(script)))).toEqual([]);
    expect(told("aix", summed(cksum(`${script} `)))).toEqual([
      expect.stringMatching(/^drift file-changed: .* \/ cksum \d+ \d+ \/ cksum \d+ \d+ \//),
    ]);
  });

  test("is not compared if another version of sip-ha wrote the output, and that is reported", () => {
    const { topology, files } = SNAPSHOTS.aix;
    const older = {
      topology,
      files: files.map((file) =>
        file.path === "hosts/sip-a/inbound-vip" ? { ...file, sha256: "0".repeat(64) } : file,
      ),
    };
    expect(told("aix", summed(cksum(script)), older)).toEqual([
      expect.stringMatching(/^missing not-comparable: \/opt\/genesys\/sip-ha\/inbound-vip cannot be compared: /),
    ]);
  });
});

describe("what the installer writes itself, such as the rules of sudo,", () => {
  const started = snapshotWith({ "hosts.sip-a.localControlAgent": { account: "genesys" } });
  const others = replace(/ root [0-9a-f]{64} \/etc\/sudoers/, ` root ${"a".repeat(64)} /etc/sudoers`);

  test("is another file if it is not what this version's installer writes", () => {
    expect(told("linux", others, started)).toEqual([
      expect.stringMatching(/^drift file-changed: \/etc\/sudoers\.d\/sip-ha-staging is not the file that was synth/),
    ]);
  });

  test("is not compared if another version's installer wrote it in other words, as nobody has changed it", () => {
    const ofAnother = {
      topology: started.topology,
      files: started.files.map((file) =>
        file.path === "hosts/sip-a/deploy" ? { ...file, sha256: "0".repeat(64) } : file,
      ),
    };
    expect(told("linux", others, ofAnother)).toEqual([
      "missing not-comparable: /etc/sudoers.d/sip-ha-staging cannot be compared: the output is not the one that this version of sip-ha would write / undefined / undefined / compare with the version of sip-ha that wrote the output, or synthesize, install and collect again with this one",
    ]);
  });
});
