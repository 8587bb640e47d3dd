import { describe, expect, test } from "vitest";
import { errors } from "../../../lib/errors";
import { newRoot } from "../../../lib/terraform/new-root";
import { Topology } from "../../../lib/testing";
import { sampleEnvironment } from "../../sample-environment";
import { firstPair, firstPairText } from "../example-topology";
import { messageOf, misuseOf } from "../message-of";

const clean = (props: Parameters<typeof sampleEnvironment>[2] = {}) =>
  Topology.of(sampleEnvironment(newRoot(), "staging", props).environment);

describe("a finding", () => {
  test("is found by its code, and by its path or a path above it", () => {
    const topology = firstPair();
    topology.hasFinding("host-key-missing");
    topology.hasFinding("host-key-missing", { on: "hosts.sip-a" });
    topology.hasFinding("host-key-missing", { on: "hosts.sip-a.connection.ssh", level: "warning" });
    topology.hasFinding("isolated-host", { on: "pairs", fix: /watchdog: \{\}/, position: /first-pair\.yaml:32:7$/ });
    topology.not.hasFinding("host-key-missing", { on: "hosts.mgmt-1" });
    topology.not.hasFinding("port-not-unique");
  });

  test("is missed with the nearest one, by its code and then by its path", () => {
    expect(messageOf(() => firstPair().hasFinding("host-key-missing", { on: "hosts.mgmt-1", level: "error" }))).toMatch(
      /^staging has no finding host-key-missing like \{ on: "hosts\.mgmt-1", level: "error" \}\nIt has 3 findings; the nearest is host-key-missing on hosts\.sip-a\.connection\.ssh:\n {3}\{\n {5}code: "host-key-missing",\n!! {3}Expected "error" but received "warning"\n {5}level: "warning",\n!! {3}Expected "hosts\.mgmt-1" or a path below it but received "hosts\.sip-a\.connection\.ssh"\n {5}on: "hosts\.sip-a\.connection\.ssh",\n {5}message: "the identity of host sip-a is not checked",\n {5}found: "no hostKey",\n {5}allowed: "the host's public key",\n {5}fix: .*,\n {5}position: ".*first-pair\.yaml:18:19",\n {3}\}$/,
    );
    expect(messageOf(() => firstPair().hasFinding("isolated-hosts-xy"))).toContain(
      'It has 3 findings; the nearest is isolated-host on pairs.inbound.highAvailability.ipAddressTakeover:\n   {\n!!   Expected "isolated-hosts-xy" but received "isolated-host"\n     code: "isolated-host",\n',
    );
  });

  test("is missed with a message that says so if nothing is found", () => {
    expect(messageOf(() => clean().hasFinding("host-key-missing"))).toBe(
      "staging has no finding host-key-missing; it has no findings at all",
    );
  });

  test("that is acknowledged does not count, and is reported with its reason", () => {
    const topology = clean({
      props: { acknowledge: [{ finding: "isolated-host", on: "pairs.inbound", reason: "fenced by the hypervisor" }] },
      takeover: { watchdog: undefined },
    });
    topology.hasNoFindings();
    expect(messageOf(() => topology.hasFinding("isolated-host"))).toBe(
      [
        "staging has no finding isolated-host; it has no findings at all",
        "isolated-host on pairs.inbound.highAvailability.ipAddressTakeover is acknowledged: fenced by the hypervisor",
      ].join("\n"),
    );
  });

  test("of a check that could not be made does not count, and is reported with its reason", () => {
    const text = firstPairText().replace("    recoveryTimeObjective: 25s\n", "");
    const topology = Topology.fromYaml({ text });
    expect(messageOf(() => topology.hasFinding("recovery-time"))).toMatch(
      /\nrecovery-time on pairs\.inbound\S* could not be evaluated: .+$/,
    );
  });

  test("with a code that no check has is a mistake of the test, if a similar code exists", () => {
    const message = misuseOf(() => firstPair().not.hasFinding("host-key-mising"));
    expect(message).toMatch(
      /^no check has the code host-key-mising; did you mean host-key-missing\?\n {2}found: {3}host-key-mising\n {2}allowed: host-key-missing, .+ or one of \d+ more\n {2}fix: {5}write host-key-missing$/,
    );
  });

  test("of invalid input has a code that is not taken for a slip", () => {
    const makers = Object.values(errors) as ((...args: unknown[]) => { code: string })[];
    const codes = makers.flatMap((make) => {
      try {
        return [make("a", ["b"], ["c"]).code];
      } catch {
        return [];
      }
    });
    expect(codes.length).toBeGreaterThan(20);
    for (const code of codes) firstPair().not.hasFinding(code);
  });

  test.each([
    ["hosts.sip-aa", "staging has no hosts with the name sip-aa; did you mean sip-a?"],
    ["pairs.outbound.sip", "staging has no pairs with the name outbound"],
    ["host.sip-a", "staging has no section host; did you mean hosts?"],
    ["staging.hosts.sip-a", "staging has no section staging"],
    ["staging/hosts/sip-a", "staging has no section staging/hosts/sip-a"],
  ])("on %s, which does not exist, is a mistake of the test", (on, message) => {
    expect(misuseOf(() => firstPair().not.hasFinding("host-key-missing", { on })).split("\n")[0]).toBe(message);
  });

  test.each(["", "terraform.backend", "managementLayer", "genesys", "acknowledge.0"])(
    "on %j, where a finding is possible, is searched for",
    (on) => {
      firstPair().not.hasFinding("host-key-missing", { on });
    },
  );

  test("is listed with its path and position", () => {
    expect(
      firstPair()
        .findings()
        .map(({ code, on, level }) => [code, on, level]),
    ).toEqual([
      ["host-key-missing", "hosts.sip-a.connection.ssh", "warning"],
      ["host-key-missing", "hosts.sip-b.connection.ssh", "warning"],
      ["isolated-host", "pairs.inbound.highAvailability.ipAddressTakeover", "warning"],
    ]);
  });
});

describe("no findings", () => {
  test("accepts an environment in which nothing is found, at one level or at any", () => {
    clean().hasNoFindings();
    firstPair().hasNoFindings("error");
    firstPair().not.hasNoFindings("warning");
  });

  test("fails with the report", () => {
    const message = messageOf(() => firstPair().hasNoFindings());
    expect(message).toMatch(
      /^staging has 3 findings, but should have none:\n\n\S*first-pair\.yaml:18:19 warning host-key-missing\n/,
    );
    expect(message).toMatch(/\n\n0 errors, 3 warnings, 0 acknowledged, 0 not evaluated$/);
    expect(messageOf(() => clean().not.hasNoFindings())).toBe("staging has no finding, but should have one");
    expect(messageOf(() => firstPair().not.hasNoFindings("error"))).toBe("staging has no error, but should have one");
  });

  test("counts only findings of this environment, and those that belong to none", () => {
    const root = newRoot();
    const one = sampleEnvironment(root, "one", { subnet: 121 });
    const two = sampleEnvironment(root, "two", { subnet: 122, takeover: { watchdog: undefined } });
    Topology.of(one.environment).hasNoFindings();
    Topology.of(two.environment).hasFinding("isolated-host");
    one.environment.node.addValidation({ validate: () => ["no"] });
    Topology.of(one.environment, { allowErrors: true }).hasFinding("construct-validation", { level: "error" });
    Topology.of(two.environment, { allowErrors: true }).not.hasFinding("construct-validation");
  });
});
