import { describe, expect, test } from "vitest";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";

const S3 = { bucket: "b", key: "k", assume_role: { role_arn: "r", policy_arns: ["a", "b"] } };
const cloud = (name: string) => ({ cloud: { organization: "o", workspaces: { name } } });

/** What is said about a change of the backend. */
function diff(was: object | undefined, is: object | undefined) {
  const [old, now] = [was, is].map((backend) =>
    snapshotOf(topologyOf(sampleDeclaration(backend === undefined ? {} : { "terraform.backend": backend }))),
  );
  const { changes, order, noWayBack } = environmentDiff(old, now);
  return {
    changes: changes.map(({ path, was: before, is: after, effect }) => [
      path.slice(2).join("."),
      before,
      after,
      effect,
    ]),
    because: [...new Set(changes.map(({ because }) => because))],
    first: order[0],
    noWayBack,
  };
}

const step = (text: string, ...lines: string[]) => `${text}\n\`\`\`sh\n${lines.join("\n")}\n\`\`\``;

describe("in a setting that contains others", () => {
  test("each of these is a change, and Terraform finds its state where it is", () => {
    const assume_role = { role_arn: "r2", policy_arns: ["b", "c"] };
    expect(diff({ s3: S3 }, { s3: { ...S3, assume_role } })).toEqual({
      changes: [
        ["s3.assume_role.policy_arns", ["a", "b"], ["b", "c"], "none"],
        ["s3.assume_role.role_arn", "r", "r2", "none"],
      ],
      because: ["Terraform finds its state where it is: run `terraform init -migrate-state` first"],
      first: step(
        "Make Terraform take the settings of its backend, in `stacks/staging`:",
        "terraform init -migrate-state",
      ),
      noWayBack: [],
    });
  });

  test("the state moves if the setting names another place", () => {
    const workspaces = (name: string) => ({ remote: { organization: "o", workspaces: { name } } });
    expect(diff(workspaces("a"), workspaces("b"))).toEqual({
      changes: [["remote.workspaces.name", "a", "b", "none"]],
      because: ["Terraform's state moves: run `terraform init -migrate-state` first"],
      first: step("Move Terraform's state, in `stacks/staging`:", "terraform init -migrate-state"),
      noWayBack: [
        "Terraform's state stays where it was moved to: the way back is another `terraform init -migrate-state`.",
      ],
    });
  });
});

test.each<[string, object | undefined, object | undefined]>([
  ["another key", { s3: S3 }, { s3: { ...S3, key: "k2" } }],
  ["the first backend", undefined, { s3: S3 }],
  ["none any more", { s3: S3 }, undefined],
  ["settings that leave the place to terraform init", { gcs: { bucket: "b" } }, { gcs: { bucket: "b", prefix: "p" } }],
  [
    "a role, if the place is not declared",
    { s3: { bucket: "b" } },
    { s3: { bucket: "b", assume_role: { role_arn: "r" } } },
  ],
])("the state moves by a migration: %s", (_, was, is) => {
  expect(diff(was, is).first).toBe(
    step("Move Terraform's state, in `stacks/staging`:", "terraform init -migrate-state"),
  );
});

describe("Terraform Cloud", () => {
  test("asks for the state by itself, and refuses a migration", () => {
    const { because, first, noWayBack } = diff({ s3: S3 }, cloud("a"));
    expect(because).toEqual(["Terraform's state moves: run `terraform init` first"]);
    expect(first).toBe(step("Move Terraform's state, in `stacks/staging`:", "terraform init"));
    expect(noWayBack).toEqual(["Terraform's state stays where it was moved to: the way back is to move it by hand."]);
  });

  test.each<[string, object | undefined, string, string]>([
    ["to a backend", { s3: S3 }, "terraform init -reconfigure", "`terraform init`"],
    ["to a file", undefined, "terraform init -reconfigure", "`terraform init`"],
    ["to another workspace", cloud("b"), "terraform init", "to move it by hand"],
  ])("passes the state to nothing: it is moved by hand %s", (_, is, init, back) => {
    const { because, first, noWayBack } = diff(cloud("a"), is);
    expect(because).toEqual([
      "Terraform does not take state out of a workspace of Terraform Cloud: move it by hand first",
    ]);
    expect(first).toBe(
      step(
        "Move Terraform's state, which Terraform itself does not take out of a workspace of Terraform Cloud. Run all but the first line in `stacks/staging`:",
        "terraform state pull > ~/staging.tfstate  # in the folder of the earlier output",
        init,
        "terraform state push ~/staging.tfstate",
        "rm ~/staging.tfstate",
      ),
    );
    expect(noWayBack).toEqual([`Terraform's state stays where it was moved to: the way back is ${back}.`]);
  });

  test("keeps the state where the backend remote had it, and the other way round", () => {
    const remote = { remote: cloud("a").cloud };
    expect(diff(remote, cloud("a")).first).toContain("sh\nterraform init\n");
    expect(diff(cloud("a"), remote).first).toContain("sh\nterraform init -reconfigure\n");
    expect(diff(remote, cloud("a")).noWayBack).toEqual([]);
  });
});

test("the state moves first, whatever else changes", () => {
  const now = { "terraform.backend": { s3: S3 }, "pairs.inbound.sip.port": 5070 };
  const [was, is] = [{}, now].map((changes) => snapshotOf(topologyOf(sampleDeclaration(changes))));
  const alone = diff(undefined, { s3: S3 }).first;
  expect(alone).toContain("terraform init");
  expect(environmentDiff(was, is).order[0]).toBe(alone);
});
