import { describe, expect, test } from "vitest";
import { parseFacts } from "../../lib/drift/facts-file";
import { unparsedOf } from "../../lib/drift/host-facts";
import { linuxFacts } from "../../lib/drift/linux-facts";
import { mention } from "../../lib/drift/persistent-mention";

const read = (section: string, ...lines: string[]) =>
  linuxFacts(
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

const LOOPBACK = "1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever";

describe("addresses are understood as ip prints them", () => {
  // As iproute2 6.1 printed them.
  test.each([
    [LOOPBACK, ["lo", "127.0.0.1", 8, "used"]],
    [
      "3: eth1    inet 10.120.0.10/24 brd 10.120.0.255 scope global secondary eth1:sip\\       valid_lft forever preferred_lft forever",
      ["eth1", "10.120.0.10", 24, "used"],
    ],
    [
      "3: eth1    inet6 2001:db8:120::10/64 scope global dadfailed tentative deprecated \\       valid_lft forever preferred_lft 0sec",
      ["eth1", "2001:db8:120::10", 64, "duplicate"],
    ],
    [
      "4: tun0    inet 10.8.0.1 peer 10.8.0.2/32 scope global tun0\\       valid_lft forever preferred_lft forever",
      ["tun0", "10.8.0.1", 32, "used"],
    ],
  ])("%s", (line, expected) => {
    const { addresses } = read("addresses", line);
    expect(addresses.unparsed).toEqual([]);
    expect(addresses.rows.map((one) => [one.interface, one.address, one.prefixLength, one.use])).toEqual([expected]);
  });
});

test("a line that is not understood is reported with its place, and its section is not complete", () => {
  const facts = read(
    "addresses",
    "2: eth0    inet 10.110.0.11/24 scope global eth0",
    "2: eth0    inet ten/24 scope global",
  );
  expect(facts.addresses.isWhole).toBe(false);
  expect(unparsedOf(facts).filter(({ code }) => code !== "facts-section-missing")).toEqual([
    {
      code: "facts-not-understood",
      position: { file: "a.facts", line: 7, column: 1 },
      message: "a line of addresses cannot be understood",
      found: '"2: eth0    inet ten/24 scope global"',
      expected: "a line of ip -o address show",
      fix: "if the file was edited, collect again; otherwise a version of the system's tools that sip-ha does not know yet prints this",
    },
  ]);
});

describe("an IPv6 virtual IP is found in configuration, however it is spelled:", () => {
  test.each([
    ["      - 2001:db8:120::10/64", true],
    ["IPV6ADDR=2001:0DB8:0120:0000:0000:0000:0000:0010/64", true],
    ['Address="2001:DB8:120:0::10"', true],
    ["# 2001:db8:120::10", false],
    ["      - 2001:db8:120::100/64", false],
    ["      - 2001:db8:121::10/64", false],
  ])("%s", (line, isFound) => {
    const printed = new RegExp(mention(["2001:db8:120::10"]), "i").test(line) ? [`line 4:${line}`] : [];
    const { persistent } = read("persistent", "file /etc/netplan/60.yaml", ...printed);
    expect(persistent.unparsed).toEqual([]);
    expect(persistent.rows.some(({ addresses }) => addresses.includes("2001:db8:120::10"))).toBe(isFound);
  });
});

test("each section that a complete file lacks is reported", () => {
  expect(unparsedOf(read("addresses", LOOPBACK)).map(({ code, message }) => `${code}: ${message}`)).toEqual(
    ["persistent", "files", "units", "managers", "network-services"].map(
      (name) => `facts-section-missing: the facts have no section ${name}`,
    ),
  );
});

test.each([
  ["addresses", "2: eth0    inet 10.110.0.256/24 scope global eth0"],
  ["persistent", "no hosts"],
  ["persistent", "line 4:address 10.120.0.10"],
  ["persistent", "line address 10.120.0.10"],
  ["files", "file rwx root genesys - /opt/a"],
  ["files", "missing opt/a"],
  ["units", "masked active a.service"],
  ["managers", "keepalived: 2"],
  ["network-services", "eth1 systemd-networkd static voice.network"],
])("a line of %s that no collector prints is not understood: %s", (section, line) => {
  const found = unparsedOf(read(section, ...(section === "addresses" ? [LOOPBACK] : []), line));
  expect(found.filter(({ code }) => code !== "facts-section-missing")).toMatchObject([
    { code: "facts-not-understood", message: `a line of ${section} cannot be understood`, found: `"${line}"` },
  ]);
});

test.each([
  ["-rwxr-x---", "0750"],
  ["-r--r--r--", "0444"],
  ["-rwsr-xr-x", "4755"],
  ["-rwSr-lr--", "6644"],
  ["-rwxrwsrwt", "3777"],
  ["--w--w--wT", "1222"],
  ["-rwx--x--x.", "0711"],
  ["0640", "0640"],
])("the rights %s are %s", (written, mode) => {
  const { files } = read("files", `file ${written} root genesys - /opt/a`);
  expect(files.rows).toMatchObject([{ kind: "file", path: "/opt/a", mode, owner: "root", group: "genesys" }]);
});
