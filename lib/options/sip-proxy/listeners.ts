import type { Listener } from "../../checks/rules/port-not-unique";
import { listensPlain, type ProxiedPair, sipProxyPath, transportsOf } from "./model";

/** The ports that the proxies of a pool listen on. */
export function sipProxyListeners(pair: ProxiedPair): Listener[] {
  const { proxies, port, tlsPort } = pair.highAvailability;
  return proxies.flatMap(({ application, host, defaultPort }, index): Listener[] => {
    const listener = (number: number, purpose: string, ...keys: readonly (string | number)[]): Listener => ({
      host,
      application,
      port: number,
      purpose,
      path: sipProxyPath(pair, ...keys),
    });
    return [
      ...(listensPlain(pair) ? [listener(port, "SIP", "port")] : []),
      ...(transportsOf(pair).includes("tls") ? [listener(tlsPort, "SIP over TLS", "tlsPort")] : []),
      ...(defaultPort === undefined ? [] : [listener(defaultPort, "default", "proxies", index, "defaultPort")]),
    ];
  });
}
