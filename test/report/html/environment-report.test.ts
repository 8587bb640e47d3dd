import { describe, expect, test } from "vitest";
import { environmentReport } from "../../../lib/report/html/environment-report";
import { exemplaryPairs } from "../../../lib/report/html/told-in-full";
import { manyPairs } from "../../many-pairs";
import { bigIpDeclaration } from "../../options/big-ip/big-ip-sample";
import { POOL, sipProxyDeclaration } from "../../options/sip-proxy/sip-proxy-sample";
import { sampleDeclaration, soundDeclaration } from "../../sample-declaration";
import { topologyOf } from "../../topology-of";
import { contentOf } from "../report-sample";

const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
const POWER_LOSS = ["primary-host-power-loss"];

const report = (changes: Readonly<Record<string, unknown>> = {}, more: Parameters<typeof contentOf>[1] = {}) =>
  environmentReport(contentOf(topologyOf(sampleDeclaration(changes)), more, POWER_LOSS));

/** The parts of the page, by the anchor to which the navigation leads. */
function sectionsOf(page: string): Record<string, string> {
  return Object.fromEntries(
    [...page.matchAll(/<section id="section-(\w+)"[\s\S]*?<\/section>/g)].map((one) => [one[1], one[0]]),
  );
}

const PAGE = report();

describe("a report", () => {
  test("has every section, each in the navigation", () => {
    const names = ["overview", "diagrams", "pairs", "findings", "hosts", "artifacts", "runbook"];
    expect(Object.keys(sectionsOf(PAGE))).toEqual(names);
    expect([...PAGE.matchAll(/<li><a href="#section-(\w+)">/g)].map((one) => one[1])).toEqual(names);
  });

  test("is the same bytes each time", () => {
    expect(report()).toBe(PAGE);
  });

  test("loads nothing, and allows only its own style and script", () => {
    expect(PAGE).toMatch(
      /content="default-src 'none'; style-src 'sha256-[\w+/=]{44}'; script-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'"/,
    );
    expect(PAGE.match(/<(?:script|style)\b/g)).toEqual(["<style", "<script"]);
    expect(PAGE).not.toMatch(/<(?:link|img|iframe|object|embed|base)\b|\ssrc=|\sstyle=|\son\w+=/);
    expect([...PAGE.matchAll(/href="([^"]*)"/g)].map((one) => one[1]!).filter((one) => !one.startsWith("#"))).toEqual(
      [],
    );
  });

  test("has for each link exactly one target, whatever the pairs are called", () => {
    const { inbound } = sampleDeclaration().pairs as Record<string, object>;
    const names = ["main", "tools", "search", "open", "section-findings", "inbound--primary-host-power-loss"];
    const others = Object.fromEntries(names.map((name) => [name, inbound]));
    for (const page of [PAGE, report({ pairs: { inbound, ...others } })]) {
      const places = [...page.matchAll(/\sid="([^"]*)"/g)].map((one) => one[1]!);
      expect(new Set(places).size).toBe(places.length);
      for (const [, to] of page.matchAll(/href="#([^"]*)"/g)) expect(places).toContain(to);
    }
  });

  test("shows who answers before and after, the course, and the parts of the outage", () => {
    const { pairs } = sectionsOf(PAGE);
    expect(pairs).toContain('<td>SIP_In_P <span class="quiet">the gateway sends to sip-a</span></td>');
    expect(pairs).toContain('<td>SIP_In_B <span class="quiet">the gateway sends to sip-b</span></td>');
    expect(pairs).toContain("no new call is answered for 13.5s (9s to 21.1s); recovery time objective 25s: ");
    expect(pairs).toMatch(/<rect class="nobody"[^>]*\/><text[^>]*>nobody<\/text>/);
    expect(pairs).toMatch(
      /<span class="swatch detection"><\/span>detection<\/td><td>9s<\/td><td>13.5s<\/td><td>18s<\/td>/,
    );
  });

  test("says for each host what runs there, whatever needs it", () => {
    const runs = (declaration: object) => {
      const { hosts } = sectionsOf(environmentReport(contentOf(topologyOf(declaration), {}, POWER_LOSS)));
      const [table] = hosts!.split("<h3>Networks</h3>");
      const rows = [
        ...table!.matchAll(
          /<tr data-find="[^"]*"><td><span class="whole">([^<]*)<\/span><\/td>.*<td>(.*?)<\/td><\/tr>/g,
        ),
      ];
      return Object.fromEntries(rows.map(([, host, applications]) => [host, applications!.split("<br>")]));
    };
    const resourceManagers = [{ members: [{ application: "RM_1", host: "proxy-2" }] }];
    expect(runs(sipProxyDeclaration({ [`${POOL}.resourceManagers`]: resourceManagers }))).toEqual({
      "mgmt-1": ["SCS_Staging", "Message_Server_Staging"],
      "proxy-1": ["SIP_Proxy_1"],
      "proxy-2": ["SIP_Proxy_2", "RM_1"],
      "sip-a": ["SIP_In_P"],
      "sip-b": ["SIP_In_B"],
    });
    expect(runs(sampleDeclaration())["sip-a"]).toEqual([
      "SIP_In_P",
      "SIP_In_P_VIP_UP",
      "SIP_In_P_VIP_DOWN",
      "SIP_In_P_VIP_ANNOUNCE",
    ]);
  });

  test("can be searched for what runs for a pair, where, and at which addresses, and for every host, network and device", () => {
    const finds = (declaration: object) =>
      Object.fromEntries(
        [
          ...environmentReport(contentOf(topologyOf(declaration), {}, POWER_LOSS)).matchAll(
            /<(?:details id="pair\.(\w+)" data-find="([^"]*)"|tr data-find="([^" ]+)([^"]*)")/g,
          ),
        ].map(([, pair, words, name, more]) => [pair ?? name, (words ?? more)!.trim()]),
      );
    const proxied = finds(sipProxyDeclaration());
    for (const word of ["sip_proxy_2", "proxy-1", "10.120.0.51", "sip.example.com", "sip_in_b", "sip-b", "10.110.0.12"])
      expect(proxied.inbound!.split(" ")).toContain(word);
    expect(proxied["proxy-2"]).toBe("linux eth0 10.130.0.52 in voice-west sip_proxy_2");
    expect(proxied["voice-west"]).toBe("10.130.0.0/24 10.130.0.1");
    const behind = finds(bigIpDeclaration());
    expect(behind.inbound!.split(" ")).toEqual(expect.arrayContaining(["ltm-1", "10.213.0.100"]));
    expect(behind["ltm-1"]).toContain("10.213.0.100");
  });

  test("has each artifact with its evidence, and the runbook's chapters", () => {
    const content = contentOf(topologyOf(sampleDeclaration()), {}, POWER_LOSS);
    const { artifacts, runbook } = sectionsOf(environmentReport(content));
    for (const { path, sha256 } of content.artifacts) {
      expect(artifacts).toContain(`<td>${path}</td>`);
      expect(artifacts).toContain(sha256.slice(0, 12));
    }
    for (const [, chapter] of content.runbook.matchAll(/^## (.*)$/gm)) expect(runbook).toContain(`>${chapter}</h3>`);
    expect(runbook).toContain('<code class="language-sh">terraform init');
  });

  test("shows accepted findings with their reasons", () => {
    const acknowledged = [
      {
        finding: { code: "one-holder", environment: "staging", path: ["pairs", "inbound"], message: "two holders" },
        reason: "the network team shuts ports",
      },
    ] as never;
    const { findings } = sectionsOf(report({}, { checked: { findings: [], notEvaluated: [], acknowledged } }));
    expect(findings).toContain("<td>two holders</td><td>the network team shuts ports</td>");
  });

  test("names the measured times that it uses", () => {
    expect(PAGE).toContain("Nothing here was measured on your hosts.");
    expect(report({}, { measured: ["host-loss-detection"] })).toContain(
      "Measured, and given for this report: host-loss-detection.",
    );
  });

  test("says if the environment has no pair", () => {
    const page = environmentReport(contentOf(topologyOf(soundDeclaration({ pairs: {} }))));
    expect(page).toContain("The environment has no pair.");
  });

  test("shows what looks like markup as text, wherever it stands", () => {
    const page = report(
      { description: EVIL, acknowledge: [{ finding: "host-key-missing", on: EVIL, reason: EVIL }] },
      {
        runbook: `# x\n\n## 1. ${EVIL}\n\n${EVIL}\n\n[x](javascript:alert(1)) <b>y</b>\n`,
        measured: [EVIL],
        version: EVIL,
        views: [],
        artifacts: [
          {
            path: EVIL,
            sha256: "0",
            purpose: EVIL,
            construct: EVIL,
            evidence: "documented",
            target: { host: EVIL, path: EVIL, mode: EVIL },
          },
        ],
      },
    );
    expect(page.match(/<(?:script|style|img)\b/g)).toEqual(["<style", "<script"]);
    expect(page).not.toMatch(/href="javascript/);
    expect(page).toContain("&lt;script&gt;alert(1)");
  });
});

describe("of many pairs", () => {
  const content = contentOf(topologyOf(manyPairs(13)), {}, POWER_LOSS);
  const page = environmentReport(content);

  test("a course that differs only in names is shown once, and the other pairs link to it", () => {
    const { told } = content;
    expect(told.get("pair-0")!.like.size).toBe(0);
    expect([...told.get("pair-12")!.like]).toEqual([["primary-host-power-loss", "pair-0"]]);
    expect(exemplaryPairs(told)).toEqual(["pair-0"]);
    expect(page.match(/<svg class="gantt"/g)).toHaveLength(1);
    expect(page.match(/As <a href="#pair\.pair-0">pair-0<\/a>, except for names and addresses: /g)).toHaveLength(12);
    const places = [...page.matchAll(/\sid="([^"]*)"/g)].map((one) => one[1]!);
    for (const [, to] of page.matchAll(/href="#([^"]*)"/g)) expect(places).toContain(to);
  });

  test("a pair that behaves differently is shown in full", () => {
    const declaration = manyPairs(13) as { pairs: Record<string, { sip: object }> };
    declaration.pairs["pair-7"]!.sip = { transports: ["tcp"] };
    const other = contentOf(topologyOf(declaration), {}, POWER_LOSS);
    expect(exemplaryPairs(other.told)).toEqual(["pair-0", "pair-7"]);
  });

  test("no more pairs than a small environment has are shown in full; the others get a line for each scenario", () => {
    const declaration = manyPairs(15) as { pairs: Record<string, Record<string, unknown>> };
    for (const [index, pair] of Object.values(declaration.pairs).entries())
      pair.recoveryTimeObjective = `${25 + index}s`;
    const other = contentOf(topologyOf(declaration), {}, POWER_LOSS);
    expect(exemplaryPairs(other.told)).toHaveLength(12);
    const text = environmentReport(other);
    expect(text.match(/<svg class="gantt"/g)).toHaveLength(12);
    expect(text.match(/<pre class="lines">scenario +minimum[^\n]+\nprimary-host-power-loss +9s /g)).toHaveLength(3);
  });

  test("the chapters of the runbook stay in its file", () => {
    expect(page).toContain("The chapters of the pairs are only there.");
    expect(page).not.toContain("Pair pair-3: IP Address Takeover</h3>");
  });
});
