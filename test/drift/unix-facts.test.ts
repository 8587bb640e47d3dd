import { describe, expect, test } from "vitest";
import { parseFacts } from "../../lib/drift/facts-file";
import { unparsedOf } from "../../lib/drift/host-facts";
import { unixFacts } from "../../lib/drift/unix-facts";
import type { UnixSystemName } from "../../lib/scripts/unix/prologue";

const read = (system: UnixSystemName, section: string, lines: readonly string[]) =>
  unixFacts(
    system,
    parseFacts(
      "a.facts",
      [
        "sip-ha-facts 1\npackage 0.1.0\nenvironment staging\nof hosts.sip-a",
        `== ${section}`,
        ...lines.map((line) => ` ${line}`),
        "-- 0\nend 1\n",
      ].join("\n"),
    ).facts!,
  );

/** What is not understood in the section that exists. */
const strange = (facts: ReturnType<typeof read>) =>
  unparsedOf(facts).filter(({ code }) => code !== "facts-section-missing");

const shown = (facts: ReturnType<typeof read>) => facts.addresses.rows.map((one) => one.shown);

describe("addresses are understood as ifconfig -a prints them:", () => {
  // A documented sample: https://github.com/chef/ohai/blob/main/spec/unit/plugins/solaris2/network_spec.rb, with tunnels and interfaces of several versions.
  const SOLARIS = `ipmp0: flags=108000000843<UP,BROADCAST,RUNNING,MULTICAST,IPMP,PHYSRUNNING> mtu 1500
        inet 10.10.130.103 netmask fffffe00 broadcast 10.10.131.255
        groupname ipmp0
lo0:3: flags=2001000849<UP,LOOPBACK,RUNNING,MULTICAST,IPv4,VIRTUAL> mtu 8232 index 1
        inet 127.0.0.1 netmask ff000000
e1000g2:1: flags=201000843<UP,BROADCAST,RUNNING,MULTICAST,IPv4,CoS> mtu 1500 index 4
        inet 10.2.115.28 netmask ffffff80 broadcast 10.2.115.127
        inet6 2001:0db8:3c4d:55:a00:20ff:fe8e:f3ad/64
net0: flags=40201000843<UP,BROADCAST,RUNNING,MULTICAST,IPv4,CoS,L3PROTECT> mtu 1500 index 2
        inet 37.153.96.148 netmask fffffe00 broadcast 37.153.97.255
        ether 90:b8:d0:16:9b:97
ip.tun0: flags=2200851<UP,POINTOPOINT,RUNNING,MULTICAST,NONUD,IPv6> mtu 1480 index 3
       inet tunnel src 109.146.85.57   tunnel dst 109.146.85.212
       tunnel security settings  -->  use 'ipsecconf -ln -i ip.tun1'
       tunnel hop limit 60
       inet6 fe80::6d92:5539/10 --> fe80::6d92:55d4
ip6.tun0: flags=10008d1<UP,POINTOPOINT,RUNNING,NOARP,MULTICAST,IPv4> mtu 1460 index 3
    inet6 tunnel src fe80::1 tunnel dst fe80::2
    inet 10.0.0.208 --> 10.0.0.210 netmask ff000000
vni0: flags=2002210041<UP,RUNNING,NOXMIT,NONUD,IPv6,VIRTUAL> mtu 1460 index 5
 srcof qfe1
 inet6 fe80::203:baff:fe17:4444/128`;

  test("Solaris (a documented sample)", () => {
    const facts = read("Solaris", "addresses", SOLARIS.split("\n"));
    expect(strange(facts)).toEqual([]);
    expect(shown(facts)).toEqual([
      "10.10.130.103/23 on ipmp0",
      "127.0.0.1/8 on lo0:3",
      "10.2.115.28/25 on e1000g2:1",
      "2001:db8:3c4d:55:a00:20ff:fe8e:f3ad/64 on e1000g2:1",
      "37.153.96.148/23 on net0",
      "fe80::6d92:5539/10 on ip.tun0",
      "10.0.0.208/8 on ip6.tun0",
      "fe80::203:baff:fe17:4444/128 on vni0",
    ]);
    expect(facts.addresses.rows[2]).toMatchObject({
      interface: "e1000g2",
      isFixed: false,
      sourceBy: "the flag DEPRECATED is not there",
      use: "used",
    });
    expect(facts.addresses.rows[4]).toMatchObject({ interface: "net0", isFixed: true });
  });

  test("Solaris, with an address that is deprecated, not up, or another host's", () => {
    // The second and the third line in the words of illumos' ifconfig.c; the first as in https://docs.oracle.com/cd/E19683-01/817-0573.
    const facts = read("Solaris", "addresses", [
      "bge0:1: flags=1040843<UP,BROADCAST,RUNNING,MULTICAST,DEPRECATED,IPv4> mtu 1500 index 2",
      "\tinet 10.0.0.1 netmask ffffff00 broadcast 10.0.0.255",
      "bge0:2: flags=1000842<BROADCAST,RUNNING,MULTICAST,IPv4> mtu 1500 index 2",
      "\tinet 10.0.0.2 netmask ffffff00 broadcast 10.0.0.255",
      "bge0:3: flags=4001040842<BROADCAST,RUNNING,MULTICAST,DEPRECATED,IPv4,DUPLICATE> mtu 1500 index 2",
      "\tinet 10.0.0.3 netmask ffffff00 broadcast 10.0.0.255",
      "bge1: flags=1000842<BROADCAST,RUNNING,MULTICAST,IPv4> mtu 1500 index 3",
      "\tinet 0.0.0.0 netmask 0 ",
    ]);
    expect(strange(facts)).toEqual([]);
    expect(facts.addresses.rows.map(({ use, sourceBy }) => [use, sourceBy !== undefined])).toEqual([
      ["used", false],
      ["unused", true],
      ["duplicate", false],
      ["unused", true],
    ]);
    expect(shown(facts)).toEqual([
      "10.0.0.1/24 on bge0:1",
      "10.0.0.2/24 on bge0:2, not UP",
      "10.0.0.3/24 on bge0:3, DUPLICATE",
      "0.0.0.0/0 on bge1, not UP",
    ]);
  });

  test("AIX (a documented sample), even if it leaves a netmask out", () => {
    // https://github.com/chef/ohai/blob/main/spec/unit/plugins/aix/network_spec.rb
    const facts = read("AIX", "addresses", [
      "en0: flags=1e080863,480<UP,BROADCAST,NOTRAILERS,RUNNING,SIMPLEX,MULTICAST,GROUPRT,64BIT,CHECKSUM_OFFLOAD(ACTIVE),CHAIN> metric 1",
      "        inet 172.29.174.58 netmask 0xffffc000 broadcast 172.29.191.255",
      "        inet 172.29.174.59 broadcast 172.29.191.255",
      "        inet 172.29.174.60 netmask 0xffffc000 broadcast 172.29.191.255",
      "        inet6 ::1%1/0",
      "     tcp_sendspace 262144 tcp_recvspace 262144 rfc1323 1",
      "lo0: flags=e08084b,c0<UP,BROADCAST,LOOPBACK,RUNNING,SIMPLEX,MULTICAST,GROUPRT,64BIT,LARGESEND,CHAIN>",
      "        inet 127.0.0.1 netmask 0xff000000 broadcast 127.255.255.255",
    ]);
    expect(strange(facts)).toEqual([]);
    expect(shown(facts)).toEqual([
      "172.29.174.58/18 on en0",
      "172.29.174.59 on en0",
      "172.29.174.60/18 on en0",
      "::1/0 on en0",
      "127.0.0.1/8 on lo0",
    ]);
    expect(facts.addresses.rows.map(({ sourceBy }) => sourceBy)).toEqual([
      "it is the first address of its interface",
      undefined,
      undefined,
      undefined,
      "it is the first address of its interface",
    ]);
  });

  test.each([
    ["of another locale", "bge0: drapeaux=1000843<UP> mtu 1500 index 2"],
    ["an address before any interface", "\tinet 10.0.0.1 netmask ffffff00"],
    ["of Linux", "          inet adr:10.0.0.1  Bcast:10.0.0.255  Masque:255.255.255.0"],
    ["a netmask with holes", "\tinet 10.0.0.1 netmask ff00ff00 broadcast 10.0.0.255"],
    ["an address of IPv6 without a prefix length", "\tinet6 2001:db8::1"],
    ["half an address", "\tinet 10.0.0 netmask ffffff00"],
  ])("a list that is not understood is reported: %s", (what, line) => {
    const before = what.startsWith("an address before") ? [] : ["bge0: flags=1000843<UP,IPv4> mtu 1500 index 2"];
    const facts = read("Solaris", "addresses", [...before, line]);
    expect(strange(facts).map(({ code }) => code)).toEqual(["facts-not-understood"]);
    expect(facts.addresses.isWhole).toBe(false);
  });
});

describe("what is configured at boot", () => {
  const VIRTUAL_IP = "10.120.0.10";
  const mentions = (system: UnixSystemName, ...lines: string[]) => {
    const facts = read(system, "persistent", lines);
    expect(strange(facts)).toEqual([]);
    return facts.persistent.rows
      .filter(({ addresses }) => addresses.includes(VIRTUAL_IP))
      .map(({ file, line }) => `${file}:${line}`);
  };

  test("is found by a name of the hosts file, which itself configures nothing", () => {
    expect(
      mentions(
        "Solaris",
        "file /etc/hostname.e1000g1",
        "line 1:sip-a netmask + broadcast + up",
        "line 2:addif sip-vip deprecated up",
        "file /etc/inet/hosts",
        "line 3:10.120.0.10\tsip-vip sip-vip.example.com # of the pair",
      ),
    ).toEqual(["/etc/hostname.e1000g1:2"]);
  });

  test("is found among what ipadm keeps", () => {
    // The columns of illumos' ipadm(8), usr/src/man/man8/ipadm.8 of https://github.com/illumos/illumos-gate; of an address that lasts until the next boot, no flag is persistent.
    expect(mentions("Solaris", "file ipadm show-addr", "line 2:e1000g1/vip U-- 10.120.0.10/24")).toEqual([
      "ipadm show-addr:2",
    ]);
    expect(
      mentions("Solaris", "file /etc/ipadm/ipadm.conf", "line 4:_aobjname=e1000g1/v4b;_x=:10.120.0.10,;up=yes"),
    ).toEqual(["/etc/ipadm/ipadm.conf:4"]);
  });

  test("is found among AIX' attributes, but not in an address that only begins like it", () => {
    // A documented sample of the line, with another address: public stand-ins for lsattr print it so for alias4.
    const line = (address: string) => `line 1:alias4 ${address},255.255.255.0 IPv4 Alias including Subnet Mask True`;
    expect(mentions("AIX", "file lsattr -E -l en1", line("10.120.0.10"))).toEqual(["lsattr -E -l en1:1"]);
    expect(mentions("AIX", "file lsattr -E -l en1", line("10.120.0.101"))).toEqual([]);
  });
});

describe("files are understood with the mode as ls shows it:", () => {
  const HASH = "a".repeat(64);
  test.each([
    ["-rwxr-x---", "0750"],
    ["-r--r--r--+", "0444"],
    ["-rwsr-xr-x", "4755"],
    ["-rw-r-Sr-T", "3644"],
  ])("%s", (shownMode, mode) => {
    const { files } = read("AIX", "files", [`file ${shownMode} root system ${HASH} /opt/a b`]);
    expect(files.rows).toMatchObject([{ mode, owner: "root", group: "system", sha256: HASH, path: "/opt/a b" }]);
  });

  test("and by cksum if the host has no SHA-256", () => {
    const { files } = read("AIX", "files", ["file -rwx------ root system cksum:3915528286:6243 /opt/a"]);
    expect(files.rows).toMatchObject([{ cksum: "3915528286 6243", sha256: undefined }]);
  });
});

test("what is neither a state nor an entry is reported, such as the output of a failed tool", () => {
  for (const [system, line] of [
    ["Solaris", "failed with 137: svc:/site/inbound-vip-release:default: "],
    ["AIX", "entry somehow vinbound123456:2:boot:x"],
  ] as const)
    expect(strange(read(system, "units", [line]))).toHaveLength(1);
});

test("services of Solaris are understood by their states, including those in transition", () => {
  const unit = (state: string) => read("Solaris", "units", [`${state} svc:/site/a:default`]).units.rows[0];
  const name = "svc:/site/a:default";
  const enabled = { name, start: "enabled", isActive: false, hasFailed: false };
  const disabled = { name, start: "disabled", active: undefined, isActive: false, hasFailed: false };
  expect(unit("online")).toMatchObject({ ...enabled, found: "online", active: "online", isActive: true });
  expect(unit("offline*")).toMatchObject({ ...enabled, found: "offline*", active: "offline*" });
  expect(unit("maintenance")).toMatchObject({ ...enabled, active: "maintenance", hasFailed: true });
  expect(unit("absent")).toMatchObject({ ...disabled, found: "no such service" });
  expect(unit("disabled")).toMatchObject({ ...disabled, found: "disabled" });
  expect(unit("disabled*")).toMatchObject({ ...disabled, found: "disabled*" });
});

test("entries of AIX' inittab are understood, even if nobody may read it, or what runs is not known", () => {
  const unit = (line: string) => read("AIX", "units", [line]).units.rows[0];
  const entry = "va1:2:respawn:/opt/a";
  const there = { name: "va1", start: "enabled", entry };
  expect(unit(`entry running ${entry}`)).toMatchObject({ ...there, active: "running", isActive: true });
  expect(unit(`entry gone ${entry}`)).toMatchObject({ ...there, active: "gone", isActive: false });
  expect(unit(`entry unknown ${entry}`)).toMatchObject({ ...there, active: undefined, isActive: false });
  const away = { name: "va1", found: "no such entry", entry: undefined };
  expect(unit("absent gone va1")).toMatchObject({ ...away, start: "disabled", active: "gone" });
  expect(unit("hidden unknown va1")).toMatchObject({ ...away, start: "hidden", active: undefined });
});
