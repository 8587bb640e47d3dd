import type { FactsFile, Unparsed } from "../drift/facts-file";
import { type Always, type ReadSection, readSection, withAlways } from "../drift/section-reader";
import { addressTable, LOOPBACK, persistentOf, type TableRow } from "../drift/windows-addresses";
import { type Address, contains, isIpv6, parseAddress, parseCidr, prefixLength } from "../model/address";
import type { SurveyedAddress, SurveyedHost } from "./host-survey";
import type { SurveySystem } from "./survey-system";
import { surveyedClusters } from "./surveyed-clusters";
import { surveyedScripts } from "./surveyed-files";
import { withPrefixLength } from "./surveyed-prefix";
import { windowsSurveyProgram } from "./windows-survey-program";

export const windowsSurvey: SurveySystem = {
  kernel: "Windows",
  program: windowsSurveyProgram,
  // What a batch file, and a comment in one, can contain.
  takesName: (host) => /^[A-Za-z0-9_][A-Za-z0-9_. -]*$/.test(host),
  read,
};

function read(facts: FactsFile): SurveyedHost {
  const networks = networkSection(facts);
  const routes = withAlways(
    "routes",
    readSection(facts, "routes", "a line of route print", (text) => ({ route: route(text) })),
    SOME_ROUTE,
  );
  const persistent = addressTable(facts, "persistent");
  const addresses = surveyedAddresses(
    facts,
    persistent,
    networks,
    routes.rows.flatMap(({ route: one }) => one ?? []),
  );
  const scripts = surveyedScripts(facts);
  const agents = readSection(facts, "agents", "an account", (text) =>
    /^\S.*$/.test(text) ? { account: text.trim().replace(/^\.\\/, "") } : undefined,
  );
  const clusters = surveyedClusters(facts);
  const own = new Set(addresses.rows.map(({ address }) => address));
  return {
    addresses,
    gateways: routes.rows.flatMap(({ route: one, position }) =>
      one?.gateway === undefined || own.has(one.gateway) ? [] : [{ gateway: one.gateway, position }],
    ),
    scripts: scripts.files,
    persistent: persistentOf(persistent).rows,
    agents: agents.rows,
    managers: [],
    clusters: clusters.clusters,
    unparsed: [addresses, routes, scripts, agents, clusters].flatMap((one) => one.unparsed),
  };
}

const SOME_ROUTE: Always<{ readonly route: Route | undefined }> = {
  what: "any route, though every host has one",
  expected: "at least those to the host itself",
  isThere: (rows) => rows.some(({ route: one }) => one !== undefined),
};

/** `10.120.0.11 10.120.0.0/24` of a collector, or netsh's own lines, in which the address also comes before its network: the prefix lengths by address. */
function networkSection(facts: FactsFile): ReadonlyMap<Address, number> {
  const lengths = new Map<Address, number>();
  let before: Address | undefined;
  for (const { text } of facts.sections.find(({ name }) => name === "networks")?.lines ?? [])
    for (const word of text.split(/[\s()]+/)) {
      const [, network, length] = /^([0-9.]+)\/(\d{1,2})$/.exec(word) ?? [];
      if (network !== undefined && before !== undefined) lengths.set(before, Number(length));
      before = network === undefined ? (parseAddress(word) ?? before) : undefined;
    }
  return lengths;
}

/** A route of Windows; without a gateway the network is the interface's own. */
interface Route {
  readonly cidr: string | undefined;
  readonly gateway: Address | undefined;
}

/**
 * `0.0.0.0 0.0.0.0 10.120.0.1 10.120.0.11 281`, `7 281 2001:db8::/64 On-link`: if there is no gateway, a word of the display language is in its place. Everything
 * else that route prints, its interfaces and its headings, is skipped.
 */
function route(text: string): Route | undefined {
  const words = text.trim().split(/\s+/);
  const [destination, mask, gateway, through] = words.map((word) => parseAddress(word));
  if (destination !== undefined && mask !== undefined) return { cidr: undefined, gateway: through && gateway };
  const cidr = /^\d+ \d+ \S+:\S*\/\d+(?: |$)/.test(words.join(" ")) ? words[2]! : undefined;
  const behind = cidr === undefined ? undefined : parseAddress(words[3] ?? "");
  return cidr === undefined ? undefined : { cidr, gateway: behind };
}

/** An address that Windows does not configure at boot has been added since, if the interface has another address that is configured at boot. */
function surveyedAddresses(
  facts: FactsFile,
  persistent: ReadSection<TableRow>,
  networks: ReadonlyMap<Address, number>,
  routes: readonly Route[],
): ReadSection<SurveyedAddress> {
  const table = addressTable(facts, "addresses", LOOPBACK);
  const kept = new Set(persistent.isWhole ? persistent.rows.map(({ address }) => address) : []);
  const keeps = new Set(persistent.rows.filter(({ address }) => kept.has(address)).map((row) => row.interface));
  const unparsed: Unparsed[] = [...table.unparsed, ...persistent.unparsed];
  const rows = table.rows.map(({ interface: name, address, position }) => {
    const isTemporary = keeps.has(name) && !kept.has(address);
    const length = isIpv6(address) ? ipv6Length(address, routes) : networks.get(address);
    return {
      interface: name,
      address,
      prefixLength: length,
      use: "used" as const,
      isSecondary: isTemporary,
      isTemporary,
      position,
    };
  });
  return withPrefixLength({ ...table, rows, unparsed });
}

/** The network of an IPv6 address is the smallest network that has it and is reached without a gateway, except the address itself. */
function ipv6Length(address: Address, routes: readonly Route[]): number | undefined {
  const lengths = routes.flatMap(({ cidr, gateway }) => {
    const network = cidr === undefined || gateway !== undefined ? undefined : parseCidr(cidr);
    return network !== undefined && isIpv6(network) && contains(network, address) ? [prefixLength(network)] : [];
  });
  return lengths.filter((length) => length > 0 && length < 128).sort((a, b) => b - a)[0];
}
