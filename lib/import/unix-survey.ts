import type { FactsFile } from "../drift/facts-file";
import { type ReadSection, readSection } from "../drift/section-reader";
import { type ListedAddress, unixAddresses } from "../drift/unix-addresses";
import { unixPersistent } from "../drift/unix-facts";
import { type Address, familyOf, parseAddress } from "../model/address";
import type { UnixSystemName } from "../scripts/unix/prologue";
import type { SurveyedAddress, SurveyedHost } from "./host-survey";
import { account } from "./linux-survey";
import type { SurveySystem } from "./survey-system";
import { surveyedScripts } from "./surveyed-files";
import { surveyedGateways } from "./surveyed-gateways";
import { isOfHostAlone, withPrefixLength } from "./surveyed-prefix";
import { KERNELS, unixSurveyProgram } from "./unix-survey-program";

export const solarisSurvey: SurveySystem = unixSurvey("Solaris");
export const aixSurvey: SurveySystem = unixSurvey("AIX");

function unixSurvey(system: UnixSystemName): SurveySystem {
  return {
    kernel: KERNELS[system],
    program: (host, scripts) => unixSurveyProgram(system, host, scripts),
    takesName: () => true,
    read: (facts) => read(system, facts),
  };
}

function read(system: UnixSystemName, facts: FactsFile): SurveyedHost {
  const { persistent, hidden } = unixPersistent(facts);
  const kept = new Set(
    persistent.isWhole && hidden.length === 0 ? persistent.rows.flatMap(({ addresses }) => addresses) : [],
  );
  const addresses = surveyedAddresses(system, unixAddresses(system, facts), kept);
  const routes = readSection(facts, "routes", "a line of netstat -rn with a gateway", route);
  const scripts = surveyedScripts(facts);
  const agents = readSection(facts, "agents", "an account", account);
  return {
    addresses,
    gateways: surveyedGateways(routes),
    scripts: scripts.files,
    persistent: persistent.rows,
    agents: agents.rows,
    managers: [],
    clusters: [],
    unparsed: [addresses, routes, persistent, scripts, agents].flatMap((one) => one.unparsed),
  };
}

/** `default  10.120.0.1  UG  1  532 e1000g1`; a gateway that is a link or a name does not belong to a network. */
function route(text: string): { readonly gateway: Address | undefined } | undefined {
  const [, gateway] = /^\S+\s+(\S+)\s+\w*G\w*\s/.exec(text) ?? [];
  return gateway === undefined ? undefined : { gateway: parseAddress(gateway.replace(/%.*/, "")) };
}

/** An address that nothing configures at boot has been added since, if the interface has another address that is configured at boot. */
function surveyedAddresses(
  system: UnixSystemName,
  listed: ReadSection<ListedAddress>,
  kept: ReadonlySet<Address>,
): ReadSection<SurveyedAddress> {
  const keeps = new Set(listed.rows.filter(({ address }) => kept.has(address)).map((row) => row.interface));
  const rows = listed.rows.map((row, index) => {
    const { interface: name, address, prefixLength, use, sourceBy, position } = row;
    const isTemporary = keeps.has(name) && !kept.has(address);
    const isSecondary = isTemporary || IS_FURTHER[system](row, listed.rows.slice(0, index));
    return { interface: name, address, prefixLength, use, isSecondary, isTemporary, sourceBy, position };
  });
  return withPrefixLength({ ...listed, rows });
}

/** Whether an address is more likely a further address of its interface, judged by what the system lists before it. */
const IS_FURTHER: Readonly<Record<UnixSystemName, (row: ListedAddress, before: readonly ListedAddress[]) => boolean>> =
  {
    // With IPv6 the interface itself has the address that it gives itself, so the host's own address is also on a logical interface.
    Solaris: ({ address, interface: name, place, sourceBy }) =>
      sourceBy === undefined || (familyOf(address) === "ipv4" && name !== place),
    // Aliases come after the address of the interface.
    AIX: ({ address, interface: name }, before) =>
      before.some(
        (one) => one.interface === name && familyOf(one.address) === familyOf(address) && !isOfHostAlone(one.address),
      ),
  };
