import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import * as cdktf from "cdktf";
import {
  Annotations,
  App,
  Aspects,
  S3Backend,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
} from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Environment, Host, InvalidEnvironment, ManagementLayer } from "../../lib";
import { BACKENDS } from "../../lib/model/backend-declaration";
import { isTerraformValue } from "../../lib/synth/terraform-value";
import { newRoot } from "../../lib/terraform/new-root";
import { synthesize } from "../../lib/terraform/synthesize";
import { join } from "../../lib/text/paths";
import { folderContent } from "../folder-content";
import { IS_CDKTF } from "../on-any-core";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";
import { testingApp } from "../testing-app";

function newApp(): { app: App; outdir: string } {
  const outdir = join(temporaryFolder(), "cdktf.out");
  return { app: new App({ outdir }), outdir };
}

const terraform = (outdir: string, stack = "staging") =>
  JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"));

const manifest = (outdir: string) => JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));

function codes(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.located.map(({ entry }) => `${entry.code}: ${entry.message}`);
    throw error;
  }
  return [];
}

describe("under a plain cdktf App", () => {
  test("what users add to an environment reaches cdk.tf.json beside the hosts", () => {
    const { app, outdir } = newApp();
    const { environment, pair } = sampleEnvironment(app);
    new S3Backend(environment, { bucket: "b", key: "k", region: "r" });
    new Resource(environment, "mine", { triggers: { address: pair.virtualIp!.address } });
    new TerraformVariable(environment, "user", { type: "string", default: "deploy" });
    new TerraformOutput(environment, "virtual-ip", { value: pair.virtualIp!.address });
    environment.addOverride("resource.null_resource.sip-a.connection.bastion_host", "10.0.0.9");
    app.synth();
    const stack = terraform(outdir);
    expect(Object.keys(stack.resource.null_resource).sort()).toEqual(["mgmt-1", "mine", "sip-a", "sip-b"]);
    expect(stack.resource.null_resource.mine.triggers).toEqual({ address: "10.120.0.10" });
    expect(stack.resource.null_resource["sip-a"].connection).toMatchObject({
      host: "10.120.0.11",
      bastion_host: "10.0.0.9",
    });
    expect(stack.terraform.backend).toEqual({ s3: { bucket: "b", key: "k", region: "r" } });
    expect(stack.variable.user.default).toBe("deploy");
    expect(stack.output["virtual-ip"].value).toBe("10.120.0.10");
  });

  test("cdk.tf.json is the same as cdktf's for the same stack, in the layout of its own writer", () => {
    const { app, outdir } = newApp();
    const { environment } = sampleEnvironment(app);
    new Resource(environment, "zz", { triggers: { "{}": "{}\n", empty: "", "[]": "[],\n" } });
    new TerraformOutput(environment, "nothing", { value: { list: [], mapping: {}, deep: [{}, []] } });
    app.synth();
    const text = readFileSync(join(outdir, "stacks/staging/cdk.tf.json"), "utf8");
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(environment.toTerraform())));
    // cdktn, which may replace it (test/cores), has another writer.
    if (!IS_CDKTF) return;
    const ownWriter = createRequire(require.resolve("cdktf"))("json-stable-stringify");
    expect(text).toBe(ownWriter(environment.toTerraform(), { space: 2 }));
  });

  test("an element of another core, which lacks what the stack would call, is refused by its name", () => {
    const { app } = newApp();
    const { environment } = sampleEnvironment(app);
    const foreign = new Construct(environment, "foreign");
    Object.defineProperty(foreign, Symbol.for("cdktf/TerraformElement"), { value: true });
    expect(codes(() => app.synth())).toEqual([
      "terraform-cores-mixed: staging/foreign comes from another core than the stack that it is in, and lacks a method that the stack calls",
    ]);
  });

  test("the declared backend is used; without one, a file that is named relative to the stack", () => {
    for (const [backend, expected] of [
      [{ s3: { key: "k", bucket: "b" } }, { s3: { bucket: "b", key: "k" } }],
      [undefined, { local: { path: "../../../terraform.staging.tfstate" } }],
    ] as const) {
      const { app, outdir } = newApp();
      sampleEnvironment(app, "staging", { props: { terraform: { backend } } });
      app.synth();
      expect(terraform(outdir).terraform.backend).toEqual(expected);
    }
  });

  test("every backend that cdktf has a construct for may be declared", () => {
    const classes = Object.keys(cdktf).flatMap((name) => /^(\w+)Backend$/.exec(name)?.[1]?.toLowerCase() ?? []);
    const names = classes.filter((name) => name !== "terraform").sort();
    expect(names).toEqual(expect.arrayContaining(["cloud", "s3"]));
    expect(names.filter((name) => !(BACKENDS as readonly string[]).includes(name))).toEqual([]);
  });

  test("a declared backend beside a backend construct is refused", () => {
    const { app } = newApp();
    const backend = { gcs: { bucket: "b" } };
    const { environment } = sampleEnvironment(app, "staging", { props: { terraform: { backend } } });
    new S3Backend(environment, { bucket: "b", key: "k", region: "r" });
    expect(codes(() => app.synth())).toContain("backend-choice: Terraform's state has exactly one backend");
  });

  describe("HCL is refused, because the hosts would be missing in it, and nothing is written", () => {
    const REFUSED = [
      "hcl-output: the app writes HCL instead of Terraform JSON, in which the hosts of this environment would be missing",
    ];
    afterEach(() => vi.unstubAllEnvs());

    test("if the App is set to write it", () => {
      const outdir = join(temporaryFolder(), "cdktf.out");
      const app = new App({ outdir, hclOutput: true });
      sampleEnvironment(app);
      expect(codes(() => app.synth())).toEqual(REFUSED);
      expect(folderContent(outdir)).toEqual({});
    });

    test("if a test asks for it", () => {
      const { environment } = sampleEnvironment(testingApp());
      expect(codes(() => Testing.synthHcl(environment))).toEqual(REFUSED);
    });

    test.each(["true", "1"])("if the process's environment has SYNTH_HCL_OUTPUT=%s, also without an App", (value) => {
      vi.stubEnv("SYNTH_HCL_OUTPUT", value);
      const { app, outdir } = newApp();
      sampleEnvironment(app);
      expect(codes(() => app.synth())).toEqual(REFUSED);
      const root = newRoot();
      sampleEnvironment(root);
      expect(codes(() => synthesize(root, outdir))).toEqual(REFUSED);
      expect(folderContent(outdir)).toEqual({});
    });
  });

  test("a user's null_resource in place of a host's is refused, with the name of the construct", () => {
    const { app, outdir } = newApp();
    const { environment } = sampleEnvironment(app);
    const scope = new Construct(environment, "mine");
    new Resource(scope, "r").overrideLogicalId("sip-a");
    expect(codes(() => app.synth())).toEqual([
      "terraform-address-taken: null_resource.sip-a is the address of this host's resource, and also of your construct staging/mine/r",
    ]);
    expect(folderContent(outdir)).toEqual({});
  });

  test("a user's null_resource elsewhere may have the name of a host", () => {
    const { app } = newApp();
    sampleEnvironment(app);
    const stack = new TerraformStack(app, "other");
    new NullProvider(stack, "null");
    new Resource(stack, "sip-a");
    expect(codes(() => app.synth())).toEqual([]);
  });

  test("warnings become annotations, once, even if the app is synthesized twice", () => {
    const { app, outdir } = newApp();
    const { environment } = sampleEnvironment(app, "staging", { takeover: { watchdog: undefined } });
    const messages = () =>
      manifest(outdir).stacks.staging.annotations.map(({ message }: { message: string }) => message);
    app.synth();
    const expected = [
      "isolated-host: pairs.inbound.highAvailability.ipAddressTakeover: a host that is cut off from the Management Layer keeps the virtual IP, and both hosts answer for it. add watchdog: {} for its defaults, or acknowledge this and say how you fence such a host",
    ];
    expect(messages()).toEqual(expected);
    app.synth();
    expect(messages()).toEqual(expected);
    expect(environment.plan.artifacts.length).toBeGreaterThan(5);
  });

  test("a second synth gives the same bytes, and includes what is added in between", () => {
    const { app, outdir } = newApp();
    const { environment } = sampleEnvironment(app);
    app.synth();
    const first = folderContent(outdir);
    app.synth();
    expect(folderContent(outdir)).toEqual(first);
    new Host(environment, "extra", { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.77" } } });
    app.synth();
    expect(readFileSync(join(outdir, "stacks/staging/topology.yaml"), "utf8")).toContain('"extra"');
  });

  test("a mistake that is added after a first synth is found by the second", () => {
    const { app, outdir } = newApp();
    sampleEnvironment(app, "staging");
    app.synth();
    const before = folderContent(outdir);
    sampleEnvironment(app, "prod", { subnet: 121, takeover: { virtualIp: "10.121.0.255" } });
    expect(codes(() => app.synth())).toHaveLength(1);
    expect(folderContent(outdir)).toEqual(before);
  });
});

describe("an error in another of the user's stacks keeps ours from being written:", () => {
  const cases: readonly (readonly [string, (stack: TerraformStack) => void, RegExp])[] = [
    ["a validation", (stack) => stack.node.addValidation({ validate: () => ["no quorum"] }), /\[other\] no quorum$/],
    [
      "a validation of a construct deep inside",
      (stack) => new Construct(stack, "deep").node.addValidation({ validate: () => ["no quorum"] }),
      /\[other\/deep\] no quorum$/,
    ],
    ["an error annotation", (stack) => Annotations.of(stack).addError("not yet"), /\[other\] not yet$/],
    ["a resource without a provider", (stack) => void new Resource(stack, "r"), /\[other\] .*provider/],
  ];

  test.each(cases)("%s", (_, spoil, message) => {
    for (const place of ["before", "after"]) {
      const { app, outdir } = newApp();
      const other = () => spoil(new TerraformStack(app, "other"));
      if (place === "before") other();
      sampleEnvironment(app);
      if (place === "after") other();
      expect(codes(() => app.synth())).toEqual([expect.stringMatching(message)]);
      expect(readdirSync(join(outdir, "stacks"))).toEqual([]);
    }
  });

  test("a validation between the App and a stack, and one on the App", () => {
    const { app, outdir } = newApp();
    const group = new Construct(app, "group");
    sampleEnvironment(group);
    group.node.addValidation({ validate: () => ["group"] });
    app.node.addValidation({ validate: () => ["app"] });
    expect(codes(() => app.synth())).toEqual(["construct-validation: [] app", "construct-validation: [group] group"]);
    expect(readdirSync(join(outdir, "stacks"))).toEqual([]);
  });

  test("a validation that throws while it is prepared", () => {
    const { app, outdir } = newApp();
    sampleEnvironment(app);
    const stack = new TerraformStack(app, "other");
    stack.prepareStack = () => {
      throw new Error("broken");
    };
    expect(() => app.synth()).toThrow("broken");
    expect(readdirSync(join(outdir, "stacks"))).toEqual([]);
  });
});

describe("an addition by an Aspect after the checks keeps the environment from being written:", () => {
  const NET = { network: "voice", address: "10.120.0.13" };
  const cases: readonly (readonly [string, (environment: Environment) => unknown, string])[] = [
    ["a host", (at) => new Host(at, "sip-c", { os: "linux", interfaces: { eth0: NET } }), "host sip-c"],
    [
      "a Management Layer",
      (at) => {
        const existing = { application: "SCS", host: "mgmt-1" };
        return new ManagementLayer(at, "second", { solutionControlServer: existing, messageServer: existing });
      },
      "Management Layer second",
    ],
    [
      "an environment",
      (at) =>
        new Environment(at.node.root as App, "late", { genesys: { switch: "S", sipServerVersion: "8.1.104.10" } }),
      "environment late",
    ],
  ];

  /** An Aspect that acts once, when it visits the environment. */
  function addedByAspect(to: Environment, add: (environment: Environment) => unknown): void {
    Aspects.of(to).add({ visit: (node: IConstruct) => void (node === to && add(to)) });
  }

  test.each(cases)("%s, with the line that adds it", (_, add, what) => {
    const { app, outdir } = newApp();
    const { environment } = sampleEnvironment(app);
    addedByAspect(environment, add);
    expect(() => app.synth()).toThrow(
      expect.objectContaining({
        located: [
          {
            entry: expect.objectContaining({
              code: "element-too-late",
              message: `${what} is added while the app is written, after everything was checked`,
              found: `a new ${what.slice(0, what.lastIndexOf(" "))}`,
              allowed: "elements that are there before app.synth()",
              fix: "add it before app.synth(), and not from an Aspect or a custom synthesis",
            }),
            place: {
              position: expect.objectContaining({ file: "test/constructs/with-cdktf.test.ts" }),
              construct: expect.any(String),
            },
          },
        ],
      }),
    );
    expect(folderContent(outdir)).toEqual({});
  });

  test("a host in another environment of the app", () => {
    const { app, outdir } = newApp();
    const { environment } = sampleEnvironment(app, "prod", { subnet: 121 });
    const other = sampleEnvironment(app).environment;
    addedByAspect(environment, () => new Host(other, "sip-c", { os: "linux", interfaces: { eth0: NET } }));
    expect(codes(() => app.synth())).toHaveLength(1);
    expect(folderContent(outdir)).toEqual({});
  });

  test("a resource in place of a host's", () => {
    const { app, outdir } = newApp();
    const { environment } = sampleEnvironment(app);
    addedByAspect(environment, (at) => new Resource(new Construct(at, "mine"), "r").overrideLogicalId("sip-a"));
    expect(codes(() => app.synth())).toEqual([
      "terraform-address-taken: null_resource.sip-a is the address of this host's resource, and also of your construct staging/mine/r",
    ]);
    expect(folderContent(outdir)).toEqual({});
  });

  test("but a resource with its own address is written, as cdktf does it", () => {
    const { app, outdir } = newApp();
    const { environment } = sampleEnvironment(app);
    addedByAspect(environment, (at) => new Resource(at, "mine"));
    app.synth();
    expect(Object.keys(terraform(outdir).resource.null_resource)).toContain("mine");
  });
});

describe("Testing", () => {
  test("synth of an environment gives its Terraform, for a user's unit tests", () => {
    const { environment } = sampleEnvironment(testingApp());
    const stack = JSON.parse(Testing.synth(environment));
    expect(Object.keys(stack.resource.null_resource)).toEqual(["mgmt-1", "sip-a", "sip-b"]);
    expect(stack.resource.null_resource["sip-a"].depends_on).toEqual(["null_resource.sip-b"]);
    expect(Testing.synth(environment, true)).toBe(Testing.synth(environment));
  });

  test("synth of an invalid environment fails with its findings", () => {
    const { environment } = sampleEnvironment(testingApp(), "staging", {
      takeover: { virtualIp: "10.120.0.255" },
    });
    expect(codes(() => Testing.synth(environment))).toHaveLength(1);
  });

  test("synth of a second environment checks that one too", () => {
    const app = testingApp();
    Testing.synth(sampleEnvironment(app, "staging").environment);
    const { environment } = sampleEnvironment(app, "prod", { subnet: 121, takeover: { virtualIp: "10.121.0.255" } });
    expect(codes(() => Testing.synth(environment))).toHaveLength(1);
  });
});

test("a number token of cdktf in a declaration is refused as a token, and other numbers are not", () => {
  const { app } = newApp();
  const { environment } = sampleEnvironment(app);
  const { numberValue } = new TerraformVariable(environment, "port", { type: "number" });
  expect(isTerraformValue(numberValue)).toBe(true);
  expect(
    [0, -0, 5060, -1e300, Number.MAX_VALUE, -Number.MAX_VALUE, Number.NaN, -Infinity].filter(isTerraformValue),
  ).toEqual([]);
  new Host(environment, "sip-c", {
    os: "linux",
    interfaces: { eth0: { network: "voice", address: "10.120.0.13" } },
    localControlAgent: { port: numberValue },
  });
  expect(codes(() => app.synth())).toEqual([
    "terraform-value: a value that only Terraform knows when it runs cannot be part of the model",
  ]);
});

test("a token of cdktf in a declaration is refused", () => {
  const { app } = newApp();
  const { environment } = sampleEnvironment(app);
  const variable = new TerraformVariable(environment, "key", { type: "string" });
  new Host(environment, "sip-c", {
    os: "linux",
    interfaces: { eth0: { network: "voice", address: "10.120.0.13" } },
    connection: { ssh: { user: "root", privateKeyFile: variable.stringValue } },
  });
  expect(codes(() => app.synth())).toEqual([
    "terraform-value: a value that only Terraform knows when it runs cannot be part of the model",
  ]);
});
