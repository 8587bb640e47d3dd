import fc from "fast-check";

/** Text with characters that have a meaning to the shell, mixed with any others. */
export const hostile = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        "\\",
        "$",
        "`",
        "(",
        ")",
        "{",
        "}",
        "\n",
        "\r",
        "\t",
        " ",
        "*",
        "?",
        "~",
        "#",
        "!",
        ";",
        "&",
        "|",
        "<",
        ">",
        "=",
        "%",
        "-",
        "é",
        "漢",
        "😀",
        "\u2028",
      ),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    ),
    maxLength: 40,
  })
  .filter((text) => !text.includes("\0"));
