import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import {
  App,
  CloudBackend,
  NamedRemoteWorkspace,
  RemoteBackend,
  S3Backend,
  TaggedCloudWorkspaces,
  type TerraformBackend,
  TerraformStack,
} from "cdktf";
import { describe, expect, test } from "vitest";
import { type Environment, environmentFromText, type TerraformProps } from "../../lib";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";

type Backend = NonNullable<TerraformProps["backend"]>;

const FIRST_PAIR = readFileSync(join(__dirname, "../../examples/first-pair.yaml"), "utf8");

/** What the stack `staging` of the resulting app has in its block `terraform`, without the providers. */
function written(make: (app: App) => Environment): Record<string, unknown> {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  make(app);
  app.synth();
  const stack = JSON.parse(readFileSync(join(outdir, "stacks/staging/cdk.tf.json"), "utf8"));
  const { required_providers: _, ...block } = stack.terraform;
  return block;
}

const declaring = (backend: Backend) => (app: App) =>
  sampleEnvironment(app, "staging", { props: { terraform: { backend } } }).environment;

describe("a backend is written as cdktf writes its construct, from a program and from a file", () => {
  test.each<[string, Backend, (scope: TerraformStack) => TerraformBackend]>([
    [
      "s3 with a role",
      {
        s3: {
          bucket: "b",
          key: "k",
          assume_role: { role_arn: "r", policy_arns: ["p", "q"], tags: { team: "t" } },
          endpoints: { s3: "https://minio" },
        },
      },
      (scope) =>
        new S3Backend(scope, {
          bucket: "b",
          key: "k",
          assumeRole: { roleArn: "r", policyArns: ["p", "q"], tags: { team: "t" } },
          endpoints: { s3: "https://minio" },
        }),
    ],
    [
      "remote with a workspace",
      { remote: { organization: "o", workspaces: { name: "w" } } },
      (scope) => new RemoteBackend(scope, { organization: "o", workspaces: new NamedRemoteWorkspace("w") }),
    ],
    [
      "cloud, which stands beside the backends",
      { cloud: { organization: "o", workspaces: { project: "p", tags: ["t"] } } },
      (scope) => new CloudBackend(scope, { organization: "o", workspaces: new TaggedCloudWorkspaces(["t"], "p") }),
    ],
  ])("%s", (_, backend, construct) => {
    const { terraform } = construct(new TerraformStack(new App(), "any")).toTerraform();
    const expected = JSON.parse(JSON.stringify(terraform));
    const text = `${FIRST_PAIR}terraform: ${JSON.stringify({ backend })}\n`;
    expect(written(declaring(backend))).toEqual(expected);
    expect(written((app) => environmentFromText(app, text, "staging.yaml"))).toEqual(expected);
  });
});

test("overrides reach into a declared setting, and do not change the model", () => {
  const s3 = { bucket: "b", key: "k", assume_role: { role_arn: "r", session_name: "s" } };
  let environment!: Environment;
  const block = written((app) => {
    environment = declaring({ s3 })(app);
    environment.addOverride("terraform.backend.s3.assume_role.role_arn", "other");
    return environment;
  });
  expect(block).toEqual({ backend: { s3: { ...s3, assume_role: { role_arn: "other", session_name: "s" } } } });
  expect(environment.topology.backend).toEqual({ type: "s3", settings: s3 });
});

test("and so do overrides of the backend itself", () => {
  const s3 = { bucket: "b", key: "k", assume_role: { role_arn: "r" } };
  const environment = declaring({ s3 })(new App({ outdir: temporaryFolder() }));
  const backend = environment.ensureBackendExists();
  backend.addOverride("assume_role.role_arn", "other");
  const { terraform } = backend.toTerraform();
  expect(terraform).toEqual({ backend: { s3: { ...s3, assume_role: { role_arn: "other" } } } });
  expect(environment.topology.backend).toEqual({ type: "s3", settings: s3 });
});

test("a backend that an override adds beside a declared cloud is one too many", () => {
  const app = new App({ outdir: temporaryFolder() });
  const environment = declaring({ cloud: { organization: "o", workspaces: { name: "w" } } })(app);
  environment.addOverride("terraform.backend.http", { address: "https://h" });
  expect(() => app.synth()).toThrow("an override of the stack adds another\n  found:   http and cloud");
});

describe("a stack that refers to an environment", () => {
  function remoteStates(backend: Backend): unknown[] {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    const mine = new Resource(declaring(backend)(app), "mine");
    const other = new TerraformStack(app, "other");
    new NullProvider(other, "null");
    new Resource(other, "reader", { triggers: { id: mine.id } });
    app.synth();
    const stack = JSON.parse(readFileSync(join(outdir, "stacks/other/cdk.tf.json"), "utf8"));
    return Object.values(stack.data.terraform_remote_state);
  }

  test("reads its state from the declared place", () => {
    const s3 = { bucket: "b", key: "k", assume_role: { role_arn: "r" } };
    expect(remoteStates({ s3 })).toMatchObject([{ backend: "s3", config: s3 }]);
  });

  test("reads a workspace of Terraform Cloud through the backend remote, which has no projects", () => {
    const cloud = { organization: "o", workspaces: { name: "w", project: "p" } };
    expect(remoteStates({ cloud })).toEqual([
      expect.objectContaining({ backend: "remote", config: { organization: "o", workspaces: { name: "w" } } }),
    ]);
  });

  test("is refused if the workspace has no name", () => {
    const cloud = { organization: "o", workspaces: { tags: ["t"] } };
    expect(() => remoteStates({ cloud })).toThrow(
      expect.objectContaining({ message: expect.stringContaining("error workspace-unnamed") }),
    );
  });
});
