import { type AddressFamily, familyOf } from "../../model/address";
import { SUDO, startsBySudo } from "../../model/host";
import { type OperatingSystemNames, operatingSystemNames } from "../../model/operating-system";
import type { FileText, SharedText } from "../../text/file-text";
import { sortedBy } from "../../text/sorted";
import type { HostInstallation } from "../host-installation";
import {
  expectStatus,
  INSTALLER_FINISH,
  INSTALLER_MAIN,
  installerHeader,
  OTHER_RECORD,
  preflightFunction,
  REFUSE_UNMANAGED,
  table,
  UNSAFE_FOLDER,
  UNTIL_WHOLE,
} from "../installer-program";
import type { InstallerWork } from "../installer-work";
import { assign, blocks, lines, program, type ShellText, sh, sharedCode } from "../shell-text";
import { sudoRule } from "../sudo-rule";
import { install } from "./installer-install";
import { preflightChecks } from "./installer-preflight";
import { RECORD } from "./installer-record";
import { remove } from "./installer-remove";
import { START_TOOLS, startFunctions } from "./installer-start";
import { lockFunctions } from "./lock";
import {
  BOUNDED_SECONDS,
  boundedFunction,
  INTERPRETER,
  LOG_DIRECTORY,
  logFunction,
  needRootFunction,
  prologue,
  RUN_DIRECTORY,
  restFunction,
  type UnixSystemName,
} from "./prologue";
import { questionFunctions, questionTools } from "./question";

/** The names of each system. */
const NAMES: Readonly<Record<UnixSystemName, OperatingSystemNames>> = {
  Solaris: operatingSystemNames.solaris,
  AIX: operatingSystemNames.aix,
};

/** The program `deploy` of a Solaris host. */
export const solarisInstaller = (input: HostInstallation): FileText => hostInstaller("Solaris", input);

/** The program `deploy` of an AIX host. */
export const aixInstaller = (input: HostInstallation): FileText => hostInstaller("AIX", input);

/** The program `deploy`, which checks a host, installs what was generated for it, and removes it again. */
function hostInstaller(system: UnixSystemName, input: HostInstallation): FileText {
  const families = familiesOf(input.work);
  const asked = ["/usr/bin/find", "/usr/sbin/ifconfig", ...questionTools(system, families)];
  const tools = [...new Set([...input.work.tools, ...asked, ...START_TOOLS[system]])].sort();
  const own = blocks(installerHeader(input), UNTIL_WHOLE, assignments(system, input), ...tables(system, input, tools));
  return program(INTERPRETER, own, body(system, families));
}

/** The families of the addresses that the installer looks for; IPv4 if there are none. */
function familiesOf({ interfaces, virtualIps }: InstallerWork): readonly AddressFamily[] {
  const found = [...interfaces, ...virtualIps].map(({ address }) => familyOf(address));
  return found.length === 0 ? ["ipv4"] : [...new Set(found)].sort();
}

/** All that follows the tables is the same for all hosts of a system that have addresses of the same families. */
function body(system: UnixSystemName, families: readonly AddressFamily[]): SharedText {
  return sharedCode(`installer: ${system} ${families.join(" ")}`, () =>
    blocks(
      prologue(system),
      INSTALLER_FINISH,
      logFunction(),
      boundedFunction(),
      restFunction(),
      needRootFunction(),
      lockFunctions(),
      startFunctions(system),
      questionFunctions(system, families),
      UNSAFE_FOLDER,
      preflightFunction(),
      preflightChecks(system, families),
      RECORD,
      install(families),
      expectStatus(BOUNDED_SECONDS),
      OTHER_RECORD,
      REFUSE_UNMANAGED,
      remove(system, families),
      sh`CLAIM=''`,
      INSTALLER_MAIN,
    ),
  );
}

function assignments(
  system: UnixSystemName,
  { environment, host, installDirectory, localControlAgent }: HostInstallation,
): ShellText {
  return lines(
    assign("ENVIRONMENT", environment),
    assign("HOST", host),
    assign("INSTALL_DIRECTORY", installDirectory),
    assign("ACCOUNT", localControlAgent.account),
    assign("SUDO", startsBySudo(localControlAgent) ? SUDO : ""),
    assign("ROOT_GROUP", NAMES[system].administratorGroup),
    assign("LOCK_SECONDS", 60),
    assign("RUN_DIRECTORY", RUN_DIRECTORY),
    assign("LOG_DIRECTORY", LOG_DIRECTORY),
    assign("STATE_DIRECTORY", NAMES[system].stateDirectory),
    sh`
NAME="deploy-$ENVIRONMENT"
# The arguments of every run of this program contain this, whatever its file is called.
RUN_OF=deploy
INSTALLER="$INSTALL_DIRECTORY/$NAME"
RECORD="$STATE_DIRECTORY/installed-$ENVIRONMENT"
LOCK="$RUN_DIRECTORY/$NAME.lock"
LOG="$LOG_DIRECTORY/$NAME.log"`,
  );
}

function tables(
  system: UnixSystemName,
  { files, work, localControlAgent }: HostInstallation,
  tools: readonly string[],
): ShellText[] {
  const one = (names: readonly string[]) => [...names].sort().map((name) => [name]);
  const ruleFor = (path: string) => (startsBySudo(localControlAgent) ? sudoRule(localControlAgent.account, path) : "");
  const sortedFiles = sortedBy(files, ({ target }) => target);
  return [
    table(
      "each_file",
      "Name in this folder, path on the host, mode, group, mode as ls shows it.",
      sortedFiles.map((file) => [file.name, file.target, file.mode, file.group, shownMode(file.mode)]),
    ),
    table(
      "each_interface",
      "Interface, the host's own address on it.",
      work.interfaces.map(({ name, address }) => [name, address]),
    ),
    table(
      "each_virtual_ip",
      "Virtual IP, interface, the peer's own address.",
      work.virtualIps.map((virtualIp) => [virtualIp.address, virtualIp.interface, virtualIp.peerAddress]),
    ),
    table(
      "each_control_script",
      "What the Local Control Agent starts, the rule of sudo that its account needs for that.",
      [...work.controlScripts].sort().map((path) => [path, ruleFor(path)]),
    ),
    table("each_unit", "What the system starts at boot.", one([...work.bootUnits, ...work.serviceUnits])),
    table("each_service", "What the system keeps running.", one(work.serviceUnits)),
    table("each_tool", "What the installed scripts and this one call, and what to do if it is missing.", [
      ...tools.map((tool) => [tool, `install it: it is a part of ${system}`]),
      ...(startsBySudo(localControlAgent) ? [[SUDO, FIND_SUDO]] : []),
    ]),
  ];
}

/** Neither system is sure to have sudo, and builds of sudo by others are in other folders. */
const FIND_SUDO =
  "the Local Control Agent starts the control scripts with it: install sudo, or make this a link to the installed sudo";

/** `-rwxr-x---` for `0750`. */
function shownMode(mode: string): string {
  const digits = [...mode.slice(-3)].map(Number);
  return `-${digits.map((digit) => `${digit & 4 ? "r" : "-"}${digit & 2 ? "w" : "-"}${digit & 1 ? "x" : "-"}`).join("")}`;
}
