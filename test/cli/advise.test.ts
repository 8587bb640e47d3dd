import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { type JsonReport, sipHa } from "../command";
import { singleHostDeclaration } from "../options/single-host/single-host-sample";
import { sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { sampleDeclaration, soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

let sound: string;
let branch: string;
let apart: string;
let invalid: string;

beforeAll(() => {
  const folder = temporaryFolder();
  const file = (name: string, declaration: object) => {
    writeFileSync(join(folder, name), stringify(declaration));
    return join(folder, name);
  };
  sound = file("sound.yaml", soundDeclaration());
  branch = file("branch.yaml", { ...singleHostDeclaration(), environment: "branch" });
  apart = file("apart.yaml", sipProxyDeclaration({ environment: "apart" }));
  invalid = file("invalid.yaml", sampleDeclaration({ "pairs.inbound.sip.port": "many" }));
});

interface JsonAdvice extends JsonReport {
  readonly advice: readonly Readonly<Record<string, unknown>>[];
}

const json = (...args: string[]) => JSON.parse(sipHa("advise", "--json", ...args).stdout) as JsonAdvice;
const names = (list: unknown) => (list as readonly { readonly option: string }[]).map(({ option }) => option);

describe("advise prints", () => {
  test("what is known, the options that fit in order, those that are open, and what rules out the rest", () => {
    const flags =
      "--os linux --hosts 2 --same-subnet yes --accepts-gratuitous-arp yes --seats 250 --endpoints-fall-back no --load-balancer big-ip --nics 2";
    expect(sipHa("advise", ...flags.split(" "))).toEqual({
      code: 0,
      stderr: "",
      stdout: `known: Linux; 2 hosts; one subnet; 2 network interface cards; gratuitous ARP is accepted; an F5 BIG-IP LTM at hand; 250 seats; they do not fall back by themselves

fits, in this order:

  ipAddressTakeover (IP Address Takeover)
    for:     needs two hosts; given: 2 hosts (documented)
    for:     needs two hosts of one operating system; given: Linux (documented)
    for:     needs both hosts on one subnet; given: one subnet (documented)
    for:     needs a network that accepts gratuitous ARP; given: gratuitous ARP is accepted (documented)
    for:     every operating system, and several network interface cards (documented)
    for:     only the vendor's components, and its choice for reliability tests (documented)
    limit:   the operations on both hosts must succeed (documented)

  bigIp (F5 BIG-IP LTM)
    for:     needs two hosts; given: 2 hosts (inferred)
    for:     needs an F5 BIG-IP LTM, which is an extra cost; given: an F5 BIG-IP LTM at hand (documented)
    for:     reliability (documented)
    for:     high availability and load balancing, and several network interface cards (documented)
    limit:   one more network element, and a highly complex configuration (documented)
    limit:   it is the default gateway of both hosts, with an address on the subnet of each (inferred)
    limit:   named as supported: BIG-IP 11.x and 12.x; a pair of BIG-IPs is not validated (documented)

does not fit:

  sipProxy (SIP Proxy)
    against: needs endpoints and gateways that fall back to another proxy by themselves; given: they do not fall back by themselves (documented)

  windowsNlb (Windows NLB Cluster)
    against: needs Windows on both hosts; given: Linux (documented)

  singleHost (Single host)
    against: needs at most 100 seats; given: 250 seats (documented)
`,
    });
  });

  test("for an open option, what would decide it and the flag that says so", () => {
    const { code, stdout } = sipHa("advise", "--hosts", "1");
    expect(code).toBe(0);
    expect(stdout).toContain(`known: 1 host

cannot be evaluated yet:

  singleHost (Single host)
    open:    needs at most 100 seats; not known (documented); to decide it, count the agents and other users of phones, then add --seats <number>
`);
  });

  test("for an environment, the option that each pair uses and whether it fits", () => {
    const { code, stdout } = sipHa("advise", sound, branch);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\S+sound\.yaml:\d+:\d+ pair inbound of staging uses ipAddressTakeover, which fits\n/);
    expect(stdout).toMatch(/^\S+branch\.yaml:\d+:\d+ pair inbound of branch uses singleHost, which fits$/m);
  });

  test("a finding if no option fits", () => {
    expect(sipHa("advise", "--hosts", "1", "--seats", "101")).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /\n\nerror no-option-fits\n {2}no option fits these requirements\n {2}fix: {5}change what rules out the option that comes nearest\n\n1 error, 0 warnings, 0 acknowledged, 0 not evaluated\n$/,
      ),
    });
  });
});

describe("a flag overrides what an environment declares:", () => {
  test("it shows what would happen if the network ignored gratuitous ARP", () => {
    const { code, stdout } = sipHa("advise", sound, "--accepts-gratuitous-arp", "no", "--seats", "60");
    expect(code).toBe(1);
    expect(stdout).toMatch(/ uses ipAddressTakeover, which does not fit\n/);
    expect(stdout).toMatch(
      /sound\.yaml:\d+:\d+ error option-unfit\n {2}pairs\.inbound\.highAvailability\.ipAddressTakeover \(construct staging\/pairs\/inbound\): ipAddressTakeover does not fit: needs a network that accepts gratuitous ARP; given: gratuitous ARP is not accepted\n {2}found: {3}ipAddressTakeover\n {2}allowed: singleHost\n {2}fix: {5}choose another option, or change what this one needs\n/,
    );
  });

  test("it shows which option would remain if the declared one does not fit", () => {
    const [finding] = json(branch, "--seats", "400").findings;
    expect(finding).toEqual({
      code: "option-unfit",
      level: "error",
      kind: "rule",
      environment: "branch",
      path: "pairs.inbound.highAvailability.singleHost",
      message: "singleHost does not fit: needs at most 100 seats; given: 400 seats",
      found: "singleHost",
      allowed: "none of the options fits",
      fix: "change what the options need",
      position: { file: branch, line: expect.any(Number), column: expect.any(Number) },
      construct: "branch/pairs/inbound",
    });
  });
});

describe("--json prints", () => {
  test("the requirements, and every option with its reasons and their sources", () => {
    const { findings, advice } = json("--seats", "60", "--survive-host-loss", "no");
    expect(findings).toEqual([]);
    expect(advice).toEqual([
      {
        requirements: { seats: 60, surviveHostLoss: false },
        fits: [expect.objectContaining({ option: "singleHost", title: "Single host", verdict: "fits" })],
        undecided: expect.any(Array),
        unfit: [],
      },
    ]);
    expect((advice[0]!.fits as { reasons: unknown[] }[])[0]!.reasons[0]).toEqual({
      kind: "for",
      text: "needs at most 100 seats; given: 60 seats",
      requirement: "seats",
      fact: "single-host",
      evidence: "documented",
      source: "https://docs.genesys.com/Documentation/SIPS/latest/HADeployment/OtherSIPServerHAEnhancements",
    });
    expect(names(advice[0]!.undecided)).toEqual(["ipAddressTakeover", "sipProxy", "bigIp", "windowsNlb"]);
  });

  test("an environment's pairs with the option that each uses, or one pair alone", () => {
    expect(json(sound, branch).advice.map(({ environment, pair, uses }) => [environment, pair, uses])).toEqual([
      ["staging", "inbound", "ipAddressTakeover"],
      ["branch", "inbound", "singleHost"],
    ]);
    expect(json(sound, "--pair", "inbound").advice).toHaveLength(1);
  });

  test("one object with the mistake, and no advice, if something is wrong", () => {
    expect(json("--seats", "0")).toMatchObject({ findings: [{ code: "invalid-number", found: "0" }], advice: [] });
    expect(json(invalid)).toMatchObject({ findings: [{ path: "pairs.inbound.sip.port" }], advice: [] });
  });
});

describe("wrong use exits with 2 and says what is right:", () => {
  const told = (code: string, message: string, ...more: string[]) =>
    [`error ${code}`, `  ${message}`, ...more.map((line) => `  ${line}`)].join("\n");
  const CASES: readonly (readonly [string, string])[] = [
    [
      "--os linx",
      told(
        "invalid-value",
        "--os: not a value that is allowed here; did you mean linux?",
        "found:   linx",
        "allowed: linux, windows, solaris or aix",
        "fix:     write linux",
      ),
    ],
    [
      "--os linux,aix,windows",
      told(
        "invalid-value",
        "--os: a pair has at most two hosts",
        "found:   a list",
        "allowed: one operating system, or two if the hosts differ",
        "fix:     name the operating systems of the hosts of one pair",
      ),
    ],
    [
      "--seats 0",
      told(
        "invalid-number",
        "--seats: not a number that is allowed here",
        "found:   0",
        "allowed: a whole number from 1 to 1000000",
        "fix:     use a whole number from 1 to 1000000",
      ),
    ],
    [
      "--nics -2",
      told(
        "invalid-number",
        "--nics: not a number that is allowed here",
        "found:   -2",
        "allowed: a whole number from 1 to 64",
        "fix:     use a whole number from 1 to 64",
      ),
    ],
    [
      "--hosts two",
      told(
        "wrong-type",
        "--hosts: wrong type of value",
        "found:   two",
        "allowed: a number",
        "fix:     write a number",
      ),
    ],
    [
      "--same-subnet maybe",
      told(
        "invalid-value",
        "--same-subnet: not a value that is allowed here",
        "found:   maybe",
        "allowed: yes or no",
        "fix:     use one of the allowed values",
      ),
    ],
    [
      "--load-balancer bigip",
      told(
        "invalid-value",
        "--load-balancer: not a value that is allowed here; did you mean big-ip?",
        "found:   bigip",
        "allowed: big-ip, other or none",
        "fix:     write big-ip",
      ),
    ],
    [
      "--same-subnet yes --same-subnet no",
      told(
        "flag-contradicts",
        "--same-subnet: given more than once, with different values",
        "found:   yes and no",
        "allowed: one value",
        "fix:     keep the one that is meant",
      ),
    ],
    [
      "--hosts 1 --same-subnet no",
      told(
        "requirements-contradict",
        "--same-subnet: one host and different subnets cannot be true together",
        "found:   one host, different subnets",
        "fix:     correct or leave out one of the two",
      ),
    ],
    [
      "--sip-server-version new",
      told(
        "invalid-version",
        "--sip-server-version: not a version",
        "found:   new",
        "allowed: numbers separated by dots, e.g. 8.1.104.10",
        'fix:     write the version as in the release note; quote it if it has only two parts, e.g. "17.1"',
      ),
    ],
    [
      "--pair inbound",
      told(
        "pair-without-file",
        "--pair: a pair is in an environment file, but no file is named",
        "found:   inbound",
        "fix:     name the environment file that has the pair, or leave out --pair",
      ),
    ],
  ];

  test.each(CASES)("%s", (flags, text) => {
    expect(sipHa("advise", ...flags.split(" "))).toEqual({
      code: 2,
      stdout: `${text}\n\n1 error, 0 warnings, 0 acknowledged, 0 not evaluated\n`,
      stderr: "",
    });
  });

  test("all mistakes at once, in the order of the flags", () => {
    const { code, stdout } = sipHa("advise", "--seats", "0", "--nics", "0", "--os", "dos", "--pair", "p");
    expect(code).toBe(2);
    expect([...stdout.matchAll(/^ {2}(--[a-z-]+):/gm)].map(([, flag]) => flag)).toEqual([
      "--os",
      "--nics",
      "--seats",
      "--pair",
    ]);
  });

  test("a pair that is not declared", () => {
    expect(sipHa("advise", sound, "--pair", "inbond").stdout).toMatch(
      /^error missing-reference\n {2}--pair: there is no pair inbond; did you mean inbound\?\n {2}found: {3}inbond\n {2}allowed: inbound\n {2}fix: {5}write inbound\n/,
    );
  });

  test("a flag that contradicts the file for one pair: that pair is named, and the others are judged", () => {
    const { code, stdout } = sipHa("advise", sound, branch, "--same-data-center", "no");
    expect(code).toBe(2);
    expect(stdout).toMatch(/^\S+sound\.yaml:\d+:\d+ pair inbound of staging uses ipAddressTakeover, which fits\n/);
    expect(stdout).toMatch(
      /\n\n\S+branch\.yaml:\d+:\d+ error requirements-contradict\n {2}pairs\.inbound \(construct branch\/pairs\/inbound\): --same-data-center: the file says one host; one host and different data centres cannot be true together\n {2}found: {3}one host, different data centres\n {2}fix: {5}leave out the flag, or ask about another pair with --pair\n\n1 error, 0 warnings, 0 acknowledged, 0 not evaluated\n$/,
    );
    expect(json(sound, branch, "--same-data-center", "no").advice.map(({ environment }) => environment)).toEqual([
      "staging",
    ]);
  });

  test("a flag that says one host for a pair whose hosts are on different subnets in the file", () => {
    expect(json(apart, "--hosts", "1")).toMatchObject({
      findings: [
        {
          code: "requirements-contradict",
          environment: "apart",
          path: "pairs.inbound",
          message: "--hosts: the file says different subnets; one host and different subnets cannot be true together",
          position: { file: apart },
        },
      ],
      advice: [],
    });
  });

  test("a file that is invalid or does not exist", () => {
    expect(sipHa("advise", invalid)).toMatchObject({ code: 2, stdout: expect.stringContaining("error wrong-type") });
    expect(sipHa("advise", "none.yaml")).toMatchObject({ code: 2, stdout: expect.stringContaining("file-not-found") });
  });

  test.each([
    ["--seat 60", /unknown option '--seat'\n\(Did you mean --seats\?\)/],
    ["--same-subnets yes", /unknown option '--same-subnets'\n\(Did you mean --same-subnet\?\)/],
    ["--os", /option '--os <systems>' argument missing/],
  ])("%s", (flags, said) => {
    const { code, stdout, stderr } = sipHa("advise", ...flags.split(" "));
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(said);
  });
});
