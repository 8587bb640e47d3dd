import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { hostExpectations } from "../../../lib/drift/host-expectation";
import { type OutputEnvironment, readOutput } from "../../../lib/input/output-folder";
import { sipHa } from "../../command";
import { factsOfHosts } from "../../drift/facts-of-model";
import { driftOf } from "../../drift-command";
import type { NetworkBed } from "../../network-namespace";
import { nlbDeclaration } from "../../options/windows-nlb/nlb-sample";
import { describeWith } from "../../prerequisites";
import { soundDeclaration, windowsPair } from "../../sample-declaration";
import { temporaryFolder } from "../../temporary-folder";
import { DATA, FOLDER, INTERFACE, IPV6, IPV6_STATE, STATE } from "../../wine/sample";
import { WINE_NEEDS, WineHost } from "../../wine/wine-host";

const SCRIPT = `${FOLDER}\\inbound-vip.cmd`;
const VIRTUAL_IP = (store: string, use: string) => `11|10.120.0.10|24|Manual|${store}|0|${use}\n`;

/** The pair on two Windows hosts, with IPv6 on the voice network. */
const WITH_IPV6 = {
  ...structuredClone(windowsPair()),
  "networks.voice.cidr": "2001:db8:120::/64",
  "networks.voice.gateway": IPV6.gateway,
  [`hosts.sip-a.interfaces.${INTERFACE}.address`]: IPV6.ownAddress,
  [`hosts.sip-b.interfaces.${INTERFACE}.address`]: IPV6.peerAddress,
  "pairs.inbound.recoveryTimeObjective": "60s",
  "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp": IPV6.virtualIp,
  acknowledge: ["virtual-ip-unconfirmed", "neighbours-not-told"].map((finding) => ({
    finding,
    on: "pairs.inbound",
    reason: "tried",
  })),
};

/** An environment that was synthesized, with the collectors of its hosts. */
interface Synthesized {
  readonly out: string;
  readonly facts: string;
}

function synthesize(declaration: object): Synthesized {
  const folder = temporaryFolder();
  const file = join(folder, "staging.yaml");
  const [out, facts] = [join(folder, "out"), join(folder, "facts")];
  writeFileSync(file, stringify(declaration));
  expect(sipHa("synth", file, "--out", out)).toMatchObject({ code: 0 });
  expect(sipHa("facts", file, "--out", facts)).toMatchObject({ code: 0 });
  return { out, facts };
}

describeWith(WINE_NEEDS, "drift of Windows hosts", () => {
  let bed: NetworkBed;
  let host: WineHost;
  beforeAll(async () => {
    ({ bed, host } = await WineHost.openBed());
  });
  afterAll(() => bed?.close());

  /** Windows as sip-a is declared, with what is installed there for the environment. */
  async function install({ out }: Synthesized): Promise<void> {
    for (const file of ["C:\\upload", "C:\\Genesys", DATA]) host.remove(file);
    for (const file of ["tasks", "acls", "calls", "arp-cache"]) host.setState(file, undefined);
    for (const [file, content] of Object.entries(STATE)) host.setState(file, content);
    const files = join(out, "stacks/staging/hosts/sip-a");
    for (const name of readdirSync(files)) host.write(`C:\\upload\\${name}`, readFileSync(join(files, name), "utf8"));
    expect(await host.cmd(["deploy.cmd", "install", "one"], { folder: "C:\\upload" })).toMatchObject({ code: 0 });
  }

  async function collect({ facts }: Synthesized): Promise<string> {
    host.write("C:\\copy\\sip-ha-facts.cmd", readFileSync(join(facts, "staging/sip-a.collector.cmd"), "utf8"));
    const { code, stdout, stderr } = await host.cmd(["sip-ha-facts.cmd"], { folder: "C:\\copy" });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return stdout;
  }

  /** What drift reports if sip-a is as collected and sip-b as in the model; sip-b holds nothing, or all that the first host of a pair holds. */
  function drift({ out }: Synthesized, text: string, other: "holds" | "holds nothing" = "holds nothing"): string[] {
    const { topology, files } = (readOutput(out) as { environments: Map<string, OutputEnvironment> }).environments.get(
      "staging",
    )!;
    const expectations = hostExpectations(topology, files);
    const [, idle] = factsOfHosts(expectations);
    const [serving] = factsOfHosts(expectations.toReversed());
    const { found } = driftOf(out, {
      "staging/sip-a.facts": Buffer.from(text, "latin1"),
      "staging/sip-b.facts": other === "holds" ? serving! : idle!,
    });
    return found.map((one) => `${one.state} ${one.code}: ${one.found}`);
  }

  const change = (state: string, before: string, after: string) =>
    host.setState(state, host.state(state).replace(before, after));

  describe("of a takeover pair:", () => {
    let environment: Synthesized;
    beforeAll(async () => {
      environment = synthesize(
        soundDeclaration({
          ...structuredClone(windowsPair()),
          "pairs.inbound.recoveryTimeObjective": "60s",
          "pairs.inbound.highAvailability.ipAddressTakeover.watchdog": { isolationTimeout: "12s" },
        }),
      );
      await install(environment);
      host.setState("addresses", STATE.addresses + VIRTUAL_IP("active", "Preferred"));
    });

    test("after a deployment there is none, and a virtual IP that the other host has as well is reported", async () => {
      const text = await collect(environment);
      expect(drift(environment, text)).toEqual([]);
      expect(drift(environment, text, "holds")).toEqual(["drift virtual-ip-on-both: on sip-a and sip-b"]);
    });

    test("facts of another day are reported as old", async () => {
      host.setState("utc", "2025-12-30T23:59:00");
      const text = await collect(environment);
      host.setState("utc", undefined);
      expect(drift(environment, text)).toEqual(["missing facts-old: 2025-12-30T23:59:00Z"]);
    });

    test("every change is reported, each once, whatever the language", async () => {
      host.setState("language", "two words");
      change("addresses", "7|10.110.0.11|24", "7|10.110.0.11|16");
      change("addresses", VIRTUAL_IP("active", "Preferred"), VIRTUAL_IP("both", "Duplicate"));
      change("tasks", "inbound-vip-release|", "inbound-vip-away|");
      change("tasks", "|running", "|ready");
      const script = host.read(SCRIPT);
      host.write(SCRIPT, `${script}rem mended at 2 a.m.\r\n`);
      host.remove(`${FOLDER}\\deploy-staging.cmd`);
      expect(drift(environment, await collect(environment))).toEqual([
        "drift host-address-differs: 10.110.0.11/16 on Management",
        `drift virtual-ip-persistent: netsh store=persistent, ${INTERFACE}:4: Von Hand   Zwei Mal     ohne Ende  ohne Ende 10.120.0.10`,
        "drift file-missing: nothing",
        expect.stringMatching(/^drift file-changed: SHA-256 [0-9a-f]{64}$/),
        "drift unit-not-enabled: no such task",
        "drift unit-not-active: ready",
        `drift virtual-ip-unused: 10.120.0.10/24 on ${INTERFACE}, netsh: Von Hand Zwei Mal ohne Ende ohne Ende`,
      ]);
    });

    test("a question without an answer is reported, and is no drift: no administrator, a netsh that fails", async () => {
      host.setState("unprivileged", "");
      host.setState("broken-netsh", "1");
      const found = drift(environment, await collect(environment));
      host.setState("unprivileged", undefined);
      host.setState("broken-netsh", undefined);
      host.setState("language", undefined);
      expect(found.filter((one) => !one.startsWith("missing not-readable"))).toEqual([
        'unparsed facts-not-understood: "Es geht nicht."',
        'unparsed facts-not-understood: "Es geht nicht."',
      ]);
      expect(found.length).toBeGreaterThan(6);
    });
  });

  /** The report without files and tasks: nothing of the environment is installed there. */
  const told = (found: readonly string[]) => found.filter((one) => !/^drift (?:file|unit)-/.test(one));

  test("an IPv6 virtual IP is found, and one that Windows configures at boot", async () => {
    const environment = synthesize(soundDeclaration(WITH_IPV6));
    host.setState("language", "de");
    const virtualIp = `11|${IPV6.virtualIp}|64|Manual|both|0|Preferred\n`;
    for (const [file, content] of Object.entries(IPV6_STATE)) host.setState(file, content);
    host.setState("addresses", IPV6_STATE.addresses + virtualIp);
    const found = told(drift(environment, await collect(environment)));
    host.setState("language", undefined);
    expect(found).toEqual([
      expect.stringMatching(/^drift virtual-ip-persistent: netsh store=persistent, Local Area .* 2001:db8:120::10$/),
    ]);
  });

  test("of a cluster, it reports port rules that are enabled on both hosts or on none, and a node without the rule", async () => {
    const environment = synthesize(nlbDeclaration());
    for (const [file, content] of Object.entries(STATE)) host.setState(file, content);
    const state = async (rules: string, node: number) => {
      host.setState("nlb-nodes", `10.120.0.10:1|${node}\n`);
      host.setState("nlb-rules", rules);
      return collect(environment);
    };
    const enabled = await state("10.120.0.10|5060|5060|1\n", 1008);
    expect(told(drift(environment, enabled))).toEqual([]);
    expect(told(drift(environment, enabled, "holds"))).toEqual([
      "drift port-rule-enabled-on-both: enabled on sip-a and sip-b",
    ]);
    const disabled = await state("10.120.0.10|5060|5060|2\n", 1007);
    expect(told(drift(environment, disabled, "holds"))).toEqual([]);
    expect(told(drift(environment, disabled))).toEqual([
      "drift port-rule-enabled-on-none: disabled on sip-a and sip-b",
    ]);
    expect(told(drift(environment, await state("", 1006), "holds"))).toEqual([
      "drift port-rule-missing: 0 rules",
      "drift cluster-not-converged: status 1006",
    ]);
  });
});
