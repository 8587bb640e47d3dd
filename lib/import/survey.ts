import { hostSystems } from "../drift/host-systems";
import { parseAddress } from "../model/address";
import { operatingSystemNames } from "../model/operating-system";
import { quote } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { join } from "../text/paths";
import { type BigIpToSurvey, bigIpSurveyProgram } from "./big-ip-survey-program";
import { programPaths } from "./program-files";
import { hostsOf, siteApplications } from "./site-applications";
import { type SiteExport, textAt } from "./site-export";
import { operatingSystemOf } from "./site-hosts";
import { surveySystems } from "./survey-systems";

/** A program that surveys a host or a BIG-IP, and the command that runs it. */
export interface Survey {
  /** The Host object; undefined if the survey is about a BIG-IP. */
  readonly host?: string;
  readonly bigIp?: string;
  readonly file: string;
  readonly content: FileText;
  /** The file that `command` writes and `sip-ha import` reads. */
  readonly writes: string;
  /** A line of shell; if there is none, a comment that says what to do by hand. */
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
    // If the export does not say it, it is usually this one, and the survey shows what it really is.
    const os = (object && operatingSystemOf(object)) ?? "linux";
    const system = surveySystems[os];
    if (!isPlain(host) || !system.takesName(host)) {
      const holder = isPlain(host) ? `a program for ${operatingSystemNames[os].title}` : "a line of text";
      notSurveyed.push({ host, reason: `its name has characters that ${holder} cannot contain` });
      return;
    }
    const started = applications.programs.on([host]);
    const scripts = [...new Set(started.flatMap((one) => programPaths(one, os)))].sort();
    // Not every name of a Host object can be a file name.
    const name = join(folder, /^[A-Za-z0-9][\w.-]{0,100}$/.test(host) ? host : `host-${index + 1}`);
    const [file, writes] = [`${name}.survey.${hostSystems[os].ending}`, `${name}.survey`];
    const address = parseAddress((object && textAt(object, "ipAddress")?.value) ?? "") ?? host;
    // Nothing is declared about it, and a survey without root's rights would be incomplete.
    const asked = { name: address, usesSudo: true };
    const command = hostSystems[os].command(asked, { collector: file, facts: writes });
    surveys.push({ host, file, writes, content: system.program(host, scripts), command });
  });
  return { surveys, notSurveyed };
}

/** The surveys of BIG-IPs, which the export does not name. Their files are named like those of the collectors: no host's name begins like that. */
export function bigIpSurveysOf(devices: readonly BigIpToSurvey[], folder: string): Survey[] {
  return devices.map((device) => {
    const name = join(folder, `_big-ip-${device.name}`);
    const [file, writes] = [`${name}.survey.sh`, `${name}.survey`];
    // From its file, because a password may have to be typed.
    const command = `sh ${quote(file)} >${quote(writes)}`;
    return { bigIp: device.name, file, writes, content: bigIpSurveyProgram(device), command };
  });
}

function isPlain(host: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(host) && !host.startsWith("-") && host.trim() === host;
}
