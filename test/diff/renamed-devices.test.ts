import { describe, expect, test } from "vitest";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { bigIpDeclaration } from "../options/big-ip/big-ip-sample";
import { REMOVED } from "../sample-declaration";
import { topologyOf } from "../topology-of";

type Changes = Readonly<Record<string, unknown>>;

/** The sample with its device under a name, and values of the device or of anything else replaced. */
function named(name: string, device: Changes = {}, changes: Changes = {}) {
  const { bigIps } = bigIpDeclaration() as { bigIps: Record<string, object> };
  return bigIpDeclaration({
    bigIps: { [name]: { ...bigIps["ltm-1"], ...device } },
    "pairs.inbound.highAvailability.bigIp.device": name,
    acknowledge: REMOVED,
    ...changes,
  });
}

const diff = (was: object, is: object) => environmentDiff(snapshotOf(topologyOf(was)), snapshotOf(topologyOf(is)));

describe("a renamed BIG-IP", () => {
  test("is the same device, which accepts its declaration in place, on the way there and back", () => {
    const { effect, order, rollback } = diff(named("ltm-1"), named("ltm-x"));
    expect(effect).toBe("reload");
    expect(order.map((step) => step.split("\n")[0])).toEqual([
      "Bring these files to where they belong, as the chapters of their pairs in the runbook say:",
    ]);
    expect(order[0]).toContain("big-ip/ltm-x/as3.json");
    expect(rollback[1]).toContain("big-ip/ltm-1/as3.json");
  });

  test("is known to Terraform by the new name before any apply, which would otherwise remove its declaration", () => {
    const terraform = { deployment: "terraform", certificateAuthorityFile: "ca.pem" };
    const { order } = diff(named("ltm-1", terraform), named("ltm-x", terraform));
    expect(order[0]).toBe(
      "Before any apply, rename ltm-1 in Terraform's state, and give the account in `bigip_accounts` the new name. In `stacks/dmz`:\n```sh\nterraform init\nterraform state mv bigip_as3.ltm-1 bigip_as3.ltm-x\n```",
    );
    expect(order.join()).not.toContain("destroy");
  });

  test("does not change its pair's steps if the pair is released for another reason", () => {
    const { pairs } = named("ltm-x") as unknown as { pairs: { inbound: object } };
    const steps = diff(named("ltm-1"), named("ltm-x", {}, { pairs: { other: pairs.inbound } })).order.join("\n");
    expect(steps).not.toMatch(/which ltm-1 still has|from ltm-1, as nothing else does/);
  });

  test("is another device if anything else about it differs", () => {
    const { effect, order } = diff(named("ltm-1"), named("ltm-x", { management: "10.213.0.101" }));
    expect(effect).toBe("outage");
    expect(order.join()).toContain("Remove 10.214.0.1 and 192.0.2.2 from ltm-1");
  });
});
