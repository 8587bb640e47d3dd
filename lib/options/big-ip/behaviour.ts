import { networkOn } from "../../model/big-ip";
import { milliseconds } from "../../model/duration";
import { interfaceOn } from "../../model/host";
import { managementApplicationsOf } from "../../model/management-layer";
import type { Transport } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { Behaviour, Service } from "../../operation/behaviour";
import type { FaultKind } from "../../operation/fault-kind";
import { isLinked } from "../../operation/reach";
import { watchesSip } from "../../operation/sip-traffic-monitoring";
import { exactly } from "../../operation/span";
import type { Timer } from "../../operation/timer";
import type { World } from "../../operation/world";
import { type As3Item, applicationOf } from "./as3-declaration";
import { distributionOf } from "./distribution";
import { flowHandlers, lookAtFlows, pause } from "./flows";
import { type BigIpPair, serviceOf as deviceServiceOf, transportsOf } from "./model";
import { lookAtMembers, monitorFaults, monitorHandlers, monitorTimers } from "./monitor-behaviour";
import { eligibleMembers, type PoolScene, type PoolWorld, poolWorldOf, silenceOfMember } from "./pool-scene";
import { lookAtUnits, unitFaults, unitHandlers } from "./units";

const ALLOWANCE = "an allowance; nothing was measured for it, and no BIG-IP was seen";
/** The longest time until the other unit serves, in milliseconds. */
const LONGEST_DEVICE_FAILOVER = 10_000;

/**
 * How a pair behind a BIG-IP behaves: the monitor finds out which server answers, and calls go to members that are up.
 *
 * @param application the pair's part of the declaration that the device has
 */
export function bigIpBehaviour(
  topology: Topology,
  pair: BigIpPair,
  application: As3Item = applicationOf(deviceServiceOf(topology, pair)),
): Behaviour {
  const scene = sceneOf(topology, pair, application);
  const { monitorInterval, monitorTimeout } = scene.distribution;
  return {
    timers: [...monitorTimers(scene), ...otherTimers(pair)],
    hosts: [],
    neighbours: [],
    begin: () => begin(scene),
    handlers: { ...unitHandlers(scene), ...monitorHandlers(scene), ...flowHandlers(scene) },
    look: (turn) => {
      lookAtUnits(scene, turn);
      lookAtMembers(scene, turn);
      lookAtFlows(scene, turn);
    },
    booted: () => {},
    isAvailable: (world, application) =>
      !watchesSip(pair) || isLinked(world, world.servers[application]!.host, scene.sipInterfaces[application]!),
    service: (world) => serviceOf(scene, world),
    views: {
      eligibleMembers: (world) => ({
        eligible: eligibleMembers(scene, world),
        flows: Object.values(poolWorldOf(world).flows).filter((member) => member !== undefined),
      }),
      connections: (world) => {
        const { udp: _, ...connections } = poolWorldOf(world).flows;
        return connections;
      },
    },
    settlingTime: monitorInterval + monitorTimeout + (scene.isRedundant ? LONGEST_DEVICE_FAILOVER : 0),
    faults: [...monitorFaults(scene), ...unitFaults(scene), ...flowFaults(scene)],
  };
}

/** The checks have made sure that everything for it is there. */
function sceneOf(topology: Topology, pair: BigIpPair, application: As3Item): PoolScene {
  const service = deviceServiceOf(topology, pair);
  const { device, members } = service;
  const inside = networkOn(topology, device, "inside").name;
  const sipInterfaces = Object.fromEntries(
    members.map(({ server, host }) => [server.application, interfaceOn(host, inside)!.name]),
  );
  // Traffic that manages a host by the inside network, from another network, goes through the device.
  const behind = members.filter(({ server, host }) => host.managementInterface === sipInterfaces[server.application]);
  const away = [...new Set(managementApplicationsOf(topology.managementLayer).map(({ host }) => host))].filter(
    (name) => interfaceOn(topology.hosts.get(name)!, inside) === undefined,
  );
  return {
    device: device.name,
    isRedundant: device.redundant,
    transports: transportsOf(pair),
    distribution: distributionOf(service, application),
    members: [pair.primary.application, pair.backup.application],
    sipInterfaces,
    routed: behind.flatMap(({ host: { name } }) => away.flatMap((one) => [`${one}>${name}`, `${name}>${one}`])),
  };
}

/** The primary has answered for a long time: calls, flows and connections are there. */
function begin({ isRedundant, members, transports, distribution }: PoolScene): PoolWorld {
  const [primary, backup] = members;
  const { flows } = distribution;
  const isBound = (transport: Transport) => !flows[transport]!.perDatagram || flows[transport]!.persists;
  return {
    units: isRedundant ? { active: "on", standby: "on" } : { active: "on" },
    serving: "active",
    up: { [primary]: true, [backup]: false },
    monitor: "answers",
    keepsFlows: false,
    flows: Object.fromEntries(transports.map((one) => [one, isBound(one) ? primary : undefined])),
  };
}

function otherTimers({ highAvailability }: BigIpPair): Timer[] {
  const { udpIdleTimeout } = highAvailability;
  return [
    {
      name: "udp-flow-idle",
      what: "until the device forgets a UDP flow without a datagram",
      span: exactly(milliseconds(udpIdleTimeout)),
      source: `udpIdleTimeout ${udpIdleTimeout}`,
      keys: ["udpIdleTimeout"],
    },
    {
      name: "peer-connects",
      what: "until a peer without a connection has a new one",
      span: { minimum: 0, typical: 1_000, maximum: 30_000 },
      source: ALLOWANCE,
      keys: [],
    },
    {
      name: "peer-gives-up",
      what: "until a peer gives up a connection on which nothing is answered",
      span: { minimum: 4_000, typical: 32_000, maximum: 32_000 },
      source: "RFC 3261, timers B and F: 32 s; that equipment gives up earlier is an allowance",
      keys: [],
    },
    {
      name: "device-failover",
      what: "until the other unit of the device serves",
      span: { minimum: 0, typical: 3_000, maximum: LONGEST_DEVICE_FAILOVER },
      source: ALLOWANCE,
      keys: [],
    },
    {
      name: "device-start",
      what: "until the device serves that was switched on",
      span: { minimum: 60_000, typical: 300_000, maximum: 900_000 },
      source: ALLOWANCE,
      keys: [],
    },
  ];
}

/**
 * The fate of the next call of any caller. While two members are up and one of them is silent, every other call is lost, and that counts as nobody
 * answering: it is a matter of luck whether the repetition of a datagram reaches the other member.
 */
function serviceOf(scene: PoolScene, world: World): Service {
  const { device } = scene;
  const { serving, flows } = poolWorldOf(world);
  const nobody = (because: string): Service => ({ by: undefined, because });
  if (serving === undefined) return nobody(`${device} does not serve the virtual IP`);
  const eligible = eligibleMembers(scene, world);
  const [first] = eligible;
  if (first === undefined) return nobody(`${device} finds no member up`);
  for (const member of eligible) {
    const silence = silenceOfMember(scene, world, member);
    const share = eligible.length === 1 ? "" : "every other call ";
    if (silence !== undefined) return nobody(`${device} sends ${share}to ${member}: ${silence}`);
  }
  // A peer connects again; a caller who always sends from the same port stays bound to its flow.
  const silence = flows.udp === undefined ? undefined : silenceOfMember(scene, world, flows.udp);
  if (silence !== undefined) return nobody(`${device} keeps the UDP flow of a caller on ${flows.udp}: ${silence}`);
  return { by: first, because: `${device} sends to ${first}` };
}

function flowFaults({ device, transports }: PoolScene): FaultKind[] {
  const flows: FaultKind = {
    name: "flows-kept",
    title: `${device} is set to keep flows: no datagram load balancing, persistence, no action on service down`,
    targets: () => [""],
    inject: ({ world }) => {
      poolWorldOf(world).keepsFlows = true;
    },
    heal: ({ world }) => {
      poolWorldOf(world).keepsFlows = false;
    },
    isSwept: true,
  };
  const silence: FaultKind = {
    name: "caller-pauses",
    title: "a caller by UDP sends nothing for as long as the device keeps a flow",
    targets: () => [""],
    inject: pause,
    isSwept: false,
  };
  return transports.includes("udp") ? [flows, silence] : [flows];
}
