import { describe, expect, test } from "vitest";
import { mergeObjects } from "../../lib/configuration-layer/objects";
import { optionOf } from "../../lib/options";
import { optionChange } from "../../lib/report/option-change";
import { type Plan, plan } from "../../lib/synth/plan";
import { textOf } from "../../lib/text/file-text";
import { bigIpDeclaration } from "../options/big-ip/big-ip-sample";
import { singleHostDeclaration } from "../options/single-host/single-host-sample";
import { sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { nlbDeclaration } from "../options/windows-nlb/nlb-sample";
import { REMOVED, sampleDeclaration, soundDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";

const chapter = (declaration: object) => {
  const topology = topologyOf(declaration);
  const pair = topology.pairs.get("inbound")!;
  return optionChange(topology, pair, optionOf(pair).configuration(topology, pair));
};

const textAt = ({ artifacts }: Plan, path: string) => textOf(artifacts.find((one) => one.path === path)!.content);

/** The names of all objects that a plan has. */
function objectsOf(made: Plan): string[] {
  const { applications, scripts, alarmConditions } = JSON.parse(textAt(made, "configuration-layer/objects.json"));
  return [...applications, ...scripts, ...alarmConditions].map(({ name }: { name: string }) => name);
}

test("a pair's chapter has the steps of a move to another option, and for a pair without scripts the few that it needs", () => {
  expect(chapter(singleHostDeclaration())).toBe(
    `### Moving to another option

\`sip-ha advise\` lists the options that fit.

1. Replace the block under \`pairs.inbound.highAvailability\` with the block of the other option, then check and synthesize. Keep the declarations of hosts that the pair no longer uses, with their \`connection\`, until the apply is done: otherwise Terraform does not know how to clean them up.

2. Apply. This installs what the new option has.

3. Continue with the new runbook: its objects and options, then the proof of this pair, before callers use it.`,
  );
});

test("a pair with a virtual IP releases it first, and lists the objects to delete, each before those to which it refers", () => {
  const text = chapter(soundDeclaration());
  expect(text).toContain(
    `3. Release the virtual IP on both hosts. Callers do not reach the pair from here on until it is served again. If the virtual IP may still be up, its script is neither removed nor replaced by the script of another address, and the apply fails.
   \`\`\`sh
   # on sip-a:
   sudo /opt/genesys/sip-ha/inbound-vip down
   # on sip-b:
   sudo /opt/genesys/sip-ha/inbound-vip down
   \`\`\`

4. Apply. This installs what the new option has, and removes the scripts of the old option, with what starts them at boot.

5. Continue with the new runbook: its objects and options, then the proof of this pair, before callers use it.

6. Delete`,
  );
  const kinds = [...text.matchAll(/^ {3}\| (alarm condition|reaction|application) \|/gm)].map(([, kind]) => kind);
  expect([...new Set(kinds)]).toEqual(["alarm condition", "reaction", "application"]);
  expect(kinds).toEqual([
    ...Array(4).fill("alarm condition"),
    ...Array(6).fill("reaction"),
    ...Array(6).fill("application"),
  ]);
});

test("an object that the other option has under the same name is not deleted", () => {
  const later = objectsOf(plan(topologyOf(nlbDeclaration())));
  const text = chapter(soundDeclaration());
  const listed = [...text.matchAll(/^ {3}\| (?:alarm condition|reaction|application) \| (\S+) \|/gm)].map(
    ([, name]) => name,
  );
  expect(listed.filter((name) => later.includes(name!))).toHaveLength(4);
  expect(text).toContain(
    "Delete the objects in this table that the new `configuration-layer/objects.json` does not name, in this order; an import does not remove them:\n",
  );
});

test("for a host that Terraform does not reach, the steps say how to remove by hand what is there", () => {
  const unreached = sampleDeclaration({ "hosts.sip-b.connection": REMOVED, "hosts.sip-b.installDirectory": "/srv/ha" });
  expect(chapter(unreached)).toContain(
    "On sip-b, which Terraform does not reach, install the new folder; if it no longer has a folder, run `sh /srv/ha/deploy-staging remove manual` as root.",
  );
});

test("a move to a single host changes one block: its files are removed, its hosts are cleared, and nothing else changes", () => {
  const before = plan(topologyOf(sampleDeclaration()));
  const moved = {
    "pairs.inbound.highAvailability": { singleHost: { seats: 80 } },
    "pairs.inbound.backup.host": "sip-a",
    "pairs.inbound.backup.ports": { tlib: 3001 },
  };
  const after = plan(topologyOf(sampleDeclaration(moved)));
  expect(before.deployments.map(({ host }) => host.name)).toEqual(["sip-a", "sip-b"]);
  expect([after.deployments, after.cleared.map(({ name }) => name)]).toEqual([[], ["sip-a", "sip-b"]]);
  const paths = (made: Plan) => made.artifacts.map(({ path }) => path);
  expect(paths(before).filter((path) => !paths(after).includes(path))).toEqual(
    paths(before).filter((path) => path.startsWith("hosts/")),
  );
  expect(paths(after).filter((path) => !paths(before).includes(path))).toEqual([]);
  for (const path of ["configuration-layer/hosts-annex.cfg", "configuration-layer/options/SCS_Staging.cfg"])
    expect(textAt(after, path)).toBe(textAt(before, path));

  // What the old runbook has deleted is what the new objects do not have.
  const topology = topologyOf(sampleDeclaration());
  const pair = topology.pairs.get("inbound")!;
  const { applications, scripts, alarmConditions } = mergeObjects(optionOf(pair).configuration(topology, pair));
  const own = [...applications, ...scripts, ...alarmConditions].map(({ name }) => name);
  expect(objectsOf(before).filter((name) => !objectsOf(after).includes(name))).toEqual(own);
  for (const name of own) expect(textAt(before, "runbook.md")).toContain(`| ${name} |`);
});

const connection = { ssh: { user: "root" } };

describe.each([
  [
    "SIP Proxy",
    sipProxyDeclaration({ "hosts.sip-b.interfaces.eth1": { network: "voice", address: "10.120.0.12" } }),
    { virtualIp: "10.120.0.10", network: "voice" },
    ["sip-a", "sip-b"],
    "dns/",
  ],
  [
    "F5 BIG-IP",
    bigIpDeclaration({ "hosts.trunk-a.connection": connection, "hosts.trunk-b.connection": connection }),
    { virtualIp: "10.214.0.100", network: "ltm-inside" },
    ["trunk-a", "trunk-b"],
    "big-ip/",
  ],
])("from a virtual IP to %s", (_, declaration, ipAddressTakeover, hosts, folder) => {
  const { inbound } = declaration.pairs as Readonly<Record<"inbound", object>>;
  const pairs = { inbound: { ...inbound, highAvailability: { ipAddressTakeover } } };
  const [before, after] = [plan(topologyOf({ ...declaration, pairs })), plan(topologyOf(declaration))];
  const pathsOf = ({ artifacts }: Plan, start: string) =>
    artifacts.map(({ path }) => path).filter((path) => path.startsWith(start));

  test("is a change of one block: scripts, alarms and reactions are removed, the next apply clears the hosts, and the new option's files come", () => {
    expect(before.deployments.map(({ host }) => host.name)).toEqual(hosts);
    expect(after.deployments).toEqual([]);
    expect(after.cleared.map(({ name }) => name)).toEqual(expect.arrayContaining(hosts));
    expect([pathsOf(before, "hosts/").length > 4, pathsOf(after, "hosts/")]).toEqual([true, []]);
    expect([pathsOf(before, folder), pathsOf(after, folder).length > 0]).toEqual([[], true]);
    const moving = (made: Plan) => objectsOf(made).filter((name) => /_VIP_|_BECAME_/.test(name));
    expect([moving(before).length, moving(after)]).toEqual([16, []]);
  });

  test("is described in the old runbook, and the way back in the new one", () => {
    for (const made of [before, after]) expect(textAt(made, "runbook.md")).toContain("### Moving to another option");
    expect(textAt(after, "runbook.md")).toContain("### Moving here from");
  });
});
