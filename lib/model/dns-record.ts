import type { DomainName } from "./domain-name";

/** The records of one name and type. */
export interface DnsRecord {
  /** Absolute, with the dot at its end. */
  readonly name: string;
  readonly zone: DomainName;
  readonly type: "A" | "AAAA" | "NAPTR" | "SRV";
  /** Seconds. */
  readonly ttl: number;
  /** One entry a record, as it stands in a zone file; names are absolute. */
  readonly data: readonly string[];
}

/** Records as name servers have to answer with them. */
export interface ServedRecord extends DnsRecord {
  /** Whom to ask; where there is none, whomever the asking system asks. */
  readonly nameServers: readonly DomainName[];
  /** The serial number of their zone. */
  readonly zoneSerial: number;
  /** The element that they come from. */
  readonly construct: string;
}
