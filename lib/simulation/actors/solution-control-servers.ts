import type { Role } from "../../model/pair";
import { areConnected, isAlive } from "../../operation/reach";
import type { Handler, Happening, Turn } from "../../operation/turn";
import type { ControlServerState, World } from "../../operation/world";
import { isRunning, isUp } from "../deciding-servers";
import type { Setting } from "../setting";
import type { Actor } from "./actor";
import { answers } from "./agent-connection";
import { launch } from "./control-scripts";
import { decide, deliverWaiting, takeWaiting } from "./role-orders";
import { onHost } from "./standing-still";

/** The ways in which a Solution Control Server loses the agent on a host: it is silent for too long, it has closed the connection, or it knows of no connection. */
const LOSSES = ["host-lost", "connection-closed", "connection-reset"] as const;

/**
 * Solution Control Server watches the agents by ADDP, decides on roles and orders them. It does what is documented. If the documentation is
 * silent, it does what the field tests' stand-in does (see docs/simulation.md).
 */
export const solutionControlServers: Actor = {
  handlers: (setting) => ({
    "host-lost": noticed((turn, { on, detail }) =>
      lose(turn, setting, on, detail!, "its agent has been silent for too long"),
    ),
    "connection-closed": noticed((turn, { on, detail }) => lose(turn, setting, on, detail!, "its agent has ended")),
    "connection-reset": noticed((turn, { on, detail }) =>
      lose(turn, setting, on, detail!, "the agent that it was connected to has ended"),
    ),
    "agent-connects": noticed((turn, { on, detail }) => {
      const { world } = turn;
      const server = world.controlServers[detail!]!;
      server.connected[on] = true;
      turn.tell(detail!, `is connected to the agent on ${on}`, "it can be reached");
      for (const application of applicationsOn(world, on))
        server.known[application] = reported(setting, world, application);
      decideSoon(turn, detail!);
    }),
    "server-reported": noticed((turn, { on, detail }) => {
      const { world } = turn;
      const server = world.controlServers[detail!]!;
      const before = server.known[on];
      const now = reported(setting, world, on);
      server.known[on] = { ...now, role: now.running ? (now.role ?? before?.role) : undefined };
      if (before?.running && before.available && !(now.running && now.available)) {
        turn.tell(detail!, `learns that ${on} ${now.running ? "cannot serve" : "has ended"}`, "its agent says so");
        turn.reached("detected");
      }
      decideSoon(turn, detail!);
    }),
    decide: noticed((turn, { on }) => decide(turn, setting, on)),
    "role-assigned": (turn, { on, detail }) => {
      const server = turn.world.servers[on]!;
      if (server.process === "hung" || turn.world.hosts[server.host]!.stunned) server.missedOrder = detail as Role;
      if (!isAlive(turn.world, server.host) || server.process !== "running" || server.role === detail) return;
      server.role = detail as Role;
      turn.tell(on, `is ${detail}`, "its agent received the order");
    },
    "process-starts": (turn, { on }) => {
      const { world } = turn;
      const server = world.servers[on]!;
      const canStart = isAlive(world, server.host) && world.configurationServerRunning;
      if (!canStart || server.process !== "stopped") return;
      const hindrance = setting.behaviour.hindrance?.(world, on);
      if (hindrance !== undefined) {
        server.hasFailedToStart = true;
        turn.tell(on, "does not start", hindrance);
        return;
      }
      delete server.hasFailedToStart;
      server.process = "running";
      server.role = undefined;
      turn.tell(on, "runs", "its agent has started it");
      turn.reached("mended");
    },
    "control-server-takes-over": noticed((turn, { on }) => {
      turn.world.controlServers[on]!.active = true;
      turn.tell(on, "decides now", "it does not see the other Solution Control Server");
      decideSoon(turn, on);
    }),
  }),
  look: (turn, setting) => {
    arbitrate(turn);
    deliverMissedOrders(turn);
    for (const name in turn.world.controlServers) watchAgents(turn, setting, name, turn.world.controlServers[name]!);
  },
};

/** Something that a Solution Control Server notices or decides. If it is about somebody else, the detail names the Solution Control Server. */
function noticed(handle: Handler): Handler {
  const hostOf = ({ controlServers }: World, { on, detail = on }: Happening) => controlServers[detail]!.host;
  return onHost(hostOf, handle);
}

/** Nothing continues on a Solution Control Server that has ended or whose host is down: it starts afresh. */
function hasEnded({ hosts }: World, { running, host }: ControlServerState): boolean {
  return !running || hosts[host]!.power !== "on";
}

/** An order waits in the connection for a server that goes on later; if the server ends, the order is lost. */
function deliverMissedOrders(turn: Turn): void {
  const { world } = turn;
  for (const on in world.servers) {
    const server = world.servers[on]!;
    const { missedOrder, process, host } = server;
    if (missedOrder === undefined) continue;
    const isOver = process === "stopped" || world.hosts[host]!.power !== "on";
    if (!isOver && (process === "hung" || !isAlive(world, host))) continue;
    delete server.missedOrder;
    const assigned = { kind: "role-assigned", on };
    // If a later order is on its way, the later one counts.
    if (!isOver && !turn.awaits(assigned)) turn.after("role-order", { ...assigned, detail: missedOrder });
  }
}

/** If two Solution Control Servers see each other, the first one decides. */
function arbitrate(turn: Turn): void {
  const { world } = turn;
  const [first, second] = Object.entries(world.controlServers);
  if (second === undefined || first === undefined) return;
  const seesFirst = isUp(world, first[1]) && areConnected(world, first[1].host, second[1].host);
  const takesOver = { kind: "control-server-takes-over", on: second[0] };
  // A program that ends closes its connection if the other end can still be reached, as an agent does; only ADDP notices a silence.
  const isClosed = !isRunning(first[1]) && areConnected(world, first[1].host, second[1].host);
  if (seesFirst || hasEnded(world, second[1])) {
    turn.cancel(takesOver);
    second[1].active = false;
  } else if (!second[1].active && isUp(world, second[1]) && !turn.awaits(takesOver))
    turn.after(isClosed ? "connection-loss-detection" : "control-server-takeover", takesOver);
}

function watchAgents(turn: Turn, setting: Setting, name: string, server: ControlServerState): void {
  const { world } = turn;
  const hosts = serverHosts(world);
  if (!isUp(world, server)) {
    // A server that stands still forgets nothing and notices nothing; a server that has ended starts afresh.
    if (hasEnded(world, server)) forget(turn, name, server, hosts);
    return;
  }
  for (const host of hosts) {
    // The agent at the other end of the connection has ended, even if another agent runs by now.
    if (server.connected[host] && !world.hosts[host]!.agent) server.ended[host] = true;
    const isThere = answers(world, server, host);
    const isReset = isThere && server.ended[host] === true;
    const isAnswering = isThere && !isReset;
    const resets = { kind: "connection-reset", on: host, detail: name };
    if (!isReset) turn.cancel(resets);
    else if (!turn.awaits(resets)) turn.after("connection-reset", resets);
    if (!server.connected[host]) {
      const connects = { kind: "agent-connects", on: host, detail: name };
      if (!isAnswering) turn.cancel(connects);
      else if (!turn.awaits(connects)) turn.after("agent-reconnection", connects);
    } else if (isAnswering) {
      if (server.silent[host])
        for (const kind of ["host-lost", "connection-closed"]) turn.cancel({ kind, on: host, detail: name });
      server.silent[host] = false;
      deliverWaiting(turn, setting, name, host);
      for (const application in world.servers)
        if (world.servers[application]!.host === host) watchServer(turn, setting, name, server, application);
    } else if (!server.silent[host]) {
      server.silent[host] = true;
      const about = { on: host, detail: name };
      if (isClosed(world, name, host)) turn.after("connection-loss-detection", { kind: "connection-closed", ...about });
      else if (isAddpOn(setting)) turn.after("host-loss-detection", { kind: "host-lost", ...about });
    }
  }
}

/** A connection is closed if its far end can still be reached; only ADDP notices a silence. */
function isClosed(world: World, name: string, host: string): boolean {
  return (
    isAlive(world, host) && areConnected(world, world.controlServers[name]!.host, host) && !world.hosts[host]!.agent
  );
}

function lose(turn: Turn, setting: Setting, host: string, name: string, why: string): void {
  const server = turn.world.controlServers[name]!;
  server.connected[host] = false;
  server.silent[host] = false;
  server.ended[host] = false;
  for (const kind of LOSSES) turn.cancel({ kind, on: host, detail: name });
  turn.tell(name, `counts ${host} as lost`, why);
  turn.reached("detected");
  for (const application of applicationsOn(turn.world, host)) server.known[application] = undefined;
  for (const { application, order } of takeWaiting(server, host))
    if (order === "start") launch(turn, setting, application, [[name, server]]);
  decideSoon(turn, name);
}

function watchServer(
  turn: Turn,
  setting: Setting,
  name: string,
  server: ControlServerState,
  application: string,
): void {
  const { world } = turn;
  const known = server.known[application];
  const running = world.servers[application]!.process !== "stopped";
  const available = running && setting.behaviour.isAvailable(world, application);
  const reports = { kind: "server-reported", on: application, detail: name };
  if (known !== undefined && known.running === running && known.available === available) turn.cancel(reports);
  else if (!turn.awaits(reports)) turn.after("connection-loss-detection", reports);
  if (!server.active || known === undefined) return;
  if (running || known.running) return;
  const starts = { kind: "process-starts", on: application };
  // A server that starts first reads its options from Configuration Server; a server that runs goes on without it (inferred; not seen on a real system).
  if (!world.configurationServerRunning || isHindered(setting, world, application) || turn.awaits(starts)) return;
  turn.after("process-restart", starts);
}

/** Starting a server that cannot run has no effect, however often it is tried. */
function isHindered({ behaviour }: Setting, world: World, application: string): boolean {
  return (
    world.servers[application]!.hasFailedToStart === true && behaviour.hindrance?.(world, application) !== undefined
  );
}

/**
 * What the agent reports about a server. A server that hangs keeps its connection to the agent, so it counts as running: the heartbeats by which an
 * agent would notice are off by default (`heartbeat-period` 0, docs.genesys.com/Documentation/FR/Current/CORM/CommSmlSect).
 */
function reported({ behaviour }: Setting, world: World, application: string) {
  const { process, role } = world.servers[application]!;
  const running = process !== "stopped";
  return { running, available: running && behaviour.isAvailable(world, application), role: running ? role : undefined };
}

function decideSoon(turn: Turn, name: string): void {
  if (!turn.awaits({ kind: "decide", on: name })) turn.after("decision", { kind: "decide", on: name });
}

/** A Solution Control Server that starts afresh knows nothing. */
function forget(turn: Turn, name: string, server: ControlServerState, hosts: readonly string[]): void {
  for (const host of hosts) {
    server.connected[host] = false;
    server.silent[host] = false;
    server.ended[host] = false;
    for (const kind of [...LOSSES, "agent-connects"]) turn.cancel({ kind, on: host, detail: name });
  }
  for (const application in server.known) {
    server.known[application] = undefined;
    turn.cancel({ kind: "server-reported", on: application, detail: name });
  }
  turn.cancel({ kind: "decide", on: name });
  delete server.waiting;
}

function isAddpOn({ topology }: Setting): boolean {
  return parseInt(topology.managementLayer.failureDetection.addpTimeout, 10) > 0;
}

function serverHosts({ servers, declared }: World): string[] {
  const primary = servers[declared.primary]!.host;
  const backup = servers[declared.backup]!.host;
  return primary === backup ? [primary] : [primary, backup];
}

function applicationsOn({ servers }: World, host: string): string[] {
  return Object.keys(servers).filter((application) => servers[application]!.host === host);
}
