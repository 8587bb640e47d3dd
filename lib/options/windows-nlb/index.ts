import { roleConfiguration, roleReactions, scriptApplicationNames } from "../../configuration-layer/role-reactions";
import { interfaceOn } from "../../model/host";
import type { SipServerPair } from "../../model/pair";
import type { HighAvailabilityOption } from "../option";
import { nlbArtifacts, nlbInstallerWork } from "./artifacts";
import { nlbBehaviour } from "./behaviour";
import { nlbCallPath } from "./call-path";
import { nlbRules } from "./checks";
import { clusterNode } from "./cluster-node";
import { nlbReactions } from "./configuration";
import { nlbDrill } from "./drill";
import { nlbEffects, nlbHostEffect, nlbMachineEffect, nlbPortEffect, nlbRenameEffect } from "./effects";
import { nlbFacts } from "./facts";
import { type NlbPair, type WindowsNlb, windowsNlbDeclaration, windowsNlbFromDeclaration } from "./model";
import { nlbRoleScripts } from "./role-scripts";
import { nlbArriving, nlbLeaving, nlbPreparing, nlbRunbook } from "./runbook";
import { windowsNlbScenarios } from "./scenarios";
import { nlbServerOptions } from "./server-options";
import { nlbOutage } from "./timing";

const part = (pair: SipServerPair) => pair as NlbPair;

/** Windows NLB Cluster: the virtual IP is on both hosts, and scripts that the Management Layer runs enable its ports on one of them. */
export const windowsNlb: HighAvailabilityOption = {
  name: "windowsNlb",
  title: "Windows NLB Cluster",
  declaration: windowsNlbDeclaration,
  fromDeclaration: windowsNlbFromDeclaration,
  references: [{ kind: "networks", path: ["network"] }],
  virtualIp: (nlb) => {
    const { virtualIp, network } = nlb as WindowsNlb;
    return { address: virtualIp, network, path: ["virtualIp"], networkPath: ["network"] };
  },
  runsScripts: true,
  roleScripts: (_, pair) => nlbRoleScripts(part(pair)),
  worstCaseOutage: (topology, pair) => nlbOutage(topology, part(pair).highAvailability),
  rules: nlbRules,
  artifacts: (topology, pair) => nlbArtifacts(topology, part(pair)),
  sharedArtifacts: () => [],
  hostWork: (topology, pair, host) => nlbInstallerWork(topology, part(pair), host),
  clusterNode: (topology, pair, host) => clusterNode(topology, part(pair), host),
  configuration: (topology, pair) => roleConfiguration(topology, pair, nlbReactions(part(pair))),
  applicationNames: (pair) => scriptApplicationNames(pair, nlbReactions(part(pair))),
  reactions: (pair) => roleReactions(pair, nlbReactions(part(pair))),
  serverOptions: (topology, pair, server) => nlbServerOptions(topology, part(pair), server),
  behaviour: (topology, pair) => nlbBehaviour(topology, part(pair)),
  scenarios: windowsNlbScenarios,
  serverAddress: ({ hosts }, pair, server) =>
    interfaceOn(hosts.get(server.host)!, part(pair).highAvailability.network)?.address,
  callPath: (_, pair) => nlbCallPath(part(pair)),
  runbook: (topology, pair) => nlbRunbook(topology, part(pair)),
  drill: (topology, pair) => nlbDrill(topology, part(pair)),
  preparing: (_, pair) => nlbPreparing(part(pair)),
  leaving: (topology, pair) => nlbLeaving(topology, part(pair)),
  arriving: (topology, pair) => nlbArriving(topology, part(pair)),
  effects: nlbEffects,
  portEffect: nlbPortEffect,
  hostEffect: (change, pair) => nlbHostEffect(change, part(pair)),
  machineEffect: (change, pair) => nlbMachineEffect(change, part(pair)),
  renameEffect: () => nlbRenameEffect,
  facts: (_, pair) => nlbFacts(part(pair).highAvailability.operationMode),
};
