import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { environmentFromFile } from "../../lib/input/environment-file";
import { newRoot } from "../../lib/terraform/new-root";
import { synthesize } from "../../lib/terraform/synthesize";
import { Terraform } from "../null-provider/terraform";
import { describeWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const GOLDEN = join(__dirname, "../golden/big-ip-terraform/environment.yaml");
const ACCOUNTS = JSON.stringify({ "ltm-west": { user: "deployer", password: "geheim" } });

/**
 * F5's provider is not to be had without a registry. A stand-in with the arguments that its documentation names shows that Terraform takes the stack: the
 * syntax, the references, the types, and that no argument is misspelt. What the provider does then was not seen.
 */
describeWith({ tools: ["terraform"] }, "Terraform and the declaration of a BIG-IP", () => {
  const outdir = temporaryFolder();
  const folder = join(outdir, "stacks/dmz-west");
  let terraform: Terraform;

  beforeAll(async () => {
    const root = newRoot();
    environmentFromFile(root, GOLDEN);
    synthesize(root, outdir);
    const environment = { TF_VAR_bigip_accounts: ACCOUNTS };
    terraform = await Terraform.start({ home: temporaryFolder(), providers: ["null", "bigip"], environment });
    await terraform.succeed(folder, "init");
  });
  afterAll(() => terraform?.stop());

  test("the stack is valid", async () => {
    const said = JSON.parse(await terraform.succeed(folder, "validate", "-json"));
    expect(said).toMatchObject({ valid: true, error_count: 0, warning_count: 0, diagnostics: [] });
  });

  test("the declaration is posted as it is in the file, and a change to it is an update in place", async () => {
    await terraform.succeed(folder, "apply", "-auto-approve");
    const state = JSON.parse(await terraform.succeed(folder, "show", "-json"));
    const [resource] = state.values.root_module.resources;
    expect(resource.address).toBe("bigip_as3.ltm-west");
    expect(resource.values.as3_json).toBe(readFileSync(join(folder, "big-ip/ltm-west/as3.json"), "utf8"));
    // The account is in no state.
    expect(JSON.stringify(state)).not.toContain("geheim");
    expect((await terraform.run(folder, "plan", "-detailed-exitcode")).code).toBe(0);
    writeFileSync(join(folder, "big-ip/ltm-west/as3.json"), "{}\n");
    await terraform.succeed(folder, "plan", "-out=plan");
    const plan = JSON.parse(await terraform.succeed(folder, "show", "-json", "plan"));
    expect(plan.resource_changes.map(({ change }: { change: { actions: string[] } }) => change.actions)).toEqual([
      ["update"],
    ]);
    const { provider_config: providers } = plan.configuration;
    expect(providers["bigip.ltm-west"] ?? providers["bigip:ltm-west"]).toMatchObject({
      full_name: "registry.terraform.io/f5networks/bigip",
      version_constraint: "~> 1.28",
    });
  });
});
