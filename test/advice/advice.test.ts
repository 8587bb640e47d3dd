import { describe, expect, test } from "vitest";
import { type Advice, advise } from "../../lib/advice/advice";
import type { Requirements } from "../../lib/advice/requirements";

const names = ({ fits, undecided, unfit }: Advice) => ({
  fits: fits.map(({ option }) => option),
  undecided: undecided.map(({ option }) => option),
  unfit: unfit.map(({ option }) => option),
});

/** Two Linux hosts in a voice network, and everything else known to stand against the other options. */
const TWO_LINUX_HOSTS = {
  os: ["linux"],
  hosts: 2,
  sameSubnet: true,
  sameDataCenter: true,
  nics: 2,
  acceptsGratuitousArp: true,
  dedicatedVlan: false,
  loadBalancer: "none",
  seats: 800,
  endpointsFallBack: false,
} as const satisfies Requirements;

const FITTING: readonly (readonly [string, Requirements, readonly string[]])[] = [
  ["two Linux hosts on a network that accepts gratuitous ARP", {}, ["ipAddressTakeover"]],
  ["the same on AIX", { os: ["aix"] }, ["ipAddressTakeover"]],
  [
    "two hosts on different subnets, with endpoints that fall back",
    { sameSubnet: false, endpointsFallBack: true },
    ["sipProxy"],
  ],
  ["the same across data centres", { sameSubnet: false, endpointsFallBack: true, sameDataCenter: false }, []],
  ["different subnets behind a BIG-IP", { sameSubnet: false, loadBalancer: "big-ip" }, ["bigIp"]],
  ["another load balancer than a BIG-IP", { sameSubnet: false, loadBalancer: "other" }, []],
  [
    "Windows without gratuitous ARP, with a VLAN",
    { os: ["windows"], acceptsGratuitousArp: false, dedicatedVlan: true },
    ["windowsNlb"],
  ],
  ["Windows and Linux with a VLAN", { os: ["windows", "linux"], dedicatedVlan: true }, []],
  ["a network that ignores gratuitous ARP, for 100 seats", { acceptsGratuitousArp: false, seats: 100 }, ["singleHost"]],
  ["the same for 101 seats", { acceptsGratuitousArp: false, seats: 101 }, []],
  ["one host for 60 seats", { hosts: 1, seats: 60 }, ["singleHost"]],
  ["one host that must not be missed", { hosts: 1, seats: 60, surviveHostLoss: true }, []],
  [
    "everything there is, in the order of recommendation",
    { os: ["windows"], endpointsFallBack: true, loadBalancer: "big-ip", dedicatedVlan: true, seats: 60 },
    ["ipAddressTakeover", "sipProxy", "bigIp", "windowsNlb", "singleHost"],
  ],
  [
    "a small site that may lose its host: the simplest first",
    { seats: 60, surviveHostLoss: false },
    ["singleHost", "ipAddressTakeover"],
  ],
  [
    "an active-active Resource Manager: what is known to work beside it",
    { endpointsFallBack: true, loadBalancer: "big-ip", activeActiveResourceManager: true },
    ["sipProxy"],
  ],
];

describe("what fits is, for", () => {
  test.each(FITTING)("%s", (_, requirements, fits) => {
    expect(names(advise({ ...TWO_LINUX_HOSTS, ...requirements })).fits).toEqual(fits);
  });
});

describe("unknown requirements decide nothing", () => {
  test("without requirements, nothing fits and nothing is ruled out", () => {
    expect(names(advise({}))).toEqual({
      fits: [],
      undecided: ["ipAddressTakeover", "sipProxy", "bigIp", "windowsNlb", "singleHost"],
      unfit: [],
    });
  });

  test("each open need says what would decide it", () => {
    const { acceptsGratuitousArp: _, ...known } = TWO_LINUX_HOSTS;
    const [takeover, ...more] = advise(known).undecided;
    expect(more).toEqual([]);
    expect(takeover!.reasons.filter(({ kind }) => kind === "open")).toEqual([
      {
        kind: "open",
        text: "needs a network that accepts gratuitous ARP; not known",
        decide: "ask whoever runs the network whether its equipment accepts gratuitous ARP",
        requirement: "acceptsGratuitousArp",
        fact: "same-subnet",
        evidence: "documented",
        source: "https://docs.genesys.com/Documentation:SIPS:HADeployment:HAArchitecture:8.1.1",
      },
    ]);
  });

  test("a known requirement may leave it open if no source says", () => {
    const oneCard = advise({ ...TWO_LINUX_HOSTS, os: ["windows"], dedicatedVlan: true, nics: 1 });
    expect(names(oneCard)).toMatchObject({ fits: ["ipAddressTakeover"], undecided: ["windowsNlb"] });
    expect(
      oneCard.undecided[0]!.reasons.filter(({ kind }) => kind === "open").map(({ text, decide }) => [text, decide]),
    ).toEqual([
      [
        "needs two network interface cards in each host; given: 1 network interface card; a sister product asks for two, and one may be enough in multicast mode",
        "ask the vendor",
      ],
    ]);
    const withManager = advise({ ...TWO_LINUX_HOSTS, activeActiveResourceManager: true });
    expect(names(withManager)).toMatchObject({ fits: [], undecided: ["ipAddressTakeover"] });
  });

  test("beside an active-active Resource Manager a BIG-IP asks for versions, but no requirement gives the version of GVP", () => {
    const beside = (sipServerVersion: string | undefined) =>
      advise({ ...TWO_LINUX_HOSTS, loadBalancer: "big-ip", activeActiveResourceManager: true, sipServerVersion });
    const reasons = (sipServerVersion: string | undefined) =>
      [beside(sipServerVersion).undecided, beside(sipServerVersion).unfit]
        .flat()
        .find(({ option }) => option === "bigIp")!
        .reasons.filter(({ fact }) => fact === "choice-big-ip-resource-manager")
        .map(({ kind, text, decide }) => [kind, text, decide]);
    const gvp = [
      "open",
      "needs GVP 8.1.7 or later beside an active-active Resource Manager; given: an active-active Resource Manager is asked for; the version of GVP is not known",
      "find out which version of GVP the Resource Managers belong to",
    ];
    const needed = "needs SIP Server 8.1.100.98 or later beside an active-active Resource Manager";
    expect(reasons(undefined)).toEqual([
      ["open", `${needed}; not known`, "find out which version of SIP Server runs, or will run"],
      gvp,
    ]);
    expect(reasons("8.1.100.98")).toEqual([["for", `${needed}; given: SIP Server 8.1.100.98`, undefined], gvp]);
    expect(reasons("8.1.100.50")).toEqual([["against", `${needed}; given: SIP Server 8.1.100.50`, undefined], gvp]);
    expect(names(beside("8.1.100.98")).undecided).toContain("bigIp");
    expect(names(beside("8.1.100.50")).unfit).toContain("bigIp");
  });

  test("without that wish the version of SIP Server counts neither for nor against", () => {
    const known = { ...TWO_LINUX_HOSTS, loadBalancer: "big-ip" } as const;
    expect(advise({ ...known, sipServerVersion: "8.1.001.22" })).toEqual(advise(known));
  });

  test("an open need does not keep another need from ruling an option out", () => {
    expect(names(advise({ hosts: 1 })).unfit).toEqual(["ipAddressTakeover", "sipProxy", "bigIp", "windowsNlb"]);
  });
});

describe("every reason against an option says what is needed and what is given:", () => {
  const against = (requirements: Requirements, name: string) =>
    advise({ ...TWO_LINUX_HOSTS, ...requirements })
      .unfit.find(({ option }) => option === name)
      ?.reasons.filter(({ kind }) => kind === "against")
      .map(({ text }) => text);

  const AGAINST: readonly (readonly [string, Requirements, readonly string[]])[] = [
    ["ipAddressTakeover", { sameSubnet: false }, ["needs both hosts on one subnet; given: different subnets"]],
    [
      "ipAddressTakeover",
      { acceptsGratuitousArp: false },
      ["needs a network that accepts gratuitous ARP; given: gratuitous ARP is not accepted"],
    ],
    [
      "ipAddressTakeover",
      { os: ["windows", "linux"] },
      ["needs two hosts of one operating system; given: Linux and Windows"],
    ],
    [
      "sipProxy",
      { sameDataCenter: false },
      [
        "needs both hosts in one data centre; given: different data centres",
        "needs endpoints and gateways that fall back to another proxy by themselves; given: they do not fall back by themselves",
      ],
    ],
    ["bigIp", {}, ["needs an F5 BIG-IP LTM, which is an extra cost; given: no load balancer at hand"]],
    [
      "bigIp",
      { loadBalancer: "other" },
      ["needs an F5 BIG-IP LTM, which is an extra cost; given: a load balancer at hand that is not an F5 BIG-IP LTM"],
    ],
    [
      "windowsNlb",
      {},
      [
        "needs Windows on both hosts; given: Linux",
        "needs a dedicated switch or VLAN; given: no dedicated VLAN is possible",
      ],
    ],
    [
      "singleHost",
      { seats: 250, surviveHostLoss: true },
      [
        "needs at most 100 seats; given: 250 seats",
        "needs a service that may end with its host; given: the service must survive the loss of a host",
      ],
    ],
  ];

  test.each(AGAINST)("%s, %j", (name, requirements, texts) => {
    expect(against(requirements, name)).toEqual(texts);
  });
});

test("an option is judged by its title, its needs, and its advantages and limits, whatever is required", () => {
  const judged = advise({ ...TWO_LINUX_HOSTS, surviveHostLoss: true }).unfit.find(
    ({ option }) => option === "singleHost",
  )!;
  expect([judged.title, judged.verdict]).toEqual(["Single host", "unfit"]);
  expect(judged.reasons.map(({ kind, text, fact }) => [kind, text, fact])).toEqual([
    ["against", "needs at most 100 seats; given: 800 seats", "single-host"],
    [
      "against",
      "needs a service that may end with its host; given: the service must survive the loss of a host",
      "choice-single-host-loss",
    ],
    ["for", "simple: no virtual IP, scripts, alarm conditions or reactions", "single-host"],
    ["limit", "the loss of the host takes both servers", "choice-single-host-loss"],
  ]);
});
