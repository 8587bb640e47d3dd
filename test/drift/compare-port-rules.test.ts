import { expect, test } from "vitest";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { plan } from "../../lib/synth/plan";
import { nlbDeclaration } from "../options/windows-nlb/nlb-sample";
import { topologyOf } from "../topology-of";
import { factsOfHosts } from "./facts-of-model";

const topology = topologyOf(nlbDeclaration({ "pairs.inbound.sip.tlsPort": 5061 }));
const files = plan(topology).artifacts;
const sound = factsOfHosts(hostExpectations(topology, files));
const SERVES = "1008 1 1 0";
const IDLE = "1008 1 0 1";

/** The report if sip-a and sip-b answer this about their port rules of 5060 and 5061. */
function told(a: readonly [string, string], b: readonly [string, string]) {
  const facts = [a, b].map((states, host) => {
    const rules = [5060, 5061].map((port, index) => ` 10.120.0.10 ${port} ${states[index]}\n`).join("");
    const text = sound[host]!.replace(/(== port-rules\n)(?: .*\n)*/, (_, header) => header + rules);
    return parseFacts(`${host}.facts`, text).facts!;
  });
  return environmentDrift({ topology, files }, { facts }).findings.map(
    ({ state, code, message, found }) => `${state} ${code}: ${message}: ${found}`,
  );
}

const BOTH = (state: string) => [state, state] as const;

test("one node with both rules enabled and one with none is as it should be, whichever node it is", () => {
  expect(told(BOTH(SERVES), BOTH(IDLE))).toEqual([]);
  expect(told(BOTH(IDLE), BOTH(SERVES))).toEqual([]);
  expect(told(BOTH("1007 1 1 0"), BOTH("1007 1 0 1"))).toEqual([]);
});

test("each rule is reported by itself: enabled on both, enabled on none", () => {
  expect(told(BOTH(SERVES), [SERVES, IDLE])).toEqual([
    "drift port-rule-enabled-on-both: both hosts have the port rule 5060 of 10.120.0.10 enabled, so the backup gets calls: enabled on sip-a and sip-b",
  ]);
  expect(told([SERVES, IDLE], BOTH(IDLE))).toEqual([
    "drift port-rule-enabled-on-none: neither host has the port rule 5061 of 10.120.0.10 enabled: callers do not reach the pair: disabled on sip-a and sip-b",
  ]);
});

test("a rule that is missing, duplicated, or in another state is reported on its host", () => {
  expect(told(BOTH(SERVES), ["1008 0 0 0", IDLE])).toEqual([
    "drift port-rule-missing: sip-b does not have exactly the port rule 5060 of 10.120.0.10: 0 rules",
  ]);
  expect(told(BOTH(SERVES), ["1008 2 0 2", IDLE])).toEqual([
    "drift port-rule-missing: sip-b does not have exactly the port rule 5060 of 10.120.0.10: 2 rules",
  ]);
  // Nobody knows which of the two rules is disabled.
  expect(told(["1008 2 0 1", SERVES], ["1008 2 0 1", IDLE])).toEqual([
    "drift port-rule-missing: sip-a does not have exactly the port rule 5060 of 10.120.0.10: 2 rules",
    "drift port-rule-missing: sip-b does not have exactly the port rule 5060 of 10.120.0.10: 2 rules",
  ]);
  expect(told(BOTH(SERVES), ["1008 1 0 0", IDLE])).toEqual([
    "drift port-rule-unclear: sip-b has the port rule 5060 of 10.120.0.10 in another state: neither",
  ]);
});

test("a rule that the model no longer has is ignored", () => {
  const facts = sound.map((text, host) => {
    const edited = text.replace("== port-rules\n", "== port-rules\n 10.120.0.10 5999 1008 0 0 0\n");
    expect(edited).not.toBe(text);
    return parseFacts(`${host}.facts`, edited).facts!;
  });
  expect(environmentDrift({ topology, files }, { facts }).findings).toEqual([]);
});

test("a range of ports is one rule", () => {
  const declared = nlbDeclaration({
    "pairs.inbound.highAvailability.windowsNlb.portRules": [{ startPort: 6000, endPort: 6100 }],
  });
  const ranged = topologyOf(declared);
  const artifacts = plan(ranged).artifacts;
  const facts = factsOfHosts(hostExpectations(ranged, artifacts)).map((text, host) => {
    const rules = [5060, "6000-6100"].map((ports) => ` 10.120.0.10 ${ports} ${SERVES}\n`).join("");
    return parseFacts(
      `${host}.facts`,
      text.replace(/(== port-rules\n)(?: .*\n)*/, (_, header) => header + rules),
    ).facts!;
  });
  expect(environmentDrift({ topology: ranged, files: artifacts }, { facts }).findings).toMatchObject([
    { message: expect.stringContaining("have the port rule 5060 of 10.120.0.10 enabled") },
    { message: expect.stringContaining("have the port rule 6000-6100 of 10.120.0.10 enabled") },
  ]);
});

test("a node that is missing, is stopped, or has not converged is reported once, whatever its rules are", () => {
  expect(told(BOTH("0 0 0 0"), BOTH(SERVES))).toEqual([
    "drift cluster-node-missing: sip-a is not node 1 of the cluster 10.120.0.10: no such node",
  ]);
  for (const status of [1005, 1013])
    expect(told(BOTH(`${status} 1 1 0`), BOTH(SERVES))).toEqual([
      `drift cluster-node-stopped: sip-a has stopped or suspended its node of the cluster 10.120.0.10, so it serves no port: status ${status}`,
    ]);
  expect(told(BOTH(SERVES), BOTH("1006 1 0 1"))).toEqual([
    "drift cluster-not-converged: sip-b is in a cluster 10.120.0.10 that has not converged: status 1006",
  ]);
});

test("if one node gives no answer, nothing is concluded about both", () => {
  expect(told(BOTH(IDLE), BOTH("failed"))).toEqual([
    expect.stringMatching(/^unparsed facts-not-understood: /),
    expect.stringMatching(/^unparsed facts-not-understood: /),
  ]);
});

test("each rule without a line counts as not collected, and nothing is concluded from that", () => {
  const [a, b] = sound as [string, string];
  const without = a.replace(/(== port-rules\n)(?: .*\n)*/, "$1");
  const facts = [without, b].map((text, host) => parseFacts(`${host}.facts`, text).facts!);
  expect(environmentDrift({ topology, files }, { facts }).findings).toEqual(
    [5060, 5061].map((port) =>
      expect.objectContaining({
        state: "missing",
        code: "not-collected",
        message: `the collector did not look at the port rule ${port} of 10.120.0.10 on sip-a`,
        position: expect.objectContaining({ file: "0.facts" }),
      }),
    ),
  );
});
