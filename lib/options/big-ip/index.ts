import { NO_WORK } from "../../scripts/installer-work";
import { optionFor } from "../option";
import { bigIpArtifacts, isForPeople } from "./artifacts";
import { bigIpBehaviour } from "./behaviour";
import { bigIpCallPath } from "./call-path";
import { bigIpRules } from "./checks";
import { bigIpExpectations } from "./device-expectations";
import { bigIpDrill } from "./drill";
import { bigIpEffects, bigIpHostEffect, bigIpMachineEffect, bigIpRenameEffect } from "./effects";
import { BIG_IP_FACTS } from "./facts";
import { type BigIpPair, bigIpPoolDeclaration, bigIpPoolFromDeclaration, insideAddress } from "./model";
import { bigIpArriving, bigIpLeaving, bigIpPreparing, bigIpRunbook } from "./runbook";
import { bigIpScenarios } from "./scenarios";
import { bigIpServerOptions } from "./server-options";
import { bigIpOutage } from "./timing";

/** Network device-based: a BIG-IP has the virtual IP, and sends to the server of the pair that answers its monitor. */
export const bigIp = optionFor<BigIpPair>({
  name: "bigIp",
  title: "F5 BIG-IP",
  declaration: bigIpPoolDeclaration,
  fromDeclaration: bigIpPoolFromDeclaration,
  references: [{ kind: "bigIps", path: ["device"] }],
  virtualIp: ({ virtualIp, device }, { bigIps }) => ({
    address: virtualIp,
    network: bigIps.get(device)!.network.outside,
    path: ["virtualIp"],
  }),
  runsScripts: false,
  worstCaseOutage: (topology, pair) => bigIpOutage(topology, pair.highAvailability),
  rules: () => bigIpRules,
  artifacts: () => [],
  sharedArtifacts: bigIpArtifacts,
  isForPeople,
  devices: bigIpExpectations,
  hostWork: () => NO_WORK,
  configuration: () => ({}),
  applicationNames: () => [],
  reactions: () => [],
  serverOptions: bigIpServerOptions,
  behaviour: bigIpBehaviour,
  scenarios: bigIpScenarios,
  serverAddress: insideAddress,
  callPath: (_, pair) => bigIpCallPath(pair),
  runbook: bigIpRunbook,
  drill: bigIpDrill,
  preparing: bigIpPreparing,
  leaving: bigIpLeaving,
  arriving: bigIpArriving,
  effects: bigIpEffects,
  hostEffect: () => bigIpHostEffect,
  machineEffect: bigIpMachineEffect,
  renameEffect: () => bigIpRenameEffect,
  facts: () => BIG_IP_FACTS,
});
