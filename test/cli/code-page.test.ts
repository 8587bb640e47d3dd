import { describe, expect, test } from "vitest";
import { codeCatalogue } from "../../documentation/code-catalogue";
import { errorPage } from "../../documentation/error-page";
import { codeEntries } from "../../lib/cli/code-page";

const { uses } = codeCatalogue();
const entries = codeEntries(errorPage(uses));

describe("what is read of docs/errors.md", () => {
  test("has every cause of every code as the message has it, without the escapes of Markdown", () => {
    for (const { code, cause, fix } of uses) {
      const told = entries.filter((entry) => entry.code === code).flatMap(({ causes }) => causes);
      const parts = [cause, fix && `fix: ${fix}`].filter((part) => part !== undefined && part !== "");
      if (parts.length > 0) expect(told).toContain(parts.join("; "));
    }
    expect(uses.some(({ cause }) => /[<>&*_[\]`\\]/.test(cause ?? ""))).toBe(true);
  });

  test("has a code once for each part that lists it, with what is said beside its causes", () => {
    expect(
      codeEntries(
        "# Errors\n\nAll.\n\n## Input and use\n\n### a-code\n\n- one &lt;x&gt;; fix: \\*two\\*\n- three\n\n## Drift\n\nWhat drift finds, see [drift.md](drift.md).\n\n### a-code\n\nIt is &amp;lt;.\n",
      ),
    ).toEqual([
      { code: "a-code", part: "Input and use", words: [], about: [], causes: ["one <x>; fix: *two*", "three"] },
      {
        code: "a-code",
        part: "Drift",
        words: ["It is &lt;."],
        about: ["What drift finds, see docs/drift.md."],
        causes: [],
      },
    ]);
  });
});
