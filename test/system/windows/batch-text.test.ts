import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assign, type BatchText, batch, comment, lines, program, sharedCode } from "../../../lib/scripts/batch-text";
import { textOf } from "../../../lib/text/file-text";
import type { NetworkBed } from "../../network-namespace";
import { describeWith } from "../../prerequisites";
import { WINE_NEEDS, WineHost } from "../../wine/wine-host";

/** Text of the characters that mean something to cmd, mixed with all others that a batch file can hold. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(..."%^&|<>()!,;=~*?@:/\\'` +-#$.[]{}", "%PATH%", "!A!", "%%", "^^", "%~0", "%1", "&calc"),
    fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  ),
  maxLength: 30,
});
const storable = hostile.filter((text) => !text.includes('"'));
/** A word that programs read as it is: see `quote`. */
const word = storable.filter((text) => !text.endsWith("\\"));

describeWith(WINE_NEEDS, "text that is written to a batch file comes out of cmd as it was", () => {
  let bed: NetworkBed;
  let host: WineHost;
  beforeAll(async () => {
    ({ bed, host } = await WineHost.openBed());
  });
  afterAll(() => bed?.close());

  /** The lines that a batch file of these pieces prints. */
  async function run(pieces: readonly BatchText[]): Promise<string[]> {
    const start = batch`setlocal EnableExtensions DisableDelayedExpansion`;
    const end = sharedCode("end of values", () => batch`exit /b 0`);
    host.write("C:\\values.cmd", textOf(program(lines(start, ...pieces), end)));
    const outcome = await host.cmd(["C:\\values.cmd"]);
    expect(outcome.stderr).toBe("");
    return outcome.stdout.split("\n").slice(0, -1);
  }

  /** Each run of cmd gets many values at once. */
  async function check(values: fc.Arbitrary<string>, code: (value: string) => BatchText, ends = ""): Promise<void> {
    await fc.assert(
      fc.asyncProperty(fc.array(values, { minLength: 12, maxLength: 12 }), async (all) => {
        expect(await run(all.map(code))).toEqual(all.map((value) => `${value}${ends}`));
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }

  test("assigned and echoed", async () => {
    await check(
      storable,
      (value) => batch`
${assign("VALUE", value)}
set "MESSAGE=%VALUE%: done"
setlocal EnableDelayedExpansion
echo !MESSAGE!
endlocal`,
      ": done",
    );
  });

  test("as a word of a program, written there and from a variable", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(word, word, word, word), { minLength: 10, maxLength: 10 }), async (all) => {
        const calls = all.map(
          ([a, b, c, d]) => batch`
${assign("VALUE", c)}
${assign("OTHER", d)}
%SystemRoot%\System32\words.exe ${a} ${b} "%VALUE%" "%OTHER%"`,
        );
        expect(await run(calls)).toEqual(all.flat());
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  test("as a word of a program whose output is read", async () => {
    await check(
      // Windows' cmd reads a percent sign once and Wine's twice; no name of an interface or folder has one.
      word.filter((value) => value.trim() !== "" && !value.includes("%")),
      (value) => batch`
${assign("VALUE", value)}
for /f "tokens=* delims=" %%v in ('%SystemRoot%\System32\words.exe "%%VALUE%%" 2^>nul') do set "READ=%%v"
setlocal EnableDelayedExpansion
echo !READ!
endlocal`,
    );
  });

  test("in a comment, where it does nothing", async () => {
    const remark = storable.filter((text) => {
      try {
        return comment(text) !== undefined;
      } catch {
        return false;
      }
    });
    await fc.assert(
      fc.asyncProperty(fc.array(remark, { minLength: 30, maxLength: 40 }), async (all) => {
        const body = sharedCode("end of comments", () => batch`echo done`);
        host.write("C:\\values.cmd", textOf(program(lines(...all.map(comment)), body)));
        expect(await host.cmd(["C:\\values.cmd"])).toMatchObject({ stdout: "done\n", stderr: "" });
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});
