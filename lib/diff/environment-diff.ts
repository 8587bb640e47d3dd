import { gravest, type ServiceEffect } from "../options/effect";
import { applyOrder } from "./apply-order";
import type { Change } from "./change";
import { changedFiles, type FileChange } from "./changed-files";
import { changedOptions, type OptionChange } from "./changed-options";
import { compare } from "./compare";
import { leftOverObjects } from "./left-over-objects";
import type { Snapshot } from "./snapshot";

/** Everything that changes in one environment, and what to do about it. */
export interface EnvironmentDiff {
  readonly environment: string;
  readonly kind: "added" | "removed" | "changed" | "same";
  /** The gravest of the changes. */
  readonly effect: ServiceEffect;
  readonly changes: readonly Change[];
  readonly options: readonly OptionChange[];
  readonly files: readonly FileChange[];
  /** Steps, Markdown, in their order. */
  readonly order: readonly string[];
  /** The steps back. */
  readonly rollback: readonly string[];
  /** What no step of the way back restores. */
  readonly noWayBack: readonly string[];
}

/** Compares an environment with a later one of the same name. Pure. */
export function environmentDiff(was: Snapshot | undefined, is: Snapshot | undefined): EnvironmentDiff {
  const [old, now] = [was?.topology, is?.topology];
  const changes = compare(old, now);
  const options = changedOptions(old, now);
  const files = changedFiles(was, is);
  const isSame = changes.length + files.length === 0;
  const back = { was: now, is: old, changes: compare(now, old), options: changedOptions(now, old) };
  return {
    environment: (now ?? old)!.environment,
    kind: old === undefined ? "added" : now === undefined ? "removed" : isSame ? "same" : "changed",
    effect: gravest([...changes, ...options].map(({ effect }) => effect)),
    changes,
    options,
    files,
    order: isSame ? [] : orNothing(applyOrder({ was: old, is: now, changes, options, files })),
    rollback: isSame ? [] : rollback(old !== undefined, applyOrder({ ...back, files: changedFiles(is, was) })),
    noWayBack: isSame ? [] : noWayBack(changes, options, was, is),
  };
}

function orNothing(steps: readonly string[]): readonly string[] {
  return steps.length > 0 ? steps : ["Nothing is installed, imported or restarted: keep the files of the new output."];
}

/** An environment that did not exist before is removed with the output that has it. */
function rollback(wasThere: boolean, steps: readonly string[]): string[] {
  if (!wasThere) return [...steps];
  return [
    "Check out the earlier revision of the environment and synthesize it into the same output folder, where Terraform's state is known. Use the version of sip-server-ha that wrote it.",
    ...steps,
  ];
}

function noWayBack(
  changes: readonly Change[],
  options: readonly OptionChange[],
  was: Snapshot | undefined,
  is: Snapshot | undefined,
): string[] {
  const told = changes.flatMap((change) => change.noWayBack ?? []);
  // Options may belong to another pair than the one that changes.
  const isServiceTouched = [...changes, ...options].some(({ effect }) => effect !== "none" && effect !== "reload");
  const deleted = was !== undefined && is !== undefined ? leftOverObjects(was.topology, is.topology) : [];
  return [
    ...(isServiceTouched ? ["The way back ends calls and connections again, as the way there does."] : []),
    ...(deleted.some(([kind]) => kind === "reaction")
      ? [
          "Which application each deleted reaction starts: the import restores the reaction, but you have to choose the application by hand.",
        ]
      : []),
    ...new Set(told),
  ];
}
