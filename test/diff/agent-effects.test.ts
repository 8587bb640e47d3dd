import { describe, expect, test } from "vitest";
import { agentEffects } from "../../lib/diff/agent-effects";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import type { LocalControlAgent } from "../../lib/model/host";
import type { ChangedKey, Effect } from "../../lib/options/effect";
import { furtherInterfaces, sampleDeclaration } from "../sample-declaration";
import { sampleTopology } from "../sample-topology";
import { stepsOf } from "./steps-of";

const root: LocalControlAgent = { port: 4999, account: "root", becomeRoot: "none" };
const genesys: LocalControlAgent = { port: 4999, account: "genesys", becomeRoot: "sudo" };
const other: LocalControlAgent = { port: 4999, account: "lca", becomeRoot: "sudo" };

const topology = (localControlAgent: LocalControlAgent) => sampleTopology({ localControlAgent });
const snapshot = (agent: LocalControlAgent) => snapshotOf(topology(agent));

const AGENT =
  "hosts.sip-a, hosts.sip-b: Set up the Local Control Agent as declared, and start it again. If this concerns both hosts of a pair, take one after the other: first the host that does not serve, and the second host when Solution Control Server reaches the agent of the first again. If the server of a host serves, switch it over before, as its chapter in the runbook says: the loss of an agent counts as the loss of its host (documented).";

/** The steps that change scripts, the commands that start them, or the account that does. */
const order = (was: LocalControlAgent, is: LocalControlAgent) =>
  environmentDiff(snapshot(was), snapshot(is))
    .order.map((step) => step.split("\n")[0]!)
    .filter((step) => /Local Control Agent|account|^Install|^Export/.test(step))
    .map((step) => (step === AGENT ? "agent" : step.split(" ").slice(0, 5).join(" ")));

describe("the Local Control Agent with another account", () => {
  test("is set up last if it may start only what is installed and imported for it", () => {
    const last = ["hosts.sip-a, hosts.sip-b: Create the account", "Install on sip-b, sip-a, in"];
    expect(order(root, genesys)).toEqual([...last, "Export the objects of the", "agent"]);
    expect(order(genesys, other)).toEqual([...last, "agent"]);
  });

  test("is set up first if the account is root, which may start everything there", () => {
    expect(order(genesys, root)).toEqual(["agent", "Install on sip-b, sip-a, in", "Export the objects of the"]);
  });

  test("reports from when the former account can no longer start a script", () => {
    const effect = (was: LocalControlAgent, is: LocalControlAgent) => {
      const rule = agentEffects["hosts.*.localControlAgent.account"] as (change: ChangedKey) => Effect;
      const path = ["hosts", "sip-a", "localControlAgent", "account"];
      return rule({ path, before: was.account, after: is.account, was: topology(was), is: topology(is) });
    };
    const because =
      "the Local Control Agent is set up by hand and started again; no source says what its servers do meanwhile";
    expect(effect(root, genesys).because).toBe(because);
    expect(effect(genesys, other).because).toBe(
      `${because}; between the installation and that moment the agent of genesys cannot start any script there`,
    );
  });

  test("and another port is never out of reach on both hosts of a pair, because its Host object follows before both are imported", () => {
    const [step] = environmentDiff(snapshot(root), snapshot({ ...root, port: 4998 })).order.filter((one) =>
      one.includes("Local Control Agent"),
    );
    expect(step).toBe(
      "hosts.sip-a, hosts.sip-b: Stop the Local Control Agent, and enter its new port in its Host object, which must not be changed while anything is connected to the agent (documented); then set up the agent as declared, and start it. If this concerns both hosts of a pair, take one after the other: first the host that does not serve, and the second host when Solution Control Server reaches the agent of the first again. If the server of a host serves, switch it over before, as its chapter in the runbook says: the loss of an agent counts as the loss of its host (documented).",
    );
  });

  test("and another port first gets the port with its old account, and the account when it may run what it finds", () => {
    const changed = { ...genesys, port: 4998 };
    const steps = environmentDiff(snapshot(root), snapshot(changed)).order.map((step) => step.split("\n")[0]!);
    const [port, account] = steps.filter((step) => step.includes("Local Control Agent"));
    expect(steps.filter((step) => step.includes("Local Control Agent"))).toHaveLength(2);
    expect(port).toMatch(
      /^hosts\.sip-a, hosts\.sip-b: Stop the Local Control Agent, and enter its new port in its Host object, which must not be changed while anything is connected to the agent \(documented\); then give the agent its new port, leave its account as it is until the import, and start it\. If this concerns both hosts of a pair, take one after the other: /,
    );
    expect(account).toBe(AGENT);
    const at = (text: string) => steps.findIndex((step) => step.startsWith(text));
    expect([steps.indexOf(port!), at("Install on"), at("Export the objects"), steps.indexOf(account!)]).toEqual(
      [steps.indexOf(port!), at("Install on"), at("Export the objects"), steps.indexOf(account!)].sort((a, b) => a - b),
    );
  });

  test("and another port has that port in the registry if it is a Windows service", () => {
    const windows = sampleTopology({ hosts: { "sip-a": { os: "windows" } } });
    const rule = agentEffects["hosts.*.localControlAgent.port"] as (change: ChangedKey) => Effect;
    const told = (host: string) => {
      const path = ["hosts", host, "localControlAgent", "port"];
      return rule({ path, before: 4999, after: 4998, was: windows, is: windows }).before;
    };
    expect(told("sip-a")).toContain(
      "start it, with the new port in `ImagePath` of its service in the registry, under `HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services` (documented). If this concerns both hosts",
    );
    expect(told("sip-b")).not.toContain("registry");
  });

  test("and another port is set up once if the account is root", () => {
    const steps = environmentDiff(snapshot(genesys), snapshot({ ...root, port: 4998 })).order;
    const told = steps.filter((step) => step.includes("Local Control Agent"));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(
      /^hosts\.sip-a, hosts\.sip-b: Stop the Local Control Agent, and enter its new port in its Host object, .* then set up the agent as declared, and start it\. /,
    );
  });

  test("on a host with both servers of a pair waits until callers can be without it", () => {
    const { primary, backup } = sampleTopology().pairs.get("inbound")!;
    const was = sampleTopology({ pair: { primary, backup: { ...backup, host: "sip-a" } } });
    const rule = agentEffects["hosts.*.localControlAgent.port"] as (change: ChangedKey) => Effect;
    const path = ["hosts", "sip-a", "localControlAgent", "port"];
    const effect = rule({ path, before: 4999, after: 4998, was, is: was });
    expect([effect.planAs, effect.before]).toEqual([
      "outage",
      "Stop the Local Control Agent, and enter its new port in its Host object, which must not be changed while anything is connected to the agent (documented); then set up the agent as declared, and start it. Do this when callers can be without this host, because both servers of a pair are on it: the loss of an agent counts as the loss of its host (documented).",
    ]);
  });

  test("is set up once with a machine that is replaced", () => {
    const was = sampleTopology();
    const is = sampleTopology({ hosts: { "sip-b": { os: "windows" } } });
    const rule = agentEffects["hosts.*.localControlAgent.account"] as (change: ChangedKey) => Effect;
    const path = ["hosts", "sip-b", "localControlAgent", "account"];
    expect(rule({ path, before: "root", after: "LocalSystem", was, is })).toEqual({
      effect: "none",
      because: "it is set up together with the new machine",
    });
  });

  test("is set up at once, and concerns no pair, if no SIP Server runs there", () => {
    const rule = agentEffects["hosts.*.localControlAgent.account"] as (change: ChangedKey) => Effect;
    const path = ["hosts", "mgmt-1", "localControlAgent", "account"];
    const was = sampleTopology();
    expect(rule({ path, before: "root", after: "genesys", was, is: was })).toEqual({
      effect: "none",
      because: "the Local Control Agent is set up by hand and started again; no SIP Server runs there",
      evidence: "inferred",
      before: "Set up the Local Control Agent as declared, and start it again.",
    });
  });
});

test("a new host whose agent has another account gets that account before scripts are given to its group", () => {
  const { "sip-b": host } = sampleDeclaration().hosts as Record<string, { interfaces: object }>;
  const moved = sampleDeclaration({
    "hosts.sip-c": {
      ...host,
      interfaces: furtherInterfaces(13),
      localControlAgent: { account: "genesys", becomeRoot: "sudo" },
    },
    "pairs.inbound.backup.host": "sip-c",
  });
  expect(stepsOf(sampleDeclaration(), moved)[0]).toBe(
    "pairs.inbound: Install SIP Server on sip-c as its own documentation says, and a Local Control Agent if there is none. Create the account genesys, and a group of the same name, if they do not exist: the installer gives the scripts to that group.",
  );
});
