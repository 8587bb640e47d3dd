import type { Address } from "../model/address";
import { oneOf } from "../text/wording";
import type { SurveyedFile } from "./host-survey";
import { type ImportNote, placeText, type Sourced } from "./import-note";
import { roleEvents } from "./role-events";
import { bothOf, ownScript, type Recognise, type SeenPair, settingOf } from "./seen-pair";
import { type Branch, branch, type Leaf, leaf } from "./written";

/**
 * A virtual IP that scripts move: the Management Layer starts programs on the hosts of the pair, or one of the hosts has the address. What the
 * scripts are set to is known of those of this package alone.
 */
export const recogniseTakeover: Recognise = (pair) => {
  const { name, virtualIp, network, programs } = pair;
  if (virtualIp === undefined) return undefined;
  const holders = bothOf(pair).flatMap(({ host }) =>
    (host.survey?.addresses.rows ?? []).filter((row) => row.address === virtualIp.value).map((row) => ({ host, row })),
  );
  if (holders.length === 0 && programs.length === 0) return undefined;
  const { events, cancelTimeout, notes } = roleEvents(pair);
  const scripts = scriptFiles(pair);
  const held = holders[0];
  const from = [
    `${placeText(virtualIp.position)}, TServer/sip-address`,
    ...(held === undefined ? [] : [`held by ${held.host.object} (${placeText(held.row.position)})`]),
  ];
  return {
    option: "ipAddressTakeover",
    settings: branch({
      virtualIp: leaf(virtualIp.value, from.join("; ")),
      network: network === undefined ? undefined : leaf(network),
      interfaceLabel: interfaceLabel(pair, virtualIp.value, held?.row),
      ...scriptSettings(scripts),
      events,
      cancelTimeout,
      watchdog: watchdogOf(pair, scripts),
    }),
    free: [],
    notes: [...notes, ...holderNotes(name, virtualIp, holders), ...managerNotes(pair, virtualIp.value)],
  };
};

/** What was surveyed of the control script and its watchdog, on either host. */
function scriptFiles({ programs }: SeenPair): SurveyedFile[] {
  return programs.filter(({ command }) => ownScript(command) !== undefined).flatMap(({ files }) => files);
}

/** The ending of the logical interface's name: as the kernel has it, as the network is configured with it, or as a script names it. */
function interfaceLabel(
  { programs, ...pair }: SeenPair,
  address: Address,
  held: { readonly label?: string | undefined; readonly position: Sourced<string>["position"] } | undefined,
): Leaf | undefined {
  const own = settingOf(scriptFiles({ programs, ...pair }), "LABEL");
  const named = held?.label === undefined ? own : { value: held.label, position: held.position };
  const persistent = bothOf({ programs, ...pair }).flatMap(({ host }) => host.survey?.persistent ?? []);
  const configured = persistent.flatMap(({ path, lines }) => {
    const line = lines.find(({ addresses }) => addresses.includes(address));
    return line !== undefined && /\/ifcfg-[^/]+:/.test(path)
      ? [{ value: path.slice(path.lastIndexOf("/ifcfg-") + 7), position: line.position }]
      : [];
  });
  const scripted = programs
    .flatMap(({ files }) => files.flatMap(({ lines }) => lines))
    .flatMap(({ text, position }) => {
      const [value] =
        /(?<![\w:.-])[a-z][\w.-]{0,14}:[a-z0-9]{1,13}(?![\w:.-])/.exec(text.startsWith("#") ? "" : text) ?? [];
      return value === undefined ? [] : [{ value, position }];
    });
  const label = named ?? configured[0] ?? scripted[0];
  const ending = label?.value.slice(label.value.indexOf(":") + 1);
  return ending !== undefined && /^[a-z0-9]{1,13}$/.test(ending) ? leaf(ending, placeText(label!.position)) : undefined;
}

/** What a control script of this package is set to. */
function scriptSettings(files: readonly SurveyedFile[]): Readonly<Record<string, Leaf | undefined>> {
  const scripts = files.filter(({ path }) => !path.endsWith("-watchdog"));
  const number = (name: string) => settingOf(scripts, name);
  const seconds = (name: string, unit: number) => {
    const read = number(name);
    return read && leaf(durationOf(Number(read.value) * unit), placeText(read.position));
  };
  const announcements = number("ANNOUNCEMENTS");
  const probe = number("PROBE_MILLISECONDS");
  const halves = number("HALVES");
  const line = (part: string) =>
    scripts.flatMap(({ lines }) => lines).find(({ text }) => !text.startsWith("#") && text.includes(part));
  const refuses = line("still answers for");
  const tracking = line("conntrack");
  return {
    conflictPolicy: probe && leaf(refuses ? "refuse" : "probe-first", placeText((refuses ?? probe).position)),
    probeTimeout: seconds("PROBE_MILLISECONDS", 1),
    announcements: announcements && leaf(Number(announcements.value), placeText(announcements.position)),
    sourceAddress: halves && leaf("virtual-ip", placeText(halves.position)),
    flushConnectionTracking: tracking && leaf(true, placeText(tracking.position)),
    lockTimeout: seconds("LOCK_SECONDS", 1_000),
  };
}

function watchdogOf({ primary }: SeenPair, files: readonly SurveyedFile[]): Branch | undefined {
  const scripts = files.filter(({ path, state }) => path.endsWith("-watchdog") && state === "read");
  const milliseconds = (name: string, unit: number) => {
    const read = settingOf(scripts, name);
    return read && leaf(durationOf(Number(read.value) * unit), placeText(read.position));
  };
  if (scripts.length === 0 || primary.host.survey === undefined) return undefined;
  return branch({
    interval: milliseconds("INTERVAL_SECONDS", 1_000),
    isolationTimeout: milliseconds("ISOLATION_MILLISECONDS", 1),
    announceInterval: milliseconds("ANNOUNCE_MILLISECONDS", 1),
  });
}

/** `9s`, or `1500ms` where it is no whole number of seconds. */
function durationOf(milliseconds: number): string {
  return milliseconds % 1_000 === 0 ? `${milliseconds / 1_000}s` : `${milliseconds}ms`;
}

function holderNotes(
  name: string,
  virtualIp: Sourced<Address>,
  holders: readonly {
    readonly host: { readonly object: string };
    readonly row: { readonly position: Sourced<string>["position"] };
  }[],
): ImportNote[] {
  if (new Set(holders.map(({ host }) => host.object)).size < 2) return [];
  return [
    {
      kind: "left",
      code: "virtual-ip-on-both",
      of: `pair ${name}`,
      position: holders[1]!.row.position,
      message: `both hosts have the virtual IP ${virtualIp.value}`,
      found: oneOf(holders.map(({ host }) => host.object)).replace(" or ", " and "),
      fix: "where a switchover ran while the hosts were surveyed, survey again; else take it off the host that is backup",
    },
  ];
}

/** Programs that move addresses by themselves would move the virtual IP beside the control scripts. */
function managerNotes(pair: SeenPair, address: Address): ImportNote[] {
  return bothOf(pair).flatMap(({ host }) =>
    (host.survey?.managers ?? []).map(
      ({ process, position }): ImportNote => ({
        kind: "left",
        code: "other-address-manager",
        of: `host ${host.object}`,
        position,
        message: `a program runs there that moves addresses by itself, perhaps ${address} of pair ${pair.name}; the file has no key for that`,
        found: process,
        fix: "find out what moves the virtual IP; the control scripts and another program must not both do it",
      }),
    ),
  );
}
