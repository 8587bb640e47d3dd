import fc from "fast-check";
import { expect, test } from "vitest";
import { advise } from "../../lib/advice/advice";
import { OPTION_NEEDS } from "../../lib/advice/option-needs";
import { contradictionsIn, readRequirements } from "../../lib/advice/read-requirements";
import { LOAD_BALANCERS, REQUIREMENT_NAMES, type Requirements } from "../../lib/advice/requirements";
import { OPERATING_SYSTEMS } from "../../lib/model/operating-system";

const yesOrNo = fc.boolean();

/** Requirements with any of them known. */
const anyRequirements = fc.record(
  {
    os: fc.uniqueArray(fc.constantFrom(...OPERATING_SYSTEMS), { minLength: 1, maxLength: 2 }),
    hosts: fc.constantFrom(1, 2),
    sameSubnet: yesOrNo,
    sameDataCenter: yesOrNo,
    nics: fc.integer({ min: 1, max: 64 }),
    acceptsGratuitousArp: yesOrNo,
    dedicatedVlan: yesOrNo,
    loadBalancer: fc.constantFrom(...LOAD_BALANCERS),
    seats: fc.integer({ min: 1, max: 1_000_000 }),
    endpointsFallBack: yesOrNo,
    sipServerVersion: fc.constantFrom("8.1.001.22", "8.1.100.98", "8.1.104.10"),
    activeActiveResourceManager: yesOrNo,
    surviveHostLoss: yesOrNo,
  },
  { requiredKeys: [] },
) satisfies fc.Arbitrary<Requirements>;

const all = (requirements: Requirements) => {
  const { fits, undecided, unfit } = advise(requirements);
  return [...fits, ...undecided, ...unfit];
};

test("whatever is required, every option is in exactly one list, with reasons that put it there", () => {
  fc.assert(
    fc.property(anyRequirements, (requirements) => {
      const advice = advise(requirements);
      expect(
        all(requirements)
          .map(({ option }) => option)
          .sort(),
      ).toEqual(OPTION_NEEDS.map(({ option }) => option).sort());
      for (const { verdict, reasons } of all(requirements)) {
        const kinds = new Set(reasons.map(({ kind }) => kind));
        expect(reasons.length).toBeGreaterThan(0);
        expect(verdict).toBe(kinds.has("against") ? "unfit" : kinds.has("open") ? "undecided" : "fits");
        for (const { kind, decide, text } of reasons) {
          expect(decide !== undefined).toBe(kind === "open");
          expect(text).not.toContain("undefined");
        }
      }
      expect([advice.fits, advice.undecided, advice.unfit].map((list) => list.map(({ verdict }) => verdict))).toEqual([
        advice.fits.map(() => "fits"),
        advice.undecided.map(() => "undecided"),
        advice.unfit.map(() => "unfit"),
      ]);
    }),
  );
});

test("the same requirements give the same advice, in whatever order they are written", () => {
  fc.assert(
    fc.property(anyRequirements, (requirements) => {
      const turned = Object.fromEntries(Object.entries(requirements).reverse()) as Requirements;
      expect(JSON.stringify(advise(turned))).toBe(JSON.stringify(advise(requirements)));
    }),
  );
});

test("more knowledge never makes a decided option undecided", () => {
  fc.assert(
    fc.property(anyRequirements, fc.constantFrom(...REQUIREMENT_NAMES), (requirements, name) => {
      // An unknown wish counts as none, so this may happen.
      fc.pre(!["activeActiveResourceManager", "surviveHostLoss"].includes(name));
      const { [name]: _, ...less } = requirements;
      const verdicts = new Map(all(requirements).map(({ option, verdict }) => [option, verdict]));
      for (const { option, verdict } of all(less))
        if (verdict !== "undecided") expect(verdicts.get(option)).toBe(verdict);
    }),
  );
});

test("anything that is not a requirement is reported, and nothing crashes", () => {
  const value = fc.anything({ maxDepth: 2 });
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...REQUIREMENT_NAMES, "seat", "__proto__"), value), (anything) => {
      const read = readRequirements(anything);
      if ("requirements" in read) expect(all(read.requirements).length).toBe(OPTION_NEEDS.length);
      else
        for (const { problem } of read.problems) {
          expect(problem.message).not.toBe("");
          expect(problem.fix).not.toBe("");
        }
    }),
  );
});

test("requirements of two hosts never contradict each other", () => {
  fc.assert(
    fc.property(anyRequirements, (requirements) => {
      expect(contradictionsIn({ ...requirements, hosts: 2 })).toEqual([]);
    }),
  );
});
