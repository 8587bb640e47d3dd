import { describe, expect, test } from "vitest";
import { formatPath } from "../../lib/model/origin";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { REMOVED, sampleDeclaration } from "../sample-declaration";
import { sampleTopology } from "../sample-topology";

const resolveSample = (changes: Readonly<Record<string, unknown>> = {}) =>
  resolve(sampleDeclaration(changes) as Declaration);

/** Codes and paths of the findings, and the paths that were not evaluated. */
function outline(changes: Readonly<Record<string, unknown>>) {
  const { findings, notEvaluated, topology } = resolveSample(changes);
  return {
    found: findings.map(({ code, path }) => `${formatPath(path)}: ${code}`),
    notEvaluated: notEvaluated.map(({ path, reason }) => `${formatPath(path)}: ${reason}`),
    pairs: topology && [...topology.pairs.keys()],
  };
}

const OUTBOUND = {
  primary: { application: "SIP_Out_P", host: "sip-c", ports: { tlib: 3100 } },
  backup: { application: "SIP_Out_B", host: "mgmt-1", ports: { tlib: 3100 } },
  sip: { port: 5070, transports: ["udp"] },
  highAvailability: { ipAddressTakeover: { virtualIp: "10.110.0.20", network: "management" } },
};
const SIP_C = { os: "linux", interfaces: { eth0: { network: "management", address: "10.110.0.13" } } };

describe("a section whose name is mistyped", () => {
  test.each(["networks", "hosts"])("%s: is one mistake, whatever refers to its content", (section) => {
    const { [section]: elements } = sampleDeclaration();
    const { found } = outline({ [section]: REMOVED, [section.slice(0, -1)]: elements });
    expect(found).toEqual([`${section.slice(0, -1)}: unknown-key`]);
  });
});

describe("a valid declaration", () => {
  test("becomes the model with every default filled in", () => {
    expect(resolveSample()).toEqual({ topology: sampleTopology(), findings: [], notEvaluated: [] });
  });

  test("may have mappings without a prototype, as some parsers make them", () => {
    const bare = (mapping: object) => Object.assign(Object.create(null), mapping);
    const { genesys, pairs, ...others } = sampleDeclaration() as Record<string, Record<string, object>>;
    const declaration = { ...others, genesys: bare(genesys!), pairs: bare({ inbound: bare(pairs!.inbound!) }) };
    expect(resolve(declaration as Declaration)).toEqual({ topology: sampleTopology(), findings: [], notEvaluated: [] });
  });

  test("is sorted by name, whatever the order of declaration", () => {
    const { hosts, networks } = sampleDeclaration() as { hosts: object; networks: object };
    const reversed = (mapping: object) => Object.fromEntries(Object.entries(mapping).reverse());
    const { topology } = resolveSample({ hosts: reversed(hosts), networks: reversed(networks) });
    expect([...topology!.hosts.keys()]).toEqual(["mgmt-1", "sip-a", "sip-b"]);
    expect([...topology!.networks.keys()]).toEqual(["management", "voice"]);
  });

  test("has options and backend settings sorted, and values of options as text", () => {
    const { topology } = resolveSample({
      "pairs.inbound.options": { TServer: { "sip-b": 5, "sip-a": true }, Alarms: { x: "1.10" } },
      "terraform.backend": { s3: { region: "eu", bucket: "b", key: "k" } },
    });
    const pair = topology!.pairs.get("inbound")!;
    expect(JSON.stringify(pair.options)).toBe('{"Alarms":{"x":"1.10"},"TServer":{"sip-a":"true","sip-b":"5"}}');
    expect(JSON.stringify(topology!.backend)).toBe('{"type":"s3","settings":{"bucket":"b","key":"k","region":"eu"}}');
  });

  test("has each transport once, and reasons without surrounding space", () => {
    const { topology } = resolveSample({
      "pairs.inbound.sip.transports": ["udp", "tcp", "udp"],
      acknowledge: [{ finding: "isolated-host", on: "pairs", reason: " fenced by hand " }],
    });
    expect(topology!.pairs.get("inbound")!.sip.transports).toEqual(["udp", "tcp"]);
    expect(topology!.acknowledgements[0]!.reason).toBe("fenced by hand");
  });

  test("sets the port of haSync to the T-Library port, and the ssh address and rights that follow from the host", () => {
    const { topology } = resolveSample({
      "pairs.inbound.primary.ports": { tlib: 4000 },
      "hosts.sip-a.connection": { ssh: { user: "root" } },
      "hosts.sip-b.localControlAgent": { account: "genesys" },
    });
    expect(topology!.pairs.get("inbound")!.primary.ports).toEqual({ tlib: 4000, haSync: 4000, http: undefined });
    expect(topology!.hosts.get("sip-a")!.connection).toMatchObject({
      type: "ssh",
      address: "10.110.0.11",
      port: 22,
      becomeRoot: "none",
    });
    expect(topology!.hosts.get("sip-b")!.localControlAgent).toEqual({
      port: 4999,
      account: "genesys",
      becomeRoot: "sudo",
    });
  });
});

describe("partial validity", () => {
  test("one invalid host: its pair is not evaluated, the other pairs are", () => {
    const changes = { "hosts.sip-c": SIP_C, "pairs.outbound": OUTBOUND, "hosts.sip-b.os": "linx" };
    expect(outline(changes)).toEqual({
      found: ["hosts.sip-b.os: invalid-value"],
      notEvaluated: ["pairs.inbound: its checks were not made, because host sip-b is not valid"],
      pairs: ["outbound"],
    });
  });

  test("an invalid network leaves out the pairs that have their virtual IP there", () => {
    expect(outline({ "networks.voice.cidr": "10.120.0.9/24" })).toEqual({
      found: ["networks.voice.cidr: invalid-network"],
      notEvaluated: ["pairs.inbound: its checks were not made, because network voice is not valid"],
      pairs: [],
    });
  });

  test.each([
    ["mgmt-1", {}],
    [
      "mgmt-2",
      {
        "managementLayer.messageServer.host": "mgmt-2",
        "hosts.mgmt-2": { os: "linux", interfaces: { eth0: { network: "management", address: "10.110.0.6" } } },
      },
    ],
  ])("an invalid host of the Management Layer, %s, leaves nothing to check", (host, changes) => {
    expect(outline({ ...changes, [`hosts.${host}.os`]: "vms" })).toEqual({
      found: [`hosts.${host}.os: invalid-value`],
      notEvaluated: [
        ": the environment's own keys, its Management Layer or a host of the Management Layer are not valid, so no check was made",
      ],
      pairs: undefined,
    });
  });

  test("if two names differ only in case, the second is left out", () => {
    expect(outline({ "hosts.SIP-A": SIP_C })).toEqual({
      found: ["hosts.sip-a: duplicate-name"],
      notEvaluated: ["pairs.inbound: its checks were not made, because host sip-a is not valid"],
      pairs: [],
    });
  });

  test("all problems are found at once", () => {
    const changes = {
      description: "two\nlines",
      "genesys.tenat": "x",
      "networks.voice.gateway": "10.120.0.256",
      "hosts.sip-a.interfaces.eth1.network": "voise",
      "hosts.sip-b.connection.ssh.timeout": 30,
      "pairs.inbound.options": ["TServer"],
      "pairs.inbound.sip.transports": [],
      "pairs.inbound.primary.host": "sip-c",
    };
    expect(outline(changes).found).toEqual([
      "genesys.tenat: unknown-key",
      "description: invalid-text",
      "networks.voice.gateway: invalid-address",
      "hosts.sip-b.connection.ssh.timeout: invalid-duration",
      "pairs.inbound.options: wrong-type",
      "pairs.inbound.sip.transports: wrong-type",
      "hosts.sip-a.interfaces.eth1.network: missing-reference",
      "pairs.inbound.primary.host: missing-reference",
    ]);
  });

  test("a mistake in an element hides neither the names in it nor its option's own mistakes", () => {
    const changes = {
      "managementLayer.failureDetection": { addpTimeout: 9 },
      "managementLayer.solutionControlServer.host": "mgmt-9",
      "hosts.sip-a.os": "vms",
      "hosts.sip-a.interfaces.eth1.network": "voise",
      "pairs.inbound.recoveryTimeObjective": 20,
      "pairs.inbound.backup.host": "sip-c",
      "pairs.inbound.highAvailability.ipAddressTakeover": { network: "voce", virtualIp: "10.120.0.300" },
    };
    expect(outline(changes).found).toEqual([
      "managementLayer.failureDetection.addpTimeout: invalid-duration",
      "hosts.sip-a.os: invalid-value",
      "pairs.inbound.recoveryTimeObjective: invalid-duration",
      "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp: invalid-address",
      "managementLayer.solutionControlServer.host: missing-reference",
      "hosts.sip-a.interfaces.eth1.network: missing-reference",
      "pairs.inbound.backup.host: missing-reference",
      "pairs.inbound.highAvailability.ipAddressTakeover.network: missing-reference",
    ]);
  });
});

describe("a reference", () => {
  test.each([
    ["managementLayer.solutionControlServer.host", "host", "mgmt-2", "mgmt-1"],
    ["pairs.inbound.primary.host", "host", "sip_a", "sip-a"],
    ["pairs.inbound.highAvailability.ipAddressTakeover.network", "network", "voce", "voice"],
    ["hosts.sip-a.interfaces.eth1.network", "network", "voise", "voice"],
  ])("in %s must be to a %s that is declared", (path, kind, name, meant) => {
    const found = resolveSample({ [path]: name }).findings;
    expect(found).toEqual([
      {
        code: "missing-reference",
        level: "error",
        kind: "input",
        environment: "staging",
        path: path.split("."),
        part: "value",
        message: `there is no ${kind} ${name}; did you mean ${meant}?`,
        found: name,
        allowed: kind === "host" ? "mgmt-1, sip-a or sip-b" : "management or voice",
        fix: `write ${meant}`,
      },
    ]);
  });

  test("to one of many lists the nearest names, and says that there are more", () => {
    const hosts = [...Array(20).keys()].map((index) => [`hosts.spare-${index}`, { os: "linux" }]);
    const { findings } = resolveSample({ ...Object.fromEntries(hosts), "pairs.inbound.primary.host": "voice-gw" });
    const { allowed } = findings.find(({ code }) => code === "missing-reference")!;
    expect(allowed).toMatch(/^(?:[\w-]+, ){11}[\w-]+ or one of 11 more$/);
  });

  test("to a host that is not declared does not suggest a host that the pair already has", () => {
    const [finding] = resolveSample({ "hosts.sip-b": REMOVED }).findings;
    expect(finding).toMatchObject({
      path: ["pairs", "inbound", "backup", "host"],
      message: "there is no host sip-b",
      allowed: "mgmt-1 or sip-a",
      fix: "declare the host, or name one that is declared",
    });
  });

  test("to a host that is not declared may suggest a host of another pair", () => {
    const changes = { "hosts.sip-c": SIP_C, "pairs.outbound": OUTBOUND, "pairs.inbound.backup.host": "sip_c" };
    expect(resolveSample(changes).findings.map(({ message }) => message)).toEqual([
      "there is no host sip_c; did you mean sip-c?",
    ]);
  });

  test("to an element that is declared, but invalid, is no second mistake", () => {
    expect(outline({ "hosts.sip-a.os": 7 }).found).toEqual(["hosts.sip-a.os: invalid-value"]);
  });

  test("that is no name at all is one mistake", () => {
    expect(outline({ "pairs.inbound.primary.host": "${TfToken[TOKEN.1]}" }).found).toEqual([
      "pairs.inbound.primary.host: terraform-value",
    ]);
    expect(outline({ "pairs.inbound.primary.host": 7 }).found).toEqual(["pairs.inbound.primary.host: invalid-name"]);
  });

  test("into a section that is broken as a whole is no second mistake", () => {
    expect(outline({ hosts: ["sip-a"] }).found).toEqual(["hosts: wrong-type"]);
  });

  test("is asked for even if nothing is declared", () => {
    const found = resolveSample({ hosts: REMOVED }).findings.map(({ allowed }) => allowed);
    expect(new Set(found)).toEqual(new Set(["a declared host; there is none"]));
  });
});

describe("a pair that is valid itself names what it needs that is not valid:", () => {
  const reasons = (changes: Readonly<Record<string, unknown>>) =>
    outline(changes).notEvaluated.filter((one) => one.startsWith("pairs."));

  test("a section that is broken as a whole", () => {
    expect(reasons({ hosts: ["sip-a"] })).toEqual([
      "pairs.inbound: its checks were not made, because the section hosts could not be read",
    ]);
  });

  test("a section that its hosts need as well, once", () => {
    expect(reasons({ networks: 7 })).toEqual([
      "pairs.inbound: its checks were not made, because the section networks could not be read",
    ]);
  });

  test("several, each with its name", () => {
    expect(reasons({ "hosts.sip-a.os": 7, "hosts.sip-b.os": 7, "networks.voice.cidr": "voice" })).toEqual([
      "pairs.inbound: its checks were not made, because host sip-a is not valid and host sip-b is not valid and network voice is not valid",
    ]);
  });

  test("but its own declaration if that has the mistake", () => {
    const own = ["pairs.inbound: its checks were not made, because its declaration is not valid"];
    expect(reasons({ "pairs.inbound.sip.port": "many" })).toEqual(own);
    expect(reasons({ "pairs.inbound.sip.port": "many", hosts: ["sip-a"] })).toEqual(own);
    expect(reasons({ "pairs.inbound.backup.host": "sip-z" })).toEqual(own);
  });
});

describe("the way of being highly available", () => {
  const AT = "pairs.inbound.highAvailability";
  test.each([
    ["none", {}, [`${AT}: high-availability-choice`]],
    [
      "two of them",
      { singleHost: { seats: 5 }, ipAddressTakeover: { virtualIp: "10.120.0.10", network: "voice" } },
      [`${AT}: high-availability-choice`],
    ],
    ["one that is unknown", { dnsRoundRobin: {} }, [`${AT}.dnsRoundRobin: unknown-option`]],
    ["text", "ipAddressTakeover", [`${AT}: wrong-type`]],
    ["an option without settings", { ipAddressTakeover: "10.120.0.10" }, [`${AT}.ipAddressTakeover: wrong-type`]],
  ])("is refused if it is %s", (_, value, found) => {
    expect(outline({ [AT]: value })).toMatchObject({ found, pairs: [] });
  });

  test("gets the intended option as a proposal", () => {
    expect(resolveSample({ [AT]: { ipAdressTakeover: {} } }).findings[0]).toMatchObject({
      message: "unknown key ipAdressTakeover; did you mean ipAddressTakeover?",
      fix: "write ipAddressTakeover",
      part: "key",
    });
  });

  test("reports a slip beside the intended option, as in a file that extends another, and does not ask to remove the option", () => {
    const takeover = { virtualIp: "10.120.0.10", network: "voice" };
    const slip = { ipAddressTakeover: takeover, ipAdressTakeover: { virtualIp: "10.120.0.20" } };
    expect(outline({ [AT]: slip })).toMatchObject({ found: [`${AT}.ipAdressTakeover: unknown-option`], pairs: [] });
    const found = [`${AT}: high-availability-choice`, `${AT}.ipAdressTakeover: unknown-option`];
    expect(outline({ [AT]: { ...slip, singleHost: { seats: 5 } } }).found).toEqual(found);
  });
});

describe("the backend", () => {
  test.each([[{}], [{ s3: {}, gcs: {} }]])("is exactly one, not %j", (backend) => {
    expect(outline({ "terraform.backend": backend }).found).toEqual(["terraform.backend: backend-choice"]);
  });
});
