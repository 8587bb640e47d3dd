import { findOption, isAtLeast } from "../configuration-layer/options-catalogue";
import type { ExportedObject } from "../drift/configuration-export";
import { sortedBy } from "../text/sorted";
import { type ImportNote, objectText, placeText, type Sourced } from "./import-note";
import { keysAt, optionOf } from "./site-export";
import { type Branch, branch, branchOrNothing, type Leaf, leaf } from "./written";

/** Options that keys of the environment file stand for, or that each option for high availability sets. */
const OF_KEYS: ReadonlySet<string> = new Set([
  "TServer/backup-sip-port-check",
  "TServer/http-port",
  "TServer/sip-address",
  "TServer/sip-outbound-proxy",
  "TServer/sip-port",
  "TServer/sip-port-tls",
  "backup-sync/addp-remote-timeout",
  "backup-sync/addp-timeout",
  "backup-sync/protocol",
]);

interface FoundOption {
  readonly section: string;
  readonly option: string;
  readonly read: Sourced<string>;
}

/** The options of a pair of servers that come into the file: options that high availability touches and that no other key stands for. */
export function carriedOptions(
  primary: ExportedObject,
  backup: ExportedObject,
  free: readonly string[],
): Readonly<Record<"both" | "primary" | "backup", Branch | undefined>> {
  const [ofPrimary, ofBackup] = [primary, backup].map((one) => touched(one, free)) as [FoundOption[], FoundOption[]];
  const isIn = (all: readonly FoundOption[]) => (one: FoundOption) =>
    all.some(
      ({ section, option, read }) => section === one.section && option === one.option && read.value === one.read.value,
    );
  return {
    both: optionBranch(ofPrimary.filter(isIn(ofBackup))),
    primary: optionBranch(ofPrimary.filter((one) => !isIn(ofBackup)(one))),
    backup: optionBranch(ofBackup.filter((one) => !isIn(ofPrimary)(one))),
  };
}

function touched(application: ExportedObject, free: readonly string[]): FoundOption[] {
  return allOptions(application).filter(
    ({ section, option }) =>
      findOption(section, option) !== undefined &&
      (!OF_KEYS.has(`${section}/${option}`) || (section === "TServer" && free.includes(option))),
  );
}

function allOptions(application: ExportedObject): FoundOption[] {
  return keysAt(application, "options").flatMap((section) =>
    keysAt(application, "options", section).flatMap((option) => {
      const read = optionOf(application, section, option);
      return read === undefined ? [] : [{ section, option, read }];
    }),
  );
}

function optionBranch(options: readonly FoundOption[]): Branch | undefined {
  const sections = [...new Set(options.map(({ section }) => section))].sort();
  return branchOrNothing(
    Object.fromEntries(
      sections.map((name) => [
        name,
        branch(
          Object.fromEntries(
            sortedBy(options, ({ option }) => option)
              .filter(({ section }) => section === name)
              .map(({ option, read }): [string, Leaf] => [
                option,
                leaf(plainValue(read.value), placeText(read.position)),
              ]),
          ),
        ),
      ]),
    ),
  );
}

/** As an operator would write it. */
function plainValue(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return /^(?:0|[1-9]\d{0,8})$/.test(text) ? Number(text) : text;
}

/** How many options of the servers synth neither writes nor looks at. */
export function otherOptionsNote(applications: readonly ExportedObject[]): ImportNote[] {
  const counts = applications.map(
    (one) => allOptions(one).filter(({ section, option }) => findOption(section, option) === undefined).length,
  );
  const count = counts.reduce((sum, one) => sum + one, 0);
  if (count === 0) return [];
  return [
    {
      kind: "stays",
      code: "other-options",
      of:
        applications.length === 1
          ? objectText("application", String(applications[0]!.fields.name))
          : `${applications.length} SIP Servers`,
      message: `${count} options that do not concern high availability stay in the Configuration Layer; synth writes none of them, and drift looks at none`,
      fix: "nothing; if an option has to be the same in every environment, write it under options of its pair",
    },
  ];
}

/** The latest version that the options of the servers require; the installed version can only be the same or later. */
export function leastVersion(applications: readonly ExportedObject[]): Sourced<string> | undefined {
  let least: Sourced<string> | undefined;
  for (const { section, option, read } of applications.flatMap(allOptions)) {
    const since = findOption(section, option)?.since;
    if (since !== undefined && (least === undefined || !isAtLeast(least.value, since)))
      least = { value: since, position: read.position };
  }
  return least;
}
