import { Aspects, Testing } from "cdktf";
import { describe, expect, test } from "vitest";
import { type Environment, Host, type InvalidEnvironment, reportOn } from "../../../lib";
import { formatPath } from "../../../lib/model/origin";
import { synthesize } from "../../../lib/terraform/synthesize";
import { sampleEnvironment } from "../../sample-environment";
import { temporaryFolder } from "../../temporary-folder";
import { testingApp } from "../../testing-app";

const SIP_A = "resource.null_resource.sip-a";

/** What is found for an environment with an override. */
function found(path: string, value: unknown) {
  const { environment } = sampleEnvironment(testingApp());
  environment.addOverride(path, value);
  return reportOn(environment).findings.filter(({ code }) => code === "host-overridden");
}

const told = (path: string, value: unknown) => found(path, value).map((one) => [formatPath(one.path), one.found]);

test("an override that removes a host's resource is reported at the host", () => {
  expect(found(SIP_A, undefined)).toEqual([
    {
      code: "host-overridden",
      level: "error",
      kind: "rule",
      environment: "staging",
      path: ["hosts", "sip-a"],
      part: "value",
      message:
        "an override removes null_resource.sip-a, so Terraform installs nothing on the host, and leaves there what it has installed",
      found: "resource.null_resource.sip-a in an override",
      allowed: "overrides that add to the resource, or change something else of it",
      fix: "remove the override; if Terraform is to leave the host alone, declare it without a connection; if the program has another way to the host, acknowledge this",
    },
  ]);
});

test.each(["resource.null_resource", "resource"])("an override of %s is reported at each host", (path) => {
  expect(told(path, undefined).map(([host]) => host)).toEqual(["hosts.mgmt-1", "hosts.sip-a", "hosts.sip-b"]);
});

describe("an override is reported, because it would install nothing or no change:", () => {
  test.each([
    // below the resource, value, what is named
    [".count", 0, ".count"],
    [".for_each", {}, ".for_each"],
    [".provisioner", undefined, ".provisioner"],
    [".provisioner", null, ".provisioner"],
    [".provisioner.2", undefined, ".provisioner"],
    [".provisioner.2", null, ".provisioner"],
    [".provisioner.2.remote-exec", null, ".provisioner"],
    [".provisioner.2.remote-exec.inline.3", undefined, ".provisioner"],
    [".triggers", undefined, ".triggers.content"],
    [".triggers.content", "always the same", ".triggers.content"],
    [".lifecycle.ignore_changes", ["triggers"], ".lifecycle.ignore_changes"],
    [".lifecycle.ignore_changes", ["id", "triggers.content"], ".lifecycle.ignore_changes"],
    [".lifecycle.ignore_changes", ['triggers["content"]'], ".lifecycle.ignore_changes"],
    [".lifecycle.ignore_changes", "all", ".lifecycle.ignore_changes"],
    ["", null, ""],
  ])("%s with %j", (part, value, named) => {
    expect(told(SIP_A + part, value)).toEqual([["hosts.sip-a", `${SIP_A}${named} in an override`]]);
  });
});

describe("an override is accepted, because it leaves what installs:", () => {
  test.each([
    ["lifecycle.prevent_destroy", true],
    ["lifecycle.ignore_changes", ["id"]],
    ["lifecycle.ignore_changes", ["triggers.mine", 'triggers["mine"]']],
    ["connection.agent", undefined],
    ["provisioner", [{ "local-exec": { command: "true" } }]],
    ["provisioner", { "local-exec": { command: "true", working_dir: null } }],
    ["provisioner.0.file.source", "elsewhere"],
    ["triggers.mine", "more often"],
    ["count", undefined],
  ])("%s with %j", (part, value) => {
    expect(told(`${SIP_A}.${part}`, value)).toEqual([]);
  });

  test("of a host without a connection, which has no resource", () => {
    const { environment } = sampleEnvironment(testingApp());
    const interfaces = { eth0: { network: "voice", address: "10.120.0.77" } };
    new Host(environment, "unreached", { os: "linux", interfaces });
    environment.addOverride("resource.null_resource.unreached", undefined);
    expect(reportOn(environment).findings.filter(({ code }) => code === "host-overridden")).toEqual([]);
  });
});

describe("when the stack is written", () => {
  const acknowledge = [{ finding: "host-overridden", on: "hosts.sip-b", reason: "another team installs there" }];
  const codes = (write: () => unknown) => {
    try {
      write();
      return [];
    } catch (error) {
      return (error as InvalidEnvironment).report.findings.map(({ code }) => code);
    }
  };
  const provisionersGone = (environment: Environment) =>
    environment.addOverride("resource.null_resource.sip-b.provisioner", undefined);

  test("nothing is written, unless the override is acknowledged", () => {
    const refused = sampleEnvironment(testingApp()).environment;
    const accepted = sampleEnvironment(testingApp(), "staging", { props: { acknowledge } }).environment;
    for (const environment of [refused, accepted]) provisionersGone(environment);
    expect(codes(() => Testing.synth(refused))).toEqual(["host-overridden"]);
    const { provisioner } = JSON.parse(Testing.synth(accepted)).resource.null_resource["sip-b"];
    expect(provisioner).toBeUndefined();
    expect(reportOn(accepted).acknowledged.map(({ reason }) => reason)).toEqual(["another team installs there"]);
  });

  test("nothing is written if an Aspect overrides, which cdktf runs after the checks", () => {
    const app = testingApp();
    const { environment } = sampleEnvironment(app);
    Aspects.of(environment).add({
      visit: (node) => {
        if (node === environment) provisionersGone(environment);
      },
    });
    expect(codes(() => synthesize(app, temporaryFolder()))).toEqual(["host-overridden"]);
  });
});
