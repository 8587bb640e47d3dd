import { describe, expect, test } from "vitest";
import { THEMES } from "../../../lib/report/diagram/diagram-style";

/** The colours of a theme, by name. */
function coloursOf(rule: string): ReadonlyMap<string, string> {
  return new Map([...rule.matchAll(/--([\w-]+):(#[0-9a-f]{6})/g)].map(([, name, colour]) => [name!, colour!]));
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["light", "dark"] as const)("the %s theme", (name) => {
  const colours = coloursOf(THEMES[name](":root"));
  const of = (colour: string) => colours.get(colour)!;

  test("is legible: every text on every background on which it stands", () => {
    const fills = [...colours.keys()].filter((one) => /^(?:fill|part)-/.test(one));
    expect(fills).toHaveLength(13);
    const pairs = [
      ...["text", "quiet", "link", "good", "bad", "warn"].flatMap((text) => [
        [text, "page"],
        [text, "raised"],
      ]),
      ...fills.map((fill) => ["text", fill]),
    ] as [string, string][];
    const weak = pairs.filter(([text, ground]) => contrast(of(text), of(ground)) < 4.5);
    expect(weak).toEqual([]);
  });

  test("has lines and a focus that can be seen", () => {
    for (const line of ["line", "focus"]) expect(contrast(of(line), of("page"))).toBeGreaterThanOrEqual(3);
  });
});
