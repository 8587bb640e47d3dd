import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../eventually";
import type { Machine } from "../network-namespace";

/** A name server on a machine: NSD, which serves the synthesized zones of an environment. */
export class NameServer {
  private constructor(private readonly child: ChildProcess) {}

  static async start(machine: Machine, address: string, folder: string): Promise<NameServer> {
    const zones = readdirSync(join(folder, "dns")).filter((name) => name.endsWith(".zone"));
    for (const name of zones)
      machine.write(`/etc/nsd/zones/${name}`, readFileSync(join(folder, "dns", name), "utf8"), 0o644);
    machine.write("/etc/nsd/bed.conf", configuration(address, zones), 0o644);
    const child = machine.spawn(["nsd", "-d", "-c", "/etc/nsd/bed.conf"]);
    let log = "";
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
    child.stdout!.resume();
    const isServing = async () =>
      (await machine.run(["dig", "+time=1", "+tries=1", `@${address}`, zones[0]!.replace(/\.zone$/, ""), "SOA"]))
        .code === 0;
    await eventually(isServing, 5_000, () => log);
    return new NameServer(child);
  }

  stop(): void {
    this.child.kill("SIGKILL");
  }
}

function configuration(address: string, zones: readonly string[]): string {
  const server = ["server:", `  ip-address: ${address}`, '  username: ""', '  chroot: ""', "  server-count: 1"];
  const files = [
    "  zonesdir: /etc/nsd/zones",
    "  zonelistfile: /run/zone.list",
    "  xfrdfile: /run/xfrd.state",
    "  pidfile: /run/nsd.pid",
  ];
  const control = ["remote-control:", "  control-enable: no"];
  const each = zones.flatMap((name) => ["zone:", `  name: ${name.replace(/\.zone$/, "")}`, `  zonefile: ${name}`]);
  return `${[...server, ...files, ...control, ...each].join("\n")}\n`;
}
