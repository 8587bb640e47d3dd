import type { FactId } from "../configuration-layer/facts";
import { isAtLeast } from "../configuration-layer/options-catalogue";
import { type RequirementName, type Requirements, systemsOf } from "./requirements";

/** Why a known value decides nothing, and what would decide it. */
interface Open {
  readonly why: string;
  readonly decide: string;
}

/** Something that an option cannot do without. */
export interface Need {
  readonly requirement: RequirementName;
  /** What is needed: the words that follow "needs". */
  readonly needs: string;
  readonly fact: FactId;
  /** Whether requirements that state the value meet the need; undefined if the sources that were read do not say. */
  readonly isMet: (requirements: Requirements) => boolean | undefined;
  /** Given if `isMet` may have no answer. */
  readonly open?: Open | undefined;
  /** The wish that brings the need with it; undefined if the need is always there. */
  readonly wish?: RequirementName | undefined;
}

/** What speaks for an option, or limits it without ruling it out. */
export interface Trait {
  readonly kind: "for" | "limit";
  readonly text: string;
  readonly fact: FactId;
}

/** One option in the table. */
export interface OptionNeeds {
  /** The key under `highAvailability`. */
  readonly option: string;
  /** The name in prose. */
  readonly title: string;
  /** Why it has its rank among the options that fit. */
  readonly rank: string;
  readonly needs: readonly Need[];
  readonly traits: readonly Trait[];
  /** Whether it comes first among the options that fit. */
  readonly comesFirst?: ((requirements: Requirements) => boolean) | undefined;
}

function need<Name extends RequirementName>(
  requirement: Name,
  needs: string,
  fact: FactId,
  isMet: (value: NonNullable<Requirements[Name]>) => boolean | undefined,
  open?: Open,
): Need {
  return { requirement, needs, fact, isMet: (requirements) => isMet(requirements[requirement]!), open };
}

const wishedFor = (wish: RequirementName, one: Need): Need => ({ ...one, wish });
const wish = (one: Need): Need => wishedFor(one.requirement, one);
const speaksFor = (text: string, fact: FactId): Trait => ({ kind: "for", text, fact });
const limit = (text: string, fact: FactId): Trait => ({ kind: "limit", text, fact });

const twoHosts = (fact: FactId) => need("hosts", "two hosts", fact, (hosts) => hosts === 2);
const resourceManagerUnknown = wish(
  need(
    "activeActiveResourceManager",
    "to work beside an active-active Resource Manager",
    "choice-resource-manager",
    () => undefined,
    { why: "nothing was found on it", decide: "ask the vendor" },
  ),
);
/**
 * The vendor's table of the options, as data: what each needs, offers and costs. The order is the order of recommendation. This library derives it from
 * what the vendor says of the options.
 */
export const OPTION_NEEDS: readonly OptionNeeds[] = [
  {
    option: "ipAddressTakeover",
    title: "IP Address Takeover",
    rank: "the vendor uses it for its reliability tests, and it needs no element beyond the hosts",
    needs: [
      twoHosts("choice-takeover-hosts"),
      need(
        "os",
        "two hosts of one operating system",
        "choice-takeover-one-system",
        (systems) => systemsOf(systems).length === 1,
      ),
      need("sameSubnet", "both hosts on one subnet", "same-subnet", (same) => same),
      need("acceptsGratuitousArp", "a network that accepts gratuitous ARP", "same-subnet", (accepts) => accepts),
      resourceManagerUnknown,
    ],
    traits: [
      speaksFor("every operating system, and several network interface cards", "choice-takeover-benefits"),
      speaksFor("only the vendor's components, and its choice for reliability tests", "choice-takeover-benefits"),
      limit("the operations on both hosts must succeed", "choice-takeover-both-hosts"),
    ],
  },
  {
    option: "sipProxy",
    title: "SIP Proxy",
    rank: "it consists of the vendor's components, and nothing has to move in a switchover",
    needs: [
      twoHosts("choice-proxy-two-members"),
      need("sameDataCenter", "both hosts in one data centre", "choice-proxy-data-center", (same) => same),
      need(
        "endpointsFallBack",
        "endpoints and gateways that fall back to another proxy by themselves",
        "choice-proxy-endpoints",
        (fallBack) => fallBack,
      ),
      wish(
        need(
          "activeActiveResourceManager",
          "to work beside an active-active Resource Manager",
          "choice-proxy-resource-manager",
          () => true,
        ),
      ),
    ],
    traits: [
      speaksFor("no virtual IP, and several subnets", "choice-proxy-benefits"),
      speaksFor("no scripts, alarm conditions or reactions", "choice-proxy-no-scripts"),
      limit("at least two SIP Proxies, on hosts of their own", "choice-proxy-pool"),
      limit("few endpoints are named as tested", "choice-proxy-tested-endpoints"),
    ],
  },
  {
    option: "bigIp",
    title: "F5 BIG-IP LTM",
    rank: "it is reliable, and the most complex to configure; the versions that the vendor names are old",
    needs: [
      twoHosts("choice-big-ip-two-members"),
      need(
        "loadBalancer",
        "an F5 BIG-IP LTM, which is an extra cost",
        "choice-big-ip-device",
        (balancer) => balancer === "big-ip",
      ),
      wishedFor(
        "activeActiveResourceManager",
        need(
          "sipServerVersion",
          "SIP Server 8.1.100.98 or later beside an active-active Resource Manager",
          "choice-big-ip-resource-manager",
          (version) => isAtLeast(version, "8.1.100.98"),
        ),
      ),
      wish(
        need(
          "activeActiveResourceManager",
          "GVP 8.1.7 or later beside an active-active Resource Manager",
          "choice-big-ip-resource-manager",
          () => undefined,
          {
            why: "the version of GVP is not known",
            decide: "find out which version of GVP the Resource Managers belong to",
          },
        ),
      ),
    ],
    traits: [
      speaksFor("reliability", "choice-big-ip-benefits"),
      speaksFor("high availability and load balancing, and several network interface cards", "choice-big-ip-benefits"),
      limit("one more network element, and a highly complex configuration", "choice-big-ip-complex"),
      limit("it is the default gateway of both hosts, with an address on the subnet of each", "choice-big-ip-router"),
      limit("named as supported: BIG-IP 11.x and 12.x; a pair of BIG-IPs is not validated", "choice-big-ip-validated"),
    ],
  },
  {
    option: "windowsNlb",
    title: "Windows NLB Cluster",
    rank: "it is complex, and a sister product recommends IP Address Takeover instead",
    needs: [
      twoHosts("choice-nlb-windows"),
      need("os", "Windows on both hosts", "choice-nlb-windows", (systems) =>
        systems.every((system) => system === "windows"),
      ),
      need("sameSubnet", "both hosts on one subnet", "choice-nlb-subnet", (same) => same),
      need("dedicatedVlan", "a dedicated switch or VLAN", "choice-nlb-vlan", (possible) => possible),
      need("nics", "two network interface cards in each host", "choice-nlb-cards", (count) => count >= 2 || undefined, {
        why: "a sister product asks for two, and one may be enough in multicast mode",
        decide: "ask the vendor",
      }),
      resourceManagerUnknown,
    ],
    traits: [
      speaksFor("widely deployed", "choice-nlb-benefits"),
      limit("complex", "choice-nlb-complex"),
      limit("Microsoft has deprecated it from Windows Server 2025 on", "nlb-deprecated"),
      limit("IP Address Takeover is recommended rather than NLB", "choice-nlb-not-recommended"),
    ],
  },
  {
    option: "singleHost",
    title: "Single host",
    rank: "the loss of its host ends the service; if the service need not survive that, it is the simplest option, and the first",
    needs: [
      need("seats", "at most 100 seats", "single-host", (seats) => seats <= 100),
      wish(need("surviveHostLoss", "a service that may end with its host", "choice-single-host-loss", () => false)),
      resourceManagerUnknown,
    ],
    traits: [
      speaksFor("simple: no virtual IP, scripts, alarm conditions or reactions", "single-host"),
      limit("the loss of the host takes both servers", "choice-single-host-loss"),
    ],
    comesFirst: ({ surviveHostLoss }) => surviveHostLoss === false,
  },
];
