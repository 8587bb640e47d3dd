import { SIP_SERVICE_FACTS } from "../../configuration-layer/server-options";
import { NO_WORK } from "../../scripts/installer-work";
import { NOTHING_TO_LEAVE } from "../moving";
import { optionFor } from "../option";
import { singleHostBehaviour } from "./behaviour";
import { singleHostCallPath } from "./call-path";
import { singleHostRules } from "./checks";
import { singleHostDrill } from "./drill";
import { singleHostEffects, singleHostHostEffect, singleHostMachineEffect } from "./effects";
import { callersAddress, type SingleHostPair, singleHostDeclaration, singleHostFromDeclaration } from "./model";
import { singleHostRunbook } from "./runbook";
import { singleHostScenarios } from "./scenarios";
import { singleHostServerOptions } from "./server-options";

/** Both servers on one host: no virtual IP, no scripts, no alarm that starts anything. The Management Layer makes the other process primary. */
export const singleHost = optionFor<SingleHostPair>({
  name: "singleHost",
  title: "Single host",
  declaration: singleHostDeclaration,
  fromDeclaration: singleHostFromDeclaration,
  references: [],
  virtualIp: () => undefined,
  runsScripts: false,
  rules: () => singleHostRules,
  artifacts: () => [],
  sharedArtifacts: () => [],
  hostWork: () => NO_WORK,
  configuration: () => ({}),
  applicationNames: () => [],
  reactions: () => [],
  serverOptions: singleHostServerOptions,
  behaviour: (_, pair) => singleHostBehaviour(pair),
  scenarios: singleHostScenarios,
  serverAddress: ({ hosts }, _, { host }) => callersAddress(hosts.get(host)!),
  callPath: (_, pair) => singleHostCallPath(pair),
  runbook: singleHostRunbook,
  drill: singleHostDrill,
  leaving: () => NOTHING_TO_LEAVE,
  arriving: (_, { primary }) => ({
    ahead: [],
    beforeStart: [],
    afterStart: [],
    callers: [`Point callers, gateways and DNS at ${primary.host} itself.`],
  }),
  effects: singleHostEffects,
  hostEffect: () => singleHostHostEffect,
  machineEffect: singleHostMachineEffect,
  facts: ({ hosts }, { primary }) => [
    "single-host",
    "single-host-ports",
    "process-failure",
    ...SIP_SERVICE_FACTS,
    ...(hosts.get(primary.host)!.os === "windows" ? (["windows-listeners"] as const) : []),
  ],
});
