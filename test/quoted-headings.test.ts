import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { environmentDiff } from "../lib/diff/environment-diff";
import { snapshotOf } from "../lib/diff/snapshot";
import { options } from "../lib/options";
import { textOf } from "../lib/text/file-text";
import { synthesized } from "./cross-artifact/stack";
import { environmentInputs, ROOT } from "./environment-inputs";
import { bigIpDeclaration } from "./options/big-ip/big-ip-sample";
import { singleHostDeclaration } from "./options/single-host/single-host-sample";
import { POOL, sipProxyDeclaration } from "./options/sip-proxy/sip-proxy-sample";
import { nlbDeclaration } from "./options/windows-nlb/nlb-sample";
import { sampleDeclaration, windowsPair } from "./sample-declaration";
import { topologyOf } from "./topology-of";

/** The headings to which a text sends its reader: quoted, and beginning as a heading does, in a sentence about a chapter. */
function quotedHeadings(text: string): string[] {
  const sentences = text.replaceAll(/```.*?```/gs, "").split(/(?<=[.:;]) |\n/);
  return sentences
    .filter((sentence) => /\bchapters?\b/.test(sentence))
    .flatMap((sentence) => [...sentence.matchAll(/"([A-Z][^"]*)"/g)].map(([, heading]) => heading!));
}

function headingsOf(runbook: string): string[] {
  return [...runbook.replaceAll(/```.*?```/gs, "").matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!);
}

/** The headings that the runbook does not have. */
function missing(texts: readonly string[], runbook: string): string[] {
  const there = headingsOf(runbook);
  return [...new Set(texts.flatMap(quotedHeadings))].filter((heading) => !there.includes(heading));
}

function stepsAndRunbook(was: object, is: object) {
  const [before, after] = [snapshotOf(topologyOf(was)), snapshotOf(topologyOf(is))];
  const runbook = textOf(after.files.find(({ path }) => path === "runbook.md")!.content);
  return { steps: environmentDiff(before, after).order, runbook };
}

/** The sample's pair with each option. */
const WAYS: Readonly<Record<string, () => object>> = {
  "IP Address Takeover": () => sampleDeclaration(),
  "IP Address Takeover on Windows": () => sampleDeclaration(windowsPair()),
  "Windows NLB": () => nlbDeclaration(),
  "BIG-IP": () => bigIpDeclaration(),
  "BIG-IP by Terraform": () =>
    bigIpDeclaration({ "bigIps.ltm-1.deployment": "terraform", "bigIps.ltm-1.certificateAuthorityFile": "ca.pem" }),
  "BIG-IP without AS3": () => bigIpDeclaration({ "bigIps.ltm-1.version": "12.1.6" }),
  "SIP Proxy": () => sipProxyDeclaration(),
  "one host": () => singleHostDeclaration(),
};

test("the ways of this test cover every option", () => {
  const declared = Object.values(WAYS).map((way) => [...topologyOf(way()).pairs.values()][0]!.highAvailability.option);
  expect([...new Set(declared)].sort()).toEqual(options.map(({ name }) => name).sort());
});

describe("the runbook has every heading that is quoted", () => {
  test.each(environmentInputs)("by any file of %s", (input) => {
    const { files } = synthesized(join(ROOT, input));
    const texts = Object.values(files).map((content) => Buffer.from(content, "latin1").toString());
    expect(missing(texts, Buffer.from(files["runbook.md"]!, "latin1").toString())).toEqual([]);
  });

  const ways = Object.keys(WAYS);
  const moves = ways.flatMap((from) => ways.flatMap((to) => (from === to ? [] : [[from, to] as const])));

  test.each(moves)("by the steps of a move from %s to %s", (from, to) => {
    const { steps, runbook } = stepsAndRunbook(WAYS[from]!(), WAYS[to]!());
    expect(missing(steps, runbook)).toEqual([]);
  });

  test.each([
    {
      heading: "Manual switchover, there",
      was: sampleDeclaration(),
      is: sampleDeclaration({ "pairs.inbound.options": { TServer: { "backup-init-check": true } } }),
    },
    {
      heading: "The device's network",
      was: bigIpDeclaration(),
      is: bigIpDeclaration({ "bigIps.ltm-1.network.insideSelfIp": "10.214.0.2" }),
    },
    {
      heading: "Order",
      was: sipProxyDeclaration({ [`${POOL}.proxies`]: [{ application: "SIP_Proxy_1", host: "proxy-1" }] }),
      is: sipProxyDeclaration(),
    },
  ])('by the step of a change that points to "$heading"', ({ heading, was, is }) => {
    const { steps, runbook } = stepsAndRunbook(was, is);
    expect(steps.flatMap(quotedHeadings)).toContain(heading);
    expect(missing(steps, runbook)).toEqual([]);
  });

  test("and a missing heading is found", () => {
    const steps = ['Do it, as "Order" and "Nowhere" of its chapter say. Press "Other" there.'];
    expect(missing(steps, "# Runbook\n\n### Order\n")).toEqual(["Nowhere"]);
  });
});
