import { expect, test } from "vitest";
import { SUDO } from "../../lib/model/host";
import { serversOf } from "../../lib/model/pair";
import { optionOf, options } from "../../lib/options";
import { CONTROL_SCRIPT_ENDINGS, CONTROL_SCRIPT_KINDS, SHELL_KIND } from "../../lib/scripts/control-script-kinds";
import { sudoRule } from "../../lib/scripts/sudo-rule";
import { sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { bigIpDeclaration } from "./big-ip/big-ip-sample";
import { singleHostDeclaration } from "./single-host/single-host-sample";
import { sipProxyDeclaration } from "./sip-proxy/sip-proxy-sample";
import { nlbDeclaration } from "./windows-nlb/nlb-sample";

const DECLARATIONS = {
  ipAddressTakeover: sampleDeclaration(),
  windowsNlb: nlbDeclaration(),
  bigIp: bigIpDeclaration(),
  sipProxy: sipProxyDeclaration(),
  singleHost: singleHostDeclaration(),
};

test("there is a sample of every option", () => {
  expect(Object.keys(DECLARATIONS)).toEqual(options.map(({ name }) => name));
});

test.each(Object.entries(DECLARATIONS))("%s declares whether its hosts get scripts", (name, declaration) => {
  const topology = topologyOf(declaration);
  const pair = topology.pairs.get("inbound")!;
  const option = optionOf(pair);
  const scripts = serversOf(pair).flatMap(({ host }) => option.hostWork(topology, pair, host).controlScripts);
  expect(option.name).toBe(name);
  expect(scripts.length > 0).toBe(option.runsScripts);
  expect(option.artifacts(topology, pair).some(({ target }) => target !== undefined)).toBe(option.runsScripts);
});

test.each(Object.entries(DECLARATIONS))(
  "%s names its control scripts for an installer and an import, which have no model",
  (_, declaration) => {
    const topology = topologyOf(declaration);
    const pair = topology.pairs.get("inbound")!;
    const option = optionOf(pair);
    const { applications = [] } = option.configuration(topology, pair);
    for (const { host } of serversOf(pair)) {
      const hasShell = topology.hosts.get(host)!.os !== "windows";
      for (const path of option.hostWork(topology, pair, host).controlScripts) {
        const ending = /-(\w+)(?:\.cmd)?$/.exec(path)?.[1];
        const known = hasShell ? [SHELL_KIND] : CONTROL_SCRIPT_ENDINGS;
        expect(known, "the endings in lib/scripts/control-script-kinds.ts").toContain(ending);
        const { commands, release } = CONTROL_SCRIPT_KINDS[ending as keyof typeof CONTROL_SCRIPT_KINDS];
        const started = applications
          .filter(({ commandLine, serverInfo }) => commandLine === path && serverInfo.host === host)
          .map(({ commandLineArguments }) => commandLineArguments!);
        expect([...started, "status"].sort()).toEqual([...commands].sort());
        expect(started).toContain(release);
      }
    }
  },
);

test.each(Object.entries(DECLARATIONS))(
  "%s has the Management Layer start with sudo only what the rules of sudo allow",
  (_, declaration) => {
    const model = topologyOf(declaration);
    const hosts = new Map(
      [...model.hosts].map(([name, host]) => [
        name,
        host.os === "windows"
          ? host
          : {
              ...host,
              localControlAgent: { ...host.localControlAgent, account: "genesys", becomeRoot: "sudo" as const },
            },
      ]),
    );
    const topology = { ...model, hosts };
    const pair = topology.pairs.get("inbound")!;
    const option = optionOf(pair);
    const rules = serversOf(pair).flatMap(({ host }) =>
      option.hostWork(topology, pair, host).controlScripts.map((path) => sudoRule("genesys", path)),
    );
    const allowed = rules.flatMap((rule) => rule.split(" NOPASSWD: ")[1]!.split(", "));
    const started = (option.configuration(topology, pair).applications ?? [])
      .filter(({ commandLine }) => commandLine === SUDO)
      .map(({ commandLineArguments }) => commandLineArguments!.replace("-n ", ""));
    expect(started.filter((command) => !allowed.includes(command))).toEqual([]);
    expect(started.length > 0).toBe(option.runsScripts && hosts.get(pair.primary.host)!.os !== "windows");
  },
);

test.each(Object.entries(DECLARATIONS))(
  "%s has in its chapter of the runbook the way there and back, and what nothing preserves or checks",
  (_, declaration) => {
    const topology = topologyOf(declaration);
    const pair = topology.pairs.get("inbound")!;
    const headings = optionOf(pair)
      .runbook(topology, pair)
      .match(/^### .+$/gm)!;
    const ofEvery = [
      "Manual switchover, there",
      "Manual switchover, back",
      "Roll-back",
      "What is not preserved",
      "What only people can check",
    ].map((heading) => `### ${heading}`);
    expect(headings.filter((heading) => ofEvery.includes(heading))).toEqual(ofEvery);
  },
);
