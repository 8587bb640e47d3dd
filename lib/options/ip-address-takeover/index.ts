import { roleConfiguration, roleReactions, scriptApplicationNames } from "../../configuration-layer/role-reactions";
import { interfaceOn } from "../../model/host";
import type { SipServerPair } from "../../model/pair";
import type { HighAvailabilityOption } from "../option";
import { takeoverArtifacts, takeoverHostWork } from "./artifacts";
import { takeoverBehaviour } from "./behaviour";
import { takeoverCallPath } from "./call-path";
import { takeoverRules } from "./checks";
import { takeoverReactions } from "./configuration";
import { takeoverDrill } from "./drill";
import { takeoverEffects, takeoverRenameEffect } from "./effects";
import {
  type IpAddressTakeover,
  ipAddressTakeoverDeclaration,
  type TakeoverPair,
  takeoverFromDeclaration,
} from "./model";
import { takeoverRoleScripts } from "./role-scripts";
import { takeoverArriving, takeoverFacts, takeoverLeaving, takeoverRunbook } from "./runbook";
import { scriptScenarios } from "./script-scenarios";
import { takeoverServerOptions } from "./server-options";
import { takeoverOutage } from "./timing";
import { virtualIpScenarios } from "./virtual-ip-scenarios";

const part = (pair: SipServerPair) => pair as TakeoverPair;

/** IP Address Takeover: one virtual IP, moved between two hosts of a subnet by scripts that the Management Layer runs. */
export const ipAddressTakeover: HighAvailabilityOption = {
  name: "ipAddressTakeover",
  title: "IP Address Takeover",
  declaration: ipAddressTakeoverDeclaration,
  fromDeclaration: takeoverFromDeclaration,
  references: [{ kind: "networks", path: ["network"] }],
  virtualIp: (takeover) => {
    const { virtualIp, network } = takeover as IpAddressTakeover;
    return { address: virtualIp, network, path: ["virtualIp"], networkPath: ["network"] };
  },
  runsScripts: true,
  roleScripts: (topology, pair) => takeoverRoleScripts(topology, part(pair)),
  rules: () => takeoverRules,
  artifacts: (topology, pair) => takeoverArtifacts(topology, part(pair)),
  sharedArtifacts: () => [],
  hostWork: (topology, pair, host) => takeoverHostWork(topology, part(pair), host),
  configuration: (topology, pair) => roleConfiguration(topology, pair, takeoverReactions(part(pair))),
  applicationNames: (pair) => scriptApplicationNames(pair, takeoverReactions(part(pair))),
  reactions: (pair) => roleReactions(pair, takeoverReactions(part(pair))),
  serverOptions: (topology, pair, server) => takeoverServerOptions(topology, part(pair), server),
  worstCaseOutage: (topology, pair) => takeoverOutage(topology, part(pair)),
  behaviour: (topology, pair) => takeoverBehaviour(topology, part(pair)),
  scenarios: [...scriptScenarios, ...virtualIpScenarios],
  serverAddress: ({ hosts }, pair, server) =>
    interfaceOn(hosts.get(server.host)!, part(pair).highAvailability.network)?.address,
  callPath: (_, pair) => takeoverCallPath(part(pair)),
  runbook: (topology, pair) => takeoverRunbook(topology, part(pair)),
  drill: (topology, pair) => takeoverDrill(topology, part(pair)),
  leaving: (topology, pair) => takeoverLeaving(topology, part(pair)),
  arriving: (topology, pair) => takeoverArriving(topology, part(pair)),
  effects: takeoverEffects,
  renameEffect: () => takeoverRenameEffect,
  facts: (topology, pair) => takeoverFacts(topology, part(pair)),
};
