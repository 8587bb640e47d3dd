import type { FaultKind } from "../../operation/fault-kind";
import type { World } from "../../operation/world";
import { type ProxyScene, type ProxyState, proxyWorldOf } from "./pool-scene";

/** `one`: the first; `all-but-one`: all without the last; `all`; or a name. */
function chosen(names: readonly string[], on: string): readonly string[] {
  if (on === "one") return names.slice(0, 1);
  if (on === "all-but-one") return names.slice(0, -1);
  return on === "all" ? names : names.filter((name) => name === on);
}

/** The words that a scenario may use for a list; of several words with the same meaning, only the first. */
function targetsOf(names: readonly string[]): string[] {
  const some = ["all", "one", "all-but-one", ...names].map((on) => [chosen(names, on).join(), on] as const);
  const distinct = some.filter(
    ([names], index) => names !== "" && some.findIndex(([same]) => same === names) === index,
  );
  return distinct.map(([, on]) => on);
}

/** What can happen to the pool, its records and its name servers. */
export function poolFaults({ proxies, nameServers }: ProxyScene): FaultKind[] {
  const names = [...proxies.keys()];
  const set = (world: World, on: string, change: (state: ProxyState) => void) => {
    for (const name of chosen(names, on)) change(proxyWorldOf(world).proxies[name]!);
  };
  const serving = (world: World, on: string, answers: boolean) => {
    for (const name of chosen(nameServers, on)) proxyWorldOf(world).nameServers[name] = answers;
  };
  const proxyTargets = targetsOf(names);
  const nameServerTargets = targetsOf(nameServers);
  return [
    {
      name: "proxy-loss",
      title: "SIP Proxy ends and cannot be started: {on}",
      targets: () => proxyTargets,
      inject: ({ world }, on) =>
        set(world, on, (state) => {
          state.isBroken = true;
          state.running = false;
        }),
      heal: ({ world }, on) =>
        set(world, on, (state) => {
          state.isBroken = false;
        }),
      isSwept: true,
    },
    {
      name: "proxy-sees-none",
      title: "SIP Proxy gets no answer to its OPTIONS: {on}",
      targets: () => proxyTargets,
      inject: ({ world }, on) =>
        set(world, on, (state) => {
          state.isDeaf = true;
        }),
      heal: ({ world }, on) =>
        set(world, on, (state) => {
          state.isDeaf = false;
        }),
      isSwept: true,
    },
    {
      name: "proxy-sees-both",
      title: "the backup answers OPTIONS as well, so that the proxies see two primaries",
      targets: () => [""],
      inject: ({ world }) => {
        proxyWorldOf(world).backupAnswers = true;
      },
      heal: ({ world }) => {
        proxyWorldOf(world).backupAnswers = false;
      },
      isSwept: true,
    },
    {
      name: "name-server-loss",
      title: "the name servers of the pool's zone do not answer: {on}",
      targets: () => nameServerTargets,
      inject: ({ world }, on) => serving(world, on, false),
      heal: ({ world }, on) => serving(world, on, true),
      isSwept: true,
    },
    {
      name: "stale-record",
      title: "nobody takes the records of a lost proxy out of DNS",
      targets: () => [""],
      inject: ({ world }) => {
        proxyWorldOf(world).recordsAreKept = false;
      },
      heal: ({ world }) => {
        proxyWorldOf(world).recordsAreKept = true;
      },
      isSwept: true,
    },
  ];
}
