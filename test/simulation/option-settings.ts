import { singleHostPairs } from "../../lib/options/single-host/model";
import { nlbPairs } from "../../lib/options/windows-nlb/model";
import { type Setting, settingOf } from "../../lib/simulation/setting";
import { bigIpTopology } from "../options/big-ip/big-ip-sample";
import { singleHostDeclaration } from "../options/single-host/single-host-sample";
import { sampleProxiedPair, sipProxyTopology } from "../options/sip-proxy/sip-proxy-sample";
import { nlbDeclaration } from "../options/windows-nlb/nlb-sample";
import { topologyOf } from "../topology-of";

/** The setting of a simulation with the sample's pair in a Windows NLB cluster, with these values of its declaration replaced. */
export function nlbSetting(changes: Readonly<Record<string, unknown>> = {}): Setting {
  const topology = topologyOf(nlbDeclaration(changes));
  return settingOf(topology, nlbPairs(topology)[0]!);
}

/** The sample's pair behind a BIG-IP. */
export function bigIpSetting(): Setting {
  const { topology, pair } = bigIpTopology();
  return settingOf(topology, pair);
}

/** The sample's pair behind a pool of SIP Proxies, with these values of its declaration replaced. */
export function sipProxySetting(changes: Readonly<Record<string, unknown>> = {}): Setting {
  const topology = sipProxyTopology(changes);
  return settingOf(topology, sampleProxiedPair(topology));
}

/** The sample's pair on one host, with these values of its declaration replaced. */
export function singleHostSetting(changes: Readonly<Record<string, unknown>> = {}): Setting {
  const topology = topologyOf(singleHostDeclaration(changes));
  return settingOf(topology, singleHostPairs(topology)[0]!);
}
