import type { SipServerPair } from "../../model/pair";
import { NO_WORK } from "../../scripts/installer-work";
import type { HighAvailabilityOption } from "../option";
import { dnsArtifacts } from "./artifacts";
import { sipProxyBehaviour } from "./behaviour";
import { sipProxyCallPath } from "./call-path";
import { sipProxyRules } from "./checks";
import {
  sipProxyApplicationNames,
  sipProxyConfiguration,
  sipProxyDeclaredOptions,
  sipProxyOptionsFiles,
} from "./configuration";
import { servedRecords } from "./dns-records";
import { sipProxyDrill } from "./drill";
import { sipProxyEffects, sipProxyMachineEffect, sipProxyPortEffect, sipProxyRenameEffect } from "./effects";
import { sipProxyFacts } from "./facts";
import { sipProxyListeners } from "./listeners";
import { sipProxyArriving, sipProxyBeside, sipProxyLeaving, sipProxyPreparing } from "./migration";
import { type ProxiedPair, serverInterface, sipProxyDeclaration, sipProxyFromDeclaration } from "./model";
import { sipProxyRunbook } from "./runbook";
import { sipProxyScenarios } from "./scenarios";
import { proxiedServerOptions } from "./server-options";
import { hostLossOutage } from "./timing";

const part = (pair: SipServerPair) => pair as ProxiedPair;

/** SIP Proxy: a pool of proxies that find the primary by OPTIONS, and that callers find by DNS. No virtual IP, no scripts. */
export const sipProxy: HighAvailabilityOption = {
  name: "sipProxy",
  title: "SIP Proxy",
  declaration: sipProxyDeclaration,
  fromDeclaration: sipProxyFromDeclaration,
  references: [
    { kind: "hosts", path: ["proxies", "[]", "host"] },
    { kind: "networks", path: ["proxies", "[]", "network"] },
    { kind: "networks", path: ["primaryNetwork"] },
    { kind: "networks", path: ["backupNetwork"] },
    { kind: "hosts", path: ["resourceManagers", "[]", "members", "[]", "host"] },
  ],
  virtualIp: () => undefined,
  runsScripts: false,
  rules: () => sipProxyRules,
  artifacts: () => [],
  sharedArtifacts: dnsArtifacts,
  hostWork: () => NO_WORK,
  configuration: (topology, pair) => sipProxyConfiguration(topology, part(pair)),
  applicationNames: (pair) => sipProxyApplicationNames(part(pair)),
  reactions: () => [],
  serverOptions: (topology, pair, server) => proxiedServerOptions(topology, part(pair), server),
  declaredOptions: (pair) => sipProxyDeclaredOptions(part(pair)),
  optionsFiles: (topology, pair) => sipProxyOptionsFiles(topology, part(pair)),
  dnsRecords: servedRecords,
  listeners: (pair) => sipProxyListeners(part(pair)),
  worstCaseOutage: (topology, pair) => hostLossOutage(topology, part(pair)),
  behaviour: (topology, pair) => sipProxyBehaviour(topology, part(pair)),
  scenarios: sipProxyScenarios,
  serverAddress: (topology, pair, server) => serverInterface(topology, part(pair), server)?.address,
  callPath: (topology, pair) => sipProxyCallPath(topology, part(pair)),
  runbook: (topology, pair) => sipProxyRunbook(topology, part(pair)),
  drill: () => sipProxyDrill,
  preparing: (_, pair) => sipProxyPreparing(part(pair)),
  leaving: (_, pair, later) => sipProxyLeaving(part(pair), later),
  arriving: (_, pair) => sipProxyArriving(part(pair)),
  besideHeading: (pair, was) => sipProxyBeside(part(pair), was),
  effects: sipProxyEffects,
  portEffect: sipProxyPortEffect,
  machineEffect: (change, pair) => sipProxyMachineEffect(change, part(pair)),
  renameEffect: (pair) => sipProxyRenameEffect(part(pair)),
  facts: (_, pair) => sipProxyFacts(part(pair)),
};
