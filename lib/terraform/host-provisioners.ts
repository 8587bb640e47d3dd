import { type Connection, type Host, usesPasswordVariable } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { foreignScript, ROOTS_ALONE } from "../scripts/foreign-script";
import { DATA_DIRECTORY } from "../scripts/host-folders";
import { installerCommand, installerFile, installerPath, recordFile } from "../scripts/installed-installer";
import { FOLDER_QUESTION } from "../scripts/windows/folder-question";
import { powershellCommand } from "../scripts/windows/powershell-command";
import type { HostDeployment } from "../synth/plan";
import { uploadFolder } from "./upload-folder";

/** What Terraform does on a host: make a folder of its own, copy the host's files, check the host and install them; remove them on destroy. */
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
 * What Terraform does on a host that gets no file: where an earlier version has left some, its own installer removes them, and refuses while a virtual
 * IP is up.
 */
export function clearingProvisioners(environment: string, host: Host, connection: Connection): unknown[] {
  return [
    { "remote-exec": { inline: removal(environment, host, connection) } },
    ...destroyProvisioners(environment, host, connection),
  ];
}

/**
 * Terraform runs them as they are declared by now, while on the host is what was applied: it may be in another folder, or the host may get no file any
 * more. So what is there is looked up on the host.
 */
function destroyProvisioners(environment: string, host: Host, connection: Connection): unknown[] {
  // Terraform refuses a connection with a variable in it where anything runs at the destruction.
  if (usesPasswordVariable(connection)) return [];
  const inline = removal(environment, host, connection, "${self.triggers.content}");
  return [{ "remote-exec": { inline, when: "destroy" } }];
}

/**
 * Has what is installed removed by the installer that came with it, which the host's record names; where there is neither record nor installer, nothing is
 * installed. Where somebody has deleted one of the two, nothing can be removed by itself: that is said, and stops nobody.
 *
 * @param version the one that is to be there still; any where none is given
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
    // Terraform leaves each script that it has run, emptied.
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
 * Terraform lets anybody write to the script that it runs in the account's home, so nobody else may enter that: on Linux an account's group is
 * its own as a rule, and has its name then; on the others it is one of all accounts. Where it is the root folder, as root's is on older systems, it
 * cannot be closed.
 */
function refuseOpenHome({ name, os }: Host): string {
  const entered = (by: string) => `test -n "\`find . -prune ${by}\`"`;
  const open =
    os === "linux"
      ? `{ ${entered("-perm -001")} || { ${entered("-perm -010")} && test "\`stat -c %G .\`" != "\`id -un\`"; }; }`
      : entered("\\( -perm -010 -o -perm -001 \\)");
  const said = `${name}: unsafe-home: whoever may enter the home of this account could change what Terraform runs there`;
  return `if test "\`pwd\`" != / && ${open}; then echo "${said}"; echo "  fix: where \`pwd\` is that home, chmod go-x \`pwd\`, or connect with another account; else see what leads its shell there"; exit 6; fi`;
}

/**
 * On a file system of the network root may be nobody, and then has no rights in the home of the account. Where the account may not become root, this ends
 * with what sudo says of it.
 */
function refuseUnreadableHome({ name }: Host, runsAsRoot: string, installer: string): string {
  const said = `${name}: unreadable-home: root may not read the home of this account, as on a file system of the network`;
  return `${runsAsRoot} 'test -r ${installer} || { echo "${said}"; echo "  fix: connect with an account whose home is on a disk of the host"; exit 6; }'`;
}

/** A copy of the installer that was cut off within its first lines of comment does nothing, and ends well; so its record is asked for what it has done. */
function refuseMissingVersion(environment: string, host: Host, root: string, hash: string, installer: string): string {
  const { said, fix } = versionMissing(environment, host, installer);
  return `test "\`${root}sed -n 1p ${recordFile(environment, host.os)}\`" = ${hash} || { echo "${said}"; echo "  ${fix}"; exit 9; }`;
}

function versionMissing(environment: string, { name, os }: Host, installer: string): { said: string; fix: string } {
  return {
    said: `${name}: not-installed: ${installer} has ended well, and ${recordFile(environment, os)} does not say that this version is installed`,
    fix: "fix: see whether that file is whole, then apply again",
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
    // Without root: an account that may not become root must fail where there is something to remove, and nowhere else. An empty record says no more than none.
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

/** What is left of an installation whose record was deleted, and what says more of it. */
function recordGone(environment: string, host: Host): string {
  const { os, name } = host;
  const left = `${installerPath(environment, host)} and what it has installed are left, as ${recordFile(environment, os)} is gone or empty`;
  return `${name}: ${left}: as ${operatingSystemNames[os].installer.runBy} run ${installerCommand(environment, host)} remove manual`;
}

/** The same of one whose installer was deleted: the record lists the files. */
function installerGone(environment: string, { os, name }: Host, installer: string, show: "cat" | "type"): string {
  const record = recordFile(environment, os);
  return `${name}: what ${record} lists is left, as ${installer} is gone: as ${operatingSystemNames[os].installer.runBy} run ${show} ${record}`;
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
        // What is in it only now, when nobody else can add to it. There is something, the upload, without which icacls would fail.
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
 * Nobody else can add to the folder of the records from here on, whoever has made it: any user may have, before, or a link to another folder, whose rights
 * are not ours to change. What is in it keeps its owners, who tell who has made it.
 */
function closeDataFolder(): string[] {
  return [
    `fsutil reparsepoint query ${DATA_DIRECTORY} >nul 2>nul`,
    "if not errorlevel 1 exit /b 1",
    // By their numbers, as their names are translated: the system and the administrators.
    ...stepByStep(
      `icacls ${DATA_DIRECTORY} /setowner *S-1-5-32-544 /l /q`,
      // Rights that somebody was given by name would stay otherwise.
      `icacls ${DATA_DIRECTORY} /reset /l /q`,
      `icacls ${DATA_DIRECTORY} /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F`,
    ),
  ];
}

/** Nothing is run or removed that a record says which any user may have written, as any may make the folder of the records where there is none yet. */
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

/** Commands that end the script where one of them fails. */
function stepByStep(...commands: readonly string[]): string[] {
  return commands.flatMap((command) => [command, STOP_AT_ERROR]);
}
