import { type Address, isIpv6 } from "../model/address";
import type { Position } from "../model/origin";
import { oneOf, show } from "../text/wording";
import type { DriftFinding, DriftState } from "./drift-finding";
import type { ExpectedFile, HostExpectation } from "./host-expectation";
import type { FileFact, LinuxFacts } from "./linux-facts";

type Told = Omit<DriftFinding, "environment">;

/** What differs on one host, but for its virtual IPs being up: that is a matter of both hosts. */
export function compareHost(expected: HostExpectation, facts: LinuxFacts): DriftFinding[] {
  const told = [
    ...addresses(expected, facts),
    ...persistent(expected, facts),
    ...expected.files.flatMap((file) => compareFile(file, facts)),
    ...units(expected, facts),
    ...managers(expected, facts),
  ];
  return told.map((one) => ({ environment: expected.environment, ...one }));
}

function addresses({ host, interfaces }: HostExpectation, { addresses: read }: LinuxFacts): Told[] {
  return interfaces.flatMap(({ name, address, prefixLength }) => {
    const here = read.rows.filter((one) => one.interface === name && isLike(one.address, address));
    const same = read.rows.find((one) => one.address === address);
    if (same?.interface === name && same.prefixLength === prefixLength && !same.isDuplicate) return [];
    if (same === undefined && !read.isWhole) return [];
    const wrong = same ?? here[0];
    const found = same === undefined ? here.map((one) => `${one.address}/${one.prefixLength}`) : [];
    return [
      {
        state: "drift",
        code: same?.isDuplicate ? "host-address-duplicate" : "host-address-differs",
        path: `hosts.${host.name}.interfaces.${name}`,
        position: wrong?.position ?? read.position,
        message: same?.isDuplicate
          ? `another host has the own address of ${host.name}`
          : `${host.name} has not its own address on ${name}`,
        found:
          same === undefined
            ? found.length === 0
              ? `no address on ${name}`
              : `${found.join(", ")} on ${name}`
            : `${same.address}/${same.prefixLength} on ${same.interface}${same.isDuplicate ? ", dadfailed" : ""}`,
        expected: `${address}/${prefixLength} on ${name}`,
        fix: same?.isDuplicate
          ? "find the host that has taken the address"
          : "configure the host as declared, or declare it as it is and synthesize again: the scripts carry this address",
      },
    ];
  });
}

/** Of one family; an address of IPv6 that every interface gives itself is nobody's configuration. */
function isLike(one: Address, other: Address): boolean {
  return isIpv6(one) === isIpv6(other) && !one.startsWith("fe80:");
}

function persistent({ host, virtualIps }: HostExpectation, facts: LinuxFacts): Told[] {
  const found = virtualIps.flatMap(({ address, path }) =>
    facts.persistent.rows
      .filter(({ addresses }) => addresses.includes(address))
      .map(
        ({ file, line, text, position }): Told => ({
          state: "drift",
          code: "virtual-ip-persistent",
          path,
          position,
          message: `${host.name} configures the virtual IP ${address} at boot, so that it comes up beside the host that serves`,
          found: `${file}:${line}: ${text}`,
          expected: "the virtual IP in no configuration of the network: the control script alone adds it",
          fix: `remove it from ${file}; where the line only mentions the address, say so in a comment's own line`,
        }),
      ),
  );
  return virtualIps.length === 0
    ? found
    : [
        ...found,
        ...facts.hiddenConfiguration.map((path) => hidden(path, `hosts.${host.name}`, facts.persistent.position)),
      ];
}

/** What the collector's account may not read says nothing. */
function hidden(what: string, path: string, position: Position): Told {
  return {
    state: "missing",
    code: "not-readable",
    path,
    position,
    message: `the collector could not read ${what}`,
    fix: "run the collector as root",
  };
}

function compareFile(expected: ExpectedFile, { files }: LinuxFacts): Told[] {
  const fact = files.rows.find(({ path }) => path === expected.path);
  if (fact === undefined) return files.isWhole ? [notCollected(expected.path, expected.construct, files.position)] : [];
  const { position } = fact;
  if (fact.kind === "hidden") return [hidden(expected.path, expected.construct, position)];
  const drift = (code: string, message: string, found: string, wanted: string): Told => ({
    state: "drift",
    code,
    path: expected.construct,
    position,
    message,
    found,
    expected: wanted,
    fix: "deploy the host again; first find out who changed it, and why",
  });
  if (fact.kind !== "file")
    return [drift("file-missing", `${expected.path} is not there`, KINDS[fact.kind], "the file that was installed")];
  const found = `${fact.mode} ${fact.owner}:${fact.group}`;
  const wanted = `${expected.mode} root:${expected.group}`;
  return [
    ...(fact.sha256 === undefined ? [hidden(expected.path, expected.construct, position)] : []),
    ...(fact.sha256 === undefined || fact.sha256 === expected.sha256
      ? []
      : [
          drift(
            "file-changed",
            `${expected.path} is not the file that was synthesized`,
            `SHA-256 ${fact.sha256}`,
            `SHA-256 ${expected.sha256}`,
          ),
        ]),
    ...(found === wanted ? [] : [drift("file-mode", `${expected.path} has other rights`, found, wanted)]),
  ];
}

const KINDS: Readonly<Record<Exclude<FileFact["kind"], "file" | "hidden">, string>> = {
  link: "a symbolic link",
  other: "no regular file",
  missing: "nothing",
};

/** The collector was written from another model, and has looked at what that one has. */
export function notCollected(what: string, path: string, position: Position): Told {
  return {
    state: "missing",
    code: "not-collected",
    path,
    position,
    message: `the collector did not look at ${what}`,
    fix: "write the collectors again with sip-ha facts from what this output was synthesized from, and collect with those",
  };
}

function units({ units: expected }: HostExpectation, { units: read }: LinuxFacts): Told[] {
  return expected.flatMap(({ name, isService, construct }) => {
    const fact = read.rows.find((one) => one.name === name);
    if (fact === undefined) return read.isWhole ? [notCollected(name, construct, read.position)] : [];
    const drift = (code: string, message: string, found: string, wanted: string, fix: string) => [
      {
        state: "drift" as DriftState,
        code,
        path: construct,
        position: fact.position,
        message,
        found,
        expected: wanted,
        fix,
      },
    ];
    return [
      ...(fact.isEnabled
        ? []
        : drift(
            "unit-not-enabled",
            `${name} does not start at boot`,
            "no link of a target",
            "enabled",
            `systemctl enable ${name}, or deploy the host again`,
          )),
      ...(!isService || fact.active === "-" || fact.active === "active"
        ? []
        : drift("unit-not-active", `${name} does not run`, show(fact.active), "active", `journalctl -u ${name}`)),
    ];
  });
}

function managers({ host, virtualIps }: HostExpectation, { managers: read }: LinuxFacts): Told[] {
  const names = [...new Set(read.rows.map(({ process }) => process))].sort();
  if (names.length === 0 || virtualIps.length === 0) return [];
  return [
    {
      state: "drift",
      code: "other-address-manager",
      path: `hosts.${host.name}`,
      position: read.rows[0]!.position,
      message: `on ${host.name} runs a program that moves addresses by itself`,
      found: oneOf(names),
      expected: "no such program beside the control scripts",
      fix: "make sure that it does not have the virtual IP, and better that it does not run here",
    },
  ];
}
