import type { Transport } from "../../model/pair";
import { asLongAs } from "../../operation/as-long-as";
import { isLinked } from "../../operation/reach";
import type { Handlers, Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import { eligibleMembers, flowRule, type PoolScene, poolWorldOf, silenceOfMember } from "./pool-scene";

const CONNECTS = "bigIp:peer-connects";
const NOTICES_END = "bigIp:peer-notices-end";
const GIVES_UP = "bigIp:peer-gives-up";
const FORGOTTEN = "bigIp:flow-forgotten";

/** Handlers for what happens to callers' flows and connections. */
export function flowHandlers(scene: PoolScene): Handlers {
  return {
    [CONNECTS]: (turn, { on }) => {
      const [member] = eligibleMembers(scene, turn.world);
      if (member === undefined) return;
      poolWorldOf(turn.world).flows[on as Transport] = member;
      turn.tell(peer(on), `is connected to ${member}`, `${scene.device} sends new connections there`);
    },
    [NOTICES_END]: (turn, { on }) => end(turn, on as Transport, "has lost its connection", "the server has closed it"),
    [GIVES_UP]: (turn, { on }) =>
      end(turn, on as Transport, "gives its connection up", "nothing that it sent was answered"),
    [FORGOTTEN]: (turn, { on }) => {
      const { flows } = poolWorldOf(turn.world);
      if (flows.udp !== on) return;
      flows.udp = undefined;
      turn.tell(scene.device, `forgets the UDP flow to ${on}`, "the caller was silent for udpIdleTimeout");
    },
  };
}

/** A caller by UDP has sent nothing for as long as the device keeps a flow. */
export function pause(turn: Turn): void {
  const { udp } = poolWorldOf(turn.world).flows;
  if (udp !== undefined) turn.after("udp-flow-idle", { kind: FORGOTTEN, on: udp });
}

/** What happens to each flow in the present state of the world. */
export function lookAtFlows(scene: PoolScene, turn: Turn): void {
  if (scene.transports.includes("udp")) lookAtDatagrams(scene, turn);
  endConnections(scene, turn);
  for (const transport of scene.transports) if (transport !== "udp") lookAtConnection(scene, turn, transport);
}

/** Whether a caller's datagrams are bound to a member at all. */
function bindsDatagrams(scene: PoolScene, world: World): boolean {
  const { perDatagram, persists } = flowRule(scene, world, "udp");
  return !perDatagram || persists;
}

/** The member on which the flow of a caller by UDP starts: if there is a choice, the unlucky one. */
function unlucky(scene: PoolScene, world: World): string | undefined {
  const eligible = eligibleMembers(scene, world);
  return eligible.find((member) => silenceOfMember(scene, world, member) !== undefined) ?? eligible[0];
}

/** The flow of a caller who sends all the time, so the flow is never idle. */
function lookAtDatagrams(scene: PoolScene, turn: Turn): void {
  const { world } = turn;
  const { flows, up, serving } = poolWorldOf(world);
  const { perDatagram, serviceDownAction } = flowRule(scene, world, "udp");
  if (!bindsDatagrams(scene, world) || serving === undefined) {
    flows.udp = undefined;
    return;
  }
  const member = flows.udp;
  if (member !== undefined && (up[member] || (!perDatagram && serviceDownAction === "none"))) return;
  const next = unlucky(scene, world);
  if (next === undefined) flows.udp = undefined;
  else flows.udp = next;
  if (next !== undefined && member !== undefined)
    turn.tell(scene.device, `moves a caller's UDP flow from ${member} to ${next}`, `${member} is down`);
}

/** Ends the connections to a member that the device finds down, if the declaration says so. */
function endConnections(scene: PoolScene, turn: Turn): void {
  const { flows, up, serving } = poolWorldOf(turn.world);
  const ended = scene.transports.filter((transport) => {
    const member = flows[transport];
    const isLeft = transport !== "udp" && member !== undefined && !up[member] && serving !== undefined;
    return isLeft && flowRule(scene, turn.world, transport).serviceDownAction !== "none";
  });
  const [first] = ended;
  if (first === undefined) return;
  const member = flows[first]!;
  const { serviceDownAction } = flowRule(scene, turn.world, first);
  for (const transport of ended) flows[transport] = undefined;
  const connections = `${ended.map((one) => one.toUpperCase()).join(" and ")} connections of peers to ${member}`;
  turn.tell(scene.device, `ends ${connections}`, `serviceDownAction ${serviceDownAction}: it is down`);
}

/** A connection that a peer holds for many calls. */
function lookAtConnection(scene: PoolScene, turn: Turn, transport: Transport): void {
  const { world } = turn;
  const { flows, serving } = poolWorldOf(world);
  const connects = { kind: CONNECTS, on: transport };
  const noticesEnd = { kind: NOTICES_END, on: transport };
  const givesUp = { kind: GIVES_UP, on: transport };
  const held = flows[transport];
  if (held === undefined) {
    turn.cancel(noticesEnd);
    turn.cancel(givesUp);
    const eligible = eligibleMembers(scene, world);
    const isAnswered = eligible.length > 0 && eligible.every((one) => silenceOfMember(scene, world, one) === undefined);
    asLongAs(turn, isAnswered, "peer-connects", connects);
    return;
  }
  const { host, process } = world.servers[held]!;
  const isEnded = process === "stopped" && isLinked(world, host, scene.sipInterfaces[held]!);
  asLongAs(turn, isEnded && serving !== undefined, "connection-loss-detection", noticesEnd);
  const isUnanswered = serving === undefined || silenceOfMember(scene, world, held) !== undefined;
  asLongAs(turn, isUnanswered, "peer-gives-up", givesUp);
}

function end(turn: Turn, transport: Transport, action: string, why: string): void {
  poolWorldOf(turn.world).flows[transport] = undefined;
  turn.tell(peer(transport), action, why);
}

function peer(transport: string): string {
  return `a peer by ${transport.toUpperCase()}`;
}
