import type { Address } from "../model/address";
import type { Position } from "../model/origin";
import { configuredAtBoot } from "./configured-at-boot";
import { controlScriptSettings, controlScripts, watchdogSettings } from "./control-script-settings";
import { type ImportNote, objectText, placeText, type Sourced } from "./import-note";
import type { PlacedAddress } from "./own-addresses";
import { roleEvents } from "./role-events";
import { bothOf, pairOfOwnScript, type Recognise, type SeenPair, settingOf } from "./seen-pair";
import type { SiteHost } from "./site-hosts";
import { isComment, type SurveyedFile } from "./surveyed-files";
import { branch, type Leaf, leaf } from "./written";

/**
 * A virtual IP that scripts move: the Management Layer starts programs on the hosts of the pair, or one of the hosts has the address. The settings of the
 * scripts are known only for scripts of this package.
 */
export const recogniseTakeover: Recognise = (pair) => {
  const { name, virtualIp, network, programs } = pair;
  if (virtualIp === undefined) return undefined;
  const prepared = bothOf(pair).flatMap(({ host }) =>
    (host.survey?.addresses.rows ?? []).filter((row) => row.address === virtualIp.value).map((row) => ({ host, row })),
  );
  if (prepared.length === 0 && programs.length === 0) return undefined;
  // A logical interface of Solaris has the address on both hosts, and is up on one.
  const holders = prepared.filter(({ row }) => row.use === "used");
  const { events, cancelTimeout, notes } = roleEvents(pair);
  const scripts = controlScripts(pair);
  const held = holders[0];
  const { os } = pair.primary.host;
  const from = [
    `${placeText(virtualIp.position)}, ${virtualIp.what}`,
    ...(held === undefined ? [] : [`held by ${held.host.object} (${placeText(held.row.position)})`]),
  ];
  return {
    settings: branch({
      virtualIp: leaf(virtualIp.value, from.join("; ")),
      network: network === undefined ? undefined : leaf(network),
      // Only Linux has a label for an address.
      interfaceLabel: os !== "linux" ? undefined : interfaceLabel(pair, virtualIp.value, held?.row, scripts),
      ...controlScriptSettings(os, scripts),
      events,
      cancelTimeout,
      watchdog: watchdogSettings(scripts),
    }),
    free: ["sip-outbound-proxy"],
    notes: [
      ...notes,
      ...settingNotes(pair, scripts),
      ...holderNotes(name, virtualIp, holders),
      ...holders.flatMap(({ host, row }) => heldOtherwise(pair, host, row)),
      ...configuredAtBoot(pair, virtualIp.value),
      ...managerNotes(pair, virtualIp.value),
    ],
  };
};

/** The ending of the logical interface's name: as the kernel has it, as the network is configured with it, or as a script names it. */
function interfaceLabel(
  pair: SeenPair,
  address: Address,
  held: { readonly label?: string | undefined; readonly position: Position } | undefined,
  scripts: readonly SurveyedFile[],
): Leaf | undefined {
  const own = settingOf(scripts, "LABEL");
  const named = held?.label === undefined ? own : { value: held.label, position: held.position };
  const persistent = bothOf(pair).flatMap(({ host }) => host.survey?.persistent ?? []);
  const configured = persistent.flatMap(({ file, addresses, position }) => {
    const [, value] = /\/ifcfg-([^/]+:[^/]*)$/.exec(file) ?? [];
    return value !== undefined && addresses.includes(address) ? [{ value, position }] : [];
  });
  const interfaces = new Set(
    bothOf(pair).flatMap(({ host }) => host.survey?.addresses.rows.map((row) => row.interface) ?? []),
  );
  const scripted = pair.programs
    .flatMap(({ files }) => files.flatMap(({ lines }) => lines))
    .flatMap(({ text, position }) => {
      const words = isComment(text) ? [] : text.matchAll(/(?<![\w:.-])([a-z][\w.-]{0,14}):[a-z0-9]{1,13}(?![\w:.-])/g);
      // A host and a port are written in the same way.
      return [...words].flatMap(([value, name]) => (interfaces.has(name!) ? [{ value, position }] : []));
    });
  const label = named ?? configured[0] ?? scripted[0];
  const ending = label?.value.slice(label.value.indexOf(":") + 1);
  return ending !== undefined && /^[a-z0-9]{1,13}$/.test(ending) ? leaf(ending, placeText(label!.position)) : undefined;
}

/** A control script of this package has more settings than its pair's objects show. */
function settingNotes({ name, programs }: SeenPair, scripts: readonly SurveyedFile[]): ImportNote[] {
  const program = programs.find(({ command }) => pairOfOwnScript(command) !== undefined);
  if (program === undefined || scripts.some(({ state }) => state === "read")) return [];
  return [
    {
      kind: "unknown",
      code: "script-settings-unknown",
      of: `pair ${name}`,
      position: program.application.at(["commandLine"]),
      message:
        "its control script is from this package, but was not surveyed; the file leaves its settings at their defaults",
      found: program.command,
      fix: `set under pairs.${name}.highAvailability.ipAddressTakeover what was declared before: conflictPolicy, watchdog and others`,
    },
  ];
}

function holderNotes(
  name: string,
  virtualIp: Sourced<Address>,
  holders: readonly {
    readonly host: { readonly object: string };
    readonly row: { readonly position: Position };
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
      found: holders.map(({ host }) => host.object).join(" and "),
      fix: "if a switchover ran while the hosts were surveyed, survey again; otherwise remove it from the host that is backup",
    },
  ];
}

const TAKE_OFF = "in the maintenance window, before the control script's up, remove it with the tool that has added it";

/** The places where a host holds the virtual IP in another way than a control script adds it, which drift reports as soon as the pair is declared. */
function heldOtherwise({ name, network }: SeenPair, host: SiteHost, row: PlacedAddress): ImportNote[] {
  const declared = host.interfaces.find((one) => one.network === network)?.address;
  const own = host.survey?.addresses.rows.find((one) => one.address === declared);
  const isElsewhere = own !== undefined && (own.interface !== row.interface || own.prefixLength !== row.prefixLength);
  if (!isElsewhere && row.sourceBy === undefined) return [];
  const common = {
    kind: "left",
    of: objectText("host", host.object),
    position: row.position,
  } as const;
  const found = `${row.address}/${row.prefixLength} on ${row.interface}`;
  return [
    isElsewhere
      ? {
          ...common,
          code: "virtual-ip-misplaced",
          message: `it has the virtual IP of pair ${name} where its control script does not put it, or with another prefix length; as long as it is there, drift reports this, and the script's up refuses`,
          found: `${found}; the script puts it on ${own.interface} with /${own.prefixLength}`,
          fix: TAKE_OFF,
        }
      : {
          ...common,
          code: "virtual-ip-source",
          message: `it may send with the virtual IP of pair ${name} even if no program asks for that, because ${row.sourceBy}; drift reports this until the control script has added it`,
          found,
          fix: TAKE_OFF,
        },
  ];
}

/** Programs that move addresses by themselves would move the virtual IP in addition to the control scripts. */
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
        fix: "find out what moves the virtual IP; the control scripts and another program must not both move it",
      }),
    ),
  );
}
