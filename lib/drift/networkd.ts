import { grouped } from "../model/grouped";
import type { FactsFile } from "./facts-file";
import type { HostExpectation } from "./host-expectation";
import type { HostFacts, NetworkdFact } from "./host-facts";
import { type ReadSection, readSection } from "./section-reader";
import { hidden, type Told } from "./told";

/**
 * The values of `KeepConfiguration` with which systemd-networkd leaves an address that it has not put there. Seen with systemd 252: with these a
 * `networkctl reconfigure` left it, with `no` and `dhcp-on-stop`, and where nothing was said, it took it off (`test/system/networkd.test.ts`).
 */
const KEEPS = new Set(["static", "yes", "true", "on", "1"]);

/** Understands the section `networkd`, a line for each interface of a virtual IP that systemd-networkd configures. */
export function networkdFacts(facts: FactsFile): ReadSection<NetworkdFact> {
  return readSection(facts, "networkd", "an interface, its KeepConfiguration, its file", (text) => {
    const [, name, keepConfiguration, file] = /^(\S+) (\S+) (\/.*)$/.exec(text) ?? [];
    return name === undefined ? undefined : { interface: name, keepConfiguration: keepConfiguration!, file: file! };
  });
}

/** Tells of interfaces from which systemd-networkd would take a virtual IP off that nothing puts back. */
export function notKept({ host, virtualIps }: HostExpectation, { networkd, hiddenConfiguration }: HostFacts): Told[] {
  const byInterface = grouped(virtualIps, (one) => (one.isPutBack ? [] : [one.interface]));
  return (networkd?.rows ?? []).flatMap(({ interface: name, keepConfiguration, file, position }): Told[] => {
    const concerned = byInterface.get(name) ?? [];
    if (concerned.length === 0 || KEEPS.has(keepConfiguration)) return [];
    if (keepConfiguration === "hidden")
      return hiddenConfiguration.includes(file) ? [] : [hidden(file, `hosts.${host.name}`, position)];
    return concerned.map(({ address, path }) => ({
      state: "drift",
      code: "virtual-ip-not-kept",
      path,
      position,
      message: `systemd-networkd of ${host.name} takes ${address} off ${name} when it configures that anew, as netplan apply has it do`,
      found: `${keepConfiguration === "unset" ? "no KeepConfiguration" : `KeepConfiguration=${keepConfiguration}`} for ${file}`,
      expected: "KeepConfiguration=static, or a watchdog, which puts the virtual IP back",
      fix: `write "[Network]" and "KeepConfiguration=static" to /etc/systemd/network/${baseName(file)}.d/keep-virtual-ip.conf, then run networkctl reload; or declare a watchdog`,
    }));
  });
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
