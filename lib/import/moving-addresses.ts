import { type BehindDevice, devicesBefore } from "./behind-device";
import type { BigIpSurvey } from "./big-ip-survey";
import type { HostSurvey } from "./host-survey";
import { NO_VIRTUAL_IP, type SeenVirtualIp, type VirtualIpFindings } from "./seen-pair";
import { virtualIpOf } from "./seen-virtual-ip";
import type { SiteAddresses } from "./site-addresses";
import type { SiteApplications, SitePair } from "./site-applications";
import type { SiteExport } from "./site-export";
import { wantedPair } from "./wanted-pair";

/** The addresses that move, and the sources that show it. */
export interface MovingAddresses {
  /** The BIG-IPs that each pair is behind. */
  readonly devices: ReadonlyMap<SitePair, readonly BehindDevice[]>;
  /** What is known about the address of each pair. */
  readonly findings: ReadonlyMap<SitePair, VirtualIpFindings>;
  /** The addresses that are known. */
  readonly virtualIps: ReadonlyMap<SitePair, SeenVirtualIp>;
}

/** Finds the address of each pair: on a BIG-IP before it, or on its hosts. */
export function movingAddresses(
  site: SiteExport,
  applications: SiteApplications,
  addresses: SiteAddresses,
  surveys: ReadonlyMap<string, HostSurvey>,
  bigIps: readonly BigIpSurvey[],
): MovingAddresses {
  const devices = new Map<SitePair, readonly BehindDevice[]>();
  const findings = new Map<SitePair, VirtualIpFindings>();
  const virtualIps = new Map<SitePair, SeenVirtualIp>();
  for (const pair of applications.pairs) {
    const wanted = wantedPair(pair, site, addresses, surveys);
    const before = wanted === undefined ? [] : devicesBefore(wanted, bigIps);
    const onDevice = before[0]?.virtualIp;
    const found =
      onDevice === undefined
        ? virtualIpOf(pair, addresses, applications, surveys)
        : { ...NO_VIRTUAL_IP, virtualIp: onDevice };
    devices.set(pair, before);
    findings.set(pair, found);
    if (found.virtualIp !== undefined) virtualIps.set(pair, found.virtualIp);
  }
  return { devices, findings, virtualIps };
}
