import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { renderCfg } from "../../lib/configuration-layer/cfg-file";
import { pairDeclaration } from "../../lib/model/pair";

const option = (section: string, name: string, value: string) => ({ section, option: name, value, because: "" });

describe("an options file", () => {
  it("has its comments at the top, then sections and options sorted, and ends in a line feed", () => {
    const options = [
      option("backup-sync", "protocol", "addp"),
      option("TServer", "sip-port-tls", "5061"),
      option("TServer", "backup-init-check", "true"),
    ];
    expect(renderCfg(options, ["Options of SIP_P.", "Import in GAX."])).toBe(`# Options of SIP_P.
# Import in GAX.
# Not verified against documentation; check each on your version:
#   TServer/sip-port-tls

[TServer]
backup-init-check=true
sip-port-tls=5061

[backup-sync]
protocol=addp
`);
  });

  it("has no list of unverified options if all are documented, and no comment if there is nothing to comment", () => {
    expect(renderCfg([option("addp", "addp-timeout", "9")], [], "host")).toBe("[addp]\naddp-timeout=9\n");
  });

  it("lists an option that is not in the catalogue as unverified", () => {
    expect(renderCfg([option("log", "verbose", "all")], [])).toContain("#   log/verbose\n");
  });

  it("reads back as the options from which it was written, whatever the model accepts", () => {
    const optionsSchema = pairDeclaration.entries.options;
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,12}$/).filter((text) => !(text in {}));
    const value = fc.string({ unit: "binary" }).filter((text) => v.is(optionsSchema, { s: { o: text } }));
    const declared = fc.dictionary(name, fc.dictionary(name, value, { minKeys: 1 }), { maxKeys: 4 });
    fc.assert(
      fc.property(declared, fc.boolean(), (sections, reversed) => {
        const options = Object.entries(sections).flatMap(([section, entries]) =>
          Object.entries(entries).map(([key, text]) => option(section, key, text)),
        );
        const text = renderCfg(reversed ? [...options].reverse() : options, ["x"]);
        expect(text).toBe(renderCfg(options, ["x"]));
        expect(parse(text)).toEqual({ ...sections });
      }),
    );
  });

  it("cannot be broken by a value, because the model refuses line breaks", () => {
    for (const text of ["a\nb=c", "a\r", "\u0000"])
      expect(v.is(pairDeclaration.entries.options, { TServer: { a: text } })).toBe(false);
  });
});

/** Reads the documented syntax, and nothing else. */
function parse(text: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {};
  let section: Record<string, string> | undefined;
  for (const line of text.split("\n").filter((entry) => entry !== "")) {
    if (section === undefined && line.startsWith("# ")) continue;
    const header = /^\[(.*)\]$/.exec(line);
    if (header !== null && !line.includes("=")) {
      section = {};
      sections[header[1]!] = section;
    } else section![line.slice(0, line.indexOf("="))] = line.slice(line.indexOf("=") + 1);
  }
  return sections;
}
