import { describe, expect, test } from "vitest";
import { aix, solaris } from "../../../../lib/options/ip-address-takeover/unix";
import { alias } from "../../../../lib/options/ip-address-takeover/unix/alias";
import { releaseEntry, releaseService } from "../../../../lib/options/ip-address-takeover/unix/boot-release";
import { inittabEntry } from "../../../../lib/options/ip-address-takeover/unix/inittab-entry";
import { logicalInterface } from "../../../../lib/options/ip-address-takeover/unix/logical-interface";
import { sides } from "../../../takeover-bed";
import { unixOverrides } from "../../../unix-bed";

describe("the release at boot", () => {
  test("of Solaris is a service that runs once, after the network", () => {
    const { name, content } = releaseService(sides(unixOverrides(logicalInterface)).a);
    expect(name).toBe("inbound-vip-release.xml");
    expect(content).toContain('<service name="site/inbound-vip-release" type="service" version="1">');
    expect(content).toContain('exec="/opt/genesys/sip-ha/inbound-vip boot"');
    expect(content).toContain('<service_fmri value="svc:/milestone/network:default"/>');
    expect(content).toContain('<propval name="duration" type="astring" value="transient"/>');
  });

  test("of Solaris is well-formed whatever the folder's name", () => {
    const overrides = unixOverrides(logicalInterface, { hosts: { "sip-a": { installDirectory: '/opt/a&b"<c>' } } });
    expect(releaseService(sides(overrides).a).content).toContain('exec="/opt/a&amp;b&quot;&lt;c&gt;/inbound-vip boot"');
  });

  test("of AIX is an entry that init starts only at boot, not when it reads the file again", () => {
    expect(releaseEntry(sides(unixOverrides(alias)).a)).toMatch(
      /^vinbound[0-9a-f]{6}:2:boot:\/opt\/genesys\/sip-ha\/inbound-vip boot <\/dev\/null >\/dev\/null 2>&1$/,
    );
  });

  test("of AIX has an identifier of at most 14 characters, which differs between pairs, environments and entries", () => {
    const names = ["a", "inbound", "inbound-with-a-very-long-name-1", "inbound-with-a-very-long-name-2", "1-2-3"];
    const entries = names.flatMap((name) =>
      (["staging", "production"] as const).flatMap((environment) =>
        (["boot", "respawn"] as const).map((action) => inittabEntry(name, environment, action, "/x")),
      ),
    );
    const identifiers = entries.map((entry) => entry.split(":")[0]!);
    for (const identifier of identifiers) expect(identifier).toMatch(/^v[a-z0-9]{6,13}$/);
    expect(new Set(identifiers).size).toBe(entries.length);
  });
});

describe("a platform", () => {
  test("lists for Solaris the script and the manifest, which the installer registers with the system", () => {
    const side = sides(unixOverrides(logicalInterface)).a;
    expect(solaris.artifacts(side).map(({ path, target }) => [path, target!.path, target!.mode])).toEqual([
      ["hosts/sip-a/inbound-vip", "/opt/genesys/sip-ha/inbound-vip", "0750"],
      ["hosts/sip-a/inbound-vip-release.xml", "/var/svc/manifest/site/inbound-vip-release.xml", "0644"],
    ]);
    expect(solaris.hostWork(side)).toMatchObject({
      tools: ["/usr/sbin/arp", "/usr/sbin/ifconfig"],
      bootUnits: ["inbound-vip-release.xml"],
      serviceUnits: [],
    });
  });

  test("lists for AIX only the script, and the entry as work of the installer", () => {
    const side = sides(unixOverrides(alias)).a;
    expect(aix.artifacts(side).map(({ path }) => path)).toEqual(["hosts/sip-a/inbound-vip"]);
    expect(aix.hostWork(side)).toMatchObject({ bootUnits: [releaseEntry(side)], serviceUnits: [] });
  });

  test("has the tools and the facts for the virtual IP's family", () => {
    const watchdog = { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } as const;
    const of = (system: typeof alias, virtualIp: string) =>
      sides(unixOverrides(system, { takeover: { virtualIp, watchdog } })).a;
    expect(solaris.hostWork(of(logicalInterface, "2001:db8:120::10")).tools).toEqual([
      "/usr/bin/netstat",
      "/usr/sbin/ifconfig",
      "/usr/sbin/ping",
    ]);
    expect(aix.hostWork(of(alias, "2001:db8:120::10")).tools).toEqual([
      "/usr/sbin/ifconfig",
      "/usr/sbin/ndp",
      "/usr/sbin/ping",
    ]);
    for (const [platform, system] of [
      [solaris, logicalInterface],
      [aix, alias],
    ] as const) {
      const isOfIpv6 = (fact: string) => fact.includes("ipv6");
      expect(platform.facts(of(system, "10.120.0.10")).filter(isOfIpv6)).toEqual([]);
      expect(platform.facts(of(system, "2001:db8:120::10")).filter(isOfIpv6)).toHaveLength(2);
    }
  });
});
