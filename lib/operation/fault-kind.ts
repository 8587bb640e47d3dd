import type { FaultDrill } from "./drill";
import type { Turn } from "./turn";
import type { World } from "./world";

/** Something that can go wrong, or that somebody does, as the simulation models it. */
export interface FaultKind {
  /** Lower-case words joined by `-`: `host-power-loss`. Part of the public API. */
  readonly name: string;
  /** What happens, with a placeholder for the target: `the process of the {on} ends`; `{host}` is a side's host, or the host of that name. */
  readonly title: string;
  /** What it may strike in this world, by the names that a scenario uses; `` if it has no particular target. */
  readonly targets: (world: World) => readonly string[];
  readonly inject: (turn: Turn, on: string) => void;
  /** Undefined: nothing has to be repaired, as with an order. */
  readonly heal?: ((turn: Turn, on: string) => void) | undefined;
  /** Whether it is a state of cables and paths, which lasts even if another fault that includes the same cables or paths is repaired.
   * @default false */
  readonly isState?: boolean;
  /** Whether a sweep tries it. */
  readonly isSwept: boolean;
  /** How it is done on a real system; undefined if a drill may not do it. */
  readonly drill?: ((world: World, on: string) => FaultDrill) | undefined;
}

/** Whether it strikes a machine, whatever runs there; if both servers are on one host, it strikes both. */
export function isAboutHost({ title }: Pick<FaultKind, "title">): boolean {
  return title.includes("{host}");
}

/** What happens, as a sentence without its full stop. */
export function titleOf({ title }: Pick<FaultKind, "title">, on: string): string {
  const host = on === "primary" || on === "backup" ? `the ${on}'s host` : on;
  return title.replace("{host}", host).replace("{on}", on);
}
