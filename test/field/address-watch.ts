import type { ChildProcess } from "node:child_process";
import type { Machine } from "../network-namespace";
import { now } from "./monotonic-time";

/** An address that came to a host or left it, with the moment on the monotonic clock. */
export interface AddressChange {
  readonly at: number;
  readonly host: string;
  readonly is: "added" | "removed";
}

/** Watches an address on a host, as the kernel tells of it and without any script. It ends with the host. */
export class AddressWatch {
  private constructor(private readonly child: ChildProcess) {}

  static on(machine: Machine, address: string, tell: (change: AddressChange) => void): AddressWatch {
    // The moment is written by the program that the kernel wakes; this one may come to read it later. Its priority is above whatever keeps the
    // machine busy, as neighbours hear of the address some milliseconds later.
    const child = machine.spawn(["chrt", "--fifo", "20", "ip", "-ts", "-o", "-4", "monitor", "address"]);
    const pattern = new RegExp(`^\\[(\\S+)\\]\\s*(Deleted )?.* inet ${address.replaceAll(".", "\\.")}/`);
    let rest = "";
    let last: AddressChange["is"] | undefined;
    child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) {
        const found = pattern.exec(line);
        if (found === null) continue;
        const is = found[2] === undefined ? "added" : "removed";
        // A change of an address that is there is told like a new one.
        if (is !== last) tell({ at: now() - (Date.now() - Date.parse(found[1]!)), host: machine.name, is });
        last = is;
      }
    });
    child.stderr!.resume();
    return new AddressWatch(child);
  }

  stop(): void {
    this.child.kill("SIGKILL");
  }
}
