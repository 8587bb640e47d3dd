import { describe, expect, test } from "vitest";
import { diffMarkdown } from "../../lib/diff/diff-markdown";
import { diffText } from "../../lib/diff/diff-text";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { secondPool, sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { REMOVED, sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";

const snapshot = (declaration: object | undefined) =>
  declaration === undefined ? undefined : snapshotOf(topologyOf(declaration));
const diff = (was: object | undefined, is: object | undefined) => environmentDiff(snapshot(was), snapshot(is));

const spare = { os: "linux", interfaces: { eth0: { network: "management", address: "10.110.0.77" } } };
const SPARE = { "networks.spare": { cidr: "10.9.0.0/24" } };

describe("an element that is added or removed", () => {
  const elements = diff(
    sampleDeclaration(SPARE),
    sampleDeclaration({ "hosts.spare": spare, "pairs.inbound.sip.tlsPort": 5062 }),
  );

  test("is shown as one change, and a new key with its value", () => {
    const text = diffText([elements]);
    expect(text).toContain("\n\n  networks.spare\n    this network is removed\n    none: ");
    expect(text).toContain("\n\n  hosts.spare\n    this host is added\n    none: ");
    expect(text).toContain("\n\n  pairs.inbound.sip.tlsPort\n    nothing -> 5062\n    unknown: ");
  });

  test("has a dash in Markdown on the side without it, and what needs attention stands out", () => {
    const table = diffMarkdown([elements]).split("\n\n")[2];
    expect(table).toBe(`| key | was | is | service |
| --- | --- | --- | --- |
| \`networks.spare\` | \`spare\` | - | none |
| \`hosts.spare\` | - | \`spare\` | none |
| \`pairs.inbound.sip.tlsPort\` | - | \`5062\` | **unknown** |`);
  });

  test("is not shown as an element if it is a key of the environment", () => {
    const text = diffText([diff(sampleDeclaration(), sampleDeclaration({ description: "ours" }))]);
    expect(text).toContain("\n\n  description\n    nothing -> ours\n");
    const tenant = diff(sampleDeclaration({ "genesys.tenant": "A" }), sampleDeclaration({ "genesys.tenant": "B" }));
    expect(diffText([tenant])).toContain("\n\n  genesys.tenant\n    A -> B\n");
    const version = "8.1.104.20";
    const other = diff(sampleDeclaration(), sampleDeclaration({ "genesys.sipServerVersion": version }));
    expect(diffText([other])).toContain(`\n\n  genesys.sipServerVersion\n    8.1.104.10 -> ${version}\n`);
  });
});

describe("an environment that is new or removed", () => {
  test("is one change, with the number of its files, and in Markdown with their names", () => {
    const [added, removed] = [diff(undefined, sampleDeclaration()), diff(sampleDeclaration(), undefined)];
    const head = (text: string) => text.split("\n\nin this order:")[0];
    expect(head(diffText([added]))).toBe(
      "environment staging is new: 1 change, 14 files\n\n  the environment\n    this environment is added\n    none: nobody uses it yet\n\nfiles:\n  14 files, as artifacts.yaml lists them",
    );
    expect(head(diffText([removed]))).toMatch(
      /^environment staging is removed: 1 change, 14 files\n\n {2}the environment\n {4}this environment is removed\n {4}outage: /,
    );
    const markdown = diffMarkdown([added, removed]);
    expect(markdown).toContain("| staging | no effect on service | new environment: 1 change, 14 files |");
    expect(markdown).toContain("| staging | **outage of inbound** | removed: 1 change, 14 files |");
    expect(markdown).toContain("| the environment | - | `staging` | none |");
    expect(markdown).toContain("\n- `staging`: none: nobody uses it yet\n");
    expect(markdown).toContain("\n- `topology.yaml`\n");
  });
});

describe("what the way back does not bring back", () => {
  const LINE = "The way back ends calls and connections again, as the way there does.";

  test("is reported in both formats, and is empty if service is not affected", () => {
    const moved = diff(sampleDeclaration(SPARE), sampleDeclaration({ "pairs.inbound.sip.port": 5070 }));
    expect(moved.noWayBack).toEqual([LINE]);
    expect(diffText([moved])).toContain(`\n\nwhat the way back does not bring back:\n  - ${LINE}\n\n`);
    expect(diffMarkdown([moved])).toContain(`\n\nIt does not bring back:\n\n- ${LINE}\n`);
    const spared = diff(sampleDeclaration({ "hosts.spare": spare }), sampleDeclaration({ "hosts.spare": REMOVED }));
    expect([spared.effect, spared.noWayBack]).toEqual(["none", []]);
    expect(`${diffText([spared])}${diffMarkdown([spared])}`).not.toContain("not bring back");
  });

  test("includes the calls of a pair of which only options change, and the pair stands out", () => {
    const shared = diff(sipProxyDeclaration(), sipProxyDeclaration(secondPool()));
    expect([...new Set(shared.changes.map(({ effect }) => effect))]).toEqual(["none"]);
    expect([shared.effect, shared.noWayBack]).toEqual(["switchover", [LINE]]);
    expect(diffMarkdown([shared])).toContain("| **switchover of inbound** |");
  });
});

test("if another version wrote the files of one model, the diff says so", () => {
  const { topology, files } = snapshot(sampleDeclaration())!;
  const older = files.map((file) => (file.path === "runbook.md" ? { ...file, sha256: "0".repeat(64) } : file));
  const rewritten = environmentDiff({ topology, files: older }, { topology, files });
  expect(diffMarkdown([rewritten])).toContain(
    "### staging\n\nThe model is the same; files differ, as another version of sip-server-ha wrote them.\n\n<details><summary>Files (1)",
  );
  expect(diffText([rewritten])).toContain("environment staging changes: 0 changes, 1 file\n\nfiles:\n");
});
