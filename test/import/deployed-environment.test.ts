import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { declarationOf } from "../../lib/diff/declared-model";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { importedEnvironment } from "../../lib/import/imported-environment";
import { siteExport } from "../../lib/import/site-export";
import type { Topology } from "../../lib/model/topology";
import { dnsRecordsOf } from "../../lib/options";
import { internalTransport } from "../../lib/options/sip-proxy/model";
import { plan } from "../../lib/synth/plan";
import { factsOfDevice, postedDevices } from "../drift/big-ip-facts-of-model";
import { dnsFacts } from "../drift/dns-facts-of-model";
import { factsOfHosts } from "../drift/facts-of-model";
import { bigIpTopology } from "../options/big-ip/big-ip-sample";
import { POOL, sampleProxiedPair, sipProxyTopology } from "../options/sip-proxy/sip-proxy-sample";
import { soundDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { devicesToSurvey, surveyOfDevice } from "./big-ip-survey-of-model";
import { siteExportOf, surveysOfModel } from "./survey-of-model";

const modelOf = (declaration: unknown) => topologyOf(declaration);

const surveysOf = (topology: Topology) => [
  ...surveysOfModel(topology),
  ...devicesToSurvey(topology).map(surveyOfDevice),
];

function imported(topology: Topology, texts = surveysOf(topology)) {
  const { site } = siteExport({
    file: "configuration-layer.json",
    value: siteExportOf(topology),
    locate: () => ({ position: { file: "configuration-layer.json", line: 1, column: 1 } }),
  });
  const facts = texts.map((text, index) => parseFacts(`${index}.survey`, text).facts!);
  const { imported: made, notes } = importedEnvironment({ site: site!, facts });
  return { declaration: parse(made!.text) as Mapping, notes };
}

type Mapping = Record<string, unknown>;

/** Every leaf of a declaration by its path; networks by their addresses, as an import does not know their names. */
function leaves(topology: Topology): Map<string, string> {
  const cidrs = new Map([...topology.networks].map(([name, { cidr }]) => [name, cidr]));
  const found = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value as Mapping)) visit(item, path === "" ? key : `${path}.${key}`);
    else found.set(path, cidrs.get(String(value)) ?? String(value));
  };
  const { networks, ...declaration } = declarationOf(topology) as Mapping;
  visit(declaration, "");
  for (const [name, network] of Object.entries(networks as Mapping)) visit(network, `networks.${cidrs.get(name)}`);
  return found;
}

/** The keys in which two models differ. */
function differing(one: Topology, other: Topology): string[] {
  const [first, second] = [leaves(one), leaves(other)];
  return [...new Set([...first.keys(), ...second.keys()])].filter((key) => first.get(key) !== second.get(key)).sort();
}

describe("an environment that is deployed and imported again", () => {
  test("differs only in what facts alone do not show", () => {
    const before = modelOf(soundDeclaration());
    const { declaration, notes } = imported(before);
    expect(notes.filter(({ kind }) => kind === "left")).toEqual([]);
    expect(differing(before, modelOf(declaration))).toEqual([
      ...["sip-a", "sip-b"].flatMap((host) =>
        ["address", "becomeRoot", "hostKey", "port", "privateKeyFile", "timeout", "user"].map(
          (key) => `hosts.${host}.connection.ssh.${key}`,
        ),
      ),
      "networks.10.120.0.0/24.switching.acceptsGratuitousArp",
      "networks.10.120.0.0/24.switching.arpPacketsPerSecond",
      "pairs.inbound.recoveryTimeObjective",
    ]);
  });

  test("from the facts of drift collectors has its name and addresses, and reports what these facts do not show", () => {
    const before = modelOf(soundDeclaration());
    const collected = factsOfHosts(hostExpectations(before, plan(before).artifacts));
    const { declaration, notes } = imported(before, collected);
    expect(notes.map(({ kind, code, of }) => `${kind} ${code} ${of}`)).toEqual([
      "unknown version-unknown genesys.sipServerVersion",
      "unknown gateway-unknown network net-10-120-0-0-24",
      "unknown host-not-surveyed host mgmt-1",
      "unknown agent-account-unknown host sip-a",
      "unknown agent-account-unknown host sip-b",
      "unknown connection-unknown hosts",
      "unknown script-settings-unknown pair inbound",
      "unknown transports-unknown pair inbound",
      "stays other-options 2 SIP Servers",
    ]);
    expect(declaration).toMatchObject({
      environment: "staging",
      hosts: { "sip-b": { interfaces: { eth1: { network: "net-10-120-0-0-24", address: "10.120.0.12" } } } },
      pairs: { inbound: { highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.10" } } } },
    });
  });

  /** What an example's pairs become, and the notes on those that the file does not have. */
  function pairsOf(example: string, surveys = surveysOf): Record<string, string> {
    const before = modelOf(parse(readFileSync(join(__dirname, "../../examples", `${example}.yaml`), "utf8")));
    const { declaration, notes } = imported(before, surveys(before));
    const written = Object.entries(declaration.pairs as Record<string, { highAvailability: object }>).map(
      ([name, { highAvailability }]) => [name, Object.keys(highAvailability).join()],
    );
    const left = notes.filter(({ code }) => code === "option-not-recognised").map(({ of, kind }) => [of, kind]);
    return Object.fromEntries([...written, ...left]) as Record<string, string>;
  }

  test.each([
    ["first-pair", { inbound: "ipAddressTakeover" }],
    ["sip-proxy", { inbound: "sipProxy" }],
    ["windows-pair", { inbound: "ipAddressTakeover" }],
    ["windows-nlb", { agents: "windowsNlb" }],
    ["solaris-and-aix", { inbound: "ipAddressTakeover", outbound: "ipAddressTakeover" }],
    ["big-ip", { trunks: "bigIp" }],
    [
      "prod-east",
      {
        "east-inbound": "ipAddressTakeover",
        "east-agents": "windowsNlb",
        "east-geo": "sipProxy",
        SIP_Lab: "singleHost",
        "east-trunks": "bigIp",
      },
    ],
  ])("has each pair of the example %s with its option, or reports that it leaves the pair out", (example, pairs) => {
    expect(pairsOf(example)).toEqual(pairs);
  });

  test("leaves out a pair behind a BIG-IP that was not surveyed, and reports it", () => {
    expect(pairsOf("big-ip", surveysOfModel)).toEqual({ "pair SIP_South": "left" });
  });

  test("behind a BIG-IP differs only in what facts alone do not show", () => {
    const before = bigIpTopology({
      "bigIps.ltm-1.tenant": "voice",
      "bigIps.ltm-1.as3Version": "3.54.2",
      "bigIps.ltm-1.redundant": true,
      "pairs.inbound.highAvailability.bigIp": {
        ...{ device: "ltm-1", virtualIp: "192.0.2.10", snatExclusions: ["203.0.113.0/24", "203.0.113.9"] },
        ...{ monitorInterval: "3s", monitorTimeout: "12s", monitorCodes: [404, 405], memberPriority: "primary-first" },
        ...{ udpIdleTimeout: "45s", tcpIdleTimeout: "900s" },
      },
    }).topology;
    const { declaration, notes } = imported(before);
    expect(notes.filter(({ kind }) => kind === "left")).toEqual([]);
    expect(differing(before, modelOf(declaration))).toEqual([
      "acknowledge.0.finding",
      "acknowledge.0.on",
      "acknowledge.0.reason",
      // The device reports its point release.
      "bigIps.ltm-1.version",
      "description",
      "pairs.inbound.recoveryTimeObjective",
    ]);
  });

  test("from the facts of a drift collector of its BIG-IP has the pair, and reports what these facts do not show", () => {
    const before = bigIpTopology().topology;
    const [device] = postedDevices(before);
    const { declaration, notes } = imported(before, [...surveysOfModel(before), factsOfDevice("dmz", device!)]);
    expect(notes.filter(({ code }) => code.startsWith("big-ip"))).toMatchObject([
      {
        kind: "unknown",
        code: "big-ip-unknown",
        of: "BIG-IP ltm-1",
        message: "what was collected does not show its management and version",
        fix: "set bigIps.ltm-1.management and bigIps.ltm-1.version; a survey of it shows them: sip-ha survey --big-ip ltm-1=<address>",
      },
    ]);
    expect(declaration).toMatchObject({
      networks: { "ltm-inside": { cidr: "10.214.0.0/24" }, "ltm-outside": { cidr: "192.0.2.0/24" } },
      pairs: { inbound: { highAvailability: { bigIp: { device: "ltm-1", virtualIp: "192.0.2.10" } } } },
    });
  });
});

describe("the transport that servers speak to their SIP Proxies", () => {
  const withTransports = (transports: readonly string[]) => sipProxyTopology({ [`${POOL}.transports`]: transports });
  /** For an environment with a pool of some transports, and answers of name servers that have the records of some transports. */
  const internal = (transports: readonly string[], inRecords: readonly string[] | undefined) => {
    const before = withTransports(transports);
    const dns = inRecords === undefined ? [] : [dnsFacts(before.environment, dnsRecordsOf(withTransports(inRecords)))];
    const { declaration, notes } = imported(before, [...surveysOf(before), ...dns]);
    const pair = sampleProxiedPair(topologyOf(declaration));
    return [internalTransport(pair), notes.filter(({ code }) => code === "transport-of-servers")] as const;
  };

  test.each([
    [["tls", "tcp"], "tls"],
    [["tcp", "tls"], "tcp"],
    [["tcp"], "tcp"],
    [["tls", "tcp", "udp"], "udp"],
  ])("is that of contact, with a pool of %j, whether name servers were asked or not", (transports, expected) => {
    for (const answers of [transports, undefined]) expect(internal(transports, answers)).toEqual([expected, []]);
  });

  test("is reported as changing if the records are those of a pool whose servers speak another transport", () => {
    const told = (transports: readonly string[], inRecords: readonly string[]) => {
      const [spoken, [note, ...more]] = internal(transports, inRecords);
      expect(more).toEqual([]);
      return [spoken, note!.kind, note!.of, note!.message, note!.found];
    };
    const message = (now: string, then: string) =>
      `its servers speak ${now} to the proxies, but with the file they will speak ${then}, as a pool with these transports does`;
    expect(told(["tcp"], ["udp", "tcp"])).toEqual([
      "udp",
      "left",
      "pair inbound",
      message("TCP", "UDP"),
      "contact sip.example.com;transport=tcp",
    ]);
    expect(told(["udp"], ["tcp"])).toEqual([
      "tcp",
      "left",
      "pair inbound",
      message("UDP", "TCP"),
      "contact sip.example.com",
    ]);
  });
});
