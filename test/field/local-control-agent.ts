// The stand-in of a Local Control Agent. Usage: <address> <port>. It ends when its standard input ends.
import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Socket } from "node:net";
import { readJsonLines, writeJsonLine } from "./json-lines";
import type { Order, Report, Role, ServerState } from "./local-control-agent-protocol";
import { now } from "./monotonic-time";

const [address, port] = process.argv.slice(2);

/** A SIP Server of this host, which is started again if it dies. */
class SipServer {
  private child: ChildProcess | undefined;
  private state: ServerState = { running: false, role: "backup", available: true };

  constructor(
    private readonly application: string,
    private readonly command: readonly string[],
    private readonly autoRestart: boolean,
  ) {}

  get current(): ServerState {
    return this.state;
  }

  start(): void {
    const [program, ...words] = this.command;
    const child = spawn(program!, words, { detached: true, stdio: ["pipe", "pipe", "ignore"] });
    this.child = child;
    child.on("error", () => {});
    child.stdin!.on("error", () => {});
    let said = "";
    child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      const lines = (said + text).split("\n");
      said = lines.pop()!;
      for (const line of lines) this.heard(line);
    });
    child.once("exit", () => this.died());
  }

  assign(role: Role): void {
    if (!this.state.running) return;
    this.child?.stdin?.write(`${role}\n`);
    this.change({ role });
  }

  end(): void {
    if (this.child?.pid !== undefined) endGroup(this.child.pid);
  }

  private heard(line: string): void {
    if (line === "ready") this.change({ running: true, role: "backup", available: true });
    if (line === "service-unavailable" || line === "service-available")
      this.change({ available: line === "service-available" });
  }

  private died(): void {
    this.end();
    this.change({ running: false, role: "backup" }, true);
    // A pause, so that a server which dies at once does not use up the machine.
    if (this.autoRestart) setTimeout(() => this.start(), 200);
  }

  private change(part: Partial<ServerState>, died = false): void {
    this.state = { ...this.state, ...part };
    tell({ report: "server", application: this.application, state: this.state, died });
  }
}

const servers = new Map<string, SipServer>();
let connection: Socket | undefined;

function tell(report: Report): void {
  if (connection?.writable) writeJsonLine(connection, report);
}

function obey(order: Order): void {
  switch (order.order) {
    case "poll":
      tell({ report: "alive" });
      break;
    case "start": {
      if (servers.has(order.application)) break;
      const server = new SipServer(order.application, order.command, order.autoRestart);
      servers.set(order.application, server);
      server.start();
      break;
    }
    case "role":
      servers.get(order.application)?.assign(order.role);
      break;
    case "run":
      run(order);
  }
}

/** Starts a program as its Application object says: without a shell, in its folder, with this agent's own environment. */
function run({ application, command, words, folder }: Extract<Order, { order: "run" }>): void {
  const started = now();
  const child = spawn(command, words, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const ended = (code: number | undefined, text: string) =>
    tell({ report: "ran", application, code, started, ended: now(), output: text });
  child.once("error", (error) => ended(undefined, error.message));
  child.once("close", (code, signal) => {
    if (child.pid !== undefined) ended(code ?? 128, signal === null ? output : `${output}${signal}`);
  });
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // The whole group has ended already.
  }
}

createServer((socket) => {
  connection?.destroy();
  connection = socket.setNoDelay();
  socket.on("error", () => {});
  readJsonLines<Order>(socket, obey);
  const states = [...servers].map(([application, server]) => [application, server.current]);
  tell({ report: "servers", servers: Object.fromEntries(states) });
}).listen(Number(port), address, () => process.stdout.write("ready\n"));

process.stdin.resume().once("end", () => {
  for (const server of servers.values()) server.end();
  process.exit();
});
