import { encodeProblem, version, wholeNumber } from "../model/declared";
import { everyOf } from "../model/every-of";
import { OPERATING_SYSTEMS, type OperatingSystem, operatingSystemNames } from "../model/operating-system";
import { v } from "../model/schema";
import { counted } from "../text/wording";

/** What a load balancer may be. */
export const LOAD_BALANCERS = everyOf<LoadBalancer>({ "big-ip": true, other: true, none: true });
/** Load balancers in the network, by whether one is an F5 BIG-IP LTM. */
export type LoadBalancer = "big-ip" | "other" | "none";

/** What is known about a pair's site, and what the pair must do. A value that is left out is not known; a wish that is left out is not asked for. */
export interface Requirements {
  /** The operating systems of the hosts of the two SIP Servers, in any order: one, or two if the hosts differ.
   * @default - not known */
  readonly os?: readonly OperatingSystem[] | undefined;
  /** How many hosts the two SIP Servers have: 1 or 2.
   * @default - not known */
  readonly hosts?: number | undefined;
  /** Whether both hosts have an interface for SIP on the same subnet.
   * @default - not known */
  readonly sameSubnet?: boolean | undefined;
  /** Whether both hosts are in one data centre.
   * @default - not known */
  readonly sameDataCenter?: boolean | undefined;
  /** Network interface cards of each host; if the hosts differ, those of the host that has fewer.
   * @default - not known */
  readonly nics?: number | undefined;
  /** Whether the equipment of the subnet updates its tables on gratuitous ARP.
   * @default - not known */
  readonly acceptsGratuitousArp?: boolean | undefined;
  /** Whether the hosts have, or can get, a switch or VLAN for SIP that nothing else uses.
   * @default - not known */
  readonly dedicatedVlan?: boolean | undefined;
  /** The load balancer that is at hand.
   * @default - not known */
  readonly loadBalancer?: LoadBalancer | undefined;
  /** How many agents and other users of phones the pair serves.
   * @default - not known */
  readonly seats?: number | undefined;
  /** Whether every endpoint and gateway falls back by itself to another address if one does not answer.
   * @default - not known */
  readonly endpointsFallBack?: boolean | undefined;
  /** The version of the two SIP Servers, such as 8.1.104.10.
   * @default - not known */
  readonly sipServerVersion?: string | undefined;
  /** A wish: an active-active Resource Manager pair works beside the pair.
   * @default - not asked for */
  readonly activeActiveResourceManager?: boolean | undefined;
  /** A wish: the service survives the loss of one host. `false` says that it need not.
   * @default - not asked for */
  readonly surviveHostLoss?: boolean | undefined;
}

/** The name of something that may be required. */
export type RequirementName = keyof Requirements;

/** The shape of requirements. */
export const requirementsDeclaration: v.GenericSchema<unknown, Requirements> = v.strictObject({
  os: v.optional(
    v.pipe(
      v.array(v.picklist(OPERATING_SYSTEMS)),
      v.minLength(1),
      v.maxLength(
        2,
        encodeProblem({
          code: "invalid-value",
          message: "a pair has at most two hosts",
          allowed: "one operating system, or two if the hosts differ",
          fix: "name the operating systems of the hosts of one pair",
        }),
      ),
    ),
  ),
  hosts: v.optional(wholeNumber(1, 2)),
  sameSubnet: v.optional(v.boolean()),
  sameDataCenter: v.optional(v.boolean()),
  nics: v.optional(wholeNumber(1, 64)),
  acceptsGratuitousArp: v.optional(v.boolean()),
  dedicatedVlan: v.optional(v.boolean()),
  loadBalancer: v.optional(v.picklist(LOAD_BALANCERS)),
  seats: v.optional(wholeNumber(1, 1_000_000)),
  endpointsFallBack: v.optional(v.boolean()),
  sipServerVersion: v.optional(version),
  activeActiveResourceManager: v.optional(v.boolean()),
  surviveHostLoss: v.optional(v.boolean()),
});

/** The operating systems, each once, in the order of the list of all. */
export function systemsOf(declared: readonly OperatingSystem[]): OperatingSystem[] {
  return OPERATING_SYSTEMS.filter((system) => declared.includes(system));
}

/** How a requirement is shown: its value in words, and how to find it out if it is not known. */
export interface RequirementWords<Name extends RequirementName> {
  readonly show: (value: NonNullable<Requirements[Name]>) => string;
  readonly ask: string;
}

const either = (yes: string, no: string) => (value: boolean) => (value ? yes : no);
const LOAD_BALANCER_WORDS = {
  "big-ip": "an F5 BIG-IP LTM at hand",
  other: "a load balancer at hand that is not an F5 BIG-IP LTM",
  none: "no load balancer at hand",
} as const;

/** The words of each requirement, in the order in which they are shown. */
export const REQUIREMENT_WORDS: { readonly [Name in RequirementName]-?: RequirementWords<Name> } = {
  os: {
    show: (systems) => {
      const titles = systemsOf(systems).map((system) => operatingSystemNames[system].title);
      return titles.join(" and ");
    },
    ask: "find out which operating systems the hosts run",
  },
  hosts: { show: (hosts) => counted(hosts, "host"), ask: "count the hosts that the two SIP Servers have" },
  sameSubnet: {
    show: either("one subnet", "different subnets"),
    ask: "ask whoever runs the network whether both hosts are on one subnet",
  },
  sameDataCenter: {
    show: either("one data centre", "different data centres"),
    ask: "find out whether both hosts are in one data centre",
  },
  nics: {
    show: (count) => counted(count, "network interface card"),
    ask: "count the network interface cards of each host",
  },
  acceptsGratuitousArp: {
    show: either("gratuitous ARP is accepted", "gratuitous ARP is not accepted"),
    ask: "ask whoever runs the network whether its equipment accepts gratuitous ARP",
  },
  dedicatedVlan: {
    show: either("a dedicated VLAN is possible", "no dedicated VLAN is possible"),
    ask: "ask whoever runs the network for a dedicated switch or VLAN",
  },
  loadBalancer: {
    show: (balancer) => LOAD_BALANCER_WORDS[balancer],
    ask: "ask whoever runs the network for an F5 BIG-IP LTM",
  },
  seats: { show: (seats) => counted(seats, "seat"), ask: "count the agents and other users of phones" },
  endpointsFallBack: {
    show: either("they fall back by themselves", "they do not fall back by themselves"),
    ask: "find out for each kind of endpoint and gateway, from its documentation and by a test",
  },
  sipServerVersion: {
    show: (release) => `SIP Server ${release}`,
    ask: "find out which version of SIP Server runs, or will run",
  },
  activeActiveResourceManager: {
    show: either("an active-active Resource Manager is asked for", "no active-active Resource Manager is asked for"),
    ask: "find out whether an active-active Resource Manager is planned",
  },
  surviveHostLoss: {
    show: either("the service must survive the loss of a host", "the service need not survive the loss of a host"),
    ask: "ask whoever is responsible for the service whether it must survive the loss of a host",
  },
};

export const REQUIREMENT_NAMES = Object.keys(REQUIREMENT_WORDS) as readonly RequirementName[];

/** A requirement's value in words; undefined if it is not known. */
export function showRequirement(requirements: Requirements, name: RequirementName): string | undefined {
  const value = requirements[name];
  // The value belongs to the name, but the type of a lookup by a variable does not say so.
  return value === undefined ? undefined : REQUIREMENT_WORDS[name].show(value as never);
}
