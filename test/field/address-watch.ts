import type { ChildProcess } from "node:child_process";
import type { Machine } from "../network-namespace";
import { now } from "./monotonic-time";

/** An address that was added to a host or removed from it, with the moment on the monotonic clock. */
export interface AddressChange {
  readonly at: number;
  readonly host: string;
  readonly is: "added" | "removed";
}

/** Watches an address on a host through the kernel's messages, without any script. It ends with the host. */
export class AddressWatch {
  private constructor(private readonly child: ChildProcess) {}

  static on(machine: Machine, address: string, tell: (change: AddressChange) => void): AddressWatch {
    // The program that the kernel wakes writes the moment; this process may read it later. The program has a higher priority than whatever keeps the
    // machine busy, because neighbours hear of the address some milliseconds later.
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
        // The kernel reports a change of an existing address like a new address.
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
