import type { OptionLevel } from "../configuration-layer/catalogue-option";
import {
  hostAnnexOptions,
  mergeServerOptions,
  type ServerOption,
  solutionControlServerOptions,
} from "../configuration-layer/server-options";
import { grouped } from "../model/grouped";
import { solutionControlServersOf } from "../model/management-layer";
import { serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf, optionsFilesOf } from "../options";
import type { Effect } from "../options/effect";
import { optionEffect } from "./option-effect";

/** An option that has another value now in an object of the Configuration Layer; undefined if it has none. */
export interface OptionChange extends Effect {
  /** The object, e.g. `application SIP_In_P`. */
  readonly object: string;
  readonly section: string;
  readonly option: string;
  readonly was?: string | undefined;
  readonly is?: string | undefined;
  /** The pair that it affects; undefined for all pairs. */
  readonly pair?: string | undefined;
}

/** An option that several objects get with the same value. */
export interface SharedOptionChange extends Omit<OptionChange, "object"> {
  readonly objects: readonly string[];
}

/** Groups changes of the same option to the same value; most options of the two servers of a pair change alike. */
export function sharedOptionChanges(options: readonly OptionChange[]): SharedOptionChange[] {
  const shared = grouped(options, ({ object: _, ...change }) => [JSON.stringify(change)]);
  return [...shared.values()].map((all) => {
    const { object: _, ...change } = all[0]!;
    return { ...change, objects: all.map(({ object }) => object) };
  });
}

interface Entry {
  readonly object: string;
  readonly level: OptionLevel;
  readonly pair?: string;
  readonly option: ServerOption;
}

/** The options whose value in objects changes: what the environment file means in the Configuration Layer. */
export function changedOptions(was: Topology | undefined, is: Topology | undefined): OptionChange[] {
  if (was === undefined || is === undefined) return [];
  const [old, now] = [entriesOf(was), entriesOf(is)];
  // All options of an object change if it is added or removed; the change of the element says so.
  const both = new Set([...old.values()].map(({ object }) => object));
  const objects = new Set([...now.values()].map(({ object }) => object).filter((object) => both.has(object)));
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [before, after] = [old.get(key), now.get(key)];
    const { object, level, pair, option } = (after ?? before)!;
    if (!objects.has(object) || before?.option.value === after?.option.value) return [];
    const { section, option: name } = option;
    const values = { was: before?.option.value, is: after?.option.value };
    return [{ object, section, option: name, ...values, pair, ...optionEffect(section, name, level) }];
  });
}

function entriesOf(topology: Topology): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const add = (object: string, level: OptionLevel, options: readonly ServerOption[], pair?: string) => {
    for (const option of options)
      entries.set(JSON.stringify([object, option.section, option.option]), {
        object,
        level,
        option,
        ...(pair === undefined ? {} : { pair }),
      });
  };
  add("the Annex of every Host", "host", hostAnnexOptions(topology));
  for (const { application } of solutionControlServersOf(topology.managementLayer))
    add(`application ${application}`, "solution-control-server", solutionControlServerOptions(topology));
  for (const pair of topology.pairs.values()) {
    for (const server of serversOf(pair)) {
      const required = optionOf(pair).serverOptions(topology, pair, server);
      add(`application ${server.application}`, "sip-server", mergeServerOptions(required, pair, server), pair.name);
    }
    for (const { what, options, level } of optionsFilesOf(topology, pair)) add(what, level, options, pair.name);
  }
  return entries;
}
