import type { FactsFile } from "../drift/facts-file";
import { addressManagers, kernelAddress, kernelAddresses } from "../drift/linux-facts";
import { persistentMentions } from "../drift/persistent-mention";
import { type ReadSection, readSection } from "../drift/section-reader";
import { type Address, familyOf, isIpv6, parseAddress } from "../model/address";
import type { SurveyedAddress, SurveyedHost } from "./host-survey";
import { linuxSurveyProgram } from "./linux-survey-program";
import type { SurveySystem } from "./survey-system";
import { surveyedScripts } from "./surveyed-files";
import { surveyedGateways } from "./surveyed-gateways";
import { isOfHostAlone } from "./surveyed-prefix";

export const linuxSurvey: SurveySystem = {
  kernel: "Linux",
  program: linuxSurveyProgram,
  takesName: () => true,
  read,
};

function read(facts: FactsFile): SurveyedHost {
  const addresses = surveyedAddresses(kernelAddresses(facts, address));
  const routes = readSection(facts, "routes", "a line of ip -o route show", route);
  const scripts = surveyedScripts(facts);
  const { persistent } = persistentMentions(facts);
  const agents = readSection(facts, "agents", "an account", account);
  const managers = addressManagers(facts);
  return {
    addresses,
    gateways: surveyedGateways(routes),
    scripts: scripts.files,
    persistent: persistent.rows,
    agents: agents.rows,
    managers: managers.rows,
    clusters: [],
    unparsed: [addresses, routes, scripts, persistent, agents, managers].flatMap((one) => one.unparsed),
  };
}

/** An address with a full-length prefix, as `ip address add 10.20.0.10/32` adds it, is not a network of an interface that already has one: the kernel does not call it a secondary address, but it is a further address. */
function surveyedAddresses(read: ReadSection<SurveyedAddress>): ReadSection<SurveyedAddress> {
  const isAlone = ({ address, prefixLength }: SurveyedAddress) => prefixLength === (isIpv6(address) ? 128 : 32);
  const rows = read.rows.map((row) => {
    const hasNetwork = (one: SurveyedAddress) =>
      one.interface === row.interface &&
      familyOf(one.address) === familyOf(row.address) &&
      !isAlone(one) &&
      !isOfHostAlone(one.address);
    return isAlone(row) && read.rows.some(hasNetwork) ? { ...row, isSecondary: true } : row;
  });
  return { ...read, rows };
}

/** The kernel's state does not show what was there at boot. */
function address(text: string): SurveyedAddress | undefined {
  const row = kernelAddress(text);
  return row && { ...row, isTemporary: false };
}

/** `default via 10.110.0.1 dev eth0 proto static`; a gateway of the other family, after `inet6`, does not belong to this network. */
function route(text: string): { readonly gateway: Address | undefined } | undefined {
  const [, via] = / via ([0-9a-fA-F.:]+)(?= |$)/.exec(text) ?? [];
  if (via === undefined) return / via /.test(text) ? { gateway: undefined } : undefined;
  return { gateway: parseAddress(via) };
}

/** The account of a process of Unix. */
export function account(text: string): { readonly account: string } | undefined {
  return /^[^\s:]+$/.test(text) ? { account: text } : undefined;
}
