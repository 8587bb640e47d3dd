import { describe, expect, test } from "vitest";
import { forgottenHosts } from "../../lib/diff/forgotten-hosts";
import { REMOVED, sampleDeclaration, windowsPair } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { firstLinesOf, stepsOf } from "./steps-of";

const steps = (was: object, is: object) => forgottenHosts(topologyOf(was), topologyOf(is));

const { "sip-a": host } = sampleDeclaration().hosts as Record<string, object>;

/** The sample with its primary's host under another name. */
const renamed = (changes: Readonly<Record<string, unknown>> = {}) =>
  sampleDeclaration({
    "hosts.sip-a": REMOVED,
    "hosts.sip-a2": structuredClone(host),
    "pairs.inbound.primary.host": "sip-a2",
    ...changes,
  });

describe("a host that is declared without its former connection", () => {
  const unreached = sampleDeclaration({ "hosts.sip-b.connection": REMOVED });

  test("is removed from Terraform's state if it still gets scripts, because a destroy would remove the primary's first", () => {
    expect(steps(sampleDeclaration(), unreached)).toEqual([
      "Before any apply, make Terraform forget sip-b; nothing changes there. From now on you copy the files by hand, the first time below; after that the installer there also removes them by hand. In `stacks/staging`:\n```sh\nterraform init\nterraform state rm null_resource.sip-b\n```",
    ]);
  });

  test("gets its scripts by hand from now on, with no other step", () => {
    expect(firstLinesOf(sampleDeclaration(), unreached).slice(1)).toEqual([
      "Terraform does not reach sip-b. Copy the folder `hosts/sip-b` there, to a place where nobody else may write. In that folder, run `sh deploy preflight` and `sh deploy install manual` as root.",
      "Check that nothing is left to do:",
    ]);
  });

  test("stays declared until Terraform has cleaned it up if it no longer gets scripts", () => {
    const alone = {
      "hosts.sip-b.connection": REMOVED,
      "pairs.inbound.backup": { application: "SIP_In_B", host: "sip-a", ports: { tlib: 3001 } },
      "pairs.inbound.highAvailability": { singleHost: { seats: 20 } },
    };
    expect(steps(sampleDeclaration(), sampleDeclaration(alone))).toEqual([
      "Terraform would forget sip-b without cleaning up there. Leave it declared with the connection, in no pair, until the last step here is done: the apply below removes what is installed there. Only then apply the output without it.",
    ]);
  });

  test("is cleaned up by an apply if Terraform asks for its password, because Terraform has no password when it destroys", () => {
    const asking = { ...windowsPair(), "hosts.sip-b.connection": { winrm: { user: "Administrator" } } };
    const order = stepsOf(
      sampleDeclaration(asking),
      sampleDeclaration({ "hosts.sip-a": REMOVED, "hosts.sip-b": REMOVED, pairs: {} }),
    );
    const apply = order.findIndex((step) =>
      step.startsWith("Remove from sip-a, sip-b what is installed there, in `stacks/staging`"),
    );
    expect(order[apply]).toContain("\nterraform plan\nterraform apply\n");
    expect(apply).toBeGreaterThan(order.findIndex((step) => step.includes("stop SIP_In_B and SIP_In_P, for good")));
    expect(order.join("\n")).not.toContain("destroy");
  });
});

describe("a renamed host with the same addresses", () => {
  test("is known to Terraform under its new name, and is not cleaned up", () => {
    expect(steps(sampleDeclaration(), renamed())).toEqual([
      "Before any apply, rename sip-a in Terraform's state; the next apply then replaces the scripts in place. In `stacks/staging`:\n```sh\nterraform init\nterraform state mv null_resource.sip-a null_resource.sip-a2\n```",
    ]);
    expect(steps(sampleDeclaration(), renamed({ "hosts.sip-a2.connection": REMOVED }))[0]).toContain(
      "terraform state rm null_resource.sip-a\n",
    );
  });

  test("does not need a new SIP Server installation", () => {
    const told = firstLinesOf(sampleDeclaration(), renamed()).join("\n");
    expect(told).toContain(
      "pairs.inbound: sip-a2 has the operating system and the addresses of sip-a, and is taken for the same machine under another name: SIP Server stays installed on it.",
    );
    expect(told).not.toMatch(/Install SIP Server|deploy-staging remove/);
  });

  test("is another machine if its operating system differs", () => {
    const other = renamed({ "hosts.sip-a2.os": "solaris" });
    expect(steps(sampleDeclaration(), other)).toEqual([
      "Before any apply, make Terraform forget sip-a; another host has one of its addresses, so both cannot be declared. What is installed on a machine that stays in use is left there: set that machine up from scratch. In `stacks/staging`:\n```sh\nterraform init\nterraform state rm null_resource.sip-a\n```",
    ]);
  });
});
