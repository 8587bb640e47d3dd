import type { ExportedObject } from "../drift/configuration-export";
import type { FactsFile } from "../drift/facts-file";
import type { Sourced } from "./import-note";
import { poolRecords } from "./pool-answers";
import { entriesAt, optionOf, textAt } from "./site-export";

/** An option in the Annex of a DN. */
export function annexOf(dn: ExportedObject, option: string): Sourced<string> | undefined {
  return textAt(dn, "userProperties", "TServer", option);
}

/** The pool's name in a DN: its option `contact`, which may give a transport after the name. */
export function poolNameOf(dn: ExportedObject): Sourced<string> | undefined {
  const contact = annexOf(dn, "contact");
  return (
    contact && {
      value: contact.value.replace(/;.*$/, ""),
      get position() {
        return contact.position;
      },
    }
  );
}

/** A listening port of an application by its id. */
export function portNumber(application: ExportedObject, id: string): Sourced<string> | undefined {
  const path = entriesAt(application, "portInfos").find((one) => textAt(application, ...one, "id")?.value === id);
  const port = path && textAt(application, ...path, "port");
  return port && /^\d{1,5}$/.test(port.value) ? port : undefined;
}

/** The SIP Proxies that serve a primary. */
export function servingProxies(proxies: readonly ExportedObject[], primary: string): ExportedObject[] {
  return proxies.filter((one) => optionOf(one, "sipproxy", "serving-sipserver")?.value === primary);
}

/** A DN that stands for a pool of SIP Proxies, with the ports of the records at the pool's name. */
export interface PoolDn {
  readonly dn: ExportedObject;
  readonly ports: ReadonlySet<string | undefined>;
}

/** The DNs that stand for pools of SIP Proxies. */
export function poolDns(dns: Iterable<ExportedObject>, answers: FactsFile | undefined): PoolDn[] {
  return [...dns]
    .filter((dn) => annexOf(dn, "service-type")?.value === "sip-outbound-proxy")
    .map((dn) => {
      const services = poolRecords(answers, poolNameOf(dn)?.value).filter(({ type }) => type === "SRV");
      return { dn, ports: new Set(services.map(({ data }) => data.split(/\s+/)[2])) };
    });
}

/**
 * The DN that stands for the pool of some SIP Proxies. No object says which DN it is. If there is only one DN and all proxies serve one server, it is that
 * DN; otherwise it is the DN whose name has records with the port of these proxies.
 */
export function poolDn(
  serving: readonly ExportedObject[],
  all: readonly ExportedObject[],
  pools: readonly PoolDn[],
): ExportedObject | undefined {
  if (serving.length === 0) return undefined;
  if (pools.length === 1 && serving.length === all.length) return pools[0]!.dn;
  const own = serving.map((one) => portNumber(one, "sip-port")?.value);
  const fitting = pools.filter(({ ports }) => own.some((port) => ports.has(port)));
  return fitting.length === 1 ? fitting[0]!.dn : undefined;
}
