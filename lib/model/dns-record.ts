import type { DomainName } from "./domain-name";

/** The records of one name and type. */
export interface DnsRecord {
  /** Absolute, with a dot at the end. */
  readonly name: string;
  readonly zone: DomainName;
  readonly type: "A" | "AAAA" | "NAPTR" | "SRV";
  /** In seconds. */
  readonly ttl: number;
  /** One entry for each record, as in a zone file; names are absolute. */
  readonly data: readonly string[];
}

/** Records as name servers must answer with them. */
export interface ServedRecord extends DnsRecord {
  /** The name servers to ask; if there are none, those that the asking system uses. */
  readonly nameServers: readonly DomainName[];
  /** The serial number of their zone. */
  readonly zoneSerial: number;
  /** The element that they come from. */
  readonly construct: string;
}
