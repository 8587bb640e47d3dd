import { evidenceOf } from "../../configuration-layer/facts";
import type { Topology } from "../../model/topology";
import type { Artifact } from "../artifact";
import { environmentRecords } from "./dns-records";
import { DNS_FACTS } from "./facts";
import { proxiedPairs } from "./model";
import { renderRecords, renderZone, type Zone } from "./zone-file";

/** The zones of an environment's pools, by name. */
export function zonesOf(topology: Topology): Zone[] {
  const records = environmentRecords(topology);
  const pairs = proxiedPairs(topology);
  const names = [...new Set(pairs.map(({ highAvailability }) => highAvailability.zone))].sort();
  return names.map((name) => ({
    name,
    pairs: pairs.filter(({ highAvailability }) => highAvailability.zone === name),
    records: records.filter(({ zone }) => zone === name),
  }));
}

/** The DNS files of an environment: a zone file for each zone, and a list of all records. None of them goes to a host. */
export function dnsArtifacts(topology: Topology): Artifact[] {
  const evidence = evidenceOf(DNS_FACTS);
  return [
    ...zonesOf(topology).map((zone) => ({
      path: `dns/${zone.name}.zone`,
      content: renderZone(zone),
      purpose: `the zone ${zone.name}, by which endpoints find the SIP Proxies; secondary servers take it over only with a higher zoneSerial than they have`,
      construct: zone.pairs.length === 1 ? `pairs.${zone.pairs[0]!.name}` : topology.environment,
      evidence,
    })),
    {
      path: "dns/records.json",
      content: renderRecords(environmentRecords(topology)),
      purpose: "the same records as a list, for other tools",
      construct: topology.environment,
      evidence,
    },
  ];
}
