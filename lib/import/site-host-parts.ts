import type { ExportedObject } from "../drift/configuration-export";
import { type OperatingSystem, operatingSystemNames } from "../model/operating-system";
import type { HostSurvey } from "./host-survey";
import type { Sourced } from "./import-note";
import { isCompanion, programFiles } from "./program-files";
import { commandOf, pairOfOwnScript } from "./seen-pair";
import type { SiteApplications } from "./site-applications";
import { type SiteExport, textAt } from "./site-export";
import { operatingSystemOf } from "./site-hosts";

/** The sources from which one host is made. */
export interface SiteHostParts {
  /** The name of the Host object. */
  readonly object: string;
  /** Undefined if the export has no such object. */
  readonly exported: ExportedObject | undefined;
  readonly survey: HostSurvey | undefined;
  /** From the object, otherwise from the survey; undefined if neither gives it. */
  readonly os: OperatingSystem | undefined;
  /** Whether scripts of a pair run on it, which carry its interface. */
  readonly hasScripts: boolean;
  /** Who starts the control scripts, if they already are scripts of this package. */
  readonly agentAccount?: Sourced<string> | undefined;
  readonly installDirectory?: Sourced<string> | undefined;
}

/**
 * Collects the sources from which a host is made.
 *
 * @param scripted the Host objects on which scripts of a pair run
 */
export function hostParts(
  object: string,
  site: SiteExport,
  { programs }: SiteApplications,
  surveys: ReadonlyMap<string, HostSurvey>,
  scripted: ReadonlySet<string | undefined>,
): SiteHostParts {
  const here = programs.on([object]);
  const own = here.filter((one) => pairOfOwnScript(commandOf(one)) !== undefined);
  const exported = site.exported.objects.hosts?.get(object);
  const survey = surveys.get(object);
  // The account of the Local Control Agent has the group of the scripts that it starts.
  const { administrator, administratorGroup } = operatingSystemNames[survey?.os ?? "linux"];
  const script = own
    .flatMap((one) => programFiles(one, surveys))
    .find(({ group, path }) => group !== undefined && !isCompanion(path));
  return {
    object,
    exported,
    survey,
    os: (exported && operatingSystemOf(exported)) ?? survey?.os,
    hasScripts: scripted.has(object),
    agentAccount: script && {
      value: script.group === administratorGroup ? administrator : script.group!,
      position: script.position,
    },
    installDirectory: own[0] && textAt(own[0], "workDirectory"),
  };
}
