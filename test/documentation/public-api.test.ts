import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../documentation/declared-package";
import { docstringFaults } from "../../documentation/docstring-rules";
import { publicApi } from "../../documentation/public-api";
import { undocumentedThrows } from "../../documentation/thrown-errors";
import { FACTS } from "../../lib/configuration-layer/facts";
import { join } from "../../lib/text/paths";

const facts = new Set(Object.keys(FACTS));
const apis = publicApi();

describe.each(apis)("the entry $specifier", ({ name, report, model, messages }) => {
  test("offers what its report says, so that a review shows each change; `npm run api` regenerates it", async () => {
    await expect(report).toMatchFileSnapshot(join(ROOT, `etc/${name}.api.md`));
  });

  test("names no type that it does not export, and has docstrings that can be parsed", () => {
    expect(messages).toEqual([]);
  });

  test("says for everything what it is, its unit, its default, and the source of a fact", () => {
    expect(docstringFaults(model, facts)).toEqual([]);
  });
});

test("names every error of the library that a call may throw", () => {
  expect(undocumentedThrows(["lib/index.ts", "lib/testing/index.ts"])).toEqual([]);
});

describe("an entry with mistakes", () => {
  const source = `
/** Props of a thing. */
export interface ThingProps {
  readonly silent: string;
  /** How long it waits. */
  readonly wait: number;
  /** How long it waits, in seconds. */
  readonly inSeconds: number;
  /** A word. */
  readonly word?: string | undefined;
  /** A word.
   * @default "a" */
  readonly other?: string | undefined;
  /** What the vendor says (documented). */
  readonly vendor: string;
  /** What the vendor says (documented).
   * @source no-such-fact */
  readonly unread: string;
}
interface Hidden { readonly a: string }
export {};
/** Makes a thing. */
export declare function thing(hidden: Hidden, wait: number, more?: string): void;
`;

  test("is reported with each of them, by name", () => {
    const folder = mkdtempSync(join(tmpdir(), "sip-ha-mistakes-"));
    try {
      writeFileSync(join(folder, "index.d.ts"), source);
      const [api] = publicApi([{ specifier: "mistakes", name: "mistakes", declarations: "index.d.ts" }], folder);
      expect(api!.messages).toEqual([
        'index.ts: ae-forgotten-export: The symbol "Hidden" needs to be exported by the entry point index.d.ts',
      ]);
      expect(docstringFaults(api!.model, facts)).toEqual([
        "thing(): no @param more, which may be left out",
        "thing(): no unit of wait",
        "ThingProps.silent: no docstring",
        "ThingProps.unread: @source no-such-fact: no fact of that id",
        "ThingProps.vendor: no @source of what is documented",
        "ThingProps.wait: no unit",
        "ThingProps.word: no @default",
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("is reported with errors that are thrown, caught, passed on, or thrown by a called function where they are caught", () => {
    const folder = mkdtempSync(join(ROOT, "test/.thrown-"));
    try {
      const file = join(folder, "index.ts");
      writeFileSync(
        file,
        `export class TestMisuse extends Error {}
const fail = () => { throw new TestMisuse("no") };
function guard<T>(ask: () => T): T | undefined { try { return ask(); } catch { return undefined; } }
function plain<T>(ask: () => T): T { return ask(); }
export function direct(): void { throw new TestMisuse("no"); }
export function handedOn(): void { direct(); }
export function throughArrow(): void { fail(); }
/** @throws TestMisuse always */
export function documented(): void { direct(); }
export function caught(): void { try { direct(); } catch {} }
export function guarded(): void { guard(() => direct()); }
export function unguarded(): void { plain(() => direct()); }
export class Thing {
  constructor() { this.own(); }
  get value(): number { return direct() ?? 1; }
  private own(): void { direct(); }
}
`,
      );
      const entry = file.slice(ROOT.length + 1);
      expect(undocumentedThrows([entry])).toEqual(
        ["direct", "handedOn", "throughArrow", "unguarded", "Thing.constructor", "Thing.value"].map(
          (name) => `${name}: @throws TestMisuse`,
        ),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
