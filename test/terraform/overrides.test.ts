import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { App, Testing } from "cdktf";
import { describe, expect, test } from "vitest";
import { type Environment, environmentFromFile, Host, reportOn } from "../../lib";
import { sampleEnvironment } from "../sample-environment";
import { testingApp } from "../testing-app";

/** The resource of a host, with an override of a value below it. */
function overridden(path: string, value: unknown) {
  const resource = (environment: Environment) => JSON.parse(Testing.synth(environment)).resource.null_resource["sip-a"];
  const before = resource(sampleEnvironment(testingApp()).environment);
  const { environment } = sampleEnvironment(testingApp());
  environment.addOverride(`resource.null_resource.sip-a.${path}`, value);
  return { before, after: resource(environment) };
}

describe("an override of a host's resource does what cdktf does with one of its own resources:", () => {
  test("undefined removes a value", () => {
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

describe("the resource of a host", () => {
  /** The findings of a synth of the environment, after something was added to it. */
  function told(add: (environment: Environment) => void): readonly (readonly [string, string])[] {
    const { environment, sipA } = sampleEnvironment(testingApp());
    environment.addOverride("resource.null_resource.sip-b.lifecycle.prevent_destroy", true);
    new Resource(environment, "mine", { dependsOn: [sipA] });
    environment.addOverride("resource.null_resource.mine.lifecycle.prevent_destroy", true);
    new Host(environment, "unreached", {
      os: "linux",
      interfaces: { eth0: { network: "voice", address: "10.120.0.77" } },
    });
    add(environment);
    return reportOn(environment)
      .findings.filter(({ level }) => level === "error")
      .map(({ code, message, fix }) => [`${code}: ${message}`, fix]);
  }
  const override = (name: string) => (environment: Environment) =>
    environment.addOverride(`resource.null_resource.${name}.lifecycle.prevent_destroy`, true);

  test("must exist if it is overridden, as Terraform would otherwise make one from the override alone", () => {
    const correct =
      "correct the name, or give the host a connection; for a resource of your own, add a construct, Resource of @cdktf/provider-null";
    expect(told(() => undefined)).toEqual([]);
    expect(told(override("sip-aa"))).toEqual([
      [
        "terraform-address-absent: an override is for null_resource.sip-aa, which the environment does not have; did you mean null_resource.sip-a?",
        "write null_resource.sip-a",
      ],
    ]);
    expect(told(override("unreached"))).toEqual([
      [
        "terraform-address-absent: an override is for null_resource.unreached, which the environment does not have",
        correct,
      ],
    ]);
  });

  test("is not reported as missing if an invalid host was left out", () => {
    const invalid = (environment: Environment) => {
      new Host(environment, "bad", { os: "linux", interfaces: { eth0: { network: "none", address: "10.120.0.78" } } });
      override("bad")(environment);
    };
    expect(told(invalid).map(([message]) => message.split(":")[0])).toEqual(["missing-reference"]);
  });

  test("is what another resource waits for if that depends on the host", () => {
    const { environment, sipA } = sampleEnvironment(testingApp());
    new Resource(environment, "mine", { dependsOn: [sipA, Host.fromName("sip-b")] });
    expect(sipA.fqn).toBe("null_resource.sip-a");
    expect(JSON.parse(Testing.synth(environment)).resource.null_resource.mine.depends_on).toEqual([
      "null_resource.sip-a",
      "null_resource.sip-b",
    ]);
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

  test("of the null provider replaces ours, as Terraform accepts only one without an alias", () => {
    const { environment } = sampleEnvironment(testingApp());
    const configured = () => JSON.parse(Testing.synth(environment)).provider.null;
    new NullProvider(environment, "beside", { alias: "beside" });
    expect(configured()).toEqual([{}, { alias: "beside" }]);
    new NullProvider(environment, "mine");
    expect(configured()).toEqual([{ alias: "beside" }, {}]);
  });
});
