import type { Role } from "../../model/pair";
import type { Turn } from "../../operation/turn";
import type { ControlServerState, WaitingOrder } from "../../operation/world";
import { isUp } from "../deciding-servers";
import type { Setting } from "../setting";
import { wayTo } from "./agent-connection";
import { launch } from "./control-scripts";
import { logEvent } from "./message-server";

/** One Solution Control Server decides by what its agents have reported: each server that can serve gets a role, and one of them is primary. */
export function decide(turn: Turn, setting: Setting, name: string): void {
  const { world } = turn;
  const server = world.controlServers[name]!;
  if (!server.active || !isUp(world, server)) return;
  const both = [world.declared.primary, world.declared.backup];
  const roleOf = (application: string) => server.known[application]?.role;
  const isAble = (application: string) => {
    const known = server.known[application];
    return known?.running === true && known.available && server.connected[world.servers[application]!.host] === true;
  };
  const primaries = both.filter((one) => roleOf(one) === "primary");
  const able = both.filter(isAble);
  if (primaries.length === 2) {
    // The server that comes back gives way to the one that took over. If two Solution Control Servers decide, one may not know which server took over.
    const returned = both.find((one) => one !== (server.latest ?? world.declared.primary))!;
    const why =
      returned === world.latestPrimary
        ? `both are primary, and ${name} has not seen ${returned} take over`
        : "both are primary: the server that comes back gives way";
    order(turn, setting, name, returned, "backup", why);
    return;
  }
  const [primary] = primaries;
  if (primary === undefined) {
    const next = able[0];
    if (next === undefined) return;
    order(turn, setting, name, next, "primary", "nobody is primary");
  } else if (!able.includes(primary) && able.length === 1) {
    hand(turn, setting, name, primary, able[0]!, `${primary} cannot serve`);
  }
  for (const one of able) if (roleOf(one) === undefined) order(turn, setting, name, one, "backup", "it has no role");
}

/** A switchover: both servers take part. */
export function hand(turn: Turn, setting: Setting, name: string, from: string, to: string, why: string): void {
  assign(turn, name, from, "backup");
  assign(turn, name, to, "primary");
  turn.tell(name, `orders ${to} to be primary and ${from} to be backup`, why);
  turn.reached("decided");
  logEvent(turn, setting, turn.world.controlServers[name]!.host, setting.events.becamePrimary, to);
  logEvent(turn, setting, turn.world.controlServers[name]!.host, setting.events.becameBackup, from);
}

function order(turn: Turn, setting: Setting, name: string, application: string, role: Role, why: string): void {
  turn.tell(name, `orders ${application} to be ${role}`, why);
  assign(turn, name, application, role);
  if (role === "primary") turn.reached("decided");
  const { becamePrimary, becameBackup } = setting.events;
  const event = role === "primary" ? becamePrimary : becameBackup;
  logEvent(turn, setting, turn.world.controlServers[name]!.host, event, application);
}

function assign(turn: Turn, name: string, application: string, role: Role): void {
  const { world } = turn;
  const server = world.controlServers[name]!;
  const known = server.known[application];
  if (known !== undefined) known.role = role;
  turn.note(`ordered-${role}`, `${name} orders ${application} to be ${role}`, application);
  if (role === "primary") {
    server.latest = application;
    world.latestPrimary = application;
  }
  const { host } = world.servers[application]!;
  const way = wayTo(world, server, host);
  if (way === "open") sendRole(turn, application, role);
  else if (way === "silent") server.waiting = [...(server.waiting ?? []), { host, application, order: role }];
}

function sendRole(turn: Turn, application: string, role: Role): void {
  turn.cancel({ kind: "role-assigned", on: application });
  turn.after("role-order", { kind: "role-assigned", on: application, detail: role });
}

/** Delivers what was sent to an agent, now that it answers again. */
export function deliverWaiting(turn: Turn, setting: Setting, name: string, host: string): void {
  const server = turn.world.controlServers[name]!;
  if (server.waiting === undefined) return;
  for (const { application, order } of takeWaiting(server, host))
    if (order === "start") launch(turn, setting, application, [[name, server]]);
    else sendRole(turn, application, order);
}

/** Takes the orders that wait for the agent on a host, so that they wait no longer. */
export function takeWaiting(server: ControlServerState, host: string): readonly WaitingOrder[] {
  const { waiting = [] } = server;
  const others = waiting.filter((one) => one.host !== host);
  if (others.length > 0) server.waiting = others;
  else delete server.waiting;
  return waiting.filter((one) => one.host === host);
}
