import { describe, expect, test } from "vitest";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { applicationOf, brief, importAfter, type SiteFile, takeoverOf } from "./hand-made-site";
import { surveyText } from "./survey-of-model";

/** The site on Solaris: the logical interface exists on both hosts, and is up on the named one; scripts only bring it up and down. */
function solarisSite(
  change: (file: SiteFile) => void,
  { up = "sip-1", boot = [], logical = "e1000g1:1" }: { up?: string; boot?: readonly string[]; logical?: string } = {},
) {
  const block = (name: string, flags: string, address: string) => [
    `${name}: flags=1000843<${flags}BROADCAST,RUNNING,MULTICAST,IPv4> mtu 1500 index 2`,
    `\tinet ${address} netmask ffffff00 broadcast 10.255.255.255`,
  ];
  const survey = (host: string, last: number) =>
    surveyText(host, {
      kernel: "SunOS",
      addresses: [
        ...block("e1000g0", "UP,", `10.10.0.${last}`),
        ...block("e1000g1", "UP,", `10.20.0.${last}`),
        ...block(logical, host === up ? "UP," : "", "10.20.0.10"),
      ],
      persistent: [
        "file /etc/hostname.e1000g0",
        `line 1:10.10.0.${last}`,
        "file /etc/hostname.e1000g1",
        `line 1:10.20.0.${last}`,
        ...boot,
      ],
      routes: ["default 10.20.0.1 UG 1 532 e1000g1"],
      scripts: ["started /opt/genesys/ha/vip_up.sh", "rights -rwxr-xr-x root sys", "line 4:ifconfig e1000g1:1 up"],
      agents: ["genesys"],
    });
  return importAfter((file, surveys) => {
    for (const one of file.hosts.slice(1)) one.osInfo = { type: "solaris" };
    surveys["sip-1"] = survey("sip-1", 11);
    surveys["sip-2"] = survey("sip-2", 12);
    change(file);
  });
}

const unchanged = () => {};
const withoutAddress = (file: SiteFile) => {
  for (const name of ["SIP_1", "SIP_2"]) delete applicationOf(file, name).options.TServer!["sip-address"];
};

/** The lines with which a host configures the logical interface at boot. */
const BOOT = ["file /etc/hostname.e1000g1:1", "line 1:10.20.0.10"];

describe("a logical interface that both hosts have", () => {
  test.each(["sip-1", "sip-2"])("and that is up on %s holds the virtual IP there alone", (up) => {
    const { text, told, declaration } = solarisSite(unchanged, { up, boot: BOOT });
    expect(resolve(declaration as Declaration).findings).toEqual([]);
    expect(text).toMatch(new RegExp(`virtualIp: 10\\.20\\.0\\.10 # .*; held by ${up} \\(${up}\\.survey:\\d+\\)`));
    expect(told("virtual-ip-on-both")).toEqual([]);
  });

  test("and that is up on neither host holds it nowhere", () => {
    const { text } = solarisSite(unchanged, { up: "none" });
    expect(text).toMatch(/virtualIp: 10\.20\.0\.10 # configuration-layer\.json:\d+, TServer\/sip-address$/m);
  });

  test("gives the virtual IP if neither the servers nor the scripts name it", () => {
    const { text, declaration, told } = solarisSite(withoutAddress, { boot: BOOT });
    expect(resolve(declaration as Declaration).findings).toEqual([]);
    expect(takeoverOf(declaration)).toMatchObject({ virtualIp: "10.20.0.10", network: "net-10-20-0-0-24" });
    expect(text).toMatch(
      /virtualIp: 10\.20\.0\.10 # sip-1\.survey:\d+, a further address of both hosts and no other; held by sip-1/,
    );
    expect([...told("address-shared"), ...told("option-not-recognised")]).toEqual([]);
  });

  test("gives none if it is a loopback interface, as behind a load balancer", () => {
    const { told } = solarisSite(withoutAddress, { logical: "lo0:1", boot: BOOT });
    expect(told("option-not-recognised")).toHaveLength(1);
  });

  test("gives none to a pair if the servers of another pair name that address as theirs", () => {
    const { told } = solarisSite((file) => {
      for (const name of ["SIP_1", "SIP_2"]) {
        const copy = structuredClone(applicationOf(file, name));
        copy.name = `Other_${name}`;
        copy.options.TServer!["sip-address"] = "10.20.0.10";
        if (copy.serverInfo.backupServer !== undefined) copy.serverInfo.backupServer = "Other_SIP_2";
        file.applications.push(copy);
      }
      withoutAddress(file);
    });
    expect(told("option-not-recognised").map(({ of }) => of)).toEqual(["pair SIP"]);
  });

  test("beside another one gives none, and each is reported for each host", () => {
    const { told } = importAfter((file, surveys) => {
      withoutAddress(file);
      const shared = ["10", "20"].map(
        (last) => ` 3: eth1    inet 10.20.0.${last}/24 scope global secondary eth1\\       valid_lft forever\n`,
      );
      for (const host of ["sip-1", "sip-2"])
        surveys[host] = surveys[host]!.replace(/^.*secondary eth1:1.*\n/m, "")
          .replace(/ 4: virbr0/, `${shared.join("")} 4: virbr0`)
          .replaceAll("VIP=10.20.0.10", "VIP=")
          .replaceAll("eth1 10.20.0.10", "eth1");
    });
    expect(told("further-address-shared").map(({ of, found, message, fix }) => [of, found, message, fix])).toEqual(
      ["sip-1", "sip-2"].flatMap((host) =>
        ["10.20.0.10", "10.20.0.20"].map((address) => [
          `host ${host}`,
          address,
          "its interface eth1 has a further address that other hosts also have, e.g. a virtual IP; it is left out",
          "if it is the virtual IP of a pair, set it there; otherwise find out why several hosts have it",
        ]),
      ),
    );
    expect(told("virtual-ip-unclear").map(({ found }) => found!.replaceAll(/:\d+/g, ":n"))).toEqual([
      "10.20.0.10, a further address of both hosts and no other (sip-1.survey:n, sip-2.survey:n), held by sip-1 and sip-2; 10.20.0.20, a further address of both hosts and no other (sip-1.survey:n, sip-2.survey:n), held by sip-1 and sip-2",
    ]);
  });
});

describe("a virtual IP that a host configures at boot", () => {
  const CARRIED =
    "it configures the virtual IP 10.20.0.10 of pair SIP at boot; with the file, only the control script adds it, and drift reports this until it is removed";

  test("is reported for each host of Solaris, with drift's advice", () => {
    const { told } = solarisSite(unchanged, { boot: BOOT });
    expect(told("virtual-ip-persistent")).toMatchObject(
      ["sip-1", "sip-2"].map((host) => ({
        kind: "left",
        of: `host ${host}`,
        message: CARRIED,
        found: "/etc/hostname.e1000g1:1:1: 10.20.0.10",
        fix: "remove it from /etc/hostname.e1000g1:1; if the line only mentions the address, put that in a comment line of its own",
      })),
    );
  });

  test("is found by its name in the hosts file", () => {
    const boot = [
      "file /etc/hostname.e1000g1:1",
      "line 1:sip-vip",
      "file /etc/inet/hosts",
      "line 7:10.20.0.10 sip-vip",
    ];
    expect(
      solarisSite(unchanged, { boot })
        .told("virtual-ip-persistent")
        .map(({ found }) => found),
    ).toEqual(["/etc/hostname.e1000g1:1:1: sip-vip", "/etc/hostname.e1000g1:1:1: sip-vip"]);
  });

  test("is reported for a Linux host, and for no other", () => {
    const { told } = importAfter((_, surveys) => {
      surveys["sip-2"] = surveys["sip-2"]!.replace(
        "== persistent\n",
        "== persistent\n file /etc/sysconfig/network-scripts/ifcfg-eth1:1\n line 3:IPADDR=10.20.0.10\n",
      );
    });
    expect(told("virtual-ip-persistent").map(brief)).toEqual([
      {
        kind: "left",
        of: "host sip-2",
        found: "/etc/sysconfig/network-scripts/ifcfg-eth1:1:3: IPADDR=10.20.0.10",
        line: expect.any(Number),
      },
    ]);
  });
});

describe("a virtual IP that a host holds otherwise than its control script adds it", () => {
  const HELD = "inet 10.20.0.10/24 brd 10.20.0.255 scope global secondary eth1:1";
  const heldAs = (line: string, change: (text: string) => string = (text) => text) =>
    importAfter((_, surveys) => {
      surveys["sip-1"] = change(surveys["sip-1"]!.replace(HELD, line));
    });
  const said = (code: string, site: ReturnType<typeof importAfter>) =>
    site.told(code).map(({ of, found, message }) => [of, found, message]);

  test("is reported if it has another prefix length or interface, as the script's up refuses then", () => {
    const message =
      "it has the virtual IP of pair SIP where its control script does not put it, or with another prefix length; as long as it is there, drift reports this, and the script's up refuses";
    expect(said("virtual-ip-misplaced", heldAs("inet 10.20.0.10/32 scope global eth1"))).toEqual([
      ["host sip-1", "10.20.0.10/32 on eth1; the script puts it on eth1 with /24", message],
    ]);
    const onOther = heldAs(HELD, (text) =>
      text.replace("3: eth1    inet 10.20.0.10/24", "2: eth0    inet 10.20.0.10/24"),
    );
    expect(said("virtual-ip-misplaced", onOther)).toEqual([
      ["host sip-1", "10.20.0.10/24 on eth0; the script puts it on eth1 with /24", message],
    ]);
  });

  test("is reported with the reason if the system sends with that address", () => {
    const first = heldAs("inet 10.20.0.10/24 brd 10.20.0.255 scope global eth1");
    expect(said("virtual-ip-source", first)).toEqual([
      ["host sip-1", "10.20.0.10/24 on eth1", expect.stringContaining("because it is not a secondary address")],
    ]);
    expect(said("virtual-ip-source", solarisSite(unchanged))).toEqual([
      ["host sip-1", "10.20.0.10/24 on e1000g1", expect.stringContaining("because the flag DEPRECATED is not there")],
    ]);
  });

  test("is not reported if it is as the script would have added it", () => {
    const { told } = heldAs(HELD);
    expect([...told("virtual-ip-misplaced"), ...told("virtual-ip-source")]).toEqual([]);
  });
});

test("the suffix of a logical interface is not taken from a host and its port in a script", () => {
  const { declaration } = importAfter((_, surveys) => {
    for (const name of ["sip-1", "sip-2"])
      surveys[name] = surveys[name]!.replace(/^.*secondary eth1:1.*\n/m, "").replaceAll(
        "/sbin/ifconfig eth1:1",
        "nc -z sip-2:5060; /sbin/ifconfig eth1:1",
      );
  });
  expect(takeoverOf(declaration)).toMatchObject({ interfaceLabel: "1" });
});
