import { type Connection, type Host, usesPasswordVariable } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { foreignScript, ROOTS_ALONE } from "../scripts/foreign-script";
import { DATA_DIRECTORY } from "../scripts/host-folders";
import { installerCommand, installerFile, installerPath, recordFile } from "../scripts/installed-installer";
import { FOLDER_QUESTION } from "../scripts/windows/folder-question";
import { powershellCommand } from "../scripts/windows/powershell-command";
import type { HostDeployment } from "../synth/plan";
import { uploadFolder } from "./upload-folder";

/** What Terraform does on a host: it makes a folder of its own, copies the host's files, checks the host and installs them; it removes them on destroy. */
export function hostProvisioners(environment: string, deployment: HostDeployment, connection: Connection): unknown[] {
  const { language } = operatingSystemNames[deployment.host.os].shell;
  const { upload, prepare, install } = STEPS[language](environment, deployment, connection);
  return [
    { "remote-exec": { inline: prepare } },
    { file: { destination: upload, source: `\${path.module}/${deployment.folder}/` } },
    { "remote-exec": { inline: install } },
    ...destroyProvisioners(environment, deployment.host, connection),
  ];
}

/**
 * What Terraform does on a host that gets no file. If an earlier version has left files there, its own installer removes them, and refuses while a virtual
 * IP is up.
 */
export function clearingProvisioners(environment: string, host: Host, connection: Connection): unknown[] {
  return [
    { "remote-exec": { inline: removal(environment, host, connection) } },
    ...destroyProvisioners(environment, host, connection),
  ];
}

/**
 * Terraform runs these provisioners as they are declared now, but the host has what was applied earlier: it may be in another folder, or the host may no
 * longer get any file. So the provisioners look on the host for what is there.
 */
function destroyProvisioners(environment: string, host: Host, connection: Connection): unknown[] {
  // Terraform refuses a connection with a variable in it if anything runs at the destruction.
  if (usesPasswordVariable(connection)) return [];
  const inline = removal(environment, host, connection, "${self.triggers.content}");
  return [{ "remote-exec": { inline, when: "destroy" } }];
}

/**
 * Removes what is installed with the installer that came with it, which the host's record names. If there is neither record nor installer, nothing is
 * installed. If somebody has deleted one of the two, nothing can be removed automatically: the commands say so, and do not fail.
 *
 * @param version the version that is to be there still; any version if none is given
 */
function removal(environment: string, host: Host, connection: Connection, version?: string): string[] {
  return REMOVALS[operatingSystemNames[host.os].shell.language](environment, host, connection, version);
}

const STEPS = { sh: unix, bat: windows };
const REMOVALS = { sh: removeOnUnix, bat: removeOnWindows };

interface Steps {
  /** The folder that the host's files are copied to. */
  readonly upload: string;
  readonly prepare: readonly string[];
  readonly install: readonly string[];
}

/** How the installer is run by the account of the connection. */
function asRoot({ os }: Host, connection: Connection) {
  const root = connection.type === "ssh" && connection.becomeRoot === "sudo" ? "sudo -n " : "";
  const { name, command } = operatingSystemNames[os].installer;
  return { name, run: (file: string) => `${root}${command(file)}`, root };
}

function unix(environment: string, { host, hash }: HostDeployment, connection: Connection): Steps {
  const { root, name, run } = asRoot(host, connection);
  // Below the account's own home: a name in a folder that others write to could be taken by them first.
  const upload = uploadFolder(environment);
  const deploy = run(`${upload}/${name}`);
  return {
    upload,
    // Terraform leaves behind each script that it has run, emptied.
    prepare: ["set -e", refuseOpenHome(host), `rm -rf ${upload} ${upload}.*.sh`, `mkdir -m 0700 ${upload}`],
    install: [
      "set -e",
      ...(root === "" ? [] : [refuseUnreadableHome(host, run("-c"), `${upload}/${name}`)]),
      `${deploy} preflight`,
      `${deploy} install ${hash}`,
      refuseMissingVersion(environment, host, root, hash, `${upload}/${name}`),
      `rm -rf ${upload}`,
    ],
  };
}

/**
 * Terraform lets anybody write to the script that it runs in the account's home, so nobody else may enter the home. On Linux an account usually has a
 * group of its own, with its own name; on the other systems the group is shared by all accounts. A home that is the root folder, like root's on older
 * systems, cannot be closed.
 */
function refuseOpenHome({ name, os }: Host): string {
  const entered = (by: string) => `test -n "\`find . -prune ${by}\`"`;
  const open =
    os === "linux"
      ? `{ ${entered("-perm -001")} || { ${entered("-perm -010")} && test "\`stat -c %G .\`" != "\`id -un\`"; }; }`
      : entered("\\( -perm -010 -o -perm -001 \\)");
  const said = `${name}: unsafe-home: whoever may enter the home of this account could change what Terraform runs there`;
  return `if test "\`pwd\`" != / && ${open}; then echo "${said}"; echo "  fix: if \`pwd\` is that home, chmod go-x \`pwd\`, or connect with another account; otherwise find out what leads its shell there"; exit 6; fi`;
}

/**
 * On a network file system root may be mapped to nobody, and then has no rights in the home of the account. If the account may not become root, this ends
 * with the message of sudo.
 */
function refuseUnreadableHome({ name }: Host, runsAsRoot: string, installer: string): string {
  const said = `${name}: unreadable-home: root may not read the home of this account, as on a network file system`;
  return `${runsAsRoot} 'test -r ${installer} || { echo "${said}"; echo "  fix: connect with an account whose home is on a disk of the host"; exit 6; }'`;
}

/** A copy of the installer that was cut off within its first lines of comment does nothing, and ends well. So the record shows what it has done. */
function refuseMissingVersion(environment: string, host: Host, root: string, hash: string, installer: string): string {
  const { said, fix } = versionMissing(environment, host, installer);
  return `test "\`${root}sed -n 1p ${recordFile(environment, host.os)}\`" = ${hash} || { echo "${said}"; echo "  ${fix}"; exit 9; }`;
}

function versionMissing(environment: string, { name, os }: Host, installer: string): { said: string; fix: string } {
  return {
    said: `${name}: not-installed: ${installer} has ended well, but ${recordFile(environment, os)} does not say that this version is installed`,
    fix: "fix: check that this installer is complete, then apply again",
  };
}

/** In words that the oldest of these shells understands. */
function removeOnUnix(environment: string, host: Host, connection: Connection, version?: string): string[] {
  const { root, run } = asRoot(host, connection);
  const record = recordFile(environment, host.os);
  const installer = installerPath(environment, host);
  const { what, fix } = foreignScript("$installer");
  return [
    "set -e",
    refuseOpenHome(host),
    // Without root: an account that may not become root must fail only if there is something to remove. An empty record counts as no record.
    `test -s ${record} || { if ${root}test -f ${installer} 2>/dev/null; then echo "${recordGone(environment, host)}"; fi; exit 0; }`,
    `version=${version ?? `\`${root}sed -n '1s/^incomplete //;1p' ${record}\``}`,
    `installers=\`${root}grep '/${installerFile(environment, host.os)}$' ${record}\``,
    "for installer in $installers; do",
    `  if ${root}test ! -f $installer; then`,
    `    echo "${installerGone(environment, host, "$installer", "cat")}"`,
    `  elif test -z "\`${root}find $installer ${ROOTS_ALONE}\`"; then`,
    `    echo "${host.name}: unsafe-file: ${what}"`,
    `    echo "  fix: ${fix}"`,
    "    exit 6",
    "  else",
    `    ${run("$installer")} remove $version`,
    "  fi",
    "done",
  ];
}

/** The message about an installation whose record was deleted, with the command that removes what is left. */
function recordGone(environment: string, host: Host): string {
  const { os, name } = host;
  const left = `${installerPath(environment, host)} and what it has installed are left behind, as ${recordFile(environment, os)} is missing or empty`;
  return `${name}: ${left}: as ${operatingSystemNames[os].installer.runBy} run ${installerCommand(environment, host)} remove manual`;
}

/** The message about an installation whose installer was deleted: the record lists the files. */
function installerGone(environment: string, { os, name }: Host, installer: string, show: "cat" | "type"): string {
  const record = recordFile(environment, os);
  return `${name}: the files that ${record} lists are left behind, as ${installer} is missing: as ${operatingSystemNames[os].installer.runBy} run ${show} ${record}`;
}

const STOP_AT_ERROR = "if errorlevel 1 exit /b 1";

function windows(environment: string, { host, hash }: HostDeployment): Steps {
  const { name } = operatingSystemNames.windows.installer;
  // In a folder of the administrators' own: a name in a folder that others write to could be taken by them first.
  const upload = `${DATA_DIRECTORY}\\upload-${environment}`;
  const deploy = `call ${upload}\\${name}`;
  const { said, fix } = versionMissing(environment, host, `${upload}\\${name}`);
  return {
    upload: upload.replaceAll("\\", "/"),
    prepare: [
      `if not exist ${DATA_DIRECTORY} mkdir ${DATA_DIRECTORY}`,
      ...closeDataFolder(),
      ...refuseUnsafeFile(host),
      `if exist ${upload} rmdir /s /q ${upload}`,
      ...stepByStep(
        `mkdir ${upload}`,
        // The content comes only now, when nobody else can add to it. The upload is already in it: icacls would fail on an empty folder.
        `icacls ${DATA_DIRECTORY}\\* /setowner *S-1-5-32-544 /t /l /q`,
        `icacls ${DATA_DIRECTORY}\\* /reset /t /l /q`,
      ),
    ],
    install: [
      ...stepByStep(`${deploy} preflight`, `${deploy} install ${hash}`),
      "set INSTALLED=",
      `for /f "usebackq delims=" %%l in ("${recordFile(environment, "windows")}") do if not defined INSTALLED set INSTALLED=%%l`,
      `if not "%INSTALLED%"=="${hash}" echo ${said}`,
      `if not "%INSTALLED%"=="${hash}" echo   ${fix}`,
      `if not "%INSTALLED%"=="${hash}" exit /b 9`,
      `rmdir /s /q ${upload}`,
    ],
  };
}

function removeOnWindows(environment: string, host: Host, _: Connection, version?: string): string[] {
  const record = recordFile(environment, "windows");
  const installer = installerPath(environment, host);
  return [
    `if not exist ${record} if exist ${installer} echo ${recordGone(environment, host)}`,
    `if not exist ${record} exit /b 0`,
    ...closeDataFolder(),
    ...refuseUnsafeFile(host),
    `set VERSION=${version ?? ""}`,
    "set INSTALLER=",
    `for /f "usebackq delims=" %%l in ("${record}") do if not defined VERSION set VERSION=%%l`,
    `for /f "usebackq skip=1 delims=" %%l in ("${record}") do if /i "%%~nxl"=="${installerFile(environment, "windows")}" if exist "%%l" set INSTALLER=%%l`,
    `if not defined INSTALLER echo ${installerGone(environment, host, installer, "type")}`,
    "if not defined INSTALLER exit /b 0",
    "call %INSTALLER% remove %VERSION:incomplete =%",
  ];
}

/**
 * From here on nobody else can add to the folder of the records. Any user may have made it before, or made a link to another folder, whose rights must not
 * be changed. The content keeps its owners, because they show who has made it.
 */
function closeDataFolder(): string[] {
  return [
    `fsutil reparsepoint query ${DATA_DIRECTORY} >nul 2>nul`,
    "if not errorlevel 1 exit /b 1",
    // The system and the administrators by their numbers, because their names are translated.
    ...stepByStep(
      `icacls ${DATA_DIRECTORY} /setowner *S-1-5-32-544 /l /q`,
      // Otherwise rights that were given to somebody by name would stay.
      `icacls ${DATA_DIRECTORY} /reset /l /q`,
      `icacls ${DATA_DIRECTORY} /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F`,
    ),
  ];
}

/** Refuses records and scripts that any user may have written, because any user may make the folder of the records if it is not there yet. */
function refuseUnsafeFile({ name, installDirectory }: Host): string[] {
  return [
    "set SYSTEM=%SystemRoot%\\System32",
    `set DATA_DIRECTORY=${DATA_DIRECTORY}`,
    `set INSTALL_DIRECTORY=${installDirectory}`,
    `for /f "tokens=1*" %%a in ('${powershellCommand(FOLDER_QUESTION)} 2^>nul ^<nul') do if "%%a"=="file" if not "%%b"=="" (`,
    `  echo ${name}: unsafe-file: %%b may be from others than administrators`,
    "  echo   fix: find out who has made it, and remove it",
    "  exit /b 6",
    ")",
  ];
}

/** Commands that end the script if one of them fails. */
function stepByStep(...commands: readonly string[]): string[] {
  return commands.flatMap((command) => [command, STOP_AT_ERROR]);
}
