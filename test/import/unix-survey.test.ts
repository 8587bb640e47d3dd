import { describe, expect, test } from "vitest";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostSurvey } from "../../lib/import/host-survey";
import { unixSurveyProgram } from "../../lib/import/unix-survey-program";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { textOf } from "../../lib/text/file-text";
import { ADDRESSES } from "../drift/facts-of-model";
import { applicationOf, importAfter, takeoverOf } from "./hand-made-site";
import { surveyText } from "./survey-of-model";

type Parts = Partial<Parameters<typeof surveyText>[1]>;

/** The minimum that a host has. */
const LOOPBACK: Readonly<Record<string, readonly string[]>> = { SunOS: ADDRESSES.solaris([]), AIX: ADDRESSES.aix([]) };

const survey = (kernel: string, parts: Parts) =>
  hostSurvey(
    parseFacts("sip-1.survey", surveyText("sip-1", { kernel, addresses: LOOPBACK[kernel]!, ...parts })).facts!,
  );

const further = (kernel: string, parts: Parts) =>
  survey(kernel, parts).addresses.rows.map((one) => [one.address, one.prefixLength, one.isSecondary, one.isTemporary]);

const UP = "flags=1000843<UP,BROADCAST,RUNNING,MULTICAST,IPv4> mtu 1500 index 2";
const SOLARIS = [
  "lo0: flags=2001000849<UP,LOOPBACK,RUNNING,MULTICAST,IPv4,VIRTUAL> mtu 8232 index 1",
  "\tinet 127.0.0.1 netmask ff000000 ",
  `e1000g0: ${UP}`,
  "\tinet 10.10.0.11 netmask ffffff00 broadcast 10.10.0.255",
  `e1000g1: ${UP}`,
  "\tinet 10.20.0.11 netmask ffffff00 broadcast 10.20.0.255",
  `e1000g1:1: ${UP}`,
  "\tinet 10.20.0.10 netmask ffffff00 broadcast 10.20.0.255",
  "e1000g2: flags=1000842<BROADCAST,RUNNING,MULTICAST,IPv4> mtu 1500 index 4",
  "\tinet 0.0.0.0 netmask 0 ",
];
// Lines of interfaces as in https://github.com/chef/ohai/blob/main/spec/unit/plugins/aix/network_spec.rb
const AIX = [
  "en1: flags=1e080863,480<UP,BROADCAST,NOTRAILERS,RUNNING,SIMPLEX,MULTICAST,GROUPRT,64BIT,CHECKSUM_OFFLOAD(ACTIVE),CHAIN>",
  "        inet 10.20.0.11 netmask 0xffffff00 broadcast 10.20.0.255",
  "        inet 10.20.0.10 netmask 0xffffff00 broadcast 10.20.0.255",
  "        inet 10.20.0.12 broadcast 10.20.0.255",
  "        inet6 fe80::1/64",
  "        inet6 2001:db8::11/64",
  "         tcp_sendspace 262144 tcp_recvspace 262144 rfc1323 1",
];

describe("a survey of Solaris shows", () => {
  test("logical interfaces apart from those that exist at boot, by the names in the hosts file", () => {
    const persistent = [
      "file /etc/hostname.e1000g1",
      "line 1:sip-1-voice",
      "file /etc/inet/hosts",
      "line 3:10.20.0.11 sip-1-voice",
    ];
    expect(further("SunOS", { addresses: SOLARIS, persistent }).filter(([one]) => one !== "127.0.0.1")).toEqual([
      ["10.10.0.11", 24, false, false],
      ["10.20.0.11", 24, false, false],
      ["10.20.0.10", 24, true, true],
      ["0.0.0.0", 0, false, false],
    ]);
  });

  test("no address as added later if the network's configuration could not be read", () => {
    const persistent = ["hidden /etc/hostname.e1000g1", "file /etc/inet/hosts", "line 1:10.20.0.11 sip-1"];
    const rows = further("SunOS", { addresses: SOLARIS, persistent });
    expect(rows.find(([one]) => one === "10.20.0.10")).toEqual(["10.20.0.10", 24, true, false]);
  });

  test("a deprecated IPv6 address apart from the host's own, with both on logical interfaces", () => {
    const flags = (more: string) => `flags=2000841<UP,RUNNING,MULTICAST,${more}IPv6> mtu 1500 index 3`;
    const addresses = [
      `net1:1: ${flags("")}`,
      "\tinet6 2001:db8::11/64 ",
      `net1:2: ${flags("DEPRECATED,")}`,
      "\tinet6 2001:db8::10/64 ",
    ];
    expect(further("SunOS", { addresses })).toEqual([
      ["2001:db8::11", 64, false, false],
      ["2001:db8::10", 64, true, false],
    ]);
  });

  test("gateways, as netstat shows them", () => {
    // As in https://itech-e.blogspot.com/2018/10/solaris-netstat-understanding-output.html; the last line as IPv6 is shown.
    const { gateways, unparsed } = survey("SunOS", {
      routes: [
        "192.9.200.0        207.82.202.188 UG 0 93",
        "default            207.82.202.65 UG 0 152449",
        "default            fe80::1%e1000g1   UG   1  0  e1000g1",
      ],
    });
    expect(gateways.map(({ gateway }) => gateway)).toEqual(["207.82.202.188", "207.82.202.65", "fe80::1"]);
    expect(unparsed).toEqual([]);
  });

  test("a line that cannot be understood", () => {
    const { unparsed } = survey("SunOS", {
      addresses: [...SOLARIS, "?? what"],
      routes: ["no route"],
      agents: ["two words"],
    });
    expect(unparsed.map(({ message }) => message)).toEqual([
      "a line of addresses cannot be understood",
      "a line of routes cannot be understood",
      "a line of agents cannot be understood",
    ]);
  });
});

describe.each(["SunOS", "AIX"])("a survey of %s shows", (kernel) => {
  test.each([
    ["addresses", "addresses does not have any address, though every host has one"],
    ["persistent", "persistent does not have any place that the network is configured from, though every host has one"],
  ])("that a list of %s without an address could not be read", (name, message) => {
    const { unparsed } = survey(kernel, { [name]: [] });
    expect(unparsed.map((one) => [one.code, one.message])).toEqual([["facts-incomplete", message]]);
  });
});

test.each(["Solaris", "AIX"] as const)(
  "the survey of %s prints the name that the system gives itself, not the one that is assumed",
  (system) => {
    const program = textOf(unixSurveyProgram(system, "sip-1", []));
    expect(program.split("\n").filter((line) => line.includes("kernel"))).toEqual([
      `  printf 'kernel %s\\n' "$(uname -s)"`,
    ]);
  },
);

describe("a survey of AIX shows", () => {
  test("aliases, which come after the address of the interface, and one without a netmask", () => {
    const persistent = ["file lsattr -E -l en1", "line 1:netaddr 10.20.0.11 Internet Address True"];
    const parts = { addresses: AIX, persistent };
    expect(further("AIX", parts)).toEqual([
      ["10.20.0.11", 24, false, false],
      ["10.20.0.10", 24, true, true],
      ["fe80::1", 64, true, true],
      ["2001:db8::11", 64, true, true],
    ]);
    expect(survey("AIX", parts).unparsed.map(({ code, message }) => [code, message])).toEqual([
      ["facts-incomplete", "no network of the address 10.20.0.12 is listed, so it is left out"],
    ]);
  });
});

/** Scripts as somebody may write them with the systems' own commands; names of the vendor's guide are written from memory. */
const SITES = [
  ["solaris", "SunOS", "e1000g", "ifconfig e1000g1 addif $VIP netmask 255.255.255.0 up", "e1000g1:1"],
  ["solaris", "SunOS", "e1000g", "ifconfig e1000g1:1 $VIP up", "e1000g1:1"],
  ["aix", "AIX", "en", "ifconfig en1 $VIP netmask 255.255.255.0 alias", "en1"],
] as const;

describe("a hand-made site", () => {
  test.each(SITES)(
    "on %s has its interfaces and the virtual IP of %s, by %s: %s",
    (type, kernel, nic, command, place) => {
      const before = type === "aix" ? "0x" : "";
      const block = (name: string, address: string) => [
        `${name}: ${UP}`,
        `\tinet ${address} netmask ${before}ffffff00 broadcast 10.255.255.255`,
      ];
      const host = (name: string, last: number, voice: readonly string[]) =>
        surveyText(name, {
          kernel,
          addresses: [...block(`${nic}0`, `10.10.0.${last}`), ...block(`${nic}1`, `10.20.0.${last}`), ...voice],
          routes: [`default 10.20.0.1 UG 1 532 ${nic}1`],
          scripts: [
            "started /opt/genesys/ha/vip_up.sh",
            "rights -rwxr-xr-x root sys",
            `line 4:${command}`,
            "file /opt/genesys/ha/vip.conf",
            "rights -rw-r--r-- root sys",
            "line 1:VIP=10.20.0.10",
          ],
          agents: ["genesys"],
        });
      const { declaration, text, notes } = importAfter((file, surveys) => {
        for (const one of file.hosts.slice(1)) one.osInfo = { type };
        for (const one of ["SIP_1", "SIP_2"]) delete applicationOf(file, one).options.TServer!["sip-address"];
        surveys["sip-1"] = host("sip-1", 11, block(place, "10.20.0.10"));
        surveys["sip-2"] = host("sip-2", 12, []);
      });
      expect(resolve(declaration as Declaration).findings).toEqual([]);
      expect(takeoverOf(declaration)).toEqual({
        virtualIp: "10.20.0.10",
        network: "net-10-20-0-0-24",
        cancelTimeout: "5s",
      });
      expect(text).toMatch(/virtualIp: 10\.20\.0\.10 # sip-1\.survey:\d+, in scripts of both hosts; held by sip-1/);
      expect((declaration as { hosts: object }).hosts).toMatchObject({
        "sip-1": {
          os: type,
          interfaces: { [`${nic}0`]: { address: "10.10.0.11" }, [`${nic}1`]: { address: "10.20.0.11" } },
          localControlAgent: { account: "genesys" },
        },
      });
      expect(notes.filter(({ kind }) => kind === "unparsed")).toEqual([]);
    },
  );
});
