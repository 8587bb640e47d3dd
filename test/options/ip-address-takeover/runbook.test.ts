import { describe, expect, test } from "vitest";
import type { IpAddressTakeover } from "../../../lib/options/ip-address-takeover/model";
import { takeoverRunbook } from "../../../lib/options/ip-address-takeover/runbook";
import { alias } from "../../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../../lib/options/ip-address-takeover/unix/logical-interface";
import { type SampleOverrides, samplePair, sampleTopology } from "../../sample-topology";
import { unixOverrides } from "../../unix-bed";
import { windowsIpv6Sample, windowsSample } from "../../wine/sample";

const watchdog = { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } as const;
const LOST =
  "A host that has lost both the Management Layer and its gateway for 10s releases the virtual IP by itself.";

/** What the runbook says of a host that is cut off, in part or whole. */
function cutOff(overrides: SampleOverrides): string {
  const topology = sampleTopology(overrides);
  const chapter = takeoverRunbook(topology, samplePair(topology));
  return chapter.split("\n").find((line) => /^A host that (is only cut off|has lost both)/.test(line))!;
}

describe("what the runbook says of a host that has lost the Management Layer alone", () => {
  const linux = (takeover: Partial<IpAddressTakeover>) => cutOff({ takeover });

  test("on Linux it releases the virtual IP to its peer", () => {
    expect(linux({ watchdog })).toBe(
      `${LOST} One that has lost the Management Layer alone releases it once sip-b has taken it, provided that it had held it for 60s before. Where both keep it, take the cable of sip-a out of network voice, or shut sip-a down.`,
    );
  });

  test("where the peer refuses to take it, the runbook tells how to move it", () => {
    expect(linux({ watchdog, conflictPolicy: "refuse" })).toBe(
      `${LOST} One that has lost the Management Layer alone keeps it and answers for it, as sip-b cannot take it. To move it, take the cable of sip-a out of network voice, or shut sip-a down, then run \`sudo /opt/genesys/sip-ha/inbound-vip up\` on sip-b. Run that, too, where sip-a was not fenced and has the Management Layer again: the reactions may take the virtual IP from it then, and nothing brings it up on sip-b.`,
    );
  });

  test("so it does where the system does not use a duplicate", () => {
    expect(cutOff(unixOverrides(logicalInterface, { takeover: { watchdog } }))).toMatch(
      /keeps it and answers for it, as sip-b cannot take it\. .* then run `.*\/inbound-vip up` on sip-b\. Run that, too, /,
    );
  });

  test("on AIX nobody releases it", () => {
    expect(cutOff(unixOverrides(alias, { takeover: { watchdog } }))).toBe(
      `${LOST} One that has lost the Management Layer alone keeps it; once sip-b is primary, both hosts may answer for it: then take the cable of sip-a out of network voice, or shut sip-a down.`,
    );
  });

  test("nor without a watchdog", () => {
    expect(linux({})).toBe(
      "A host that is only cut off keeps the virtual IP, as nothing can reach it to take it away; then both hosts answer for it. Before sip-a is connected again, take its cable out of network voice or shut it down, and look that `sudo /opt/genesys/sip-ha/inbound-vip status` on sip-b says up.",
    );
  });

  test.each([
    ["where the peer refuses to take it", { takeover: { conflictPolicy: "refuse" } } as const],
    ["where the system does not use a duplicate", unixOverrides(logicalInterface)],
  ])("without a watchdog the runbook tells how to move it as well, %s", (_, overrides) => {
    expect(cutOff(overrides)).toMatch(
      /says up\. One that has lost the Management Layer alone keeps it and answers for it, as sip-b cannot take it\. To move it, take the cable of sip-a out of network voice, or shut sip-a down, then run `.*\/inbound-vip up` on sip-b\. Run that, too, /,
    );
  });
});

describe("who may type the commands", () => {
  /** What follows on what the proof does to service. */
  function rights(overrides: SampleOverrides): string {
    const topology = sampleTopology(overrides);
    const chapter = takeoverRunbook(topology, samplePair(topology));
    return /as a failure would\. (.+)/.exec(chapter)![1]!;
  }
  const byMembersOf = (groups: string) =>
    `All commands need root's rights. \`status\` alone may also be run without \`sudo\`, by members of the group ${groups}: nobody else can start the script (mode 0750).`;
  const agent = { account: "genesys", elevation: "sudo" } as const;
  /** The host as Terraform reaches it as root. */
  type Hosts = NonNullable<SampleOverrides["hosts"]>;
  const asRootOn = (name: string) => {
    const connection = { ...sampleTopology().hosts.get(name)!.connection, user: "root", becomeRoot: "none" };
    return { [name]: { connection } } as Hosts;
  };
  const runbook = (overrides: SampleOverrides) => {
    const topology = sampleTopology(overrides);
    // Commands stand in the steps of a list.
    return takeoverRunbook(topology, samplePair(topology)).replaceAll(/^ +/gm, "");
  };

  test.each([
    ["Linux", (hosts: Hosts) => ({ hosts }), "root"],
    ["Solaris", (hosts: Hosts) => unixOverrides(logicalInterface, { hosts }), "root"],
    ["AIX", (hosts: Hosts) => unixOverrides(alias, { hosts }), "system"],
  ] as const)("is root on %s where Terraform logs in as root: no command has sudo before it", (_, on, group) => {
    const overrides = on({ ...asRootOn("sip-a"), ...asRootOn("sip-b") });
    expect(rights(overrides)).toBe(
      `Type the commands as root. \`status\` alone may also be run, by members of the group \`${group}\`: nobody else can start the script (mode 0750).`,
    );
    expect(runbook(overrides)).not.toContain("sudo");
    expect(runbook(overrides)).toContain("\n/opt/genesys/sip-ha/inbound-vip status\n");
  });

  test("is told where one host alone has root log in", () => {
    const overrides = { hosts: asRootOn("sip-a") };
    expect(rights(overrides)).toContain(
      "All commands need root's rights: where no `sudo` stands before them, type them as root. ",
    );
    expect(runbook(overrides)).toContain(
      "# on sip-a:\n/opt/genesys/sip-ha/inbound-vip status\n# on sip-b:\nsudo /opt/genesys/sip-ha/inbound-vip status\n",
    );
  });

  test("is root, and for status the group of LCA's account", () => {
    expect(rights({ localControlAgent: agent })).toBe(byMembersOf("`genesys`"));
  });

  test("is root's own group where LCA runs as root, by its name on the system", () => {
    expect([{}, unixOverrides(alias)].map(rights)).toEqual([byMembersOf("`root`"), byMembersOf("`system`")]);
  });

  test("is told host by host where the accounts differ", () => {
    const localControlAgent = { ...sampleTopology().hosts.get("sip-b")!.localControlAgent, ...agent };
    expect(rights({ hosts: { "sip-b": { localControlAgent } } })).toBe(
      byMembersOf("`root` on sip-a or `genesys` on sip-b"),
    );
  });
});

describe("on another machine of the network, which network card has the virtual IP is seen", () => {
  const seen = (overrides: SampleOverrides) => {
    const topology = sampleTopology(overrides);
    return /^ *(ping -.*)$/m.exec(takeoverRunbook(topology, samplePair(topology)))![1];
  };

  test("by Linux's commands", () => {
    expect(seen({})).toBe("ping -c 1 10.120.0.10 && ip neigh show 10.120.0.10");
  });

  test("by those of Windows where the hosts are Windows", () => {
    expect(seen(windowsSample())).toBe("ping -n 1 10.120.0.10 && arp -a 10.120.0.10");
    expect(seen(windowsIpv6Sample())).toBe("ping -n 1 2001:db8:120::10 && netsh interface ipv6 show neighbors");
  });
});

describe("the roll-back", () => {
  const unreached = { connection: undefined };
  const copied = (name: string) =>
    `Terraform does not reach ${name}. Copy the folder \`hosts/${name}\` there, where nobody else may write, and run \`sh deploy preflight\` and \`sh deploy install manual\` in it as root.`;
  const kept = "The scripts are replaced in place; a virtual IP that is up stays up.";

  test.each([
    ["is an apply", {}, `, synthesize it and apply it. ${kept}`],
    [
      "has the host that Terraform does not reach copied to",
      { "sip-b": unreached },
      `, synthesize it and apply it. ${copied("sip-b")} ${kept}`,
    ],
    [
      "has no apply where Terraform reaches none",
      { "sip-a": unreached, "sip-b": unreached },
      ` and synthesize it. ${copied("sip-b")} ${copied("sip-a")} ${kept}`,
    ],
  ])("%s", (_, hosts, rest) => {
    const topology = sampleTopology({ hosts });
    expect(takeoverRunbook(topology, samplePair(topology))).toContain(
      `3. Check out the last good revision of the environment${rest}\n`,
    );
  });
});

test("whoever has the virtual IP announced again is told where that interrupts it", () => {
  const announced = (overrides: SampleOverrides) => {
    const topology = sampleTopology(overrides);
    return /announce` on sip-b once: .*/.exec(takeoverRunbook(topology, samplePair(topology)))![0];
  };
  const once = "announce` on sip-b once: equipment that heard sip-a last learns the right place again.";
  expect(announced({})).toBe(once);
  expect(announced(unixOverrides(logicalInterface))).toBe(`${once} It interrupts the virtual IP for a second or two.`);
  expect(announced(unixOverrides(alias))).toBe(`${once} It interrupts the virtual IP for a moment.`);
});
