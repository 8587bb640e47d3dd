// The stand-in of a SIP Server: sipp behind the virtual IP, over UDP and TCP. Usage: <virtual IP> <port> <scenario> <name> [<SIP interface>].
// While it is primary it also answers the probe, with its name, so that the probe sees what callers would see.
// It prints "ready", then reads lines "primary" or "backup"; it begins as backup. It ends when its input ends, or if one of its sipps dies.
import { type ChildProcess, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { PROBE_PORT } from "./probe-port";

const [address, port, scenario, name, sipInterface] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string | undefined,
];
const TRANSPORTS = { udp: "u1", tcp: "t1" } as const;
let isPrimary = false;

/**
 * A backup is stopped with a signal, and later goes on where it was. Its sockets stay bound, its dialogs stay known, and it answers at once. It would
 * answer packets late that its kernel received meanwhile, but a host without the virtual IP receives none. Sipp's own watchdog is off, because it counts
 * such pauses and would end sipp.
 */
function assign(role: string): void {
  isPrimary = role === "primary";
  for (const child of sipps.values()) child.kill(role === "primary" ? "SIGCONT" : "SIGSTOP");
}

function isBound(table: string): boolean {
  const end = `:${Number(port).toString(16).toUpperCase().padStart(4, "0")}`;
  return readFileSync(table, "latin1")
    .split("\n")
    .some((line) => line.trim().split(/\s+/)[1]?.endsWith(end));
}

/** SIP traffic monitoring, as far as it is documented: if the SIP interface is not reachable, the server says that it cannot serve. */
function watch(sip: string): void {
  let available = true;
  setInterval(() => {
    const is = readFileSync(`/sys/class/net/${sip}/operstate`, "latin1").trim() === "up";
    if (is !== available) process.stdout.write(is ? "service-available\n" : "service-unavailable\n");
    available = is;
  }, 100);
}

const sipps = new Map<string, ChildProcess>();

function startSipp(transport: string): void {
  const words = ["-sf", scenario, "-i", address, "-p", port, "-t", transport, "-nostdin", "-watchdog_interval", "0"];
  const child = spawn("sipp", words, { stdio: "ignore", cwd: "/tmp" });
  child.once("error", () => process.exit(1));
  child.once("exit", (_, signal) => {
    // A defect of sipp: now and then it crashes when it goes on after a pause. That does not count as the death of a SIP Server.
    if (signal !== "SIGSEGV") process.exit(1);
    startSipp(transport);
    if (!isPrimary) sipps.get(transport)!.kill("SIGSTOP");
  });
  sipps.set(transport, child);
}

for (const transport of Object.values(TRANSPORTS)) startSipp(transport);

const socket = createSocket("udp4");
socket.on("message", (message, from) => {
  if (isPrimary)
    socket.send(Buffer.concat([message.subarray(0, 4), Buffer.from(name)]), from.port, from.address, () => {});
});
socket.bind(PROBE_PORT, address);

process.once("exit", () => {
  for (const child of sipps.values()) child.kill("SIGKILL");
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
