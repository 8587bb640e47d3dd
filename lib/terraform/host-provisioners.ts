import { type Connection, type Host, usesPasswordVariable } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import type { HostDeployment } from "../synth/plan";

/** What Terraform does on a host: make a folder of its own, copy the host's files, check the host and install them; remove them on destroy. */
export function hostProvisioners(environment: string, deployment: HostDeployment, connection: Connection): unknown[] {
  const steps = deployment.host.os === "windows" ? windows : unix;
  const { upload, prepare, install, remove } = steps(environment, deployment, connection);
  return [
    { "remote-exec": { inline: prepare } },
    { file: { destination: upload, source: `\${path.module}/${deployment.folder}/` } },
    { "remote-exec": { inline: install } },
    // Terraform refuses a connection with a variable in it where anything runs at the destruction.
    ...(usesPasswordVariable(connection) ? [] : [{ "remote-exec": { inline: remove, when: "destroy" } }]),
  ];
}

/**
 * What Terraform does on a host that gets no file: where an earlier version has left some, its own installer removes them, and refuses while a virtual
 * IP is up. A destroy has nothing to do.
 */
export function clearingProvisioners(environment: string, host: Host, connection: Connection): unknown[] {
  const inline = host.os === "windows" ? clearWindows(environment) : clearUnix(environment, host, connection);
  return [{ "remote-exec": { inline } }];
}

interface Steps {
  /** The folder that the host's files are copied to. */
  readonly upload: string;
  readonly prepare: readonly string[];
  readonly install: readonly string[];
  readonly remove: readonly string[];
}

/** How the installer is run by the account of the connection. */
function asRoot({ os }: Host, connection: Connection) {
  const root = connection.type === "ssh" && connection.becomeRoot === "sudo" ? "sudo -n " : "";
  const { name, command } = operatingSystemNames[os].installer;
  return { root, name, shell: command.split(" ")[0] };
}

function unix(environment: string, { host, hash }: HostDeployment, connection: Connection): Steps {
  const { root, name, shell } = asRoot(host, connection);
  // Below the account's own home: a name in a folder that others write to could be taken by them first.
  const upload = `.sip-ha-${environment}`;
  const installed = `${host.installDirectory}/${name}-${environment}`;
  const deploy = `${root}${shell} ${upload}/${name}`;
  return {
    upload,
    prepare: ["set -e", `rm -rf ${upload}`, `mkdir -m 0700 ${upload}`],
    install: ["set -e", `${deploy} preflight`, `${deploy} install ${hash}`, `rm -rf ${upload}`],
    remove: [
      "set -e",
      `if ${root}test -f ${installed}; then ${root}${shell} ${installed} remove \${self.triggers.content}; fi`,
    ],
  };
}

/** In words that the oldest of these shells understands: which version is there, and where its installer is, is in its record. */
function clearUnix(environment: string, host: Host, connection: Connection): string[] {
  const { root, name, shell } = asRoot(host, connection);
  const record = `/var/lib/sip-ha/installed-${environment}`;
  return [
    "set -e",
    // Without root: an account that may not become root must fail where there is something to remove, and nowhere else.
    `test -f ${record} || exit 0`,
    `version=\`${root}sed -n '1s/^incomplete //;1p' ${record}\``,
    `for installer in \`${root}grep '/${name}-${environment}$' ${record}\`; do if ${root}test -f $installer; then ${root}${shell} $installer remove $version; fi; done`,
  ];
}

/** Where the scripts of a Windows host keep what they know, and Terraform's copy. */
const WINDOWS_STATE = "C:\\ProgramData\\sip-ha";

const STOP_AT_ERROR = "if errorlevel 1 exit /b 1";

function windows(environment: string, { host, hash }: HostDeployment): Steps {
  const { name } = operatingSystemNames.windows.installer;
  // In a folder of the administrators' own: a name in a folder that others write to could be taken by them first.
  const upload = `${WINDOWS_STATE}\\upload-${environment}`;
  const deploy = `call ${upload}\\${name}`;
  const installed = installedCommand(host, environment);
  return {
    upload: upload.replaceAll("\\", "/"),
    prepare: [
      `if not exist ${WINDOWS_STATE} mkdir ${WINDOWS_STATE}`,
      // Any user may have made it before, or a link to another folder, whose rights are not ours to change.
      `fsutil reparsepoint query ${WINDOWS_STATE} >nul 2>nul`,
      "if not errorlevel 1 exit /b 1",
      // By their numbers, as their names are translated: the system and the administrators.
      ...stepByStep(
        `icacls ${WINDOWS_STATE} /setowner *S-1-5-32-544 /l /q`,
        // Rights that somebody was given by name would stay otherwise.
        `icacls ${WINDOWS_STATE} /reset /l /q`,
        `icacls ${WINDOWS_STATE} /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F`,
      ),
      `if exist ${upload} rmdir /s /q ${upload}`,
      ...stepByStep(
        `mkdir ${upload}`,
        // What is in it only now, when nobody else can add to it. There is something, the upload, without which icacls would fail.
        `icacls ${WINDOWS_STATE}\\* /setowner *S-1-5-32-544 /t /l /q`,
        `icacls ${WINDOWS_STATE}\\* /reset /t /l /q`,
      ),
    ],
    install: [...stepByStep(`${deploy} preflight`, `${deploy} install ${hash}`), `rmdir /s /q ${upload}`],
    remove: [`if not exist ${installed} exit /b 0`, `call ${installed} remove \${self.triggers.content}`],
  };
}

function clearWindows(environment: string): string[] {
  const record = `${WINDOWS_STATE}\\installed-${environment}`;
  const { name } = operatingSystemNames.windows.installer;
  const [stem, ending] = name.split(".");
  return [
    `if not exist ${record} exit /b 0`,
    "set VERSION=",
    "set INSTALLER=",
    `for /f "usebackq delims=" %%l in ("${record}") do if not defined VERSION set VERSION=%%l`,
    `for /f "usebackq skip=1 delims=" %%l in ("${record}") do if /i "%%~nxl"=="${stem}-${environment}.${ending}" if exist "%%l" set INSTALLER=%%l`,
    "if not defined INSTALLER exit /b 0",
    "call %INSTALLER% remove %VERSION:incomplete =%",
  ];
}

/** Commands that end the script where one of them fails. */
function stepByStep(...commands: readonly string[]): string[] {
  return commands.flatMap((command) => [command, STOP_AT_ERROR]);
}

/** `C:\Genesys\sip-ha\deploy-prod.cmd` */
function installedCommand({ installDirectory }: Host, environment: string): string {
  return `${installDirectory}\\deploy-${environment}.cmd`;
}
