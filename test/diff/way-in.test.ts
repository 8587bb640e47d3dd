import { describe, expect, test } from "vitest";
import { environmentDiff } from "../../lib/diff/environment-diff";
import type { Declaration } from "../../lib/synth/declaration";
import { plan } from "../../lib/synth/plan";
import { resolve } from "../../lib/synth/resolve";
import { bigIpDeclaration, SECOND_PAIR } from "../options/big-ip/big-ip-sample";
import { POOL, sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { NLB, nlbDeclaration } from "../options/windows-nlb/nlb-sample";
import { REMOVED, sampleDeclaration, windowsPair } from "../sample-declaration";

const snapshot = (declaration: object) => {
  const { topology } = resolve(declaration as Declaration);
  return { topology: topology!, files: plan(topology!).artifacts };
};

const stepsOf = (was: object, is: object) => environmentDiff(snapshot(was), snapshot(is)).order;

/** How each step of the pair begins. */
const order = (was: object, is: object) => stepsOf(was, is).map((step) => step.split("\n")[0]!.slice(0, 60));

const ofTerraform = (changes: Readonly<Record<string, unknown>> = {}) =>
  bigIpDeclaration({ ...SECOND_PAIR, "bigIps.ltm-1.deployment": "terraform", ...changes });

describe("a pair that comes to a Windows NLB cluster", () => {
  test("gets the feature before the scripts, and the cluster before its servers are started", () => {
    expect(order(sampleDeclaration(windowsPair()), nlbDeclaration())).toEqual([
      "All of it in a maintenance window: callers do not reach inbo",
      "Disable the alarm conditions of inbound, so that nothing sta",
      "Pair inbound: Release the virtual IP on both hosts. Callers ",
      "Pair inbound: On sip-a and sip-b, add the feature, as the in",
      "Install on sip-b, sip-a, in `stacks/staging`; Terraform take",
      "Bring these to where they belong, as the chapters of their p",
      "Export the objects of the Configuration Layer that exist, an",
      'On each of these reactions, choose the type "start a specifi',
      "Pair inbound: stop SIP_In_B and SIP_In_P.",
      'Pair inbound: Make the cluster what is declared, as "Build t',
      "Pair inbound: prove its scripts on the hosts, as its chapter",
      "See that the alarm conditions of inbound are enabled again.",
      "Pair inbound: start SIP_In_P, then SIP_In_B, and wait until ",
      "Pair inbound: Look where the ports are enabled:",
      "Pair inbound: make a call, then a manual switchover there an",
      "Delete the objects that belong to the earlier output alone, ",
      "Look that nothing is left to do:",
    ]);
  });

  test("has its ports disabled before a script that knows other ones is installed, and the cluster changed after it", () => {
    for (const is of [
      { [`${NLB}.portRules`]: [{ startPort: 5080 }] },
      { [`${NLB}.hostPriorities`]: { primary: 2, backup: 1 } },
    ])
      expect(order(nlbDeclaration(), nlbDeclaration(is)).slice(1, 7)).toEqual([
        "Disable the alarm conditions of inbound, so that nothing sta",
        "Pair inbound: Disable the ports on both hosts. Callers do no",
        "Install on sip-b, sip-a, in `stacks/staging`; Terraform take",
        'Pair inbound: Make the cluster what is declared, as "Build t',
        "See that the alarm conditions of inbound are enabled again.",
        "Pair inbound: Look where the ports are enabled:",
      ]);
    const ports = order(nlbDeclaration(), nlbDeclaration({ "pairs.inbound.sip.port": 5070 }));
    expect(ports.filter((step) => step.startsWith("Pair inbound"))).toEqual([
      "Pair inbound: Disable the ports on both hosts. Callers do no",
      "Pair inbound: stop SIP_In_B and SIP_In_P.",
      'Pair inbound: Make the cluster what is declared, as "Build t',
      "Pair inbound: start SIP_In_P, then SIP_In_B, and wait until ",
      "Pair inbound: Look where the ports are enabled:",
      "Pair inbound: make a call, then a manual switchover there an",
    ]);
  });

  test("has its cluster taken down first where its address or an interface of it is another one", () => {
    const renamed = {
      "hosts.sip-a.interfaces": {
        Management: { network: "management", address: "10.110.0.11" },
        NLB: { network: "voice", address: "10.120.0.11" },
      },
    };
    for (const is of [{ [`${NLB}.virtualIp`]: "10.120.0.20" }, renamed]) {
      const steps = order(nlbDeclaration(), nlbDeclaration(is)).filter((step) => step.startsWith("Pair inbound"));
      expect(steps.slice(0, 5)).toEqual([
        "Pair inbound: Disable the ports on both hosts. Callers do no",
        "Pair inbound: On sip-a, remove the cluster; this ends all co",
        "Pair inbound: stop SIP_In_B and SIP_In_P.",
        'Pair inbound: Make the cluster what is declared, as "Build t',
        "Pair inbound: start SIP_In_P, then SIP_In_B, and wait until ",
      ]);
    }
    const management = nlbDeclaration({ "hosts.sip-a.interfaces.Management.address": "10.110.0.21" });
    expect(order(nlbDeclaration(), management).join()).not.toContain("remove the cluster");
  });
});

describe("a pair that comes behind SIP Proxies", () => {
  test("has its pool and records before its servers are started, and callers are pointed at them last", () => {
    const steps = order(sampleDeclaration(), sipProxyDeclaration());
    expect(steps.slice(-7)).toEqual([
      "Pair inbound: stop SIP_In_B and SIP_In_P.",
      "Pair inbound: Install, set up and start the proxies, and put",
      "Pair inbound: start SIP_In_P, then SIP_In_B, and wait until ",
      "Pair inbound: Point endpoints, gateways and trunks at sip.ex",
      "Pair inbound: make a call, then a manual switchover there an",
      "Delete the objects that belong to the earlier output alone, ",
      "Look that nothing is left to do:",
    ]);
    expect(steps).toContain("Import `configuration-layer/hosts-annex.cfg` on the Annex of");
  });

  test("has the records of a new name before a server looks for it", () => {
    expect(
      order(sipProxyDeclaration(), sipProxyDeclaration({ [`${POOL}.fqdn`]: "new.example.com" })).slice(1, 4),
    ).toEqual([
      "Bring these to where they belong, as the chapters of their p",
      "Import these on the options tab of their application, Host o",
      "pairs.inbound: Point endpoints, gateways and trunks at the n",
    ]);
  });

  test("has a zone's serial number raised where name servers copy it, and not where it is or nobody does", () => {
    const names = { [`${POOL}.nameServers`]: ["ns1.example.com"] };
    const ttl = { [`${POOL}.recordTtl`]: "30s" };
    const change = (is: object) =>
      order(sipProxyDeclaration(names), sipProxyDeclaration({ ...names, ...ttl, ...is }))[0];
    expect(change({})).toBe("pairs.inbound: Raise zoneSerial of sip.example.com above 1 a");
    expect(change({ [`${POOL}.zoneSerial`]: 2 })).toBe("Bring these to where they belong, as the chapters of their p");
    expect(order(sipProxyDeclaration(), sipProxyDeclaration(ttl))).toEqual([
      "Bring these to where they belong, as the chapters of their p",
    ]);
  });
});

describe("a device whose declaration Terraform brings", () => {
  test("is applied also where a pair is no longer behind it", () => {
    const steps = order(ofTerraform(), ofTerraform({ "pairs.outbound": REMOVED }));
    expect(steps).toContain("Apply, in `stacks/dmz`; Terraform takes the backups' hosts b");
  });

  test("that people bring from now on is taken out of Terraform's state first, or the next apply fails", () => {
    expect(stepsOf(ofTerraform(), ofTerraform({ "bigIps.ltm-1.deployment": "operator" }))[0]).toBe(
      "Have Terraform forget the declaration on ltm-1, which stays there; with it in its state no apply succeeds, as its provider is gone. In `stacks/dmz`:\n```sh\nterraform init\nterraform state rm bigip_as3.ltm-1\n```\nWhere no pair was behind the device, it says that there is none, which is as well.",
    );
  });

  test("has no file that people would bring there a second time", () => {
    const brought = stepsOf(ofTerraform(), ofTerraform({ "bigIps.ltm-1.network.insideSelfIp": "10.214.0.2" }))
      .filter((step) => step.startsWith("Bring these"))
      .join();
    expect(brought).not.toMatch(/as3\.json|declarative-onboarding\.json/);
  });
});

test("a pair under another name behind the same device keeps its hosts' default route", () => {
  const { pairs } = bigIpDeclaration() as { pairs: Record<string, object> };
  const steps = order(bigIpDeclaration(), bigIpDeclaration({ pairs: { incoming: pairs.inbound } })).join("\n");
  expect(steps).not.toMatch(/former default route|Point callers/);
});

test("a pair that nobody has served before goes through its chapter of the runbook", () => {
  const pair = (pairs: object) => ({ ...sampleDeclaration(), pairs });
  const { pairs } = sampleDeclaration() as { pairs: Record<string, object> };
  expect(order(pair({}), pair(pairs)).at(-2)).toBe("Pair inbound is new: choose the Switch on its SIP Servers an");
});
