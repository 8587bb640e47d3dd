import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { sep } from "node:path";
import { App } from "cdktf";
import { Construct } from "constructs";
import { afterEach, describe, expect, test } from "vitest";
import { firstPair as firstPairProgram } from "../../examples/first-pair";
import { InvalidEnvironment, type Topology as Model } from "../../lib";
import { newRoot } from "../../lib/terraform/new-root";
import { Topology } from "../../lib/testing";
import { join } from "../../lib/text/paths";
import { sipHa } from "../command";
import { folderContent } from "../folder-content";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";
import { exampleTopology, firstPair, firstPairText } from "./example-topology";
import { misuseOf } from "./message-of";

const FILE = join(__dirname, "../../examples/first-pair.yaml");

/** Two errors: of input, and of a rule. */
const brokenText = () =>
  firstPairText()
    .replace("transports: [udp, tcp]", "transports: [upd]")
    .replace("virtualIp: 10.120.0.10", "virtualIp: 10.120.0.1");
const RULE_ERROR = () => firstPairText().replace("virtualIp: 10.120.0.10", "virtualIp: 10.120.0.1");

describe("a topology", () => {
  const folder = process.cwd();
  afterEach(() => process.chdir(folder));

  test("of an environment and of its file are the same", () => {
    const [program, file] = [Topology.of(firstPairProgram), firstPair()];
    expect(program.environment).toBe("staging");
    expect(program.model).toEqual(file.model);
    expect(program.findFiles()).toEqual(file.findFiles());
    expect(program.findings().map(({ code }) => code)).toEqual(file.findings().map(({ code }) => code));
  });

  test("has the files that a synth writes, byte for byte", () => {
    const outdir = join(temporaryFolder(), "cdktf.out");
    expect(sipHa("synth", FILE, "--out", outdir).code).toBe(0);
    const written = folderContent(join(outdir, "stacks/staging"));
    const { "cdk.tf.json": _, "artifacts.yaml": __, ...others } = written;
    expect(
      Object.fromEntries(
        firstPair()
          .findFiles()
          .map(({ path, content }) => [path, content]),
      ),
    ).toEqual(others);
  });

  test("has the objects that are written", () => {
    const objects = firstPair().findFiles("configuration-layer/objects.json")[0]!.content;
    expect(firstPair().findConfigurationObjects("application")).toEqual(JSON.parse(objects).applications);
    expect(firstPair().findConfigurationObjects("alarmCondition")).toEqual(JSON.parse(objects).alarmConditions);
  });

  test("under a cdktf App writes nothing, and without an App does not even make the App's folder", () => {
    process.chdir(temporaryFolder());
    Topology.of(firstPairProgram(new App({ outdir: "app" }))).hasScript("sip-a", "inbound-vip");
    expect(readdirSync(".", { recursive: true })).toEqual(["app", `app${sep}stacks`]);
    Topology.of(firstPairProgram).hasScript("sip-a", "inbound-vip");
    Topology.fromYaml({ text: firstPairText() }).hasFile("runbook.md");
    expect(readdirSync(".", { recursive: true })).toEqual(["app", `app${sep}stacks`]);
  });

  test("finds files by their path, and objects by their name or properties", () => {
    expect(
      firstPair()
        .findFiles("runbook.md")
        .map(({ path }) => path),
    ).toEqual(["runbook.md"]);
    expect(
      firstPair()
        .findFiles(/^hosts\/sip-a\//)
        .map(({ path }) => path),
    ).toEqual(["hosts/sip-a/inbound-vip", "hosts/sip-a/inbound-vip-release.service", "hosts/sip-a/deploy"]);
    expect(firstPair().findFiles("nothing")).toEqual([]);
    expect(
      firstPair()
        .findConfigurationObjects("host", "sip-a")
        .map(({ ipAddress }) => ipAddress),
    ).toEqual(["10.110.0.11"]);
    const down = firstPair().findConfigurationObjects("application", { commandLineArguments: "down" });
    expect(down.map(({ name }) => name)).toEqual(["SIP_In_B_VIP_DOWN", "SIP_In_P_VIP_DOWN"]);
    expect(
      exampleTopology("sip-proxy.yaml")
        .findConfigurationObjects("dn")
        .map((dn) => dn.type),
    ).toEqual(
      exampleTopology("sip-proxy.yaml")
        .findConfigurationObjects("dn", {})
        .map(() => "voipservice"),
    );
  });

  test("has the model as plain data", () => {
    const model: Model = firstPair().model;
    expect(model.pairs.get("inbound")?.haLink).toEqual({ addpTimeout: "5s", addpRemoteTimeout: "5s" });
  });

  test("has later changes of the environment only if it is made again", () => {
    const { environment } = sampleEnvironment(newRoot());
    const before = Topology.of(environment);
    before.hasNoFindings();
    environment.node.addValidation({ validate: () => ["no"] });
    before.hasNoFindings();
    expect(() => Topology.of(environment)).toThrow(InvalidEnvironment);
  });
});

describe("an environment with errors", () => {
  test("throws the report, with each error at its place", () => {
    const file = join(temporaryFolder(), "broken.yaml");
    writeFileSync(file, brokenText());
    expect(() => Topology.fromYaml(file)).toThrow(InvalidEnvironment);
    const line =
      brokenText()
        .split("\n")
        .findIndex((text) => text.includes("upd")) + 1;
    expect(() => Topology.fromYaml({ text: brokenText() })).toThrow(
      new RegExp(`^\\(text\\):${line}:\\d+ error invalid-value\\n`, "m"),
    );
    expect(() => Topology.fromYaml({ text: brokenText(), file: "staging.yaml" })).toThrow(
      new RegExp(`^staging\\.yaml:${line}:`, "m"),
    );
  });

  test("is accepted if errors are allowed, and its findings can be read", () => {
    const topology = Topology.fromYaml({ text: brokenText() }, { allowErrors: true });
    topology.hasFinding("invalid-value", { on: "pairs.inbound.sip", found: "upd", level: "error" });
    topology.not.hasFinding("host-key-missing", { on: "hosts.mgmt-1" });
    topology.not.hasNoFindings("error");
    Topology.fromYaml({ text: RULE_ERROR() }, { allowErrors: true }).hasFinding("address-not-usable", {
      on: "pairs.inbound",
      found: "10.120.0.1",
    });
  });

  test("has no files, objects or virtual IPs to read, because none are written", () => {
    const topology = Topology.fromYaml({ text: RULE_ERROR() }, { allowErrors: true });
    const asked = [
      () => topology.hasScript("sip-a", "inbound-vip"),
      () => topology.not.hasScript("sip-a", "inbound-vip"),
      () => topology.hasFile("runbook.md"),
      () => topology.hasConfigurationObject("application", "SIP_In_P"),
      () => topology.hasOption("SIP_In_P", "TServer", "sip-port", 5060),
      () => topology.hasVirtualIp("10.120.0.1"),
      () => topology.survives("primary-host-power-loss"),
      () => topology.not.recoversWithin("20s"),
      () => topology.not.satisfiesAllInvariants(),
      () => topology.findFiles(),
      () => topology.findConfigurationObjects("host"),
      () => topology.model,
    ];
    for (const ask of asked)
      expect(misuseOf(ask)).toMatch(
        /^nothing of staging would be written, because it has errors:\n\n[\s\S]*\(text\):32:\d+ error address-not-usable\n[\s\S]*\n\n1 error, \d+ warnings, 0 acknowledged, 2 not evaluated\n\n {2}fix: {5}correct the environment, or ask only for its findings$/,
      );
  });

  test("keeps another environment of its app from being written", () => {
    const root = newRoot();
    const good = sampleEnvironment(root, "good", { subnet: 121 });
    sampleEnvironment(root, "bad", { subnet: 122, takeover: { virtualIp: "10.122.0.1" } });
    expect(() => Topology.of(good.environment)).toThrow(/address-not-usable/);
    const topology = Topology.of(good.environment, { allowErrors: true });
    topology.hasNoFindings();
    expect(misuseOf(() => topology.hasFile("runbook.md"))).toMatch(
      /^nothing of good would be written, because its app has errors:\n\n[\s\S]*error address-not-usable\n/,
    );
  });

  test("that cannot be read at all is always thrown", () => {
    expect(() => Topology.fromYaml({ text: "hosts: [" }, { allowErrors: true })).toThrow(/yaml-syntax/);
    expect(() => Topology.fromYaml("no-such.yaml", { allowErrors: true })).toThrow(
      /^no-such\.yaml:1:1 error file-not-found\n/,
    );
  });
});

describe("something other than an environment", () => {
  test("is refused, with the environments that it contains", () => {
    const root = newRoot();
    sampleEnvironment(root);
    expect(misuseOf(() => Topology.of(root as never))).toBe(
      [
        "Topology.of takes an Environment",
        "  found:   a construct that is not an Environment, with staging in it",
        "  allowed: an Environment; Topology.fromYaml takes a file",
        "  fix:     pass staging itself; a test is about one environment",
      ].join("\n"),
    );
    expect(misuseOf(() => Topology.of(new Construct(root, "x") as never)).split("\n")[1]).toBe(
      "  found:   a construct that is not an Environment",
    );
  });

  test.each<[unknown, string]>([
    ["staging.yaml", "staging.yaml"],
    [undefined, "nothing"],
    [{}, "a mapping"],
  ])("%j is refused", (value, found) => {
    expect(misuseOf(() => Topology.of(value as never))).toBe(
      [
        "Topology.of takes an Environment",
        `  found:   ${found}`,
        "  allowed: an Environment; Topology.fromYaml takes a file",
        "  fix:     pass the Environment; a function that makes it has to return it",
      ].join("\n"),
    );
  });

  test.each<[unknown]>([[{}], [{ text: 5 }], [{ text: "", file: 5 }], [undefined], [5]])(
    "%j in place of a file is refused",
    (source) => {
      expect(misuseOf(() => Topology.fromYaml(source as never))).toMatch(
        /^Topology\.fromYaml takes the path of a file, or \{ text, file\? \}\n {2}found: .*\n {2}allowed: a path, or \{ text \} for YAML itself\n/,
      );
    },
  );

  test("with a mistyped key, or a mistyped option, is refused", () => {
    expect(misuseOf(() => Topology.fromYaml({ text: "", flie: "a.yaml" } as never))).toMatch(
      /^YAML given as text has no key flie; did you mean file\?\n/,
    );
    const wrong = { alowErrors: true } as never;
    for (const act of [() => Topology.fromYaml("a.yaml", wrong), () => Topology.of(() => undefined as never, wrong)])
      expect(misuseOf(act)).toMatch(/^there is no option alowErrors; did you mean allowErrors\?\n/);
  });

  test("in the form of YAML in place of a path is refused", () => {
    expect(misuseOf(() => Topology.fromYaml(readFileSync(FILE, "utf8")))).toBe(
      [
        "Topology.fromYaml takes the path of a file, and this has several lines",
        '  found:   "# The smallest environment worth deploying: two Linux hosts, two netw..." ... (32 lines)',
        "  allowed: a path, or { text } for YAML itself",
        "  fix:     write Topology.fromYaml({ text: ... })",
      ].join("\n"),
    );
  });
});
