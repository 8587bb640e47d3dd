import { type Address, parseAddress } from "../model/address";
import type { WantedPair } from "./behind-device";
import type { HostSurvey } from "./host-survey";
import type { SiteAddresses } from "./site-addresses";
import { hostsOfPair, type SitePair } from "./site-applications";
import { optionOf, type SiteExport, textAt } from "./site-export";
import { isOfHostAlone } from "./surveyed-prefix";

/** SIP Server's own default, if no option gives another port. */
const SIP_PORT = 5060;

/** What is looked for on BIG-IPs; undefined if both servers are on one host, or use different addresses. */
export function wantedPair(
  pair: SitePair,
  { exported }: SiteExport,
  { told }: SiteAddresses,
  surveys: ReadonlyMap<string, HostSurvey>,
): WantedPair | undefined {
  const { primary } = pair;
  const names = hostsOfPair(pair).map((host) => host ?? "");
  const virtualIp = told.get(pair);
  if (names[0] === names[1] || virtualIp === "different") return undefined;
  const [ofPrimary, ofBackup] = names.map((name) => {
    const host = exported.objects.hosts?.get(name);
    const address = host && parseAddress(textAt(host, "ipAddress")?.value ?? "");
    const surveyed = surveys.get(name)?.addresses.rows.map((row) => row.address) ?? [];
    return new Set([...surveyed, ...(address === undefined ? [] : [address])].filter((one) => !isOfHostAlone(one)));
  }) as [Set<Address>, Set<Address>];
  const port = (option: string) => {
    const read = optionOf(primary, "TServer", option);
    return read === undefined ? undefined : Number(read.value);
  };
  return {
    addresses: [ofPrimary, ofBackup],
    virtualIp,
    sipPort: port("sip-port") ?? SIP_PORT,
    tlsPort: port("sip-port-tls"),
  };
}
