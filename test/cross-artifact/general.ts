import { isIP } from "node:net";
import { parseAddress } from "../../lib/model/address";
import { managementApplicationsOf } from "../../lib/model/management-layer";
import type { Topology } from "../../lib/model/topology";
import { isBigIpPath } from "./big-ip-paths";
import { type ModelWords, modelWords } from "./model-words";
import { type Complaint, json, linesOf, type Stack, type Walk } from "./stack";
import {
  isWellKnown,
  WELL_KNOWN_ADDRESSES,
  WELL_KNOWN_EVENTS,
  WELL_KNOWN_FOLDERS,
  WELL_KNOWN_PORTS,
} from "./well-known";

/** A kind of thing that any text may mention: how a mention is recognised, and whether it is right. */
export interface MentionKind {
  readonly name: string;
  readonly find: (line: string, topology: Topology) => readonly string[];
  readonly isRight: (mention: string, file: string, stack: Stack, words: ModelWords) => boolean;
}

const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\w)/g;
const IPV6 = /(?<![\w:.])[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?![\w:])/g;

export const addresses: MentionKind = {
  name: "address",
  find: (line) =>
    [...line.matchAll(IPV4), ...line.matchAll(IPV6)].map(([text]) => text).filter((text) => isIP(text) !== 0),
  isRight: (text, file, { topology }, words) => {
    const address = parseAddress(text);
    if (address === undefined) return false;
    return (
      words.addresses.has(address) ||
      text === topology.genesys.sipServerVersion ||
      isWellKnown(WELL_KNOWN_ADDRESSES, address, file)
    );
  },
};

const PORTS = [
  // port 5060, sip-port=5060, "lcaPort": "4999", virtualPort: 5060, -StartPort 5060, SIP_PORT='5060'
  /(?:\b|[a-z_-])(?:ports?|PORT|(?<=[a-z])Ports?)(?:-tls)?\b["']?\s*[:=]?\s*["']?(\d{1,5})\b(?![.\d])/g,
  // 10.0.0.1:5060, [2001:db8::1]:5060, all:5060, sport = :5060
  /(?:(?:\d{1,3}\.){3}\d{1,3}|\]|\ball|=\s):(\d{1,5})\b(?![:.\d])/g,
  // _sip._udp IN SRV 10 10 5060 proxy
  /\bSRV\s+\d+\s+\d+\s+(\d{1,5})\b/g,
];

export const ports: MentionKind = {
  name: "port",
  find: (line) => PORTS.flatMap((pattern) => [...line.matchAll(pattern)].map(([, port]) => port!)),
  isRight: (text, file, _, words) => words.ports.has(Number(text)) || isWellKnown(WELL_KNOWN_PORTS, Number(text), file),
};

export const events: MentionKind = {
  name: "event",
  find: (line) =>
    [...line.matchAll(/\b00-(\d{4,5})\b|"logEventID":\s*(\d+)/g)].map(([, text, number]) => (text ?? number)!),
  isRight: (text, file, _, words) =>
    words.events.has(Number(text)) || isWellKnown(WELL_KNOWN_EVENTS, Number(text), file),
};

const UNIX_PATH = /(?:(?<![\w<$}"'`:./@>*)!~-])|(?<=["'`!]))~?\/[\w.@-]+(?:\/[\w.@-]+)+/g;
const WINDOWS_PATH = /\b[A-Z]:\\[\w.@-]+(?:\\[\w.@-]+)*/g;

export const paths: MentionKind = {
  name: "path",
  find: (line) =>
    [...line.matchAll(UNIX_PATH), ...line.matchAll(WINDOWS_PATH)].map(([path]) => path.replace(/\.+$/, "")),
  isRight: (path, file, stack, words) =>
    words.names.has(path) ||
    installedPaths(stack).has(path) ||
    isBigIpPath(path, stack, words) ||
    WELL_KNOWN_FOLDERS.some(({ value, in: where }) =>
      where === undefined ? `${path}/`.startsWith(value) : path === value && where.test(file),
    ),
};

const installed = new WeakMap<Stack, ReadonlySet<string>>();

/** The files on the hosts: the targets of artifacts.yaml, and the installers, which stay there under the environment's name. */
function installedPaths(stack: Stack): ReadonlySet<string> {
  let known = installed.get(stack);
  if (known === undefined) {
    const { environment, hosts } = stack.topology;
    const installers = [...hosts.values()].flatMap(({ installDirectory }) => [
      `${installDirectory}/deploy-${environment}`,
      `${installDirectory}\\deploy-${environment}.cmd`,
    ]);
    known = new Set([
      ...stack.listed.flatMap(({ target }) => (target === undefined ? [] : [target.path])),
      ...installers,
    ]);
    installed.set(stack, known);
  }
  return known;
}

/** The Configuration Layer objects that are written, by name. */
export function objectNames(stack: Stack): Set<string> {
  const objects = (json(stack, "configuration-layer/objects.json") ?? {}) as Record<
    string,
    { readonly name: string }[]
  >;
  return new Set(
    ["applications", "scripts", "alarmConditions"].flatMap((kind) => (objects[kind] ?? []).map(({ name }) => name)),
  );
}

/** Words that begin like the name of an application, up to its first underscore, except for variables of scripts. */
export const objects: MentionKind = {
  name: "object",
  find: (line, topology) => {
    const known = [
      ...managementApplicationsOf(topology.managementLayer).map(({ application }) => application),
      ...[...topology.pairs.values()].flatMap(({ primary, backup }) => [primary.application, backup.application]),
    ];
    const starts = new Set(known.filter((name) => name.includes("_")).map((name) => name.split("_")[0]!));
    return [...line.matchAll(/(?<![\w$%!{./\\-])([A-Za-z0-9]+)_\w+(?![=(%!])\b/g)]
      .filter(([, start]) => starts.has(start!))
      .map(([word]) => word);
  },
  isRight: (name, _, stack, words) => words.names.has(name) || objectNames(stack).has(name),
};

const found = new WeakMap<Topology, Map<MentionKind, Map<string, readonly string[]>>>();

/** Looks at each different line only once: a stack with one change has all other lines of the stack before. */
function remembered(kind: MentionKind): MentionKind {
  return {
    ...kind,
    find: (line, topology) => {
      const kinds = found.get(topology) ?? new Map<MentionKind, Map<string, readonly string[]>>();
      const lines = kinds.get(kind) ?? new Map<string, readonly string[]>();
      const mentions = lines.get(line) ?? kind.find(line, topology);
      found.set(topology, kinds.set(kind, lines.set(line, mentions)));
      return mentions;
    },
  };
}

/** What any text is searched for, in every kind of file. */
export const MENTION_KINDS: readonly MentionKind[] = [addresses, ports, events, paths, objects].map(remembered);

/** Checks that every address, port, event, path and object that a file mentions is the model's. */
export function walkFile(stack: Stack, words: ModelWords, file: string): Complaint[] {
  return linesOf(stack, file).flatMap(([line, text]) =>
    MENTION_KINDS.flatMap((kind) =>
      kind
        .find(text, stack.topology)
        .filter((mention) => !kind.isRight(mention, file, stack, words))
        .map((mention) => ({ file, line, text: `${kind.name} ${mention} is not the model's` })),
    ),
  );
}

/** The same check for every file. */
export const generalWalk: Walk = (stack) => {
  const words = modelWords(stack.topology);
  return Object.keys(stack.files).flatMap((file) => walkFile(stack, words, file));
};
