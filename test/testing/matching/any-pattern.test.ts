import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Capture } from "../../../lib/testing/matching/capture";
import { Match } from "../../../lib/testing/matching/match";
import { isMatch } from "../../../lib/testing/matching/matcher";
import { matchPattern } from "../../../lib/testing/matching/pattern";
import { renderMismatch } from "../../../lib/testing/matching/render-mismatch";

const key = fc.constantFrom("name", "host", "a-b", "port", "toString", "0");
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("", "udp", "a\nb\n", "SIP_In_P", 0, 5060, true, false, null),
    fc.string(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
})).value;
const list = fc.array(value, { maxLength: 5 });
const mapping = fc.dictionary(key, value, { maxKeys: 5 });

const matches = (pattern: unknown, actual: unknown) => isMatch(matchPattern(pattern, actual, "may have more"));
const isObject = (one: unknown): one is Record<string, unknown> =>
  typeof one === "object" && one !== null && !Array.isArray(one);

/** Parts of a value: keys left out at any depth. */
function part(of: unknown, keep: (step: number) => boolean, step = { count: 0 }): unknown {
  if (Array.isArray(of)) return of.map((item) => part(item, keep, step));
  if (!isObject(of)) return of;
  const kept = Object.entries(of).filter(() => keep(step.count++));
  return Object.fromEntries(kept.map(([name, item]) => [name, part(item, keep, step)]));
}

describe("whatever the value", () => {
  test("it matches itself, in every way", () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(matches(one, one)).toBe(true);
        expect(matches(Match.not(one), one)).toBe(false);
        expect(matches(Match.serializedJson(one), JSON.stringify(one))).toBe(true);
        if (Array.isArray(one)) expect(matches(Match.arrayEquals(one), one)).toBe(true);
        if (isObject(one)) expect(matches(Match.objectEquals(one), one)).toBe(true);
      }),
    );
  });

  test("a mapping is like any part of it, and equals only the whole", () => {
    fc.assert(
      fc.property(mapping, fc.func(fc.boolean()), (one, keep) => {
        const some = part(one, keep as (step: number) => boolean) as Record<string, unknown>;
        expect(matches(Match.objectLike(some), one)).toBe(true);
        expect(matches(Match.objectEquals(some), one)).toBe(JSON.stringify(some) === JSON.stringify(one));
      }),
    );
  });

  test("a list has each of its sublists in order", () => {
    fc.assert(
      fc.property(list, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (one, keep) => {
        expect(matches(Match.arrayWith(one.filter((_, index) => keep[index])), one)).toBe(true);
      }),
    );
  });

  test("not is the opposite, and twice not is the pattern itself", () => {
    fc.assert(
      fc.property(value, value, (pattern, one) => {
        expect(matches(Match.not(pattern), one)).toBe(!matches(pattern, one));
        expect(matches(Match.not(Match.not(pattern)), one)).toBe(matches(pattern, one));
      }),
    );
  });

  test("a value is absent or any, never both", () => {
    fc.assert(
      fc.property(fc.option(value, { nil: undefined }), (one) => {
        expect(matches(Match.absent(), one)).toBe(one === undefined);
        expect(matches(Match.anyValue(), one)).toBe(one !== undefined);
      }),
    );
  });

  test("a mismatch has a message at a place, and each is marked once in the rendered value", () => {
    fc.assert(
      fc.property(value, value, (pattern, one) => {
        const { mismatches } = matchPattern(pattern, one, "may have more");
        const lines = renderMismatch(one, mismatches).split("\n");
        expect(lines.filter((line) => line.startsWith("!! ")).length).toBe(mismatches.length);
        expect(lines.every((line) => /^(?:!!| {2}) /.test(line))).toBe(true);
        for (const { message, distance } of mismatches) {
          expect(message).toMatch(/^(?:Expected|Unexpected) [^\n]+$/);
          expect(distance).toBeGreaterThan(0);
        }
      }),
    );
  });

  test("it is captured if the whole matches", () => {
    fc.assert(
      fc.property(value, (one) => {
        const capture = new Capture();
        const { captured } = matchPattern({ a: capture, b: 1 }, { a: one, b: 1 }, "may have more");
        expect(captured).toEqual([{ captor: capture, value: one }]);
      }),
    );
  });
});
