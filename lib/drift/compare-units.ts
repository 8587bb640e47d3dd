import { show } from "../text/wording";
import type { ExpectedUnit, HostExpectation } from "./host-expectation";
import type { HostFacts } from "./host-facts";
import { hostSystems } from "./host-systems";
import { hidden, notCollected, type Told } from "./told";

/** What differs of what a host starts at boot and keeps running. */
export function compareUnits({ host, units }: HostExpectation, facts: HostFacts): Told[] {
  const system = hostSystems[host.os];
  return units.flatMap((unit) => compareUnit(unit, facts, system));
}

function compareUnit(
  expected: ExpectedUnit,
  { units: read }: HostFacts,
  system: (typeof hostSystems)["linux"],
): Told[] {
  const { name, entry, isService, construct } = expected;
  const fact = read.rows.find((one) => one.name === name);
  if (fact === undefined) return read.isWhole ? [notCollected(name, construct, read.position)] : [];
  if (fact.start === "hidden") return [hidden(name, construct, fact.position)];
  const drift = (code: string, message: string, found: string, wanted: string, fix: string): Told => ({
    state: "drift",
    code,
    path: construct,
    position: fact.position,
    message,
    found,
    expected: wanted,
    fix,
  });
  if (fact.start === "disabled")
    return [
      drift("unit-not-enabled", `${name} does not start at boot`, fact.found, "enabled", system.enable(name)),
      // Who has disabled it may have left it running, or not.
      ...notActive(),
    ];
  if (entry !== undefined && fact.entry !== entry)
    return [
      drift("unit-differs", `${name} starts something else`, fact.entry ?? "nothing", entry, system.enable(name)),
    ];
  return notActive();

  function notActive(): Told[] {
    if (!isService || fact!.active === undefined || fact!.isActive) return [];
    return [drift("unit-not-active", `${name} does not run`, show(fact!.active), "active", system.examine(name))];
  }
}
