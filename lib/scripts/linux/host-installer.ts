import { SUDO, startsBySudo } from "../../model/host";
import { operatingSystemNames } from "../../model/operating-system";
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
import { assign, blocks, lines, program, ShellText, sh, sharedCode } from "../shell-text";
import { INSTALL, STATUS_SECONDS } from "./installer-install";
import { PREFLIGHT_CHECKS } from "./installer-preflight";
import { RECORD } from "./installer-record";
import { REMOVE } from "./installer-remove";
import {
  boundedFunction,
  LOG_DIRECTORY,
  logFunction,
  needRootFunction,
  needToolsFunction,
  prologue,
  RUN_DIRECTORY,
  takeLockFunction,
  UNITS,
} from "./prologue";
import { sudoers, sudoersFile } from "./sudoers";
import { INSTALLATION_TOOLS, packageOf } from "./tools";

const SUDO_TOOLS = ["runuser", SUDO, "visudo"] as const;

/** The program `deploy`, which checks a host, installs what was generated for it, and removes it again. */
export function hostInstaller(input: HostInstallation): FileText {
  const usesSudo = startsBySudo(input.localControlAgent);
  const tools = [...new Set([...input.work.tools, ...INSTALLATION_TOOLS, ...(usesSudo ? SUDO_TOOLS : [])])].sort();
  const hasSudoers = usesSudo && input.work.controlScripts.length > 0;
  return program(
    "/bin/sh",
    blocks(installerHeader(input), UNTIL_WHOLE, assignments(input, hasSudoers), ...tables(input)),
    body(tools),
  );
}

/** All that follows the tables depends on the tools alone, and is written once for all hosts that need the same tools. */
function body(tools: readonly string[]): SharedText {
  return sharedCode(`installer: ${tools.join(" ")}`, () =>
    blocks(
      prologue(),
      INSTALLER_FINISH,
      logFunction(),
      boundedFunction(),
      needRootFunction(),
      needToolsFunction(tools),
      takeLockFunction(),
      UNSAFE_FOLDER,
      preflightFunction(sh`
check_mounts
check_start`),
      PREFLIGHT_CHECKS,
      RECORD,
      INSTALL,
      expectStatus(STATUS_SECONDS),
      OTHER_RECORD,
      REFUSE_UNMANAGED,
      REMOVE,
      eachTool(tools),
      INSTALLER_MAIN,
    ),
  );
}

function assignments(
  { environment, host, installDirectory, localControlAgent, work }: HostInstallation,
  usesSudo: boolean,
): ShellText {
  const { account } = localControlAgent;
  const { controlScripts } = work;
  return lines(
    assign("ENVIRONMENT", environment),
    assign("HOST", host),
    assign("INSTALL_DIRECTORY", installDirectory),
    assign("ACCOUNT", account),
    assign("SUDOERS_TEXT", usesSudo ? sudoers({ environment, host, account, controlScripts }) : ""),
    PLACES,
  );
}

const PLACES = lines(
  assign("LOCK_SECONDS", 60),
  assign("RUN_DIRECTORY", RUN_DIRECTORY),
  assign("LOG_DIRECTORY", LOG_DIRECTORY),
  assign("STATE_DIRECTORY", operatingSystemNames.linux.stateDirectory),
  assign("UNITS", UNITS),
  sh`
NAME="deploy-$ENVIRONMENT"
INSTALLER="$INSTALL_DIRECTORY/$NAME"
RECORD="$STATE_DIRECTORY/installed-$ENVIRONMENT"
SUDOERS="${new ShellText(sudoersFile("$ENVIRONMENT"))}"
LOCK="$RUN_DIRECTORY/$NAME.lock"
LOG="$LOG_DIRECTORY/$NAME.log"`,
);

function tables({ files, work }: HostInstallation): ShellText[] {
  const one = (names: readonly string[]) => [...names].sort().map((name) => [name]);
  const sortedFiles = sortedBy(files, ({ target }) => target);
  return [
    table(
      "each_file",
      "Name in this folder, path on the host, mode, group.",
      sortedFiles.map(({ name, target, mode, group }) => [name, target, mode, group]),
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
    table("each_control_script", "What the Local Control Agent starts.", one(work.controlScripts)),
    table("each_unit", "What systemd starts at boot.", one([...work.bootUnits, ...work.serviceUnits])),
    table("each_service", "What systemd keeps running.", one(work.serviceUnits)),
  ];
}

function eachTool(tools: readonly string[]): ShellText {
  return sh`
each_tool() {
  ${lines(...tools.map((tool) => sh`"$1" ${tool} ${packageOf(tool)}`))}
}`;
}
