import type { ExportedObject } from "../drift/configuration-export";
import { show } from "../text/wording";
import { carriedOptions } from "./carried-options";
import { type ImportNote, placeText } from "./import-note";
import { portNumber } from "./pool-dn";
import { recogniseBigIp } from "./recognise-big-ip";
import { recogniseSingleHost } from "./recognise-single-host";
import { recogniseSipProxy } from "./recognise-sip-proxy";
import { recogniseTakeover } from "./recognise-takeover";
import { recogniseWindowsNlb } from "./recognise-windows-nlb";
import {
  bothOf,
  type Recognise,
  type Recognised,
  type SeenPair,
  type SeenServer,
  type VirtualIpCandidate,
} from "./seen-pair";
import { optionOf } from "./site-export";
import { leftOfServer } from "./site-server-left";
import { type Branch, branch, branchOrNothing, type Leaf, leaf } from "./written";

/** The options for high availability, by the key under `highAvailability`. They are asked in this order: the first one claims what two have in common. */
export const WAYS: Readonly<Record<string, Recognise>> = {
  singleHost: recogniseSingleHost,
  sipProxy: recogniseSipProxy,
  bigIp: recogniseBigIp,
  windowsNlb: recogniseWindowsNlb,
  ipAddressTakeover: recogniseTakeover,
};

/** A pair as it is in the file; undefined if its option for high availability cannot be seen, which the notes say. */
export function pairWritten(
  pair: SeenPair,
  messageServer: string | undefined,
): { readonly written: Branch | undefined; readonly notes: readonly ImportNote[] } {
  const found = recognised(pair);
  if (found === undefined)
    return { written: undefined, notes: [pair.candidates.length > 0 ? severalCandidates(pair) : notRecognised(pair)] };
  const [option, way] = found;
  const { primary, backup, name } = pair;
  const options = carriedOptions(primary.application, backup.application, way.free);
  const notes = [
    ...bothOf(pair).flatMap((one) => leftOfServer(one, pair, messageServer)),
    ...way.notes,
    ...furtherNotes(pair),
  ];
  const tlsPort = portOption(primary.application, "sip-port-tls");
  if (way.transports === undefined) notes.push(transportsNote(name));
  const written = branch(
    {
      primary: serverWritten(primary, options.primary),
      backup: serverWritten(backup, options.backup),
      sip: branch({
        port: portOption(primary.application, "sip-port") ?? way.sipPort,
        tlsPort,
        transports:
          way.transports ?? leaf(["udp", "tcp", ...(tlsPort === undefined ? [] : ["tls"])], "not known; correct it"),
      }),
      haLink: haLinkOf(primary.application),
      options: options.both,
      highAvailability: branch({ [option]: way.settings }),
    },
    [`${placeText(primary.application.at(["name"]))} and ${placeText(backup.application.at(["name"]))}`],
  );
  return { written, notes };
}

function recognised(pair: SeenPair): readonly [option: string, way: Recognised] | undefined {
  for (const [option, recognise] of Object.entries(WAYS)) {
    const way = recognise(pair);
    if (way !== undefined) return [option, way];
  }
  return undefined;
}

function serverWritten({ declaredName, application, host }: SeenServer, options: Branch | undefined): Branch {
  return branch({
    application: leaf(declaredName),
    host: leaf(host.name, placeText(application.at(["serverInfo", "host"]))),
    ports: branchOrNothing({
      tlib: listeningPort(application, "default"),
      haSync: listeningPort(application, "ha-sync"),
      http: portOption(application, "http-port"),
    }),
    options,
  });
}

function listeningPort(application: ExportedObject, id: string): Leaf | undefined {
  const port = portNumber(application, id);
  return port && leaf(Number(port.value), placeText(port.position));
}

function portOption(application: ExportedObject, option: string): Leaf | undefined {
  const port = optionOf(application, "TServer", option);
  return port && /^\d{1,5}$/.test(port.value) ? leaf(Number(port.value), placeText(port.position)) : undefined;
}

/** The heartbeat of the HA link; off if the protocol is another one. Undefined if the application says nothing about it. */
function haLinkOf(application: ExportedObject): Branch | undefined {
  const of = (option: string) => optionOf(application, "backup-sync", option);
  const protocol = of("protocol");
  if (protocol !== undefined && protocol.value !== "addp") {
    const off = leaf("0s", `${placeText(protocol.position)}, protocol ${protocol.value}`);
    return branch({ addpTimeout: off, addpRemoteTimeout: off });
  }
  const seconds = (option: string) => {
    const read = of(option);
    return read && /^\d{1,9}$/.test(read.value) ? leaf(`${Number(read.value)}s`, placeText(read.position)) : undefined;
  };
  return branchOrNothing({ addpTimeout: seconds("addp-timeout"), addpRemoteTimeout: seconds("addp-remote-timeout") });
}

function transportsNote(name: string): ImportNote {
  return {
    kind: "unknown",
    code: "transports-unknown",
    of: `pair ${name}`,
    message:
      "no option that is known here has the transports by which callers reach it; the file has udp and tcp, and tls if sip-port-tls is set",
    fix: `correct pairs.${name}.sip.transports`,
  };
}

/** A question, and where to look before it is answered. */
function severalCandidates({ name, primary, backup, candidates }: SeenPair): ImportNote {
  return {
    kind: "unknown",
    code: "virtual-ip-unclear",
    of: `pair ${name}`,
    position: candidates[0]!.positions[0],
    message: `it is not known which of ${candidates.length} addresses is the virtual IP of ${primary.name} and ${backup.name}, so the file does not have the pair`,
    found: candidates.map(candidateText).join("; "),
    fix: `look there, and decide by which of them callers reach the pair: set sip-address of both servers to it, export and import again; the file has one virtual IP a pair, so also decide what moves the other ${candidates.length === 2 ? "one" : "ones"}, if something has to`,
  };
}

/** Addresses that are known to be in scripts, but not what for. */
function furtherNotes({ name, virtualIp, further }: SeenPair): ImportNote[] {
  return further.map((one) => ({
    kind: "left",
    code: "further-address-in-scripts",
    of: `pair ${name}`,
    position: one.positions[0],
    message: `hand-made scripts on both hosts have another address beside the virtual IP ${virtualIp!.value}, but the file's scripts will not`,
    found: candidateText(one),
    fix: "read them: if they move it, decide what is to move it from then on; if they only query it, e.g. a gateway or a name server, do nothing",
  }));
}

/** `10.20.0.20, in scripts of both hosts (sip-1.survey:33, sip-2.survey:31), held by sip-1` */
function candidateText({ value, what, positions, holders }: VirtualIpCandidate): string {
  const places = [...new Set(positions.map(placeText))].join(", ");
  return `${value}, ${what} (${places})${holders.length === 0 ? "" : `, held by ${holders.join(" and ")}`}`;
}

function notRecognised(pair: SeenPair): ImportNote {
  const { name, primary, backup, virtualIp, network, programs, unclaimed, foreign } = pair;
  const told = bothOf(pair).flatMap((one) => {
    const address = optionOf(one.application, "TServer", "sip-address")?.value;
    return address === undefined ? [] : [`sip-address of ${one.name} is ${show(address)}`];
  });
  const notSurveyed = [...new Set(bothOf(pair).flatMap(({ host }) => (host.survey === undefined ? host.object : [])))];
  const seen = [
    `address of both in SIP messages: ${virtualIp?.value ?? ["none", ...told].join(", ")}`,
    `network of both hosts that has it: ${network ?? "none"}`,
    `programs that are started on its hosts: ${programs.length + unclaimed.length}`,
    ...(notSurveyed.length === 0 ? [] : [`hosts that were not surveyed: ${notSurveyed.join(", ")}`]),
    ...foreign.map(({ value }) => value),
  ];
  return {
    kind: "left",
    code: "option-not-recognised",
    of: `pair ${name}`,
    position: foreign[0]?.position ?? virtualIp?.position ?? primary.application.at(["name"]),
    message: `how ${primary.name} and ${backup.name} are highly available cannot be seen, so the file does not have the pair; a BIG-IP or another device that has the address does not appear in the facts of hosts${foreign.length === 0 ? "" : ", and a surveyed one has it without both hosts behind it"}`,
    found: seen.join("; "),
    fix:
      foreign.length > 0
        ? "survey the hosts, so that their addresses are known, or correct the pool; otherwise declare the pair by hand: see docs/big-ip.md and docs/environment-file.md"
        : notSurveyed.length > 0
          ? "survey the hosts that were not surveyed, and the BIG-IP, if there is one: sip-ha survey --facts <folder> --big-ip <name>=<address>, run what it prints, then import again; otherwise declare the pair by hand: see docs/environment-file.md"
          : virtualIp === undefined && told.length > 0
            ? "if there is a virtual IP, set sip-address of both servers to it, export and import again; otherwise declare the pair by hand: see docs/environment-file.md"
            : "survey the BIG-IP, if there is one: sip-ha survey --facts <folder> --big-ip <name>=<address>, run what it prints, then import again; otherwise declare the pair by hand: see docs/environment-file.md",
  };
}
