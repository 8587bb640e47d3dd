// The stand-in of a SIP Server: sipp behind the virtual IP, over UDP and TCP. Usage: <virtual IP> <port> <scenario> [<SIP interface>].
// It says "ready", then takes "primary" or "backup" a line; it begins as backup. It ends with its input, or where a sipp of it dies.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const [address, port, scenario, sipInterface] = process.argv.slice(2) as [string, string, string, string | undefined];
const TRANSPORTS = { udp: "u1", tcp: "t1" } as const;

/**
 * A backup is stopped by signal, and goes on where it was: its sockets stay bound, its dialogs stay known, and it answers in no time. What its
 * kernel took in meanwhile it would answer late; but a host without the virtual IP takes nothing in.
 */
function assign(role: string): void {
  for (const child of sipps) child.kill(role === "primary" ? "SIGCONT" : "SIGSTOP");
}

function isBound(table: string): boolean {
  const end = `:${Number(port).toString(16).toUpperCase().padStart(4, "0")}`;
  return readFileSync(table, "latin1")
    .split("\n")
    .some((line) => line.trim().split(/\s+/)[1]?.endsWith(end));
}

/** SIP traffic monitoring, as far as it is documented: a SIP interface that is out of reach makes the server say that it cannot serve. */
function watch(name: string): void {
  let available = true;
  setInterval(() => {
    const is = readFileSync(`/sys/class/net/${name}/operstate`, "latin1").trim() === "up";
    if (is !== available) process.stdout.write(is ? "service-available\n" : "service-unavailable\n");
    available = is;
  }, 100);
}

const sipps = Object.values(TRANSPORTS).map((transport): ChildProcess => {
  const words = ["-sf", scenario, "-i", address, "-p", port, "-t", transport, "-nostdin"];
  const child = spawn("sipp", words, { stdio: "ignore", cwd: "/tmp" });
  child.once("error", () => process.exit(1));
  child.once("exit", () => process.exit(1));
  return child;
});

process.once("exit", () => {
  for (const child of sipps) child.kill("SIGKILL");
});

const waiting = setInterval(() => {
  if (!isBound("/proc/net/udp") || !isBound("/proc/net/tcp")) return;
  clearInterval(waiting);
  assign("backup");
  process.stdout.write("ready\n");
  if (sipInterface !== undefined) watch(sipInterface);
}, 10);

process.stdin
  .setEncoding("utf8")
  .on("data", (text: string) => {
    for (const line of text.split("\n")) if (line !== "") assign(line);
  })
  .once("end", () => process.exit());
