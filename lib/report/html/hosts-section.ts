import { managementApplicationsOf } from "../../model/management-layer";
import { serversOf } from "../../model/pair";
import { html, type Markup } from "./markup";
import { tableOf } from "./parts";
import type { ReportContent } from "./report-content";

/** Every host and network in words: what the physical view shows, also of environments that are too large to be drawn. */
export function hostsSection({ topology }: ReportContent): Markup {
  const { hosts, networks, pairs, managementLayer, bigIps } = topology;
  const runs = new Map<string, string[]>();
  const add = (host: string, what: string) => runs.set(host, [...(runs.get(host) ?? []), what]);
  for (const { host, application } of managementApplicationsOf(managementLayer)) add(host, application);
  for (const pair of pairs.values()) for (const { application, host } of serversOf(pair)) add(host, application);
  return html`${tableOf(
    "Hosts",
    ["host", "system", "data centre", "interfaces", "runs"],
    [...hosts.values()].map(({ name, os, dataCenter, interfaces, managementInterface }) => [
      name,
      os,
      dataCenter ?? "-",
      interfaces.map(
        (one, index) =>
          html`${index === 0 ? undefined : html`<br>`}${one.name} ${one.address} in ${one.network}${one.name === managementInterface ? " (management)" : undefined}`,
      ),
      (runs.get(name) ?? []).join(", ") || "-",
    ]),
  )}<h3>Networks</h3>
${tableOf(
  "Networks",
  ["network", "addresses", "VLAN", "gateway", "takes gratuitous ARP", "ARP packets a second"],
  [...networks.values()].map(({ name, cidr, vlan, gateway, switching }) => [
    name,
    cidr,
    vlan ?? "not declared",
    gateway ?? "not declared",
    switching.acceptsGratuitousArp === undefined ? "not declared" : switching.acceptsGratuitousArp ? "yes" : "no",
    switching.arpPacketsPerSecond ?? "not declared",
  ]),
)}${
  bigIps.size === 0
    ? undefined
    : html`<h3>Devices</h3>\n${tableOf(
        "Devices",
        ["BIG-IP", "version", "management", "inside", "outside"],
        [...bigIps.values()].map(({ name, version, management, network }) => [
          name,
          version,
          management,
          `${network.insideSelfIp} in ${network.inside}`,
          `${network.outsideSelfIp} in ${network.outside}`,
        ]),
      )}`
}`;
}
