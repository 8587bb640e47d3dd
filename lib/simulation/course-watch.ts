import type { Views } from "../operation/behaviour";
import type { World } from "../operation/world";
import type { HolderChange } from "./result";

/** What a world does not remember of its past: who held the virtual IP, which servers were restarted, and which connections were lost. */
export class CourseWatch {
  readonly holders: HolderChange[] = [];
  /** When each server's process was restarted, by application. */
  readonly starts: Record<string, number[]> = {};
  /** To which ends callers lost their connections, each listed once; undefined if the connections end at the server that answers. */
  readonly lostConnections: string[] | undefined;
  private readonly isRunning: Record<string, boolean> = {};
  private connections: Readonly<Record<string, string | undefined>> = {};

  /** @param holdersIn who holds the virtual IP; undefined if nobody asks */
  constructor(
    private readonly connectionsIn: Views["connections"],
    private readonly holdersIn?: Views["holders"],
  ) {
    this.lostConnections = connectionsIn && [];
  }

  readonly look = (world: World): void => {
    if (this.holdersIn !== undefined) this.seeHolders(world.now, this.holdersIn(world));
    if (this.connectionsIn !== undefined) this.seeConnections(this.connectionsIn(world));
    for (const application in world.servers) {
      const isRunning = world.servers[application]!.process !== "stopped";
      if (isRunning && this.isRunning[application] === false) {
        this.starts[application] ??= [];
        this.starts[application].push(world.now);
      }
      this.isRunning[application] = isRunning;
    }
  };

  private seeConnections(now: Readonly<Record<string, string | undefined>>): void {
    for (const one in this.connections) {
      const before = this.connections[one];
      if (before !== undefined && now[one] !== before && !this.lostConnections!.includes(before))
        this.lostConnections!.push(before);
    }
    this.connections = { ...now };
  }

  private seeHolders(at: number, hosts: readonly string[]): void {
    const { holders } = this;
    // A state that lasts for no time is not recorded, except the first one.
    if (holders.length > 1 && holders.at(-1)!.at === at) holders.pop();
    const last = holders.at(-1);
    if (last === undefined || !isSame(last.hosts, hosts)) holders.push({ at, hosts: [...hosts] });
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((host, index) => host === other[index]);
}
