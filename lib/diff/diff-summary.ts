import { grouped } from "../model/grouped";
import { gravest, type ServiceEffect } from "../options/effect";
import { counted, someOf } from "../text/wording";
import type { EnvironmentDiff } from "./environment-diff";
import { changesAt, optionsAt } from "./pair-work";

/** `3 changes, 7 files` */
export function countWords({ changes, files }: EnvironmentDiff): string {
  return `${counted(changes.length, "change")}, ${counted(files.length, "file")}`;
}

/** The gravest effect on each pair whose service is affected, by name. */
function effectsOnPairs({ changes, options }: EnvironmentDiff): (readonly [string, ServiceEffect])[] {
  const ofOptions = options.flatMap(({ pair }) => pair ?? []);
  const names = [...new Set([...changes.flatMap(({ pairs }) => pairs), ...ofOptions])].sort();
  return names
    .map((name): readonly [string, ServiceEffect] => [
      name,
      gravest([
        ...changesAt(name, changes).map(({ effect }) => effect),
        ...optionsAt(name, options).map(({ effect }) => effect),
      ]),
    ])
    .filter(([, effect]) => effect !== "none");
}

/** `outage of inbound; reload of outbound` */
export function effectWords(diff: EnvironmentDiff): string {
  const byEffect = grouped(effectsOnPairs(diff), ([, effect]) => [effect]);
  const words = [...byEffect].map(([effect, pairs]) => `${ofPair(effect)} ${someOf(pairs.map(([name]) => name))}`);
  return words.length === 0 ? "no effect on service" : words.join("; ");
}

function ofPair(effect: ServiceEffect): string {
  if (effect === "unknown") return "unknown effect on";
  return effect === "outage" ? "outage of" : effect === "switchover" ? "switchover of" : "reload at";
}

/** Whether anything has changed. */
export function isChanged({ kind }: EnvironmentDiff): boolean {
  return kind !== "same";
}
