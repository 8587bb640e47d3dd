import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { App, Testing } from "cdktf";
import { describe, expect, test } from "vitest";
import { type Environment, environmentFromFile } from "../../lib";
import { sampleEnvironment } from "../sample-environment";
import { testingApp } from "../testing-app";

/** The resource of a host, with an override of what is below it. */
function overridden(path: string, value: unknown) {
  const resource = (environment: Environment) => JSON.parse(Testing.synth(environment)).resource.null_resource["sip-a"];
  const before = resource(sampleEnvironment(testingApp()).environment);
  const { environment } = sampleEnvironment(testingApp());
  environment.addOverride(`resource.null_resource.sip-a.${path}`, value);
  return { before, after: resource(environment) };
}

describe("an override of a host's resource does what cdktf does with one of its own:", () => {
  test("undefined takes a value away", () => {
    const { before, after } = overridden("connection.agent", undefined);
    const { agent, ...connection } = before.connection;
    expect(agent).toBe(true);
    expect(after).toEqual({ ...before, connection });
  });

  test("a list adds to what the host is installed by and what it waits for", () => {
    const mine = { "local-exec": { command: "true" } };
    const { before, after } = overridden("provisioner", [mine]);
    expect(after.provisioner).toEqual([...before.provisioner, mine]);
    expect(overridden("depends_on", ["null_resource.mine"]).after.depends_on).toEqual([
      "null_resource.sip-b",
      "null_resource.mine",
    ]);
  });

  test("a number names an entry of a list", () => {
    const { before, after } = overridden("provisioner.0.file.source", "elsewhere");
    const [first, ...others] = before.provisioner;
    expect(after.provisioner).toEqual([{ ...first, file: { ...first.file, source: "elsewhere" } }, ...others]);
  });
});

describe("a user's own configuration", () => {
  test("of F5's provider leaves the device's where it is", () => {
    const environment = environmentFromFile(new App(), "test/golden/big-ip-terraform/environment.yaml");
    environment.addOverride("provider.bigip", [{ address: "https://lab.example.com" }]);
    const { provider } = environment.toTerraform() as { provider: { bigip: { alias?: string; address: string }[] } };
    expect(provider.bigip.map(({ alias, address }) => [alias, address])).toEqual([
      ["ltm-west", "https://10.160.0.100"],
      [undefined, "https://lab.example.com"],
    ]);
  });

  test("of the null provider stands in the place of ours, as Terraform takes one without an alias", () => {
    const { environment } = sampleEnvironment(testingApp());
    const configured = () => JSON.parse(Testing.synth(environment)).provider.null;
    new NullProvider(environment, "beside", { alias: "beside" });
    expect(configured()).toEqual([{}, { alias: "beside" }]);
    new NullProvider(environment, "mine");
    expect(configured()).toEqual([{ alias: "beside" }, {}]);
  });
});
