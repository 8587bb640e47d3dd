import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ENVIRONMENT_FACTS } from "../../lib/configuration-layer/applications";
import { evidenceOf, FACTS, type Fact, unverifiedFacts } from "../../lib/configuration-layer/facts";
import { TAKEOVER_CONFIGURATION_FACTS } from "../../lib/options/ip-address-takeover/configuration";
import { TAKEOVER_OPTION_FACTS } from "../../lib/options/ip-address-takeover/server-options";

describe("the catalogue of facts", () => {
  it("says in one sentence for every fact what it is, how well it is known and its source", () => {
    for (const [id, fact] of Object.entries<Fact>(FACTS)) {
      expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(fact.statement, id).toMatch(/^\S.*\.$/);
      expect(fact.source, id).not.toBe("");
    }
  });

  it("has a public page for each documented fact, and marks none as documented that comes from memory", () => {
    for (const [id, fact] of Object.entries<Fact>(FACTS)) {
      if (fact.evidence === "documented") expect(fact.source, id).toMatch(/^https:\/\//);
      if (fact.source.includes("memory")) expect(fact.evidence, id).toBe("unverified");
    }
  });

  it("has no fact that no code names as its basis", () => {
    const lib = join(__dirname, "../../lib");
    const sources = readdirSync(lib, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/configuration-layer[\\/][\w-]*facts\.ts$/.test(file))
      .map((file) => readFileSync(join(lib, file), "utf8"))
      .join("\n");
    const isNamed = (id: string) => ['"', "`"].some((quote) => sources.includes(`${quote}${id}${quote}`));
    expect(Object.keys(FACTS).filter((id) => !isNamed(id))).toEqual([]);
  });

  it("gives the weakest evidence of several, and documented for none", () => {
    expect(evidenceOf([])).toBe("documented");
    expect(evidenceOf(["role-events", "cancel-timeout"])).toBe("analogous");
    expect(evidenceOf(["sip-address", "role-events"])).toBe("unverified");
  });

  it("names the facts to verify, each once, in the given order", () => {
    expect(unverifiedFacts(["sip-port", "role-events", "sip-address", "sip-port"])).toEqual([
      FACTS["sip-port"],
      FACTS["sip-address"],
    ]);
  });

  it("marks every kind of artifact that rests on memory as unverified", () => {
    expect(evidenceOf(ENVIRONMENT_FACTS)).toBe("unverified");
    expect(evidenceOf(TAKEOVER_CONFIGURATION_FACTS)).toBe("unverified");
    expect(evidenceOf(TAKEOVER_OPTION_FACTS)).toBe("unverified");
  });
});
