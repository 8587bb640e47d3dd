import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { pairWorks } from "../../lib/diff/pair-work";
import { snapshotOf } from "../../lib/diff/snapshot";
import { solutionControlServersOf } from "../../lib/model/management-layer";
import type { Topology } from "../../lib/model/topology";
import { anyEdits, EDITS, edited } from "./edited-environment";
import { faultsOf, proxiesIn, serversIn, toldOf } from "./followed-steps";
import { missingFrom } from "./missing-steps";

const LIMIT = { numRuns: 40, interruptAfterTimeLimit: 6_000 };

const diffOf = (was: Topology, is: Topology) => environmentDiff(snapshotOf(was), snapshotOf(is));

/** Elements and applications, by their names. */
const namesIn = (topology: Topology) => [
  ...topology.hosts.keys(),
  ...topology.pairs.keys(),
  ...solutionControlServersOf(topology.managementLayer).map(({ application }) => application),
  topology.managementLayer.messageServer.application,
  ...[...serversIn(topology), ...proxiesIn(topology)].map(({ application }) => application),
];

const ALL_NAMES = new Set(EDITS.flatMap((edit) => namesIn(edited([edit])!)));

/** What is wrong with the steps from one environment to another. */
function wrongOf(was: Topology, is: Topology): string[] {
  const diff = diffOf(was, is);
  const { order, changes, options, effect } = diff;
  const inChapter = pairWorks(was, is, changes, options)
    .filter(({ arrival }) => arrival === "first" || arrival === "beside")
    .map(({ name }) => name);
  const known = new Set([...namesIn(was), ...namesIn(is)]);
  const isSaid = (name: string) => order.some((step) => new RegExp(`(?<![\\w.-])${name}(?![\\w-])`).test(step));
  const [away, switched] = toldOf(order);
  const gravest = away.length > 0 ? "outage" : switched.length > 0 ? "switchover" : "none";
  const fits = {
    outage: ["outage", "unknown"],
    switchover: ["switchover", "unknown"],
    none: ["none", "reload", "unknown"],
  };
  return [
    ...faultsOf(was, is, order, inChapter),
    ...(inChapter.length > 0 ? [] : missingFrom(diff, was, is)),
    ...order.filter((step, index) => order.indexOf(step) !== index).map((step) => `twice: ${step}`),
    ...[...ALL_NAMES].filter((name) => !known.has(name) && isSaid(name)).map((name) => `${name} is nowhere`),
    ...(inChapter.length > 0 || fits[gravest].includes(effect)
      ? []
      : [`${effect} as a whole, ${gravest} by the steps`]),
  ];
}

describe("the steps of a diff, followed one after the other", () => {
  test.each(EDITS)("lead to %s and back, with nothing left out or said twice", (edit) => {
    const [was, is] = [edited([])!, edited([edit])!];
    expect([wrongOf(was, is), wrongOf(is, was)]).toEqual([[], []]);
  });

  test.each([
    ["another Switch", "another host behind the pool"],
    ["a proxy that goes", "another address of proxy-2"],
    ["another name of proxy-2", "another port of the agent of proxy-2"],
    ["another primary", "another Switch"],
  ])("lead to %s with %s and back, with nothing left out or said twice", (...edits) => {
    const [was, is] = [edited([])!, edited(edits)!];
    expect([wrongOf(was, is), wrongOf(is, was)]).toEqual([[], []]);
  });

  test("lead from any environment to any other that is compatible with it", () => {
    fc.assert(
      fc.property(anyEdits, ([one, other]) => {
        const [was, is] = [edited(one), edited(other)];
        fc.pre(was !== undefined && is !== undefined);
        expect([wrongOf(was, is), wrongOf(is, was)]).toEqual([[], []]);
      }),
      LIMIT,
    );
  });
});

test("what one way removes or changes, the way back adds or changes", () => {
  const BACK = { added: "removed", removed: "added", changed: "changed" } as const;
  fc.assert(
    fc.property(anyEdits, ([one, other]) => {
      const [was, is] = [edited(one), edited(other)];
      fc.pre(was !== undefined && is !== undefined);
      const [there, back] = [diffOf(was, is), diffOf(is, was)];
      // The keys of a pair that is renamed are shown under its new name.
      const isKept = ([kind, name, key]: (typeof there.changes)[number]["path"]) =>
        kind !== "pairs" || key === undefined || [was, is].every(({ pairs }) => pairs.has(String(name)));
      const told = ({ changes, options, files }: typeof there, isBack: boolean) => {
        const kindOf = (kind: keyof typeof BACK) => (isBack ? BACK[kind] : kind);
        const values = (of: { readonly was?: unknown; readonly is?: unknown }) =>
          isBack ? [of.is, of.was] : [of.was, of.is];
        return [
          ...changes.filter(({ path }) => isKept(path)).map((of) => [kindOf(of.kind), of.path, ...values(of)]),
          ...options.map((of) => [of.object, of.section, of.option, ...values(of)]),
          ...files.map(({ kind, file }) => [kindOf(kind), file.path]),
        ]
          .map((entry) => JSON.stringify(entry))
          .sort();
      };
      expect(told(back, true)).toEqual(told(there, false));
    }),
    LIMIT,
  );
});
