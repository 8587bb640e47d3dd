import { roleConfiguration, roleReactions, scriptApplicationNames } from "../../configuration-layer/role-reactions";
import { interfaceOn } from "../../model/host";
import { optionFor } from "../option";
import { nlbArtifacts, nlbInstallerWork } from "./artifacts";
import { nlbBehaviour } from "./behaviour";
import { nlbCallPath } from "./call-path";
import { nlbRules } from "./checks";
import { clusterNode } from "./cluster-node";
import { nlbReactions } from "./configuration";
import { nlbDrill } from "./drill";
import { nlbEffects, nlbHostEffect, nlbMachineEffect, nlbPortEffect, nlbRenameEffect } from "./effects";
import { nlbFacts } from "./facts";
import { type NlbPair, windowsNlbDeclaration, windowsNlbFromDeclaration } from "./model";
import { nlbRoleScripts } from "./role-scripts";
import { nlbArriving, nlbLeaving, nlbPreparing, nlbRunbook } from "./runbook";
import { windowsNlbScenarios } from "./scenarios";
import { nlbServerOptions } from "./server-options";
import { nlbOutage } from "./timing";

/** Windows NLB Cluster: the virtual IP is on both hosts, and scripts that the Management Layer runs enable its ports on one of them. */
export const windowsNlb = optionFor<NlbPair>({
  name: "windowsNlb",
  title: "Windows NLB Cluster",
  declaration: windowsNlbDeclaration,
  fromDeclaration: windowsNlbFromDeclaration,
  references: [{ kind: "networks", path: ["network"] }],
  virtualIp: ({ virtualIp, network }) => ({
    address: virtualIp,
    network,
    path: ["virtualIp"],
    networkPath: ["network"],
  }),
  runsScripts: true,
  roleScripts: (_, pair) => nlbRoleScripts(pair),
  worstCaseOutage: (topology, pair) => nlbOutage(topology, pair.highAvailability),
  rules: nlbRules,
  artifacts: nlbArtifacts,
  sharedArtifacts: () => [],
  hostWork: nlbInstallerWork,
  clusterNode,
  configuration: (topology, pair) => roleConfiguration(topology, pair, nlbReactions(pair)),
  applicationNames: (pair) => scriptApplicationNames(pair, nlbReactions(pair)),
  reactions: (pair) => roleReactions(pair, nlbReactions(pair)),
  serverOptions: nlbServerOptions,
  behaviour: nlbBehaviour,
  scenarios: windowsNlbScenarios,
  serverAddress: ({ hosts }, pair, server) =>
    interfaceOn(hosts.get(server.host)!, pair.highAvailability.network)?.address,
  callPath: (_, pair) => nlbCallPath(pair),
  runbook: nlbRunbook,
  drill: nlbDrill,
  preparing: (_, pair) => nlbPreparing(pair),
  leaving: nlbLeaving,
  arriving: nlbArriving,
  effects: nlbEffects,
  portEffect: nlbPortEffect,
  hostEffect: nlbHostEffect,
  machineEffect: nlbMachineEffect,
  renameEffect: () => nlbRenameEffect,
  facts: (_, pair) => nlbFacts(pair.highAvailability.operationMode),
});
