import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assign, BatchText, batch, comment, lines, program, quote, sharedCode } from "../../lib/scripts/batch-text";
import { textOf } from "../../lib/text/file-text";

describe("a quoted value", () => {
  test.each([
    ["", '""'],
    ["Local Area Connection 2", '"Local Area Connection 2"'],
    ["50%", '"50%%"'],
    ["a & b | c > d ^ e ! f", '"a & b | c > d ^ e ! f"'],
    [5060, '"5060"'],
  ])("of %j is %s", (value, text) => {
    expect(quote(value).text).toBe(text);
  });

  test("fails for a quote, which would end it", () => {
    expect(() => quote('a"b')).toThrow('a quote cannot stand in a value of a batch file: a"b');
  });

  test("fails for anything that is not printable ASCII", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (value) => {
        if (/^[\x20-\x7e]*$/.test(value)) return;
        expect(() => assign("VALUE", value)).toThrow(RangeError);
      }),
    );
  });

  test("fails for a backslash at the end, which programs read as part of the quote", () => {
    expect(() => quote("C:\\")).toThrow("a word of a batch file cannot end with a backslash: C:\\");
  });
});

describe("an assignment", () => {
  test("keeps a backslash at the end", () => {
    expect(assign("FOLDER", "C:\\").text).toBe('set "FOLDER=C:\\"');
  });

  test.each(["a b", "1A", "lower", "A&B", "", "ERRORLEVEL", "DATE"])("fails for the name %j", (name) => {
    expect(() => assign(name, "x")).toThrow(`not a name of a variable: ${name}`);
  });
});

describe("a comment", () => {
  test("is a rem for each line, without an effective percent sign", () => {
    expect(comment("100%\n\n  a | b <hash>").text).toBe("rem 100%%\nrem\nrem   a | b <hash>");
  });

  test.each(["&calc", "a ^", "(x)", ">file", "/?"])(
    "fails for %j, in which cmd would read more than a comment",
    (text) => {
      expect(() => comment(text)).toThrow("cmd would read more than a comment");
    },
  );
});

describe("a template", () => {
  test("quotes every value that is not code, and keeps code as it is", () => {
    expect(batch`echo ${"a%b"} ${new BatchText("%A%")} ${7}`.text).toBe('echo "a%%b" %A% "7"');
  });

  test("removes the line of a missing part", () => {
    expect(
      batch`
a
${undefined}
b`.text,
    ).toBe("a\nb");
  });
});

describe("a program", () => {
  test("echoes nothing, and has the line ends of Windows", () => {
    const shared = sharedCode("test", () => lines(batch`b`, batch`c`));
    expect(textOf(program(batch`a`, shared))).toBe("@echo off\r\na\r\n\r\nb\r\nc\r\n");
  });

  test("fails for a line that cmd would not accept", () => {
    const shared = sharedCode("test", () => batch`b`);
    expect(() => program(new BatchText("x".repeat(8_192)), shared)).toThrow("a line of a batch file is too long");
  });
});
