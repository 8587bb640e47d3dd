import { NO_WORK } from "../../scripts/installer-work";
import { optionFor } from "../option";
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
import {
  sipProxyEffects,
  sipProxyMachineEffect,
  sipProxyPortEffect,
  sipProxyRenameEffect,
  sipProxyTransportsEffect,
} from "./effects";
import { sipProxyFacts } from "./facts";
import { sipProxyListeners } from "./listeners";
import { sipProxyArriving, sipProxyBeside, sipProxyLeaving, sipProxyPreparing } from "./migration";
import { type ProxiedPair, serverInterface, sipProxyDeclaration, sipProxyFromDeclaration } from "./model";
import { sipProxyRunbook } from "./runbook";
import { sipProxyScenarios } from "./scenarios";
import { proxiedServerOptions } from "./server-options";
import { hostLossOutage } from "./timing";

/** SIP Proxy: a pool of proxies that find the primary by OPTIONS, and that callers find by DNS. No virtual IP, no scripts. */
export const sipProxy = optionFor<ProxiedPair>({
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
  configuration: sipProxyConfiguration,
  applicationNames: sipProxyApplicationNames,
  reactions: () => [],
  serverOptions: proxiedServerOptions,
  declaredOptions: sipProxyDeclaredOptions,
  optionsFiles: sipProxyOptionsFiles,
  dnsRecords: servedRecords,
  listeners: sipProxyListeners,
  worstCaseOutage: hostLossOutage,
  behaviour: sipProxyBehaviour,
  scenarios: sipProxyScenarios,
  serverAddress: (topology, pair, server) => serverInterface(topology, pair, server)?.address,
  callPath: sipProxyCallPath,
  runbook: sipProxyRunbook,
  drill: () => sipProxyDrill,
  preparing: (_, pair, earlier) => sipProxyPreparing(pair, earlier),
  leaving: (_, pair, later) => sipProxyLeaving(pair, later),
  arriving: (_, pair, earlier) => sipProxyArriving(pair, earlier),
  besideHeading: sipProxyBeside,
  effects: sipProxyEffects,
  portEffect: sipProxyPortEffect,
  transportsEffect: sipProxyTransportsEffect,
  machineEffect: sipProxyMachineEffect,
  renameEffect: sipProxyRenameEffect,
  facts: (_, pair) => sipProxyFacts(pair),
});
