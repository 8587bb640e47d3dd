import type { SipServerPair } from "../../model/pair";
import { NO_WORK } from "../../scripts/installer-work";
import type { HighAvailabilityOption } from "../option";
import { bigIpArtifacts, isForPeople } from "./artifacts";
import { bigIpBehaviour } from "./behaviour";
import { bigIpCallPath } from "./call-path";
import { bigIpRules } from "./checks";
import { bigIpExpectations } from "./device-expectations";
import { bigIpDrill } from "./drill";
import { bigIpEffects, bigIpHostEffect, bigIpMachineEffect, bigIpRenameEffect } from "./effects";
import { BIG_IP_FACTS } from "./facts";
import { type BigIpPair, type BigIpPool, bigIpPoolDeclaration, bigIpPoolFromDeclaration, insideAddress } from "./model";
import { bigIpArriving, bigIpLeaving, bigIpPreparing, bigIpRunbook } from "./runbook";
import { bigIpScenarios } from "./scenarios";
import { bigIpServerOptions } from "./server-options";
import { bigIpOutage } from "./timing";

const part = (pair: SipServerPair) => pair as BigIpPair;

/** Network device-based: a BIG-IP has the virtual IP, and sends to that server of the pair which answers its monitor. */
export const bigIp: HighAvailabilityOption = {
  name: "bigIp",
  title: "F5 BIG-IP",
  declaration: bigIpPoolDeclaration,
  fromDeclaration: bigIpPoolFromDeclaration,
  references: [{ kind: "bigIps", path: ["device"] }],
  virtualIp: (pool, topology) => {
    const { virtualIp, device } = pool as BigIpPool;
    return { address: virtualIp, network: topology.bigIps.get(device)!.network.outside, path: ["virtualIp"] };
  },
  runsScripts: false,
  worstCaseOutage: (topology, pair) => bigIpOutage(topology, part(pair).highAvailability),
  rules: () => bigIpRules,
  artifacts: () => [],
  sharedArtifacts: bigIpArtifacts,
  isForPeople,
  devices: bigIpExpectations,
  hostWork: () => NO_WORK,
  configuration: () => ({}),
  applicationNames: () => [],
  reactions: () => [],
  serverOptions: (topology, pair, server) => bigIpServerOptions(topology, part(pair), server),
  behaviour: (topology, pair) => bigIpBehaviour(topology, part(pair)),
  scenarios: bigIpScenarios,
  serverAddress: (topology, pair, server) => insideAddress(topology, part(pair), server),
  callPath: (_, pair) => bigIpCallPath(part(pair)),
  runbook: (topology, pair) => bigIpRunbook(topology, part(pair)),
  drill: (topology, pair) => bigIpDrill(topology, part(pair)),
  preparing: (topology, pair, earlier) => bigIpPreparing(topology, part(pair), earlier),
  leaving: (topology, pair, later) => bigIpLeaving(topology, part(pair), later),
  arriving: (topology, pair, earlier) => bigIpArriving(topology, part(pair), earlier),
  effects: bigIpEffects,
  hostEffect: () => bigIpHostEffect,
  machineEffect: bigIpMachineEffect,
  renameEffect: () => bigIpRenameEffect,
  facts: () => BIG_IP_FACTS,
};
