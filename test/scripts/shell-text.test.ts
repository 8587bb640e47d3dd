import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assign, comment, lines, program, quote, ShellText, sh, sharedCode } from "../../lib/scripts/shell-text";
import { textOf } from "../../lib/text/file-text";
import { hostile } from "../hostile-text";
import { testWith } from "../prerequisites";

/** What a POSIX shell prints for a piece of code. */
function run(code: string, ...words: string[]): string {
  const outcome = spawnSync("/bin/sh", ["-c", code, ...words], { encoding: "utf8" });
  expect(outcome.stderr).toBe("");
  return outcome.stdout;
}

describe("a quoted value", () => {
  testWith({ tools: ["sh"] }, "is one word with exactly that value, whatever is in it", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 8 }), (values) => {
        const code = values.map((value) => `printf '%s\\034' ${quote(value)};`).join("\n");
        expect(run(code).split("\x1c").slice(0, -1)).toEqual(values);
      }),
      { numRuns: 100 },
    );
  });

  testWith({ tools: ["sh"] }, "is the same value once it is assigned", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(run(`${assign("VALUE", value)}\nprintf %s "$VALUE"`)).toBe(value);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["", "''"],
    ["plain", "'plain'"],
    ["it's", `'it'\\''s'`],
    ["$(reboot)", "'$(reboot)'"],
    [5060, "'5060'"],
  ])("of %j is %s", (value, text) => {
    expect(quote(value).text).toBe(text);
  });

  test("fails for NUL, which no shell script can hold", () => {
    expect(() => quote("a\0b")).toThrow("a NUL character cannot stand in a shell script");
  });

  test("fails for half a surrogate pair, which is no character", () => {
    expect(() => quote("\ud83d")).toThrow("half a surrogate pair cannot be written as UTF-8");
  });
});

describe("an assignment", () => {
  test.each(["a b", "1A", "lower", "A;reboot", ""])("fails for the name %j", (name) => {
    expect(() => assign(name, "x")).toThrow(`not a name of a variable: ${name}`);
  });
});

describe("a comment", () => {
  testWith({ tools: ["sh"] }, "does nothing, whatever is in it", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(run(`${comment(text)}\nprintf done`)).toBe("done");
      }),
      { numRuns: 60 },
    );
  });
});

describe("a template", () => {
  testWith({ tools: ["sh"] }, "quotes every value that is not code", () => {
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        expect(run(sh`printf '%s\034%s' ${first} ${second}`.text)).toBe(`${first}\x1c${second}`);
      }),
      { numRuns: 60 },
    );
  });

  test("keeps code as it is, and backslashes too", () => {
    expect(sh`printf '%s\n' "\${1-}" ${new ShellText('"$@"')} | tr '\n' ' '`.text).toBe(
      `printf '%s\\n' "\${1-}" "$@" | tr '\\n' ' '`,
    );
  });

  test("indents code that is alone on its line, and removes the line of a missing part", () => {
    const body = sh`
first
second`;
    expect(
      sh`
f() {
  ${body}
  ${undefined}
}`.text,
    ).toBe("f() {\n  first\n  second\n}");
  });

  test("fails for an optional part beside other code", () => {
    expect(() => sh`a ${undefined} b`).toThrow("an optional part of a template stands on a line of its own");
  });
});

describe("a program", () => {
  test("is the interpreter's line, the parts that exist, and one line break", () => {
    expect(
      textOf(
        program(
          "/bin/sh",
          sh`a`,
          sharedCode("test", () => lines(sh`b`, sh`c`)),
        ),
      ),
    ).toBe("#!/bin/sh\na\n\nb\nc\n");
  });
});
