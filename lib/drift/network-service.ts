import { grouped } from "../model/grouped";
import type { Position } from "../model/origin";
import type { FactsFile } from "./facts-file";
import type { ExpectedVirtualIp, HostExpectation } from "./host-expectation";
import type { HostFacts, NetworkServiceFact } from "./host-facts";
import { type ReadSection, readSection } from "./section-reader";
import { hidden, type Told } from "./uncollected";

/**
 * The values of `KeepConfiguration` with which systemd-networkd leaves an address that it did not add. Seen with systemd 252: with `static` and `yes`, of
 * which the other values are spellings, `networkctl reconfigure` left the address. With `no` and `dhcp-on-stop`, and without the setting, it removed the address.
 * NetworkManager 1.42 removed it at `nmcli connection up` and `nmcli device reapply` (`test/system/network-service.test.ts`).
 */
const KEEPS = new Set(["static", "yes", "y", "true", "t", "on", "1"]);

/** Understands the section `network-services`, with a line for each interface of a virtual IP that one of the two services configures. */
export function networkServiceFacts(facts: FactsFile): ReadSection<NetworkServiceFact> {
  const expected =
    "an interface, systemd-networkd with its KeepConfiguration and file, or NetworkManager with its connection";
  return readSection(facts, "network-services", expected, (text) => {
    const [, name, keepConfiguration, file] = /^(\S+) systemd-networkd (\S+) (\/.*)$/.exec(text) ?? [];
    if (name !== undefined) return { interface: name, service: "systemd-networkd", keepConfiguration, by: file! };
    const [, managed, connection] = /^(\S+) NetworkManager (.+)$/.exec(text) ?? [];
    return managed === undefined ? undefined : { interface: managed, service: "NetworkManager", by: connection! };
  });
}

/** Reports services that would remove a virtual IP, if no watchdog puts it back. */
export function notKept(
  { host, virtualIps }: HostExpectation,
  { networkServices, hiddenConfiguration }: HostFacts,
): Told[] {
  const byInterface = grouped(virtualIps, (one) => (one.isPutBack ? [] : [one.interface]));
  return (networkServices?.rows ?? []).flatMap((fact): Told[] => {
    const { interface: name, keepConfiguration, by, position } = fact;
    const concerned = byInterface.get(name) ?? [];
    if (concerned.length === 0 || KEEPS.has(keepConfiguration ?? "")) return [];
    if (keepConfiguration === "hidden")
      return hiddenConfiguration.includes(by)
        ? []
        : [hidden(`${by} and what is dropped in beside it`, `hosts.${host.name}`, position)];
    const told = fact.service === "NetworkManager" ? takenByNetworkManager : takenByNetworkd;
    return concerned.map((one) => told(host.name, one, fact));
  });
}

function takenByNetworkd(
  host: string,
  { address, path }: ExpectedVirtualIp,
  fact: NetworkServiceFact & { readonly position: Position },
): Told {
  const { interface: name, keepConfiguration, by: file, position } = fact;
  const dropIn = `/etc/systemd/network/${file.slice(file.lastIndexOf("/") + 1)}.d/keep-virtual-ip.conf`;
  return {
    state: "drift",
    code: "virtual-ip-not-kept",
    path,
    position,
    message: `systemd-networkd of ${host} removes ${address} from ${name} when it configures the interface again, e.g. at netplan apply`,
    found: `${keepConfiguration === "unset" ? "no KeepConfiguration" : `KeepConfiguration=${keepConfiguration}`} for ${file}`,
    expected: "a watchdog, which puts the virtual IP back, or KeepConfiguration=static",
    fix: `declare a watchdog; or write "[Network]" and "KeepConfiguration=static" to ${dropIn} and run networkctl reload in a maintenance window, after which the virtual IP may come before the host's own address`,
  };
}

function takenByNetworkManager(
  host: string,
  { address, path }: ExpectedVirtualIp,
  { interface: name, by: connection, position }: NetworkServiceFact & { readonly position: Position },
): Told {
  return {
    state: "drift",
    code: "virtual-ip-not-kept",
    path,
    position,
    message: `NetworkManager of ${host} removes ${address} from ${name} when it activates or applies its connection again`,
    found: `the connection ${connection} on ${name}`,
    expected: "a watchdog, which puts the virtual IP back",
    fix: "declare a watchdog; or run the control script's up on the primary's host after each nmcli connection up and nmcli device reapply",
  };
}
