import { type Address, isIpv6 } from "../model/address";
import { oneOf } from "../text/wording";
import { type ContentOf, compareFiles } from "./compare-files";
import { compareUnits } from "./compare-units";
import type { DriftFinding } from "./drift-finding";
import type { HostExpectation } from "./host-expectation";
import type { AddressUse, HostAddress, HostFacts } from "./host-facts";
import { hostSystems } from "./host-systems";
import { notKept } from "./network-service";
import { hidden, type Told } from "./uncollected";

/** What differs on one host, except whether its virtual IPs are up and its port rules are enabled: those concern both hosts. */
export function compareHost(expected: HostExpectation, facts: HostFacts, contentOf: ContentOf): DriftFinding[] {
  const told = [
    ...addresses(expected, facts),
    ...persistent(expected, facts),
    ...compareFiles(expected, facts, contentOf),
    ...compareUnits(expected, facts),
    ...managers(expected, facts),
    ...notKept(expected, facts),
  ];
  return told.map((one) => ({ environment: expected.environment, ...one }));
}

function addresses({ host, interfaces }: HostExpectation, { addresses: read }: HostFacts): Told[] {
  return interfaces.flatMap(({ name, address, prefixLength }): Told[] => {
    const here = read.rows.filter((one) => one.interface === name && isLike(one.address, address));
    const same = read.rows.find((one) => one.address === address);
    const isThere = same?.interface === name && (same.prefixLength ?? prefixLength) === prefixLength;
    if (isThere && same.use === "used") return [];
    if (same === undefined && !read.isWhole) return [];
    const { code, message, fix } = OWN[isThere ? same.use : "used"];
    return [
      {
        state: "drift",
        code,
        path: `hosts.${host.name}.interfaces.${name}`,
        position: (same ?? here[0])?.position ?? read.position,
        message: message(host.name, name),
        found: same?.shown ?? (here.length === 0 ? `no address on ${name}` : shownOn(here, name)),
        expected: `${address}/${prefixLength} on ${name}`,
        fix,
      },
    ];
  });
}

/** The addresses of one family; an IPv6 address that every interface gives itself is not configured by anybody. */
function isLike(one: Address, other: Address): boolean {
  return isIpv6(one) === isIpv6(other) && !one.startsWith("fe80:");
}

/** `10.110.0.13/24, 10.110.0.14/24 on eth0` */
function shownOn(here: readonly HostAddress[], name: string): string {
  const written = here.map(({ address, prefixLength }) =>
    prefixLength === undefined ? address : `${address}/${prefixLength}`,
  );
  return `${written.join(", ")} on ${name}`;
}

/** What is reported about a host's own address: that it is missing, or that the system does not use it. */
const OWN: Readonly<
  Record<
    AddressUse,
    { readonly code: string; readonly message: (host: string, name: string) => string; readonly fix: string }
  >
> = {
  used: {
    code: "host-address-differs",
    message: (host, name) => `${host} does not have its own address on ${name}`,
    fix: "configure the host as declared, or declare it as it is and synthesize again: the scripts contain this address",
  },
  duplicate: {
    code: "host-address-duplicate",
    message: (host) => `another host has the address of ${host}`,
    fix: "find the host that has taken the address",
  },
  unused: {
    code: "host-address-unused",
    message: (host, name) => `${host} has its own address on ${name}, but does not use it`,
    fix: "check whether the interface is up, and whether another host has the address",
  },
};

function persistent({ host, virtualIps }: HostExpectation, facts: HostFacts): Told[] {
  if (virtualIps.length === 0) return [];
  const found = virtualIps.flatMap(({ address, path }) =>
    facts.persistent.rows
      .filter(({ addresses: mentioned }) => mentioned.includes(address))
      .map(
        (mention): Told => ({
          state: "drift",
          code: "virtual-ip-persistent",
          path,
          position: mention.position,
          message: `${host.name} configures the virtual IP ${address} at boot, so it comes up there beside the host that serves`,
          found: `${mention.file}:${mention.line}: ${mention.text}`,
          expected: "the virtual IP in no configuration of the network: the control script alone adds it",
          fix: hostSystems[host.os].unconfigure(mention, address),
        }),
      ),
  );
  const unread = facts.hiddenConfiguration.map((path) => hidden(path, `hosts.${host.name}`, facts.persistent.position));
  return [...found, ...unread];
}

function managers({ host, virtualIps }: HostExpectation, { managers: read }: HostFacts): Told[] {
  const names = [...new Set(read?.rows.map(({ process }) => process))].sort();
  if (names.length === 0 || virtualIps.length === 0) return [];
  return [
    {
      state: "drift",
      code: "other-address-manager",
      path: `hosts.${host.name}`,
      position: read!.rows[0]!.position,
      message: `a program that moves addresses by itself runs on ${host.name}`,
      found: oneOf(names),
      expected: "no such program beside the control scripts",
      fix: "make sure that it does not move the virtual IP; better, make sure that it does not run here",
    },
  ];
}
