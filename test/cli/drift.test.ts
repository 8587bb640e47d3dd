import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { type OutputEnvironment, readOutput } from "../../lib/input/output-folder";
import { packageVersion } from "../../lib/text/package-manifest";
import { join } from "../../lib/text/paths";
import { sipHa } from "../command";
import { factsOfHosts } from "../drift/facts-of-model";
import { testWith } from "../prerequisites";
import { soundDeclaration, windowsPair } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

let folder: string;
let file: string;
let out: string;
let facts: string;

const factsFile = (name: string) => join(facts, "staging", `${name}.facts`);
const change = (name: string, edit: (text: string) => string) =>
  writeFileSync(factsFile(name), edit(readFileSync(factsFile(name), "utf8")));

beforeAll(() => {
  folder = temporaryFolder();
  file = join(folder, "staging.yaml");
  out = join(folder, "out");
  writeFileSync(file, stringify(soundDeclaration()));
  expect(sipHa("synth", file, "--out", out).code).toBe(0);
});

beforeEach(() => {
  facts = join(temporaryFolder(), "facts");
  mkdirSync(join(facts, "staging"), { recursive: true });
  const { topology, files } = (readOutput(out) as { environments: Map<string, OutputEnvironment> }).environments.get(
    "staging",
  )!;
  const expectations = hostExpectations(topology, files);
  factsOfHosts(expectations).forEach((text, index) => {
    writeFileSync(factsFile(expectations[index]!.host.name), text);
  });
});

const NO_COLLECTOR = "not compared: staging hosts.mgmt-1: nothing is installed there, and no connection is declared";
const NO_EXPORT =
  "the Configuration Layer: the facts have no configuration-layer.json, an export by mutagen, that can be understood";
const NOT_COMPARED = `${NO_COLLECTOR}\nnot compared: staging managementLayer: ${NO_EXPORT}`;

test("drift says first that another version wrote the output, because that version may have installed something else", () => {
  const other = join(temporaryFolder(), "out");
  cpSync(out, other, { recursive: true });
  const list = join(other, "stacks/staging/artifacts.yaml");
  writeFileSync(list, readFileSync(list, "utf8").replace(/^version: .*$/m, 'version: "0.0.9"'));
  expect(sipHa("drift", other, "--facts", facts)).toEqual({
    code: 0,
    stderr: "",
    stdout: `${list}:1:1 warning other-version
  another version of sip-server-ha wrote this output, which may be the only problem
  found:   0.0.9
  allowed: ${packageVersion()}
  fix:     compare it with the version that wrote it, or synthesize its revision again with this one

0 errors, 1 warning, 0 acknowledged, 0 not evaluated

${NOT_COMPARED}

0 drift, 0 not understood, 0 not collected, 2 not compared
`,
  });
  expect(JSON.parse(sipHa("drift", other, "--facts", facts, "--json").stdout).findings).toMatchObject([
    { code: "other-version", level: "warning" },
  ]);
});

describe("the exit code of drift is", () => {
  test("0 if nothing differs", () => {
    expect(sipHa("drift", out, "--facts", facts)).toEqual({
      code: 0,
      stderr: "",
      stdout: `${NOT_COMPARED}\n\n0 drift, 0 not understood, 0 not collected, 2 not compared\n`,
    });
  });

  test("1 if something differs, with what, where, what is expected and what to do", () => {
    change("sip-b", (text) =>
      text.replace("enabled active inbound-vip-release", "disabled active inbound-vip-release"),
    );
    expect(sipHa("drift", out, "--facts", facts)).toEqual({
      code: 1,
      stderr: "",
      stdout: `${factsFile("sip-b")}:22:1 drift unit-not-enabled
  staging pairs.inbound: inbound-vip-release.service does not start at boot
  found:    no link of a target
  expected: enabled
  fix:      systemctl enable inbound-vip-release.service, or install the host again: terraform apply -replace=null_resource.sip-b

${NOT_COMPARED}

1 drift, 0 not understood, 0 not collected, 2 not compared
`,
    });
  });

  test("1 if something was not collected", () => {
    rmSync(factsFile("sip-b"));
    const { code, stdout } = sipHa("drift", out, "--facts", facts);
    expect([code, stdout.split("\n\n")[0]]).toEqual([
      1,
      "not collected facts-missing\n  staging hosts.sip-b: nothing was collected of it\n  fix:      run its collector, see sip-ha facts",
    ]);
  });

  test("1 if something is not understood, which is not drift", () => {
    change("sip-a", (text) => text.slice(0, text.indexOf("== files") + 20));
    const { code, stdout } = sipHa("drift", out, "--facts", facts);
    expect(code).toBe(1);
    expect(stdout).toMatch(/\n0 drift, 1 not understood, 0 not collected, 2 not compared\n$/);
  });

  test("2 if nothing can be compared", () => {
    const empty = temporaryFolder();
    for (const at of [empty, join(empty, "none"), file]) {
      const { code, stdout } = sipHa("drift", out, "--facts", at);
      expect([code, stdout]).toEqual([2, expect.stringMatching(/^error facts-none\n {2}.+ has no facts\n/)]);
    }
    expect(sipHa("drift", empty, "--facts", facts)).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/^error output-missing\n(?:.*\n)* {2}fix: {5}name such a folder\n/),
    });
    expect(sipHa("drift", out).code).toBe(2);
    expect(sipHa("drift", out, "--facts", "").code).toBe(2);
  });
});

test("drift also reads a folder of one environment's facts, and the output of one environment", () => {
  expect(sipHa("drift", join(out, "stacks/staging"), "--facts", join(facts, "staging")).code).toBe(0);
});

test("drift prints for programs what it prints for people", () => {
  change("sip-a", (text) => text.replace("10.110.0.11/24", "10.110.0.99/24"));
  const { stdout } = sipHa("drift", out, "--facts", facts, "--json");
  expect(JSON.parse(stdout)).toEqual({
    findings: [],
    notEvaluated: [],
    acknowledged: [],
    drift: [
      {
        environment: "staging",
        state: "drift",
        code: "host-address-differs",
        path: "hosts.sip-a.interfaces.eth0",
        position: { file: factsFile("sip-a"), line: 8, column: 1 },
        message: "sip-a does not have its own address on eth0",
        found: "10.110.0.99/24 on eth0",
        expected: "10.110.0.11/24 on eth0",
        fix: "configure the host as declared, or declare it as it is and synthesize again: the scripts contain this address",
      },
    ],
    notCompared: [
      {
        environment: "staging",
        path: "hosts.mgmt-1",
        reason: "nothing is installed there, and no connection is declared",
      },
      { environment: "staging", path: "managementLayer", reason: NO_EXPORT },
    ],
  });
});

describe("facts that match nothing are reported, and are not drift:", () => {
  const states = () => {
    const { code, stdout } = sipHa("drift", out, "--facts", facts, "--json");
    return [
      code,
      ...JSON.parse(stdout).drift.map((one: { state: string; code: string }) => `${one.state} ${one.code}`),
    ];
  };

  test("facts of another environment", () => {
    cpSync(factsFile("sip-a"), factsFile("other"));
    change("other", (text) => text.replace("environment staging", "environment production"));
    expect(states()).toEqual([1, "unparsed facts-of-unknown"]);
  });

  test("facts of a host that the output does not have", () => {
    cpSync(factsFile("sip-a"), factsFile("other"));
    change("other", (text) => text.replace("hosts.sip-a", "hosts.sip-c"));
    expect(states()).toEqual([1, "unparsed facts-of-unknown"]);
  });

  testWith({ links: true }, "facts that cannot be read, or are a folder", () => {
    mkdirSync(factsFile("folder"));
    symlinkSync("nowhere", factsFile("link"));
    mkdirSync(join(facts, "configuration-layer.json"));
    expect(states()).toEqual([1, ...Array(3).fill("unparsed file-unreadable")]);
  });

  test("facts with lines that would act on the terminal, which are printed escaped", () => {
    change("sip-a", (text) =>
      text.replace(" file /etc/network/interfaces", " file /etc/rc.local\n line 1:ip a add 10.120.0.10/24 \u001b[2J"),
    );
    const { stdout } = sipHa("drift", out, "--facts", facts);
    expect(stdout).toContain(String.raw`  found:    "/etc/rc.local:1: ip a add 10.120.0.10/24 \u001b[2J"`);
    expect(stdout).not.toContain("\u001b");
  });

  test("facts of one host, twice", () => {
    cpSync(factsFile("sip-a"), factsFile("sip-a-again"));
    expect(states()).toEqual([1, "unparsed facts-twice"]);
  });

  test("facts of one host, twice, of which the later ones are compared", () => {
    cpSync(factsFile("sip-a"), factsFile("z-tonight"));
    change("sip-a", (text) =>
      text.replace(/^time .*$/m, "time 2025-12-31T02:00:00Z").replace(/^ file .*release.*\n/m, ""),
    );
    change("z-tonight", (text) => text.replace(/^time .*$/m, "time 2026-01-01T02:00:00Z"));
    const { stdout } = sipHa("drift", out, "--facts", facts);
    expect(stdout).toContain(
      "hosts.sip-a was collected twice; this file, collected 2025-12-31T02:00:00Z, is left out\n",
    );
    expect(stdout).toContain(
      `  found:    ${JSON.stringify(factsFile("z-tonight")).slice(1, -1)}, collected 2026-01-01T02:00:00Z\n`,
    );
    expect(states()).toEqual([1, "unparsed facts-twice"]);
  });

  test("facts by a collector that did not yet know a file", () => {
    change("sip-a", (text) => text.replace(/^ file .*inbound-vip-release.*\n/m, ""));
    expect(states()).toEqual([1, "missing not-collected"]);
  });
});

describe("facts", () => {
  test("writes the collectors, prints the commands that run them, and lists the hosts without a collector", () => {
    const { code, stdout, stderr } = sipHa("facts", file, "--out", facts);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stderr: "",
      stdout: `${["sip-a 10.110.0.11", "sip-b 10.110.0.12"]
        .map((one) => one.split(" "))
        .map(
          ([name, address]) =>
            `ssh -p 22 -i '~/.ssh/genesys_ed25519' 'genesys@${address}' sudo -n sh -s <'${facts}/staging/${name}.collector.sh' >'${factsFile(name!)}'\n`,
        )
        .join("")}# ${NO_COLLECTOR}\n`,
    });
    expect(readdirSync(join(facts, "staging")).filter((name) => name.endsWith(".sh"))).toEqual([
      "sip-a.collector.sh",
      "sip-b.collector.sh",
    ]);
    for (const name of ["sip-a", "sip-b"])
      expect(readFileSync(join(facts, `staging/${name}.collector.sh`), "utf8")).toContain(`OF='hosts.${name}'`);
  });

  const commandsFor = (changes: Readonly<Record<string, unknown>>): string[] => {
    const of = join(folder, "other.yaml");
    writeFileSync(of, stringify(soundDeclaration({ "pairs.inbound.recoveryTimeObjective": "60s", ...changes })));
    return (JSON.parse(sipHa("facts", of, "--out", facts, "--json").stdout).collectors as { command: string }[]).map(
      ({ command }) => command,
    );
  };
  const written = (name: string) => join(facts, "staging", name);

  test("runs them on Solaris and AIX with the Korn shell, because sh of Solaris 10 is older than POSIX", () => {
    for (const os of ["solaris", "aix"])
      expect(commandsFor({ "hosts.sip-a.os": os, "hosts.sip-b.os": os })[0]).toBe(
        `ssh -p 22 -i '~/.ssh/genesys_ed25519' 'genesys@10.110.0.11' sudo -n /usr/bin/ksh -s <'${written("sip-a.collector.sh")}' >'${written("sip-a.facts")}'`,
      );
  });

  test("copies them to Windows only for the run, and says what to do by hand if there is no SSH", () => {
    const [first, second] = commandsFor({
      ...windowsPair(),
      "hosts.sip-a.connection": { ssh: { user: "CORP\\admin", hostKey: "ssh-ed25519 AAAA" } },
    });
    expect(first).toBe(
      `scp -q -P 22 '${written("sip-a.collector.cmd")}' 'CORP\\admin@10.110.0.11:sip-ha-facts.cmd' && ` +
        `ssh -p 22 'CORP\\admin@10.110.0.11' 'cmd /d /c "call sip-ha-facts.cmd & del sip-ha-facts.cmd"' >'${written("sip-a.facts")}'`,
    );
    expect(second).toBe(
      `# on sip-b, as an administrator: run a copy of '${written("sip-b.collector.cmd")}' by cmd, redirect its output to a file, and bring that back as '${written("sip-b.facts")}'`,
    );
  });

  test("prints only shell on standard output, even if the checks have warnings, and counts the warnings elsewhere", () => {
    const device = join(__dirname, "../golden/big-ip/environment.yaml");
    const { code, stdout, stderr } = sipHa("facts", device, "--out", facts);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^0 errors, [1-9]\d* warnings?, 0 acknowledged, \d+ not evaluated: sip-ha check lists them\n$/,
    );
    const at = join(facts, "prod-east/_big-ip-ltm-1");
    expect(stdout.split("\n")[0]).toBe(`sh '${at}.collector.sh' >'${at}.facts'`);
    expect(stdout).toMatch(/^sh .*\n(?:# .*\n)+$/);
  });

  test("with --terraform writes a stack beside them, and prints the commands that run it", () => {
    const { code, stdout } = sipHa("facts", file, "--out", facts, "--terraform");
    const at = join(facts, "staging");
    expect([code, stdout]).toEqual([
      0,
      `terraform -chdir='${at}' init\nterraform -chdir='${at}' apply -auto-approve\n# ${NO_COLLECTOR}\n`,
    ]);
    expect(readdirSync(at).filter((name) => !name.endsWith(".facts"))).toEqual([
      "known_hosts",
      "main.tf.json",
      "sip-a.collector.sh",
      "sip-b.collector.sh",
    ]);
    const told = JSON.parse(sipHa("facts", file, "--out", facts, "--terraform", "--json").stdout);
    expect(told.stacks).toEqual([
      { folder: at, commands: [`terraform -chdir='${at}' init`, `terraform -chdir='${at}' apply -auto-approve`] },
    ]);
    expect(told.collectors).toHaveLength(2);
  });

  test("writes nothing if the environment has errors, or if it cannot write", () => {
    const wrong = join(folder, "wrong.yaml");
    writeFileSync(wrong, stringify(soundDeclaration({ "pairs.inbound.sip.port": "many" })));
    const target = join(temporaryFolder(), "facts");
    expect(sipHa("facts", wrong, "--out", target)).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/wrong-type[\s\S]*\nnothing was written\n$/),
    });
    expect(sipHa("facts", file, "--out", file)).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/output-unwritable[\s\S]*\nnothing was written\n$/),
    });
  });
});
