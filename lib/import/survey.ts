import { join } from "node:path";
import { parseAddress } from "../model/address";
import { quote } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { programPaths } from "./program-files";
import { hostsOf, siteApplications } from "./site-applications";
import { hostOf, type SiteExport, textAt } from "./site-export";
import { operatingSystemOf } from "./site-hosts";
import { surveyProgram } from "./survey-program";

/** A program that surveys a host, and the command that runs it. */
export interface Survey {
  readonly host: string;
  readonly file: string;
  readonly content: FileText;
  /** What `command` writes, and `sip-ha import` reads. */
  readonly writes: string;
  /** A line of shell. */
  readonly command: string;
}

/** A host that has no survey, with the reason. */
export interface NotSurveyed {
  readonly host: string;
  readonly reason: string;
}

/** The surveys of the hosts that pairs, SIP Proxies and the Management Layer of an export run on, in the folder of the facts. */
export function surveysOf(
  site: SiteExport,
  folder: string,
): { readonly surveys: readonly Survey[]; readonly notSurveyed: readonly NotSurveyed[] } {
  const applications = siteApplications(site);
  const surveys: Survey[] = [];
  const notSurveyed: NotSurveyed[] = [];
  hostsOf(applications).forEach((host, index) => {
    const object = site.exported.objects.hosts?.get(host);
    const os = object && operatingSystemOf(object);
    const reason = isPlain(host)
      ? os === undefined || os === "linux"
        ? undefined
        : `${os}: there is no survey yet; declare its interfaces by hand`
      : "its name has characters that a line of text cannot hold";
    if (reason !== undefined) {
      notSurveyed.push({ host, reason });
      return;
    }
    const scripts = applications.programs.filter((one) => hostOf(one)?.value === host).flatMap(programPaths);
    // Not every name of a Host object is one of a file.
    const name = join(folder, /^[A-Za-z0-9][\w.-]{0,100}$/.test(host) ? host : `host-${index + 1}`);
    const [file, writes] = [`${name}.survey.sh`, `${name}.survey`];
    const address = parseAddress((object && textAt(object, "ipAddress")?.value) ?? "") ?? host;
    surveys.push({
      host,
      file,
      writes,
      content: surveyProgram(host, [...new Set(scripts)].sort()),
      command: `ssh ${quote(address)} sudo -n sh -s <${quote(file)} >${quote(writes)}`,
    });
  });
  return { surveys, notSurveyed };
}

function isPlain(host: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(host) && !host.startsWith("-") && host.trim() === host;
}
