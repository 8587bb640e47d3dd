import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect } from "vitest";
import { onHost } from "../../lib/drill/host-command";
import { typedCommand } from "../../lib/scripts/shell-text";
import { hostile } from "../hostile-text";
import { testWith } from "../prerequisites";
import { sampleTopology } from "../sample-topology";

testWith(
  { tools: ["sh"] },
  "text of an environment gets into a command as one word, and is shown so that a shell reads the same words",
  () => {
    fc.assert(
      fc.property(
        hostile.filter((text) => !/[\uD800-\uDFFF]/u.test(text)),
        (privateKeyFile) => {
          const { connection, ...more } = sampleTopology().hosts.get("sip-a")!;
          const host = { ...more, connection: { ...connection!, privateKeyFile } as never };
          const argv = onHost(host, "true");
          expect(argv[argv.indexOf("-i") + 1]).toBe(privateKeyFile);
          const shown = typedCommand(argv).text;
          const read = execFileSync("sh", ["-c", `set -- ${shown}\nfor word; do printf '%s\\0' "$word"; done`]);
          expect(read.toString().split("\0").slice(0, -1)).toEqual(argv);
        },
      ),
      { numRuns: 40 },
    );
  },
);
