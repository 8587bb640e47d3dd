import type { SipServerPair } from "../model/pair";

/** Something that calls pass on their way to a server: a virtual IP, a name, a proxy. */
export interface Station {
  /** A name of its own in the pair. */
  readonly id: string;
  /** What it is, then what is known of it, one line for each. */
  readonly lines: readonly string[];
}

/** A way that calls take. */
export interface Way {
  /** A station, by its id; undefined: callers themselves. */
  readonly from: string | undefined;
  /** A station, or one of the two servers. */
  readonly to: string | "primary" | "backup";
  /** `always`: in normal operation too; `after-switchover`: if the declared backup is primary. */
  readonly when: "always" | "after-switchover";
  /** A few words. */
  readonly why: string;
}

/** How new calls get to a pair. */
export interface CallPath {
  readonly stations: readonly Station[];
  readonly ways: readonly Way[];
}

/** Ways through one station, which leads to whichever server is primary. */
export function pathThrough(station: Station, callers: string, toPrimary: string, toBackup: string): CallPath {
  return {
    stations: [station],
    ways: [
      { from: undefined, to: station.id, when: "always", why: callers },
      { from: station.id, to: "primary", when: "always", why: toPrimary },
      { from: station.id, to: "backup", when: "after-switchover", why: toBackup },
    ],
  };
}

/** Where callers send to: `SIP 5060 udp, tcp`. */
export function sipText({ sip: { port, tlsPort, transports } }: SipServerPair): string {
  const plain = transports.filter((one) => one !== "tls");
  return [
    ...(plain.length === 0 ? [] : [`SIP ${port} ${plain.join(", ")}`]),
    ...(transports.includes("tls") ? [tlsPort === undefined ? "SIP tls" : `SIP ${tlsPort} tls`] : []),
  ].join("; ");
}
