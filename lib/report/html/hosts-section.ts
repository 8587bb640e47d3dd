import { type ApplicationName, applicationNames } from "../../configuration-layer/application-names";
import type { BigIp } from "../../model/big-ip";
import { grouped } from "../../model/grouped";
import type { Host, Interface } from "../../model/host";
import type { Network } from "../../model/network";
import { optionOf } from "../../options";
import { html, type Markup } from "./markup";
import { tableOf, whole } from "./parts";
import type { ReportContent } from "./report-content";

/** Every host, network and device in words: what the physical view shows, even for environments that are too large to be drawn. */
export function hostsSection({ topology }: ReportContent): Markup {
  const names = applicationNames(topology, (pair) => optionOf(pair).applicationNames(pair));
  const runs = grouped(names, ({ host }) => (host === undefined ? [] : [host]));
  return html`${hostsTable([...topology.hosts.values()], runs)}<h3>Networks</h3>
${networksTable([...topology.networks.values()])}${
  topology.bigIps.size === 0 ? undefined : html`<h3>Devices</h3>\n${devicesTable([...topology.bigIps.values()])}`
}`;
}

function hostsTable(hosts: readonly Host[], runs: ReadonlyMap<string, readonly ApplicationName[]>): Markup {
  const applications = ({ name }: Host) => [...new Set((runs.get(name) ?? []).map((one) => one.name))];
  return tableOf(
    "Hosts",
    ["host", "system", "data centre", "interfaces", "runs"],
    hosts.map((host) => [
      whole(host.name),
      host.os,
      host.dataCenter ?? "-",
      linesOf(
        host.interfaces.map(
          (one) => `${interfaceText(one)}${one.name === host.managementInterface ? " (management)" : ""}`,
        ),
      ),
      applications(host).length === 0 ? "-" : linesOf(applications(host)),
    ]),
    "",
    hosts.map((host) => [
      host.name,
      host.os,
      host.dataCenter ?? "",
      ...host.interfaces.map(interfaceText),
      ...applications(host),
    ]),
  );
}

function networksTable(networks: readonly Network[]): Markup {
  return tableOf(
    "Networks",
    ["network", "addresses", "VLAN", "gateway", "takes gratuitous ARP", "ARP packets a second"],
    networks.map(({ name, cidr, vlan, gateway, switching }) => [
      name,
      cidr,
      vlan ?? "not declared",
      gateway ?? "not declared",
      switching.acceptsGratuitousArp === undefined ? "not declared" : switching.acceptsGratuitousArp ? "yes" : "no",
      switching.arpPacketsPerSecond ?? "not declared",
    ]),
    "",
    networks.map(({ name, cidr, gateway = "" }) => [name, cidr, gateway]),
  );
}

function devicesTable(devices: readonly BigIp[]): Markup {
  const rows = devices.map(({ name, version, management, network }) => [
    name,
    version,
    management,
    `${network.insideSelfIp} in ${network.inside}`,
    `${network.outsideSelfIp} in ${network.outside}`,
  ]);
  return tableOf("Devices", ["BIG-IP", "version", "management", "inside", "outside"], rows, "", rows);
}

/** Each text on its own line, so that a cell with many names does not squeeze the other columns. */
function linesOf(texts: readonly string[]): Markup[] {
  return texts.map((text, index) => html`${index === 0 ? undefined : html`<br>`}${text}`);
}

const interfaceText = ({ name, address, network }: Interface) => `${name} ${address} in ${network}`;
