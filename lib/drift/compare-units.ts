import type { Host } from "../model/host";
import { show } from "../text/wording";
import type { ExpectedUnit, HostExpectation } from "./host-expectation";
import type { HostFacts } from "./host-facts";
import { hostSystems } from "./host-systems";
import { hidden, notCollected, type Told } from "./uncollected";

/** The differences of what a host starts at boot and keeps running. */
export function compareUnits({ host, units }: HostExpectation, facts: HostFacts): Told[] {
  return units.flatMap((unit) => compareUnit(host, unit, facts));
}

function compareUnit(host: Host, expected: ExpectedUnit, { units: read }: HostFacts): Told[] {
  const system = hostSystems[host.os];
  const { name, entry, isService, construct } = expected;
  const fact = read.rows.find((one) => one.name === name);
  if (fact === undefined) return read.isWhole ? [notCollected(name, construct, read.position)] : [];
  if (fact.start === "hidden") return [hidden(name, construct, fact.position)];
  const drift = (code: string, what: string, found: string, wanted: string, fix: string): Told => ({
    state: "drift",
    code,
    path: construct,
    position: fact.position,
    message: `${name} ${what}`,
    found,
    expected: wanted,
    fix,
  });
  const isDisabled = fact.start === "disabled";
  const isOther = !isDisabled && entry !== undefined && fact.entry !== entry;
  const hasEnded = isService && fact.active !== undefined && !fact.isActive;
  const hasFailed = !isService && fact.hasFailed;
  return [
    ...(isDisabled
      ? [drift("unit-not-enabled", "does not start at boot", fact.found, "enabled", system.enable(name, host))]
      : []),
    ...(isOther
      ? [drift("unit-differs", "starts something else", fact.entry ?? "nothing", entry, system.enable(name, host))]
      : []),
    ...(hasEnded ? [drift("unit-not-active", "does not run", show(fact.active), "active", system.examine(name))] : []),
    ...(hasFailed
      ? [drift("unit-failed", "failed when it was started", show(fact.active), "no failure", system.examine(name))]
      : []),
  ];
}
