import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { beforeAll, describe, expect, test } from "vitest";
import { repositoryPages } from "../../documentation/site/page";
import { renderPage } from "../../documentation/site/rendered-page";
import manifest from "../../package.json";
import { folderContent } from "../folder-content";
import { describeWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const ROOT = join(__dirname, "../..");

/** The files below a folder of the checkout, except for what a synth has written there. */
const filesBelow = (folder: string) =>
  (readdirSync(join(ROOT, folder), { recursive: true }) as string[])
    .filter((file) => /\.\w+$/.test(file) && !file.includes("cdktf.out"))
    .map((file) => `${folder}/${file}`);
const run = promisify(execFile);

/** The settings of the npm that runs these tests would make another npm work in this folder. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(?!config_(registry|cache)$)/.test(name)),
);

/** An IaC repository of an engineer, the same source for both kinds of module. */
const MAIN = `import { provider, resource } from "@cdktf/provider-null";
import { App, TerraformStack } from "cdktf";
import {
  Environment, environmentFromFile, HighAvailability, Host, ManagementLayer, Network, SipServerPair, type VirtualIp,
} from "sip-server-ha";

class Trunk extends TerraformStack {
  constructor(app: App, id: string, virtualIp: VirtualIp) {
    super(app, id);
    new provider.NullProvider(this, "null");
    new resource.Resource(this, "trunk", { triggers: { address: virtualIp.address, port: String(virtualIp.port) } });
  }
}

const app = new App();
environmentFromFile(app, "staging.yaml");
const north = new Environment(app, "north", {
  genesys: { switch: "SIP_Switch_North", sipServerVersion: "8.1.104.10" },
});
const management = new Network(north, "management", { cidr: "10.20.0.0/24", gateway: "10.20.0.1" });
const voice = new Network(north, "voice", { cidr: "10.21.0.0/24", gateway: "10.21.0.1" });
const scs = new Host(north, "mgmt-1", { os: "linux", interfaces: { eth0: { network: management, address: "10.20.0.5" } } });
new ManagementLayer(north, "management-layer", {
  solutionControlServer: { application: "SCS_North", host: scs },
  messageServer: { application: "Message_Server_North", host: scs },
});
const server = (name: string, application: string, number: number) => ({
  application,
  host: new Host(north, name, {
    os: "linux",
    interfaces: {
      eth0: { network: management, address: \`10.20.0.\${number}\` },
      eth1: { network: voice, address: \`10.21.0.\${number}\` },
    },
    connection: { ssh: { user: "deploy" } },
  }),
});
const pair = new SipServerPair(north, "inbound", {
  primary: server("sip-a", "SIP_North_P", 11),
  backup: server("sip-b", "SIP_North_B", 12),
  sip: { transports: ["udp", "tcp"] },
  highAvailability: HighAvailability.ipAddressTakeover({ virtualIp: "10.21.0.10", network: voice }),
});
new Trunk(app, "trunk", pair.virtualIp!);
app.synth();
`;

/** A program that asserts without a test runner. Errors belong to the only copy of their class. */
const ASSERTIONS = `import { InvalidEnvironment } from "sip-server-ha";
import { Match, Topology, UnmetExpectation } from "sip-server-ha/testing";

const topology = Topology.fromYaml("staging.yaml");
topology.survives("primary-host-power-loss");
topology.hasScript("sip-a", "inbound-vip", { mode: "0750", content: Match.stringLikeRegexp("10\\\\.120\\\\.0\\\\.10") });
const caught = (act: () => void): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};
console.log(
  caught(() => topology.hasVirtualIp("10.120.0.11")) instanceof UnmetExpectation,
  caught(() => Topology.fromYaml({ text: "hosts: {}" })) instanceof InvalidEnvironment,
);
`;

/** The tests of that repository; the last one fails. */
const TESTS = `import "sip-server-ha/testing/vitest";
import { Environment, Network } from "sip-server-ha";
import { Capture, Topology } from "sip-server-ha/testing";
import { expect, test } from "vitest";

const staging = Topology.fromYaml("staging.yaml");

test("the virtual IP is the one of the change request", () => {
  expect(staging).toHaveVirtualIp("10.120.0.10", { pair: "inbound" });
  expect(staging).not.toHaveVirtualIp("10.120.0.11");
  const content = new Capture();
  expect(staging).toHaveScript("sip-a", "inbound-vip", content);
  expect(content.asString()).toContain("10.120.0.10");
});

test("the loss of a host is survived, in 25 s and not in 20", () => {
  expect(staging).toSurvive("primary-host-power-loss", { timers: { boot: "90s" } });
  expect(staging).toRecoverWithin("25s", { scenario: "primary-host-power-loss" });
  expect(staging).not.toRecoverWithin("20s", { scenario: "primary-host-power-loss" });
  expect(staging).toSatisfyAllInvariants({ scenarios: ["switchover-by-hand"] });
  expect(() => expect(staging).not.toSurvive("primary-host-power-los")).toThrow("did you mean primary-host-power-loss?");
  // @ts-expect-error: no such sweep
  expect(() => expect(staging).toSatisfyAllInvariants({ sweep: "triple" })).toThrow("single or double");
});

test("an environment without a pair is found", () => {
  const make = (scope: ConstructorParameters<typeof Environment>[0]) => {
    const empty = new Environment(scope, "empty", { genesys: { switch: "S", sipServerVersion: "8.1.104.10" } });
    new Network(empty, "voice", { cidr: "10.21.0.0/24" });
    return empty;
  };
  expect(Topology.of(make, { allowErrors: true })).toHaveFinding("missing-key", { level: "error" });
});

test("fails", () => {
  // @ts-expect-error: no such kind
  expect(() => expect(staging).toHaveConfigurationObject("aplication", "SIP_In_P")).toThrow("did you mean application?");
  expect(staging).toHaveConfigurationObject("application", "SIP_In_P_VIP_UP", { commandLineArguments: "down" });
});
`;

/** Strict, and with the declarations of every package checked. */
const COMPILER = {
  target: "ES2023",
  module: "NodeNext",
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
};

describeWith({ tools: ["npm", "npx"] }, "the package", () => {
  const folder = temporaryFolder();
  const tarball = join(folder, `${manifest.name}-${manifest.version}.tgz`);
  const installed = join(folder, "installed");
  const versions: Record<string, string> = manifest.devDependencies;
  const wanted = ["cdktf", "constructs", "@cdktf/provider-null", "typescript", "@types/node", "vitest"];
  const consumer = {
    name: "infrastructure",
    private: true,
    dependencies: {
      ...Object.fromEntries(wanted.map((name) => [name, versions[name]])),
      [manifest.name]: `file:${tarball}`,
    },
    // Empty, unless test/cores has replaced cdktf by another core.
    overrides: (manifest as { overrides?: object }).overrides,
  };
  let files: { readonly path: string; readonly mode: number }[];

  beforeAll(async () => {
    // Packing builds; in a copy, so that no other test finds dist/ while it is empty.
    const copy = join(folder, "copy");
    for (const path of [...manifest.files, "package.json", "build", "lib", "tsconfig.json", "tsconfig.build.json"])
      if (path !== "dist" && existsSync(join(ROOT, path)))
        cpSync(join(ROOT, path), join(copy, path), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], {
      cwd: copy,
      env: ENVIRONMENT,
      maxBuffer: 16 * 1024 * 1024,
    });
    files = JSON.parse(stdout.slice(stdout.search(/^\[/m)))[0].files;
  });

  test("has the programs, their declarations, the schema and the documentation, and nothing else", () => {
    // Files that entries share are named after a hash of their content; `whole` is the file that an entry for import uses.
    const isPart = (path: string) => /\.d\.m?ts$|^dist\/(?:shared\/\w+|(?:testing\/)?whole)\.js$/.test(path);
    const paths = files.map(({ path }) => path).filter((path) => !isPart(path));
    expect(paths.sort()).toEqual(
      [
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "README.md",
        "bin/sip-ha.js",
        "dist/cli/index.js",
        "dist/index.js",
        "dist/index.mjs",
        "dist/testing/index.js",
        "dist/testing/index.mjs",
        "dist/testing/vitest.js",
        "dist/testing/vitest.mjs",
        "dist/when-advised.js",
        "dist/when-simulated.js",
        "dist/when-synthesized.js",
        ...filesBelow("docs"),
        "environment.schema.json",
        ...filesBelow("examples"),
        "package.json",
      ].sort(),
    );
    expect(files.find(({ path }) => path === "bin/sip-ha.js")?.mode).toBe(0o755);
  });

  test("has every page and file that its pages link to", () => {
    const packed = new Set(files.map(({ path }) => path));
    const pages = repositoryPages().filter(({ source }) => packed.has(source));
    const links = pages.flatMap((page) => renderPage(page, packed).links.map((link) => link.split("#")[0]!));
    const own = links.filter((link) => link !== "" && !/^[a-z]+:/.test(link));
    const isPacked = (link: string) =>
      packed.has(link) || files.some(({ path }) => path.startsWith(`${link.replace(/\/$/, "")}/`));
    expect(own.length).toBeGreaterThan(100);
    expect(own.filter((link) => !isPacked(link))).toEqual([]);
  });

  test("passes publint without a remark", async () => {
    const bytes = readFileSync(tarball);
    const packed = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    expect((await publint({ pack: { tarball: packed }, strict: true })).messages).toEqual([]);
  });

  test("has types for every way to resolve it", async () => {
    const { stdout } = await run(join(ROOT, "node_modules/.bin/attw"), [tarball, "--format", "json"]);
    const { analysis, problems } = JSON.parse(stdout);
    expect(problems ?? {}).toEqual({});
    expect(analysis.problems).toEqual([]);
  });

  test("names the program's line even if the package is a linked folder", async () => {
    const project = join(folder, "linking");
    mkdirSync(join(project, "node_modules"), { recursive: true });
    symlinkSync(join(folder, "copy"), join(project, "node_modules", manifest.name));
    const program = `const { HighAvailability } = require("${manifest.name}");
      try { HighAvailability.advise({ seats: 0 }); } catch (error) { console.log(JSON.stringify(error.located[0].place)); }`;
    writeFileSync(join(project, "main.js"), program);
    const { stdout } = await run("node", ["main.js"], { cwd: project, env: ENVIRONMENT });
    expect(JSON.parse(stdout)).toEqual({ position: { file: "main.js", line: 2, column: 30 } });
  });

  describe("installed by npm", () => {
    beforeAll(async () => {
      mkdirSync(installed);
      writeFileSync(join(installed, "package.json"), JSON.stringify(consumer));
      const install = "install --prefer-offline --no-audit --no-fund --silent".split(" ");
      await run("npm", install, { cwd: installed, env: ENVIRONMENT });
    });

    describe.each(["commonjs", "module"])("in a new repository of type %s", (type) => {
      const project = join(folder, type);
      const inProject = (program: string, ...words: string[]) =>
        run(program, words, { cwd: project, env: ENVIRONMENT });

      beforeAll(async () => {
        mkdirSync(project);
        const write = (file: string, content: string | object) =>
          writeFileSync(join(project, file), typeof content === "string" ? content : JSON.stringify(content));
        write("package.json", { ...consumer, type });
        // npm installs the same for both.
        await run("cp", ["-al", join(installed, "node_modules"), project]);
        write("cdktf.json", { language: "typescript", app: "node main.js" });
        write("tsconfig.json", { compilerOptions: COMPILER, files: ["main.ts", "assertions.ts"] });
        // The declarations of vitest are its own affair.
        const tests = { ...COMPILER, skipLibCheck: true, noEmit: true };
        write("tsconfig.tests.json", { compilerOptions: tests, files: ["staging.test.ts"] });
        write("assertions.ts", ASSERTIONS);
        write("staging.test.ts", TESTS);
        write("main.ts", MAIN);
        cpSync(join(ROOT, "examples/first-pair.yaml"), join(project, "staging.yaml"));
        await inProject("npx", "tsc");
        await inProject("node", "main.js");
      });

      test("writes every stack, and the manifest names them", () => {
        const written = folderContent(join(project, "cdktf.out"));
        const { stacks } = JSON.parse(written["manifest.json"]!);
        expect(Object.keys(stacks).sort()).toEqual(["north", "staging", "trunk"]);
        for (const name of ["north", "staging"])
          expect(Object.keys(written)).toEqual(
            expect.arrayContaining([
              `stacks/${name}/artifacts.yaml`,
              `stacks/${name}/cdk.tf.json`,
              `stacks/${name}/configuration-layer/objects.json`,
              `stacks/${name}/hosts/sip-a/deploy`,
              `stacks/${name}/hosts/sip-b/inbound-vip`,
              `stacks/${name}/runbook.md`,
              `stacks/${name}/topology.yaml`,
            ]),
          );
        const trunk = JSON.parse(written["stacks/trunk/cdk.tf.json"]!);
        expect(trunk.resource.null_resource.trunk.triggers).toEqual({ address: "10.21.0.10", port: "5060" });
      });

      test("writes nothing that depends on where the repository lies", () => {
        const written = Object.entries(folderContent(join(project, "cdktf.out")));
        // The user's own stack has cdktf's default backend, which is an absolute path.
        const naming = written.filter(([path, text]) => !path.includes("/trunk/") && text.includes(folder));
        expect(naming.map(([path]) => path)).toEqual([]);
      });

      test("runs as a command, which writes the same bytes for the environment file", async () => {
        expect((await inProject("npx", "--no-install", "sip-ha", "--version")).stdout).toBe(`${manifest.version}\n`);
        // It reads a page that the package contains beside its programs.
        const { stdout: told } = await inProject("npx", "--no-install", "sip-ha", "explain", "host-key-missing");
        expect(told).toContain("host-key-missing: warning of a check, may be acknowledged\n");
        await inProject("npx", "--no-install", "sip-ha", "synth", "staging.yaml", "--out", "by-command");
        expect(folderContent(join(project, "by-command/stacks/staging"))).toEqual(
          folderContent(join(project, "cdktf.out/stacks/staging")),
        );
      });

      test("asserts without a test runner", async () => {
        expect((await inProject("node", "assertions.js")).stdout).toBe("true true\n");
      });

      test("has typed matchers for its tests, which fail with the place and the nearest miss", async () => {
        await inProject("npx", "tsc", "-p", "tsconfig.tests.json");
        const report = join(project, "report.json");
        await inProject("npx", "vitest", "run", "--reporter=json", `--outputFile=${report}`).catch(() => undefined);
        const [file] = JSON.parse(readFileSync(report, "utf8")).testResults;
        const results: { title: string; failureMessages: string[] }[] = file.assertionResults;
        expect(results.map(({ title, failureMessages }) => [title, failureMessages.length])).toEqual([
          ["the virtual IP is the one of the change request", 0],
          ["the loss of a host is survived, in 25 s and not in 20", 0],
          ["an environment without a pair is found", 0],
          ["fails", 1],
        ]);
        expect(results[3]!.failureMessages[0]).toContain(
          '\n!!   Expected "down" but received "up"\n     commandLineArguments: "up",\n',
        );
      });

      test("has classes and functions of the names that they are exported by", async () => {
        const program = `
          const modules = [require("sip-server-ha"), require("sip-server-ha/testing")];
          const functions = modules.flatMap(Object.entries).filter(([, value]) => typeof value === "function");
          console.log(functions.length > 30, functions.filter(([name, value]) => value.name !== name).map(([name]) => name).join());`;
        const { stdout } = await inProject("node", "--input-type=commonjs", "-e", program);
        expect(stdout).toBe("true \n");
      });

      test("loads what checks, writes and simulates when it is first used", async () => {
        const program = `
          const { createRequire } = require("node:module");
          const loaded = () => Object.keys(require.cache).filter((file) => file.includes("sip-server-ha"));
          const bytes = () => loaded().reduce((sum, file) => sum + require("node:fs").statSync(file).size, 0);
          const { App } = require("cdktf");
          const { environmentFromFile, reportOn } = require("sip-server-ha");
          const declared = bytes();
          const app = new App();
          environmentFromFile(app, "staging.yaml");
          reportOn(app);
          const names = loaded().map((file) => file.split(/[\\\\/]/).pop());
          console.log(declared < 250_000, bytes() > 600_000, names.filter((name) => name.startsWith("when-")).join());`;
        const { stdout } = await inProject("node", "--input-type=commonjs", "-e", program);
        expect(stdout).toBe("true true when-synthesized.js\n");
      });

      test("is one copy, for import and for require", async () => {
        const program = `
          import { createRequire } from "node:module";
          import * as imported from "sip-server-ha";
          const required = createRequire(process.cwd() + "/")("sip-server-ha");
          const names = Object.keys(required);
          console.log(names.length > 10 && names.every((name) => imported[name] === required[name]));`;
        expect((await inProject("node", "--input-type=module", "-e", program)).stdout).toBe("true\n");
      });
    });

    test("starts a repository that a pipeline can install, check, test and synthesize", async () => {
      // A further attempt begins in a folder of its own.
      const repository = join(temporaryFolder(), "started");
      const options = { cwd: installed, env: ENVIRONMENT };
      await run("npx", ["--no-install", "sip-ha", "init", repository, "--package", tarball], options);
      // Not the newest vite, as its dependencies may not be published yet, which npm ci refuses: the one that is locked here.
      const { version: vite } = JSON.parse(readFileSync(join(ROOT, "node_modules/vite/package.json"), "utf8"));
      const started = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
      writeFileSync(join(repository, "package.json"), JSON.stringify({ ...started, overrides: { vite } }));
      const inRepository = async (...words: string[]) =>
        (await run("npm", words, { cwd: repository, env: ENVIRONMENT })).stdout;
      await inRepository("install", "--package-lock-only", "--prefer-offline", "--no-audit", "--no-fund");
      await inRepository("ci", "--prefer-offline", "--no-audit", "--no-fund");
      for (const script of ["check", "types"]) await inRepository("run", script);
      expect(await inRepository("test", "--", "--reporter=tap-flat")).toMatch(/^ok 3 /m);
      await inRepository("run", "synth");
      expect(Object.keys(folderContent(join(repository, "cdktf.out/stacks/staging")))).toEqual(
        expect.arrayContaining(["cdk.tf.json", "hosts/sip-a/inbound-vip", "hosts/sip-b/inbound-vip", "runbook.md"]),
      );
    });

    test("gives the same bytes in both", () => {
      const [a, b] = ["commonjs", "module"].map((type) => folderContent(join(folder, type, "cdktf.out")));
      const without = (content: Record<string, string>) =>
        Object.fromEntries(Object.entries(content).filter(([path]) => path !== "stacks/trunk/cdk.tf.json"));
      expect(without(a!)).toEqual(without(b!));
    });
  });
});
