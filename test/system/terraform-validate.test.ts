import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { environmentFromFile } from "../../lib/input/environment-file";
import { newRoot } from "../../lib/terraform/new-root";
import { synthesize } from "../../lib/terraform/synthesize";
import { Terraform } from "../null-provider/terraform";
import { describeWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const EXAMPLES = join(__dirname, "../../examples");

/** Every environment file of the examples; a file that others extend does not count. */
const ENVIRONMENTS = (readdirSync(EXAMPLES, { recursive: true }) as string[])
  .filter((path) => path.endsWith(".yaml") && !path.includes("cdktf.out"))
  .sort()
  .flatMap((file) => {
    const name = /^environment: (\S+)/m.exec(readFileSync(join(EXAMPLES, file), "utf8"))?.[1];
    return name === undefined ? [] : [{ file, name }];
  });

describeWith({ tools: ["terraform"] }, "Terraform and the stacks of the examples", () => {
  let terraform: Terraform;
  let outdir: string;
  beforeAll(async () => {
    outdir = temporaryFolder();
    const root = newRoot();
    for (const { file } of ENVIRONMENTS) environmentFromFile(root, join(EXAMPLES, file));
    synthesize(root, outdir);
    terraform = await Terraform.start({ home: homeWithKeys() });
  });
  afterAll(() => terraform?.stop());

  test("the examples have a local and a remote backend", () => {
    expect(ENVIRONMENTS.map(({ name }) => backendOf(outdir, name))).toEqual(expect.arrayContaining(["local", "s3"]));
  });

  test("the examples have hosts that Terraform reaches, and one without a connection", () => {
    const counts = ENVIRONMENTS.map(({ name }) => connectedHosts(join(outdir, "stacks", name)).length);
    expect(counts.filter((count) => count > 1).length).toBeGreaterThan(3);
    expect(counts).toContain(0);
  });

  describe.each(ENVIRONMENTS)("$file", ({ name }) => {
    test("validates without a remark, and its plan creates only the hosts that it has a connection to", async () => {
      const folder = join(outdir, "stacks", name);
      const isLocal = backendOf(outdir, name) === "local";
      await terraform.succeed(folder, "init", ...(isLocal ? [] : ["-backend=false"]));
      const said = JSON.parse(await terraform.succeed(folder, "validate", "-json"));
      expect(said).toMatchObject({ valid: true, error_count: 0, warning_count: 0, diagnostics: [] });
      if (!isLocal) useLocalBackend(folder);
      await terraform.succeed(folder, "init", "-reconfigure");
      await terraform.succeed(folder, "plan", "-out=plan");
      const plan = JSON.parse(await terraform.succeed(folder, "show", "-json", "plan"));
      const resources = connectedHosts(folder).map((host) => [`null_resource.${host}`, ["create"]]);
      expect((plan.resource_changes ?? []).map(created)).toEqual(resources);
      if (resources.length > 0)
        expect(plan.configuration.provider_config.null.full_name).toBe("registry.terraform.io/hashicorp/null");
    });
  });
});

/** The hosts that Terraform reaches, according to the written model. */
function connectedHosts(folder: string): string[] {
  const { hosts } = parse(readFileSync(join(folder, "topology.yaml"), "utf8")) as Record<
    string,
    Record<string, object>
  >;
  return Object.keys(hosts!).filter((name) => "connection" in hosts![name]!);
}

function backendOf(outdir: string, name: string): string {
  const stack = JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8"));
  return Object.keys(stack.terraform.backend).join();
}

/** The way in which an engineer plans without the rights to the remote state: Terraform merges files of this name over the others. */
function useLocalBackend(folder: string): void {
  writeFileSync(join(folder, "backend_override.tf.json"), JSON.stringify({ terraform: { backend: { local: {} } } }));
}

function created({ address, change }: { address: string; change: { actions: string[] } }): [string, string[]] {
  return [address, change.actions];
}

/** Terraform reads the keys that the examples name as soon as it validates, but uses them only when it connects. */
function homeWithKeys(): string {
  const home = temporaryFolder();
  for (const folder of [".ssh", ".sip-ha"]) mkdirSync(join(home, folder));
  const secrets = [
    ".ssh/genesys_ed25519",
    ".ssh/deploy_ed25519",
    ".sip-ha/branch-password",
    ".sip-ha/branch-authority.pem",
  ];
  for (const secret of secrets) writeFileSync(join(home, secret), "a secret\n");
  return home;
}
