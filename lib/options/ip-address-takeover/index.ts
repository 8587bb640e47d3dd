import { roleConfiguration, roleReactions, scriptApplicationNames } from "../../configuration-layer/role-reactions";
import { interfaceOn } from "../../model/host";
import { optionFor } from "../option";
import { takeoverArtifacts, takeoverHostWork } from "./artifacts";
import { takeoverBehaviour } from "./behaviour";
import { takeoverCallPath } from "./call-path";
import { takeoverRules } from "./checks";
import { takeoverReactions } from "./configuration";
import { takeoverDrill } from "./drill";
import { takeoverEffects, takeoverRenameEffect } from "./effects";
import { ipAddressTakeoverDeclaration, type TakeoverPair, takeoverFromDeclaration } from "./model";
import { takeoverRoleScripts } from "./role-scripts";
import { takeoverArriving, takeoverFacts, takeoverLeaving, takeoverRunbook } from "./runbook";
import { scriptScenarios } from "./script-scenarios";
import { takeoverServerOptions } from "./server-options";
import { takeoverOutage } from "./timing";
import { virtualIpScenarios } from "./virtual-ip-scenarios";

/** IP Address Takeover: one virtual IP, moved between two hosts of a subnet by scripts that the Management Layer runs. */
export const ipAddressTakeover = optionFor<TakeoverPair>({
  name: "ipAddressTakeover",
  title: "IP Address Takeover",
  declaration: ipAddressTakeoverDeclaration,
  fromDeclaration: takeoverFromDeclaration,
  references: [{ kind: "networks", path: ["network"] }],
  virtualIp: ({ virtualIp, network }) => ({
    address: virtualIp,
    network,
    path: ["virtualIp"],
    networkPath: ["network"],
  }),
  runsScripts: true,
  roleScripts: takeoverRoleScripts,
  rules: () => takeoverRules,
  artifacts: takeoverArtifacts,
  sharedArtifacts: () => [],
  hostWork: takeoverHostWork,
  configuration: (topology, pair) => roleConfiguration(topology, pair, takeoverReactions(pair)),
  applicationNames: (pair) => scriptApplicationNames(pair, takeoverReactions(pair)),
  reactions: (pair) => roleReactions(pair, takeoverReactions(pair)),
  serverOptions: takeoverServerOptions,
  worstCaseOutage: takeoverOutage,
  behaviour: takeoverBehaviour,
  scenarios: [...scriptScenarios, ...virtualIpScenarios],
  serverAddress: ({ hosts }, pair, server) =>
    interfaceOn(hosts.get(server.host)!, pair.highAvailability.network)?.address,
  callPath: (_, pair) => takeoverCallPath(pair),
  runbook: takeoverRunbook,
  drill: takeoverDrill,
  leaving: takeoverLeaving,
  arriving: takeoverArriving,
  effects: takeoverEffects,
  renameEffect: () => takeoverRenameEffect,
  facts: takeoverFacts,
});
