import type { Views } from "../operation/behaviour";
import type { World } from "../operation/world";
import type { HolderChange } from "./result";

/** What a world does not remember of its past: who held the virtual IP, and which servers have started anew. */
export class CourseWatch {
  readonly holders: HolderChange[] = [];
  /** When each server's process was started anew, by application. */
  readonly starts: Record<string, number[]> = {};
  private readonly isRunning: Record<string, boolean> = {};

  /** @param holdersIn who holds the virtual IP; undefined where nobody asks */
  constructor(private readonly holdersIn?: Views["holders"]) {}

  readonly look = (world: World): void => {
    if (this.holdersIn !== undefined) this.seeHolders(world.now, this.holdersIn(world));
    for (const application in world.servers) {
      const isRunning = world.servers[application]!.process !== "stopped";
      if (isRunning && this.isRunning[application] === false) {
        this.starts[application] ??= [];
        this.starts[application].push(world.now);
      }
      this.isRunning[application] = isRunning;
    }
  };

  private seeHolders(at: number, hosts: readonly string[]): void {
    const last = this.holders.at(-1);
    if (last !== undefined && isSame(last.hosts, hosts)) return;
    // What lasts for no time is no moment, but for how it was at first.
    if (last?.at === at && this.holders.length > 1) this.holders.pop();
    this.holders.push({ at, hosts: [...hosts] });
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((host, index) => host === other[index]);
}
