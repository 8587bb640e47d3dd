import type { Machine } from "../network-namespace";

const WANTED = "/etc/systemd/system/multi-user.target.wants";

/** What of systemd a machine without it needs: it starts the enabled units, as at boot. Only the keys that the generated units have are followed. */
export class Systemd {
  private constructor(
    private readonly machine: Machine,
    private readonly foreign: ReadonlySet<string>,
  ) {}

  /** On a machine that nothing was installed on yet: what is enabled there by now is left alone. */
  static async on(machine: Machine): Promise<Systemd> {
    return new Systemd(machine, new Set(await enabled(machine)));
  }

  /** Starts what is enabled; waits for the end of what runs once. */
  async boot(): Promise<void> {
    const units = (await enabled(this.machine)).filter((unit) => !this.foreign.has(unit));
    for (const unit of units.sort()) await this.start(this.machine.read(`/etc/systemd/system/${unit}`));
  }

  private async start(unit: string): Promise<void> {
    const value = (key: string) => new RegExp(`^${key}=(.*)$`, "m").exec(unit)?.[1];
    const condition = value("ConditionPathExists");
    if (condition !== undefined) {
      const isThere = this.machine.exists(condition.replace(/^!/, ""));
      if (isThere === condition.startsWith("!")) return;
    }
    const command = value("ExecStart")!.split(" ");
    if (value("Type") !== "oneshot") {
      this.machine.spawn(command).unref();
      return;
    }
    const { code, stderr } = await this.machine.run(command);
    if (code !== 0) throw new Error(`${this.machine.name}: ${command.join(" ")}: ${code}: ${stderr}`);
  }
}

async function enabled(machine: Machine): Promise<string[]> {
  const { stdout } = await machine.run(["ls", WANTED]);
  return stdout.split("\n").filter((unit) => unit !== "");
}
