import { describe, expect, test } from "vitest";
import { Match } from "../../../lib/testing";
import { exampleTopology, firstPair } from "../example-topology";
import { messageOf, misuseOf } from "../message-of";

describe("a file", () => {
  test("is found by its path, with its text or its properties", () => {
    firstPair().hasFile("runbook.md");
    firstPair().hasFile("runbook.md", /^# Runbook of environment staging$/m);
    firstPair().hasFile("hosts/sip-a/inbound-vip", { evidence: "analogous", target: { host: "sip-a", mode: "0750" } });
    firstPair().hasFile("runbook.md", { target: Match.absent() });
    exampleTopology("big-ip.yaml").hasFile(
      "big-ip/ltm-1/as3.json",
      Match.serializedJson({ class: "AS3", declaration: { class: "ADC" } }),
    );
  });

  test("is missed with the nearest one", () => {
    expect(messageOf(() => firstPair().hasFile("runbok.md"))).toMatch(
      /^staging has no file runbok\.md; did you mean runbook\.md\?\nIt has 14 files; the nearest is runbook\.md:\n {3}\{\n!! {3}Expected "runbok\.md" but received "runbook\.md"\n {5}path: "runbook\.md",\n {5}content: "# Runbook of environment staging" \.\.\. \(\d+ lines\),\n {5}purpose: "how to put it into service, prove it, switch over and roll back",\n {5}construct: "staging",\n {5}evidence: "unverified",\n {3}\}$/,
    );
  });

  test("is missed with the place in its JSON", () => {
    const message = messageOf(() =>
      firstPair().hasFile(
        "configuration-layer/reactions.json",
        Match.serializedJson({ reactions: Match.arrayWith([{ script: "SIP_In_P_VIP_UP_REACTION", host: "sip-b" }]) }),
      ),
    );
    expect(message).toContain(
      '\n!!   Expected an entry { script: "SIP_In_P_VIP_UP_REACTION", host: "sip-b" } but none of 6 matches, at reactions in the JSON\n' +
        '!!   Expected "sip-b" but received "sip-a", at reactions.5.host in the JSON\n',
    );
  });

  test("of another environment's folder does not count", () => {
    firstPair().not.hasFile("hosts/sip-c/deploy");
    expect(messageOf(() => firstPair().not.hasFile("topology.yaml"))).toMatch(
      /^staging has file topology\.yaml, but should not\nIt is topology\.yaml:\n/,
    );
  });

  test.each(["cdk.tf.json", "artifacts.yaml"])(
    "%s, which exists only after it is written, is a mistake of the test",
    (path) => {
      expect(misuseOf(() => firstPair().not.hasFile(path))).toBe(
        [
          `${path} is made only when an environment is written, so no plan contains it`,
          `  found:   ${path}`,
          "  fix:     assert on what cdktf's Testing.synth returns for the environment",
        ].join("\n"),
      );
    },
  );
});
