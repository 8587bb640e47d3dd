import { describe, expect, test } from "vitest";
import { compare } from "../../lib/diff/compare";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { bigIpDeclaration, SECOND_PAIR } from "../options/big-ip/big-ip-sample";
import { POOL, sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { NLB, nlbDeclaration } from "../options/windows-nlb/nlb-sample";
import { REMOVED, sampleDeclaration, windowsPair } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { stepsOf } from "./steps-of";

/** How each step of the pair begins. */
const order = (was: object, is: object) => stepsOf(was, is).map((step) => step.split("\n")[0]!.slice(0, 60));

const ofTerraform = (changes: Readonly<Record<string, unknown>> = {}) =>
  bigIpDeclaration({ ...SECOND_PAIR, "bigIps.ltm-1.deployment": "terraform", ...changes });

describe("a pair that moves to a Windows NLB cluster", () => {
  test("gets the feature while it is served, and the cluster before its servers are started", () => {
    expect(order(sampleDeclaration(windowsPair()), nlbDeclaration())).toEqual([
      "Pair inbound: On sip-a and sip-b, add the feature, because t",
      "Do all of it in a maintenance window: callers cannot reach i",
      "Disable the alarm conditions of inbound, so that nothing sta",
      "Pair inbound: Release the virtual IP on both hosts. Callers ",
      "Pair inbound: stop SIP_In_B and SIP_In_P.",
      "Install on sip-b, sip-a, in `stacks/staging`; Terraform take",
      "Export the objects of the Configuration Layer that exist, an",
      'On each of these reactions, choose the type "start a specifi',
      'Pair inbound: Bring the cluster to the declared state, as "B',
      "Pair inbound: prove its scripts on the hosts, as its chapter",
      "Check that the alarm conditions of inbound are enabled again",
      "Pair inbound: start SIP_In_P, then SIP_In_B, and wait until ",
      "Pair inbound: Find out where the ports are enabled:",
      "Pair inbound: make a call, then a manual switchover there an",
      "Delete the objects that belong only to the earlier output, i",
      "Check that nothing is left to do:",
    ]);
  });

  test("has its ports disabled before a script with other ports is installed, and the cluster changed after that", () => {
    for (const is of [
      { [`${NLB}.portRules`]: [{ startPort: 5080 }] },
      { [`${NLB}.hostPriorities`]: { primary: 2, backup: 1 } },
    ])
      expect(order(nlbDeclaration(), nlbDeclaration(is)).slice(1, 7)).toEqual([
        "Disable the alarm conditions of inbound, so that nothing sta",
        "Pair inbound: Disable the ports on both hosts. Callers do no",
        "Install on sip-b, sip-a, in `stacks/staging`; Terraform take",
        'Pair inbound: Bring the cluster to the declared state, as "B',
        "Check that the alarm conditions of inbound are enabled again",
        "Pair inbound: Find out where the ports are enabled:",
      ]);
    const ports = order(nlbDeclaration(), nlbDeclaration({ "pairs.inbound.sip.port": 5070 }));
    expect(ports.filter((step) => step.startsWith("Pair inbound"))).toEqual([
      "Pair inbound: Disable the ports on both hosts. Callers do no",
      "Pair inbound: stop SIP_In_B and SIP_In_P.",
      'Pair inbound: Bring the cluster to the declared state, as "B',
      "Pair inbound: start SIP_In_P, then SIP_In_B, and wait until ",
      "Pair inbound: Find out where the ports are enabled:",
      "Pair inbound: make a call, then a manual switchover there an",
    ]);
  });

  const interfacesOf = (name: string, last: number) => ({
    Management: { network: "management", address: `10.110.0.${last}` },
    [name]: { network: "voice", address: `10.120.0.${last}` },
  });
  const INTERFACE = "Local Area Connection 2";
  const sipC = (role: string) => ({
    "hosts.sip-c": { os: "windows", interfaces: interfacesOf(INTERFACE, 13) },
    [`pairs.inbound.${role}.host`]: "sip-c",
  });

  test("has its cluster taken down first if its address, or both of its nodes, change", () => {
    const both = {
      "hosts.sip-a.interfaces": interfacesOf("NLB", 11),
      "hosts.sip-b.interfaces": interfacesOf("NLB", 12),
    };
    const renamed = {
      "hosts.sip-a": REMOVED,
      "hosts.sip-x": { os: "windows", interfaces: interfacesOf(INTERFACE, 11) },
      "pairs.inbound.primary.host": "sip-x",
    };
    const mode = { ...sipC("backup"), [`${NLB}.operationMode`]: "igmpMulticast" };
    for (const is of [{ [`${NLB}.virtualIp`]: "10.120.0.20" }, both, renamed, mode]) {
      const all = order(nlbDeclaration(), nlbDeclaration(is)).filter((step) => step.startsWith("Pair inbound"));
      const steps = all.filter((step) => !step.includes("add the feature"));
      expect(steps.slice(0, 5)).toEqual([
        "Pair inbound: Disable the ports on both hosts. Callers do no",
        "Pair inbound: On sip-a, remove the cluster. This ends all co",
        "Pair inbound: Have the entries for the cluster's hardware ad",
        "Pair inbound: stop SIP_In_B and SIP_In_P.",
        'Pair inbound: Bring the cluster to the declared state, as "B',
      ]);
    }
    const management = nlbDeclaration({ "hosts.sip-a.interfaces.Management.address": "10.110.0.21" });
    expect(order(nlbDeclaration(), management).join()).not.toContain("remove the cluster");
  });
});

describe("a pair that moves behind SIP Proxies", () => {
  const proxied = (changes: Readonly<Record<string, unknown>> = {}) =>
    sipProxyDeclaration({
      "hosts.sip-b.interfaces.eth1": { network: "voice", address: "10.120.0.12" },
      "pairs.inbound.recoveryTimeObjective": "25s",
      ...changes,
    });

  test("from a virtual IP of the same servers goes through its chapter, which has no outage, and loses the scripts after it", () => {
    expect(order(sampleDeclaration(), proxied())).toEqual([
      'Pair inbound: go through "Moving here from IP Address Takeov',
      "Remove from sip-b, sip-a what is installed there, in `stacks",
      "Pair inbound: make a call, then a manual switchover there an",
      "Delete the objects that belong only to the earlier output, i",
      "Check that nothing is left to do:",
    ]);
    expect(stepsOf(sampleDeclaration(), proxied())[0]).toBe(
      'Pair inbound: go through "Moving here from IP Address Takeover" of its chapter in the runbook, up to and including the step that releases what served it before. Callers are served throughout. The steps below are the rest of it.',
    );
    const moved = (is: object) =>
      compare(topologyOf(sampleDeclaration()), topologyOf(is)).find(({ path }) => path[2] === "highAvailability")!;
    expect([moved(proxied()), moved(proxied({ "pairs.inbound.sip.port": 5070 }))].map(({ effect }) => effect)).toEqual([
      "switchover",
      "outage",
    ]);
  });

  test("does so before other pairs change", () => {
    const { inbound } = sampleDeclaration().pairs as Record<string, object>;
    const other = {
      "pairs.other": {
        ...inbound,
        primary: { application: "O_P", host: "sip-a", ports: { tlib: 3100 } },
        backup: { application: "O_B", host: "sip-b", ports: { tlib: 3100 } },
        sip: { port: 5080, transports: ["udp"] },
        highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.30", network: "voice" } },
      },
    };
    const virtualIp = { "pairs.other.highAvailability.ipAddressTakeover.virtualIp": "10.120.0.40" };
    const [first] = stepsOf(
      sampleDeclaration(structuredClone(other)),
      proxied({ ...structuredClone(other), ...virtualIp }),
    );
    expect(first).toContain("Do that before the other pairs change, with their part of the environment as it was.");
  });

  test("has its proxies installed while it is served, its pool and records before its servers are started, and callers redirected last", () => {
    const steps = order(sampleDeclaration(), sipProxyDeclaration());
    expect(steps.slice(0, 2)).toEqual([
      "Pair inbound: Install SIP Proxy on proxy-1, proxy-2; the ins",
      "Do all of it in a maintenance window: callers cannot reach i",
    ]);
    expect(steps.slice(-7)).toEqual([
      "Pair inbound: Set up and start the proxies, then put the DNS",
      "Pair inbound: start SIP_In_P, then SIP_In_B, and wait until ",
      'Pair inbound: Prove the pool, as "Proof of the pool, before ',
      "Pair inbound: Point endpoints, gateways and trunks at sip.ex",
      "Pair inbound: make a call, then a manual switchover there an",
      "Delete the objects that belong only to the earlier output, i",
      "Check that nothing is left to do:",
    ]);
    expect(steps).toContain("Import `configuration-layer/hosts-annex.cfg` on the Annex of");
  });

  test("has the records of a new name before a server looks for it", () => {
    expect(order(sipProxyDeclaration(), sipProxyDeclaration({ [`${POOL}.fqdn`]: "new.example.com" }))).toEqual([
      "pairs.inbound: Put the records of the new name into service,",
      "Import these on the options tab of their application, Host o",
      "Bring these files to where they belong, as the chapters of t",
      "pairs.inbound: Point endpoints, gateways and trunks at the n",
    ]);
  });

  test("is out of reach if its new name takes the place of the earlier one in the same zone", () => {
    const zone = { [`${POOL}.zone`]: "example.com" };
    const is = { ...zone, [`${POOL}.fqdn`]: "new.example.com" };
    expect(order(sipProxyDeclaration(zone), sipProxyDeclaration(is))).toEqual([
      "Do all of it in a maintenance window: callers cannot reach i",
      "Before anybody is told to use them, add these records to tho",
      "Import these on the options tab of their application, Host o",
      "pairs.inbound: Point endpoints, gateways and trunks at the n",
      "Pair inbound: make a call, then a manual switchover there an",
      "When nobody asks any more for the names that they no longer ",
    ]);
  });

  test("leaves nobody for its proxies to follow if it is removed", () => {
    const pooled = (steps: readonly string[]) => steps.filter((step) => /prox/.test(step.split("\n")[0]!));
    expect(pooled(stepsOf(sipProxyDeclaration(), sampleDeclaration()))).toContain(
      "Pair inbound: Leave the proxies running until nothing comes through them any more. They follow the primary in the meantime.",
    );
    for (const gone of [
      stepsOf(sipProxyDeclaration(), sipProxyDeclaration({ pairs: {} })),
      environmentDiff(snapshotOf(topologyOf(sipProxyDeclaration())), undefined).order,
    ])
      expect(pooled(gone)).toEqual(["Pair inbound: Remove the DNS records, and stop the proxies for good."]);
  });
});

describe("a device whose declaration Terraform brings", () => {
  test("is applied even if a pair is no longer behind it", () => {
    const steps = order(ofTerraform(), ofTerraform({ "pairs.outbound": REMOVED }));
    expect(steps).toContain("Apply, in `stacks/dmz`; Terraform takes the backups' hosts b");
  });

  test("that people bring from now on is removed from Terraform's state first, because otherwise the next apply fails", () => {
    expect(stepsOf(ofTerraform(), ofTerraform({ "bigIps.ltm-1.deployment": "operator" }))[0]).toBe(
      "Before any apply, make Terraform forget the declaration on ltm-1, which stays there. With the declaration in Terraform's state no apply succeeds, because its provider is no longer there. In `stacks/dmz`:\n```sh\nterraform init\nterraform state rm bigip_as3.ltm-1\n```\nIf no pair was behind the device, Terraform says that there is no such resource, which is fine.",
    );
  });

  test("has no file that people would bring there a second time", () => {
    const brought = stepsOf(ofTerraform(), ofTerraform({ "bigIps.ltm-1.network.insideSelfIp": "10.214.0.2" }))
      .filter((step) => step.startsWith("Bring these"))
      .join();
    expect(brought).not.toMatch(/as3\.json|declarative-onboarding\.json/);
  });
});

test("a renamed pair behind the same device keeps its hosts' default route", () => {
  const { pairs } = bigIpDeclaration() as { pairs: Record<string, object> };
  const steps = stepsOf(bigIpDeclaration(), bigIpDeclaration({ pairs: { incoming: pairs.inbound } })).join("\n");
  expect(steps).not.toMatch(/former default route|Point callers|Bring these/);
  expect(steps).toContain("Pair incoming: Bring the pair to the device");
});

test("a pair that nobody has served before goes through its chapter of the runbook", () => {
  const pair = (pairs: object) => ({ ...sampleDeclaration(), pairs });
  const { pairs } = sampleDeclaration() as { pairs: Record<string, object> };
  expect(order(pair({}), pair(pairs)).at(-2)).toBe("Pair inbound is not in service yet: check that the Switch is");
});

test("a renamed pair with another virtual IP has its cluster taken down, and callers are redirected", () => {
  const { pairs } = nlbDeclaration({ [`${NLB}.virtualIp`]: "10.120.0.20" }) as { pairs: Record<string, object> };
  const steps = order(nlbDeclaration(), nlbDeclaration({ pairs: { incoming: pairs.inbound } }));
  expect(steps).toContain("Pair inbound: On sip-a, remove the cluster. This ends all co");
  expect(steps).toContain("pairs.incoming: Point callers, gateways and DNS at 10.120.0.20.".slice(0, 60));
});

test("a cluster in another mode has the switches' knowledge of it changed once, before its servers are asked", () => {
  const steps = stepsOf(nlbDeclaration(), nlbDeclaration({ [`${NLB}.operationMode`]: "unicast" }));
  const brought = steps.findIndex((step) => step.includes("network/inbound-nlb-cisco-ios.txt"));
  expect(brought).toBeLessThan(steps.findIndex((step) => step.includes("Find out where the ports are enabled")));
  expect(steps.slice(brought + 1).filter((step) => step.includes("switches and routers"))).toEqual([]);
});

test("a pair that goes is stopped for good, and one that shares a host with a cluster is no cluster", () => {
  const { pairs } = sampleDeclaration() as { pairs: Record<string, object> };
  expect(order({ ...sampleDeclaration(), pairs }, { ...sampleDeclaration(), pairs: {} })).toContain(
    "Pair inbound: stop SIP_In_B and SIP_In_P, for good.",
  );
  const other = {
    "networks.data": { cidr: "10.140.0.0/24" },
    "hosts.sip-a.interfaces.Data": { network: "data", address: "10.140.0.11" },
    "hosts.sip-b.interfaces.Data": { network: "data", address: "10.140.0.12" },
    "pairs.other": {
      primary: { application: "O_P", host: "sip-a", ports: { tlib: 3100 } },
      backup: { application: "O_B", host: "sip-b", ports: { tlib: 3100 } },
      sip: { port: 5080, transports: ["udp"] },
      highAvailability: { ipAddressTakeover: { virtualIp: "10.140.0.10", network: "data" } },
    },
  };
  const address = { "hosts.sip-a.interfaces.Local Area Connection 2": { network: "voice", address: "10.120.0.21" } };
  const steps = order(nlbDeclaration(other), nlbDeclaration({ ...other, ...address })).join("\n");
  expect(steps).toContain("hosts.sip-a: Take sip-a out of the cluster");
  expect(steps).not.toMatch(/Pair other: (Release|stop O_B and O_P)/);
});

describe("a pair that moves behind a BIG-IP", () => {
  const from = (virtualIp: string) => {
    const { inbound } = bigIpDeclaration().pairs as Record<string, object>;
    const highAvailability = { ipAddressTakeover: { virtualIp, network: "ltm-inside" } };
    return bigIpDeclaration({ pairs: { inbound: { ...inbound, highAvailability } } });
  };

  test.each([
    ["by hand", bigIpDeclaration()],
    ["by Terraform", bigIpDeclaration({ "bigIps.ltm-1.deployment": "terraform" })],
  ])("is brought to the device while it is served, %s, as its chapter says", (_, is) => {
    const steps = order(from("10.214.0.100"), is);
    expect(steps.slice(0, 3)).toEqual([
      "Pair inbound: Check that BIG-IP ltm-1 has the networks that ",
      'Pair inbound: Bring the pair to the device, as "Moving here ',
      "Do all of it in a maintenance window: callers cannot reach i",
    ]);
    expect(steps).toContain("Pair inbound: Check that the device has taken the pair, as t");
  });

  test("is brought there after the release if the virtual IP stays, because both would answer for it", () => {
    const steps = order(from("192.0.2.10"), bigIpDeclaration());
    const at = (what: string) => steps.findIndex((step) => step.startsWith(what));
    expect(at("Pair inbound: Bring the pair to the device")).toBeGreaterThan(at("Pair inbound: Release"));
    expect(steps.join()).not.toContain("Moving here");
  });
});

describe("a device that its pair leaves", () => {
  const second = {
    "networks.inside-2": { cidr: "10.215.0.0/24", gateway: "10.215.0.1" },
    "bigIps.ltm-2": {
      management: "10.213.0.101",
      version: "17.1.0",
      network: { inside: "ltm-inside", outside: "ltm-outside", insideSelfIp: "10.214.0.2", outsideSelfIp: "192.0.2.4" },
    },
  };

  test("for another device is cleared before the other one has the virtual IP", () => {
    const declared = bigIpDeclaration(second);
    const outside = (declared.bigIps as Record<string, { network: { outside: string } }>)["ltm-1"]!.network.outside;
    const on = (device: string) =>
      bigIpDeclaration({
        ...second,
        "bigIps.ltm-2.network.outside": outside,
        "pairs.inbound.highAvailability.bigIp.device": device,
      });
    const steps = order(on("ltm-1"), on("ltm-2"));
    const [off, brought] = [/Take the pair off ltm-1/, /Bring the pair to the device/].map((what) =>
      steps.findIndex((one) => what.test(one)),
    );
    expect(off).toBeGreaterThan(0);
    expect(brought).toBeGreaterThan(off!);
  });

  test("for a replacement gives its addresses to that after the tenant is removed", () => {
    const { "ltm-1": device } = bigIpDeclaration().bigIps as Record<string, object>;
    const replaced = bigIpDeclaration({
      bigIps: { "ltm-2": { ...device, management: "10.213.0.101" } },
      "pairs.inbound.highAvailability.bigIp.device": "ltm-2",
      acknowledge: [],
    });
    const steps = stepsOf(bigIpDeclaration(), replaced);
    expect(steps[0]).toBe(
      'Pair inbound: Check that BIG-IP ltm-2 has the networks that "The device\'s network" in the chapter of a pair behind it shows, except 10.214.0.1 and 192.0.2.2, which ltm-1 still has.',
    );
    const at = (what: RegExp) => steps.findIndex((step) => what.test(step));
    const given = at(/^Remove 10\.214\.0\.1 and 192\.0\.2\.2 from ltm-1, .* give them to ltm-2/);
    expect(given).toBeGreaterThan(at(/Take the pair off ltm-1/));
    expect(at(/Bring the pair to the device/)).toBeGreaterThan(given);
  });

  test("is cleared by Terraform with the environment as it was, if it is no longer declared afterwards", () => {
    const steps = stepsOf(ofTerraform(), bigIpDeclaration({ bigIps: {}, pairs: {} }));
    expect(steps.find((step) => step.startsWith("Make Terraform remove its declaration from"))).toBe(
      "Make Terraform remove its declaration from ltm-1, which it can do only as long as the device is declared. Synthesize the environment as it was before the change into the same output folder, and in `stacks/dmz`:\n```sh\nterraform init\nterraform destroy -target=bigip_as3.ltm-1\n```\nThen synthesize the environment as it is after the change.",
    );
  });
});
