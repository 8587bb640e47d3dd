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

/** What the runbook says about a host that is cut off, in part or whole. */
function cutOff(overrides: SampleOverrides): string {
  const topology = sampleTopology(overrides);
  const chapter = takeoverRunbook(topology, samplePair(topology));
  return chapter.split("\n").find((line) => /^A host that (is only cut off|has lost both)/.test(line))!;
}

describe("for a host that only the Management Layer has lost, the runbook says:", () => {
  const linux = (takeover: Partial<IpAddressTakeover>) => cutOff({ takeover });

  test("on Linux the host releases the virtual IP to its peer", () => {
    expect(linux({ watchdog })).toBe(
      `${LOST} A host that has lost only the Management Layer releases the virtual IP once sip-b has taken it, provided that the host had held it for 60s before. If both hosts keep it, take the cable of sip-a out of network voice or shut sip-a down.`,
    );
  });

  test("if the peer refuses to take it, how to move it", () => {
    expect(linux({ watchdog, conflictPolicy: "refuse" })).toBe(
      `${LOST} A host that has lost only the Management Layer keeps the virtual IP and answers for it, because sip-b cannot take it. To move the virtual IP, take the cable of sip-a out of network voice or shut sip-a down, then run \`sudo /opt/genesys/sip-ha/inbound-vip up\` on sip-b. Run this command also if sip-a was not fenced and has the Management Layer again: the reactions may then take the virtual IP from sip-a, and nothing brings it up on sip-b.`,
    );
  });

  test("the same if the system does not use a duplicate", () => {
    expect(cutOff(unixOverrides(logicalInterface, { takeover: { watchdog } }))).toMatch(
      /keeps the virtual IP and answers for it, because sip-b cannot take it\. .* then run `.*\/inbound-vip up` on sip-b\. Run this command also if /,
    );
  });

  test("on AIX nobody releases it", () => {
    expect(cutOff(unixOverrides(alias, { takeover: { watchdog } }))).toBe(
      `${LOST} A host that has lost only the Management Layer keeps the virtual IP. Once sip-b is primary, both hosts may answer for it: then take the cable of sip-a out of network voice or shut sip-a down.`,
    );
  });

  test("without a watchdog nobody releases it either", () => {
    expect(linux({})).toBe(
      "A host that is only cut off keeps the virtual IP, because nothing can reach the host to take it away. Then both hosts answer for the virtual IP. Before sip-a is connected again, take its cable out of network voice or shut it down, and check that `sudo /opt/genesys/sip-ha/inbound-vip status` on sip-b says up.",
    );
  });

  test.each([
    ["if the peer refuses to take it", { takeover: { conflictPolicy: "refuse" } } as const],
    ["if the system does not use a duplicate", unixOverrides(logicalInterface)],
  ])("without a watchdog also how to move it, %s", (_, overrides) => {
    expect(cutOff(overrides)).toMatch(
      /says up\. A host that has lost only the Management Layer keeps the virtual IP and answers for it, because sip-b cannot take it\. To move the virtual IP, take the cable of sip-a out of network voice or shut sip-a down, then run `.*\/inbound-vip up` on sip-b\. Run this command also if /,
    );
  });
});

describe("who may type the commands", () => {
  /** The text after what the proof does to service. */
  function rights(overrides: SampleOverrides): string {
    const topology = sampleTopology(overrides);
    const chapter = takeoverRunbook(topology, samplePair(topology));
    return /as a failure would\. (.+)/.exec(chapter)![1]!;
  }
  const byMembersOf = (groups: string) =>
    `All commands need root rights. Members of the group ${groups} may run \`status\` without \`sudo\`, but no other command. Nobody else can start the script (mode 0750).`;
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
  ] as const)("is root on %s if Terraform logs in as root: no command has sudo before it", (_, on, group) => {
    const overrides = on({ ...asRootOn("sip-a"), ...asRootOn("sip-b") });
    expect(rights(overrides)).toBe(
      `Type the commands as root. Members of the group \`${group}\` may run \`status\`, but no other command. Nobody else can start the script (mode 0750).`,
    );
    expect(runbook(overrides)).not.toContain("sudo");
    expect(runbook(overrides)).toContain("\n/opt/genesys/sip-ha/inbound-vip status\n");
  });

  test("is stated if only one host has root log in", () => {
    const overrides = { hosts: asRootOn("sip-a") };
    expect(rights(overrides)).toContain("All commands need root rights: type commands without `sudo` as root. ");
    expect(runbook(overrides)).toContain(
      "# on sip-a:\n/opt/genesys/sip-ha/inbound-vip status\n# on sip-b:\nsudo /opt/genesys/sip-ha/inbound-vip status\n",
    );
  });

  test("is root, and for status the group of LCA's account", () => {
    expect(rights({ localControlAgent: agent })).toBe(byMembersOf("`genesys`"));
  });

  test("is root's own group if LCA runs as root, by its name on the system", () => {
    expect([{}, unixOverrides(alias)].map(rights)).toEqual([byMembersOf("`root`"), byMembersOf("`system`")]);
  });

  test("is stated for each host if the accounts differ", () => {
    const localControlAgent = { ...sampleTopology().hosts.get("sip-b")!.localControlAgent, ...agent };
    expect(rights({ hosts: { "sip-b": { localControlAgent } } })).toBe(
      byMembersOf("`root` on sip-a or `genesys` on sip-b"),
    );
  });
});

describe("another machine of the network shows which network card has the virtual IP", () => {
  const seen = (overrides: SampleOverrides) => {
    const topology = sampleTopology(overrides);
    return /^ *(ping -.*)$/m.exec(takeoverRunbook(topology, samplePair(topology)))![1];
  };

  test("with Linux's commands", () => {
    expect(seen({})).toBe("ping -c 1 10.120.0.10 && ip neigh show 10.120.0.10");
  });

  test("with those of Windows if the hosts are Windows", () => {
    expect(seen(windowsSample())).toBe("ping -n 1 10.120.0.10 && arp -a 10.120.0.10");
    expect(seen(windowsIpv6Sample())).toBe("ping -n 1 2001:db8:120::10 && netsh interface ipv6 show neighbors");
  });
});

describe("the roll-back", () => {
  const unreached = { connection: undefined };
  const copied = (name: string) =>
    `Terraform does not reach ${name}. Copy the folder \`hosts/${name}\` there, to a place where nobody else may write. In that folder, run \`sh deploy preflight\` and \`sh deploy install manual\` as root.`;
  const kept = "The scripts are replaced in place; a virtual IP that is up stays up.";

  test.each([
    ["is an apply", {}, `, synthesize it and apply it. ${kept}`],
    [
      "has files copied to the host that Terraform does not reach",
      { "sip-b": unreached },
      `, synthesize it and apply it. ${copied("sip-b")} ${kept}`,
    ],
    [
      "has no apply if Terraform reaches no host",
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

test("whoever has the virtual IP announced again is warned where that interrupts it", () => {
  const announced = (overrides: SampleOverrides) => {
    const topology = sampleTopology(overrides);
    return /announce` on sip-b once, .*/.exec(takeoverRunbook(topology, samplePair(topology)))![0];
  };
  const once = "announce` on sip-b once, so that equipment that heard sip-a last learns the right place again.";
  expect(announced({})).toBe(once);
  expect(announced(unixOverrides(logicalInterface))).toBe(
    `${once} This interrupts the virtual IP for a second or two.`,
  );
  expect(announced(unixOverrides(alias))).toBe(`${once} This interrupts the virtual IP for a moment.`);
});
