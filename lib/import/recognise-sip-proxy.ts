import type { ExportedObject } from "../drift/configuration-export";
import { type ImportNote, objectText, placeText, type Sourced } from "./import-note";
import { poolAnswers } from "./pool-answers";
import { annexOf, poolNameOf, portNumber } from "./pool-dn";
import { poolOptions } from "./pool-options";
import { bothOf, type Recognise, type SeenPair } from "./seen-pair";
import { hostOf, nameOf, optionOf, textAt } from "./site-export";
import type { SiteHost } from "./site-hosts";
import { branch, compact, type Leaf, leaf } from "./written";

/** A pool of SIP Proxies: applications whose option `serving-sipserver` names the primary, and a DN through which the servers send to them. */
export const recogniseSipProxy: Recognise = (pair) => {
  const { name, proxies, poolDn: dn } = pair;
  const [first] = proxies;
  if (first === undefined) return undefined;
  const notes: ImportNote[] = dn === undefined ? [noDn(pair, first)] : [];
  const fqdn = dn && poolNameOf(dn);
  const external = dn && annexOf(dn, "external-contact");
  const number = dn && textAt(dn, "number");
  const addressFqdn = external?.value.replace(/:\d+$/, "");
  const { settings, known } = poolAnswers(
    pair.answers,
    fqdn?.value,
    addressFqdn,
    proxies.flatMap((proxy) => hostOf(proxy)?.value ?? []),
  );
  if (!known)
    notes.push({
      kind: "unknown",
      code: "records-unknown",
      of: `pair ${name}`,
      message:
        "the facts have no answers of name servers, so the records' zone, TTL and name servers are left at their defaults",
      fix: `set zone, nameServers, recordTtl and what else differs under pairs.${name}.highAvailability.sipProxy`,
    });
  const { port, ...options } = poolOptions(pair, notes);
  return {
    settings: branch({
      fqdn: fqdn && leaf(fqdn.value, placeText(fqdn.position)),
      ...settings,
      transports: dn === undefined ? settings.transports : transportsOf(pair, dn, settings, notes),
      addressFqdn:
        external === undefined || external.value === fqdn?.value
          ? undefined
          : leaf(addressFqdn!, placeText(external.position)),
      port: port ?? settings.port,
      proxies: leaf(proxies.map((proxy) => proxyOf(proxy, pair, notes))),
      ...options,
      ...networksOf(pair),
      outboundProxyDn:
        number === undefined || number.value === `sip-outbound-proxy-${name}`
          ? undefined
          : leaf(number.value, placeText(number.position)),
    }),
    free: ["backup-sip-port-check"],
    notes,
  };
};

/**
 * The pool's transports, so that the servers use the transport that `contact` names: if it names none, UDP, which takes precedence over all others; otherwise
 * the first one, which the order of records without NAPTR does not show (fact `sip-proxy-tls`).
 */
function transportsOf(
  { name }: SeenPair,
  dn: ExportedObject,
  { transports, naptr }: Readonly<Record<string, Leaf | undefined>>,
  notes: ImportNote[],
): Leaf | undefined {
  const contact = annexOf(dn, "contact");
  const spoken = /;transport=(udp|tcp|tls)\b/i.exec(contact?.value ?? "")?.[1]?.toLowerCase() ?? "udp";
  if (contact === undefined) return transports;
  if (transports === undefined) return spoken === "udp" ? undefined : leaf([spoken], placeText(contact.position));
  const known = transports.value as readonly string[];
  const ordered =
    known.includes(spoken) && naptr === undefined ? [spoken, ...known.filter((one) => one !== spoken)] : known;
  const written = ordered.includes("udp") ? "udp" : ordered[0];
  if (written !== spoken) {
    const [transport, another] = [spoken, String(written)].map((one) => one.toUpperCase());
    notes.push({
      kind: "left",
      code: "transport-of-servers",
      of: `pair ${name}`,
      position: contact.position,
      message: `its servers speak ${transport} to the proxies, but with the file they will speak ${another}, as a pool with these transports does`,
      found: `contact ${contact.value}`,
      fix: `check whether the proxies accept it, or set pairs.${name}.highAvailability.sipProxy.transports`,
    });
  }
  return spoken === "udp" ? transports : { ...transports, value: ordered };
}

/** A proxy as an entry of the list. */
function proxyOf(proxy: ExportedObject, { name, hostNamed }: SeenPair, notes: ImportNote[]): object {
  const host = hostOf(proxy);
  const declared = host && hostNamed(host.value);
  if (declared === undefined)
    notes.push({
      kind: "unknown",
      code: "host-unknown",
      of: objectText("application", nameOf(proxy)),
      position: host?.position,
      message: "the host that it runs on is not in the export",
      fix: `set the host of this proxy under pairs.${name}.highAvailability.sipProxy.proxies`,
    });
  const defaultPort = portNumber(proxy, "default");
  return compact({
    application: nameOf(proxy),
    host: declared?.name,
    network: declared && networkOf(declared, optionOf(proxy, "sipproxy", "sip-address")),
    defaultPort: portNumber(proxy, "sip-port") && defaultPort && Number(defaultPort.value),
  }) as object;
}

/** The networks of the servers' own SIP addresses, if their hosts leave a choice. */
function networksOf(pair: SeenPair): Readonly<Record<string, Leaf | undefined>> {
  const [primaryNetwork, backupNetwork] = bothOf(pair).map(({ application, host }) => {
    const address = optionOf(application, "TServer", "sip-address");
    const network = networkOf(host, address);
    return network === undefined ? undefined : leaf(network, placeText(address!.position));
  });
  return { primaryNetwork, backupNetwork };
}

/** Undefined if the host has only one interface. */
function networkOf({ interfaces }: SiteHost, address: Sourced<string> | undefined): string | undefined {
  return interfaces.length < 2 ? undefined : interfaces.find((one) => one.address === address?.value)?.network;
}

function noDn({ name }: SeenPair, proxy: ExportedObject): ImportNote {
  return {
    kind: "unknown",
    code: "pool-name-unknown",
    of: `pair ${name}`,
    position: proxy.at(["options", "sipproxy"]),
    message: "no object says which DN stands for its pool of SIP Proxies, and so what the pool's name is",
    fix: `set pairs.${name}.highAvailability.sipProxy.fqdn and outboundProxyDn`,
  };
}
