import { duration, encodeProblem, finiteNumber, NOT_READ_ALIKE, objectName, port, reference } from "./declared";
import type { Duration } from "./duration";
import { everyOf } from "./every-of";
import { v } from "./schema";

/** The present role of one of the two servers, whatever it was declared as. */
export type Role = "primary" | "backup";

/** The transports of SIP. */
export const TRANSPORTS = everyOf<Transport>({ udp: true, tcp: true, tls: true });
/** A transport of SIP. */
export type Transport = "udp" | "tcp" | "tls";

/** Option values of an application: section, option, value. */
export type OptionValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One of the two SIP Servers. */
export interface SipServer {
  /** The Application object's name. */
  readonly application: string;
  /** The name of the host that it runs on. */
  readonly host: string;
  /** Listening ports: for T-Library clients, for the HA link, and for the readiness check over HTTP if there is one. */
  readonly ports: { readonly tlib: number; readonly haSync: number; readonly http?: number | undefined };
  /** The options of this server in addition to those of the pair. */
  readonly options: OptionValues;
}

/** Where callers reach the pair. */
export interface SipService {
  /** The port for SIP over UDP and TCP. */
  readonly port: number;
  /** The port for SIP over TLS; undefined if there is none. */
  readonly tlsPort?: number | undefined;
  /** The transports that callers use. */
  readonly transports: readonly Transport[];
}

/** The heartbeat of the HA link between the two servers. */
export interface HaLink {
  /** How long the primary waits for the backup. */
  readonly addpTimeout: Duration;
  /** How long the backup waits for the primary. */
  readonly addpRemoteTimeout: Duration;
}

/** How a pair is highly available. Each option adds its own part; `option` names the option. */
export interface HighAvailability {
  /** The key under `highAvailability`: `ipAddressTakeover`. */
  readonly option: string;
  /** How many agents and other users of phones the pair serves; undefined if the option does not ask for it. */
  readonly seats?: number | undefined;
}

/** A primary and a backup SIP Server in hot standby. */
export interface SipServerPair {
  /** The name as declared. */
  readonly name: string;
  /** The server that is primary at first. */
  readonly primary: SipServer;
  /** The server that is backup at first. */
  readonly backup: SipServer;
  /** Where callers reach the pair. */
  readonly sip: SipService;
  /** The heartbeat of the HA link. */
  readonly haLink: HaLink;
  /** Options of both servers. */
  readonly options: OptionValues;
  /** The longest outage that the business accepts; undefined if not declared. */
  readonly recoveryTimeObjective?: Duration | undefined;
  /** How the pair is highly available. */
  readonly highAvailability: HighAvailability;
}

/** Option values are text; YAML's numbers and booleans are taken as they would be typed into the Configuration Layer. */
const optionValue = v.pipe(
  v.union([v.string(), finiteNumber, v.boolean()]),
  v.transform((value) => String(value)),
  v.regex(
    new RegExp(`^[^${NOT_READ_ALIKE}]*$`, "u"),
    encodeProblem({
      code: "invalid-text",
      message: "not a value that an option can have",
      allowed: "printable characters, no line break",
      fix: "write the value in one line",
    }),
  ),
);
const optionName = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/,
    encodeProblem({
      code: "invalid-name",
      message: "not a valid name of an option or of a section",
      allowed: "a letter or digit, then letters, digits, _, - or ., at most 128 characters",
      fix: "write the name as in the documentation",
    }),
  ),
);
const section = v.record(
  optionName,
  optionValue,
  encodeProblem({
    code: "wrong-type",
    message: "an option belongs in its section",
    allowed: "the name of a section, and in it options with their values",
    fix: "write it in the section that the option belongs to, e.g. TServer: { <option>: <value> }",
  }),
);
const optionValues = v.record(optionName, section);

const sipServer = v.strictObject({
  application: objectName("an application"),
  host: reference("a host"),
  ports: v.optional(
    v.strictObject({ tlib: v.optional(port, 3000), haSync: v.optional(port), http: v.optional(port) }),
    {},
  ),
  options: v.optional(optionValues, {}),
});

/** The declaration of a pair; `highAvailability` is checked by the option that it names. */
export const pairDeclaration = v.strictObject({
  primary: sipServer,
  backup: sipServer,
  sip: v.strictObject({
    port: v.optional(port, 5060),
    tlsPort: v.optional(port),
    // Each transport once; a pool of SIP Proxies accepts no duplicates either.
    transports: v.pipe(
      v.array(v.picklist(TRANSPORTS)),
      v.minLength(1),
      v.transform((transports) => [...new Set(transports)]),
    ),
  }),
  haLink: v.optional(
    v.strictObject({ addpTimeout: v.optional(duration, "5s"), addpRemoteTimeout: v.optional(duration, "5s") }),
    {},
  ),
  options: v.optional(optionValues, {}),
  recoveryTimeObjective: v.optional(duration),
  highAvailability: v.record(v.string(), v.unknown()),
});

/** The two servers of a pair, the primary first. */
export function serversOf(pair: SipServerPair): readonly [SipServer, SipServer] {
  return [pair.primary, pair.backup];
}

/** The names of the hosts of its servers, the primary's first; one name if both servers are on one host. */
export function hostNamesOf({ primary, backup }: SipServerPair): readonly string[] {
  return primary.host === backup.host ? [primary.host] : [primary.host, backup.host];
}

/** The SIP ports, with the TLS port last. */
export function sipPorts({ port, tlsPort }: SipService): readonly number[] {
  return tlsPort === undefined ? [port] : [port, tlsPort];
}

/** Whether both servers of the pair are on one host. */
export function isOnOneHost({ primary, backup }: Pick<SipServerPair, "primary" | "backup">): boolean {
  return primary.host === backup.host;
}

/** The other server of the pair. */
export function peerOf(pair: SipServerPair, server: SipServer): SipServer {
  return server === pair.primary ? pair.backup : pair.primary;
}
