import { describe, expect, test } from "vitest";
import { evaluate } from "../../lib/checks/engine";
import type { Level } from "../../lib/checks/finding";
import type { Rule } from "../../lib/checks/rule";
import type { Path } from "../../lib/model/origin";
import type { Acknowledgement } from "../../lib/model/topology";
import { sampleTopology } from "../sample-topology";

function rule(code: string, level: Level, path: Path, acknowledgeable = false): Rule {
  const evaluate = () => [{ path, message: "m", fix: "f" }];
  return { code, level, acknowledgeable, title: "", why: "", evaluate };
}

const rules = [
  rule("host-key-missing", "warning", ["hosts", "sip-a", "connection", "ssh"]),
  rule("arp-burst", "error", ["networks", "voice"], true),
  rule("sip-interface", "error", ["hosts", "sip-a", "interfaces"]),
];

function report(...acknowledgements: Acknowledgement[]) {
  const { findings, acknowledged } = evaluate(rules, [sampleTopology({ topology: { acknowledgements } })]);
  return {
    open: findings.filter(({ code }) => !rules.some((one) => one.code === code)),
    left: findings.map(({ code }) => code).filter((code) => rules.some((one) => one.code === code)),
    acknowledged: acknowledged.map(({ finding, reason }) => [finding.code, reason]),
  };
}

const place = { kind: "rule", environment: "staging", part: "value", path: ["acknowledge", 0] };

describe("an acknowledgement", () => {
  test.each(["hosts.sip-a.connection.ssh", "hosts.sip-a.connection", "hosts.sip-a", "hosts"])(
    "on %s covers the finding there or below",
    (on) => {
      expect(report({ finding: "host-key-missing", on, reason: "lab" })).toEqual({
        open: [],
        left: ["arp-burst", "sip-interface"],
        acknowledged: [["host-key-missing", "lab"]],
      });
    },
  );

  test.each(["hosts.sip-b", "networks", "managementLayer.failureDetection.addpTimeout"])(
    "on %s does not cover it, and is stale",
    (on) => {
      expect(report({ finding: "host-key-missing", on, reason: "lab" })).toEqual({
        open: [
          {
            ...place,
            code: "stale-acknowledgement",
            level: "warning",
            message: `acknowledges host-key-missing on ${on}, which is no longer found`,
            found: `host-key-missing on ${on}`,
            fix: "remove the acknowledgement",
          },
        ],
        left: ["host-key-missing", "arp-burst", "sip-interface"],
        acknowledged: [],
      });
    },
  );

  test.each(["hosts.sip-a.connection.ssh.hostKey", "hosts.sip-a.conection", "hosts.sip-a."])(
    "on %s, if the same element has the finding elsewhere, is reported with that place",
    (on) => {
      const { open, left } = report({ finding: "host-key-missing", on, reason: "lab" });
      expect(left).toEqual(["host-key-missing", "arp-burst", "sip-interface"]);
      expect(open).toEqual([
        {
          ...place,
          code: "stale-acknowledgement",
          level: "warning",
          message: `acknowledges host-key-missing on ${on}, which is found on hosts.sip-a.connection.ssh instead`,
          found: `host-key-missing on ${on}`,
          fix: "write hosts.sip-a.connection.ssh, or a path above it; or remove the acknowledgement",
        },
      ]);
    },
  );

  test("beside a finding that another one acknowledges is reported as no longer found", () => {
    const on = (part: string) => ({ finding: "host-key-missing", on: `hosts.sip-a.${part}`, reason: part });
    const { open, acknowledged } = report(on("connection"), on("interfaces"));
    expect(acknowledged).toEqual([["host-key-missing", "connection"]]);
    expect(open.map(({ message, fix }) => [message, fix])).toEqual([
      [
        "acknowledges host-key-missing on hosts.sip-a.interfaces, which is no longer found",
        "remove the acknowledgement",
      ],
    ]);
  });

  test("of a finding that an earlier one has acknowledged is reported as such, not as no longer found", () => {
    const twice = ["hosts.sip-a", "hosts"].map((on) => ({ finding: "host-key-missing", on, reason: on }));
    const { open, acknowledged } = report(...twice);
    expect(acknowledged).toEqual([["host-key-missing", "hosts.sip-a"]]);
    expect(open.map(({ path, code, message, fix }) => [path, code, message, fix])).toEqual([
      [
        ["acknowledge", 1],
        "stale-acknowledgement",
        "acknowledges host-key-missing on hosts, which an earlier acknowledgement has already acknowledged",
        "remove one of the two",
      ],
    ]);
  });

  test("of something that could not be evaluated is reported as not needed, not as no longer found", () => {
    const asking = (code: string, asked: readonly string[]): Rule => ({
      ...{ code, level: "warning", title: "", why: "" },
      evaluate: ({ environment }) =>
        asked.includes(environment) ? [{ path: ["networks", "voice"], notEvaluated: "nobody knows", fix: "ask" }] : [],
    });
    const told = (on: string, finding = "gratuitous-arp", asked = ["staging"]) => {
      const acknowledgements = [{ finding, on, reason: "asked" }];
      const topologies = [{ acknowledgements }, { environment: "prod" }].map((topology) =>
        sampleTopology({ topology }),
      );
      const all = [asking("gratuitous-arp", asked), asking("arp-burst", [])];
      return evaluate(all, topologies).findings.map(({ code, message, fix }) => [code, message, fix]);
    };
    expect(told("networks.voice")).toEqual([
      [
        "stale-acknowledgement",
        "acknowledges gratuitous-arp on networks.voice, which is not evaluated; this changes no exit code and needs no acknowledgement",
        "remove the acknowledgement, and declare what the check asks for if it is known",
      ],
    ]);
    const noLonger = (finding: string, on: string) => [
      "stale-acknowledgement",
      `acknowledges ${finding} on ${on}, which is no longer found`,
      "remove the acknowledgement",
    ];
    expect(told("networks.management")).toEqual([noLonger("gratuitous-arp", "networks.management")]);
    // Nor for something that could not be evaluated in another environment, or by another rule.
    expect(told("networks.voice", "gratuitous-arp", ["prod"])).toEqual([noLonger("gratuitous-arp", "networks.voice")]);
    expect(told("networks.voice", "arp-burst")).toEqual([noLonger("arp-burst", "networks.voice")]);
  });

  test("of a finding between environments is stale only if several are checked, and may concern one that is not checked", () => {
    const between: Rule = {
      ...{ code: "shared-state", level: "error", acknowledgeable: true, title: "", why: "" },
      evaluateAll: () => [],
    };
    const told = (on: string, others: readonly string[]) => {
      const acknowledgements = [{ finding: "shared-state", on, reason: "workspaces" }];
      const topologies = [{ acknowledgements }, ...others.map((environment) => ({ environment }))];
      const all = topologies.map((topology) => sampleTopology({ topology }));
      return evaluate([between], all).findings.map(({ message, fix }) => [message, fix]);
    };
    expect(told("terraform.backend", [])).toEqual([]);
    expect(told("terraform.backend", ["prod"])).toEqual([
      [
        "acknowledges shared-state on terraform.backend, which is not found between these environments",
        "also name the environment that it is about; or remove the acknowledgement if there is none any more",
      ],
    ]);
    expect(told("pairs.inbund", ["prod"]).map(([message]) => message)).toEqual([
      "acknowledges shared-state on pairs.inbund, but there is no pairs.inbund; did you mean pairs.inbound?",
    ]);
  });

  test.each([
    ["pairs.inbund", "there is no pairs.inbund; did you mean pairs.inbound?", "write pairs.inbound"],
    ["host", "there is no host; did you mean hosts?", "write hosts"],
    ["pairs.*", "there is no pairs.*", "write pairs, which stands for everything below it"],
    ["hosts.sip", "there is no hosts.sip", "remove the acknowledgement"],
    ["nowhere", "there is no nowhere", "copy the path that the finding shows"],
  ])("on %s, which does not exist, is reported as such", (on, reason, fix) => {
    expect(report({ finding: "host-key-missing", on, reason: "lab" }).open).toEqual([
      expect.objectContaining({
        code: "stale-acknowledgement",
        message: `acknowledges host-key-missing on ${on}, but ${reason}`,
        fix,
      }),
    ]);
  });

  test("of an error is accepted if the rule allows it", () => {
    expect(report({ finding: "arp-burst", on: "networks.voice", reason: "trusted port" }).acknowledged).toEqual([
      ["arp-burst", "trusted port"],
    ]);
  });

  test("of an error that cannot be acknowledged is an error itself, and the finding stays", () => {
    expect(report({ finding: "sip-interface", on: "hosts.sip-a", reason: "later" })).toEqual({
      open: [
        {
          ...place,
          code: "firm-finding",
          level: "error",
          message: "sip-interface cannot be acknowledged: the output could not work",
          found: "sip-interface",
          fix: "correct the environment, and remove the acknowledgement",
        },
      ],
      left: ["host-key-missing", "arp-burst", "sip-interface"],
      acknowledged: [],
    });
  });

  test("of an unknown code is an error that proposes the code that was meant", () => {
    expect(report({ finding: "host-key-mising", on: "hosts", reason: "lab" }).open).toEqual([
      {
        ...place,
        code: "unknown-acknowledgement",
        level: "error",
        message: "no check has the code host-key-mising; did you mean host-key-missing?",
        found: "host-key-mising",
        fix: "write host-key-missing",
      },
    ]);
    expect(report({ finding: "everything", on: "hosts", reason: "lab" }).open).toEqual([
      expect.objectContaining({
        message: "no check has the code everything",
        fix: "use the code that the finding shows, or remove the acknowledgement if nothing is found any more; CHANGELOG.md says which codes a version renames",
      }),
    ]);
  });

  test("is matched only in the finding's own environment", () => {
    const acknowledgements = [{ finding: "host-key-missing", on: "hosts", reason: "lab" }];
    const staging = sampleTopology({ topology: { acknowledgements } });
    const prod = sampleTopology({ topology: { environment: "prod" } });
    const { findings } = evaluate(rules, [staging, prod]);
    expect(findings.filter(({ code }) => code === "host-key-missing").map(({ environment }) => environment)).toEqual([
      "prod",
    ]);
  });

  test("is not called stale if an invalid part was left out, because its subject may be there", () => {
    const acknowledgements = [
      { finding: "host-key-missing", on: "hosts.sip-b", reason: "lab" },
      { finding: "nothing", on: "hosts", reason: "lab" },
    ];
    const topology = sampleTopology({ topology: { acknowledgements } });
    const codes = evaluate(rules, [topology], new Set([topology])).findings.map(({ code }) => code);
    expect(codes).not.toContain("stale-acknowledgement");
    expect(codes).toContain("unknown-acknowledgement");
  });
});

describe("an acknowledgement of what is found elsewhere", () => {
  const elsewhere = new Set(["one-holder", "arp-burst"]);
  const open = (...acknowledgements: Acknowledgement[]) => {
    const topology = sampleTopology({ topology: { acknowledgements } });
    const quiet = rules.filter(({ code }) => code === "sip-interface");
    return evaluate(quiet, [topology], new Set(), elsewhere).findings.filter(({ code }) => code !== "sip-interface");
  };

  test("is neither unknown nor stale here, whether or not a rule has the code too", () => {
    expect(open({ finding: "one-holder", on: "pairs.inbound", reason: "lab" })).toEqual([]);
    expect(open({ finding: "arp-burst", on: "pairs.inbound.a-scenario", reason: "lab" })).toEqual([]);
  });

  test("is stale if there is no such place", () => {
    expect(open({ finding: "one-holder", on: "pairs.inbuond", reason: "lab" })).toEqual([
      {
        ...place,
        code: "stale-acknowledgement",
        level: "warning",
        message: "acknowledges one-holder on pairs.inbuond, but there is no pairs.inbuond; did you mean pairs.inbound?",
        found: "one-holder on pairs.inbuond",
        fix: "write pairs.inbound",
      },
    ]);
  });

  test("may be on any kind of element", () => {
    const [found] = open({ finding: "arp-burst", on: "bigIps.ltm-9", reason: "lab" });
    expect(found?.message).toBe("acknowledges arp-burst on bigIps.ltm-9, but there is no bigIps.ltm-9");
  });

  test("is proposed for a mistyped code", () => {
    expect(open({ finding: "one-holdr", on: "pairs.inbound", reason: "lab" })[0]).toMatchObject({
      code: "unknown-acknowledgement",
      fix: "write one-holder",
    });
  });
});
