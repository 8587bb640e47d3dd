import { describe, expect, test } from "vitest";
import type { Connection, Host, SshConnection, WinrmConnection } from "../../lib/model/host";
import { plan } from "../../lib/synth/plan";
import { connectionBlock } from "../../lib/terraform/host-connection";
import { clearingProvisioners, hostProvisioners } from "../../lib/terraform/host-provisioners";
import { hostResources } from "../../lib/terraform/host-resources";
import { ROOT_BY_SSH } from "../root-by-ssh";
import { sampleTopology } from "../sample-topology";

interface Resource {
  readonly connection: Readonly<Record<string, unknown>>;
  readonly depends_on?: readonly string[];
  readonly lifecycle: unknown;
  readonly provisioner: readonly Readonly<Record<string, Readonly<Record<string, unknown>>>>[];
  readonly triggers: { readonly content: string };
}

/** The resources of the sample, with these hosts changed. */
function resources(hosts: Readonly<Record<string, Partial<Host>>> = {}): Readonly<Record<string, Resource>> {
  const topology = sampleTopology({ hosts });
  const { resource } = hostResources(topology, plan(topology)) as {
    resource?: { null_resource: Record<string, Resource> };
  };
  return resource?.null_resource ?? {};
}

/** The message on a Unix host whose record, or installer, was deleted by hand. */
const recordGone = (name: string, shell = "sh") =>
  `${name}: /opt/genesys/sip-ha/deploy-staging and what it has installed are left behind, as /var/lib/sip-ha/installed-staging is missing or empty: as root run ${shell} /opt/genesys/sip-ha/deploy-staging remove manual`;
const installerGone = (name: string) =>
  `${name}: the files that /var/lib/sip-ha/installed-staging lists are left behind, as $installer is missing: as root run cat /var/lib/sip-ha/installed-staging`;

/** Terraform lets anybody write to the script that it runs, so nobody else may enter the home with that script. */
const refusesOpenHome = (name: string, open = OPEN_ON_LINUX) =>
  `if test "\`pwd\`" != / && ${open}; then echo "${name}: unsafe-home: whoever may enter the home of this account could change what Terraform runs there"; echo "  fix: if \`pwd\` is that home, chmod go-x \`pwd\`, or connect with another account; otherwise find out what leads its shell there"; exit 6; fi`;
const OPEN_ON_LINUX =
  '{ test -n "`find . -prune -perm -001`" || { test -n "`find . -prune -perm -010`" && test "`stat -c %G .`" != "`id -un`"; }; }';

/** An installer runs only if nobody but root could have changed it. */
const runsInstallers = (name: string, root = "sudo -n ", shell = "sh") => [
  "for installer in $installers; do",
  `  if ${root}test ! -f $installer; then`,
  `    echo "${installerGone(name)}"`,
  `  elif test -z "\`${root}find $installer -prune -type f -user root ! -perm -020 ! -perm -002\`"; then`,
  `    echo "${name}: unsafe-file: $installer is not a file that only root can change, so root must not run it"`,
  '    echo "  fix: find out who has changed it, then remove it, or, if it is as it should be: chown root $installer and chmod go-w $installer"',
  "    exit 6",
  "  else",
  `    ${root}${shell} $installer remove $version`,
  "  fi",
  "done",
];

/** The folder of the records is closed to all but administrators, and the files in it keep their owners. */
const closesDataFolder = [
  "fsutil reparsepoint query C:\\ProgramData\\sip-ha >nul 2>nul",
  "if not errorlevel 1 exit /b 1",
  "icacls C:\\ProgramData\\sip-ha /setowner *S-1-5-32-544 /l /q",
  "if errorlevel 1 exit /b 1",
  "icacls C:\\ProgramData\\sip-ha /reset /l /q",
  "if errorlevel 1 exit /b 1",
  "icacls C:\\ProgramData\\sip-ha /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F",
  "if errorlevel 1 exit /b 1",
];

/** Runs before anything that any user may have written is believed: once no user can write it any more, and while the owners still show who has written it. */
const refusesUnsafeFile = [
  "set SYSTEM=%SystemRoot%\\System32",
  "set DATA_DIRECTORY=C:\\ProgramData\\sip-ha",
  "set INSTALL_DIRECTORY=C:\\Genesys\\sip-ha",
  expect.stringMatching(/^for \/f .*GetAccessControl.* do if "%%a"=="file" if not "%%b"=="" \($/),
  "  echo sip-a: unsafe-file: %%b may be from others than administrators",
  "  echo   fix: find out who has made it, and remove it",
  "  exit /b 6",
  ")",
];

/** What removes a version from a Windows host, or any version if none is named. */
function removedOnWindows(version: string): string[] {
  const record = "C:\\ProgramData\\sip-ha\\installed-staging";
  const installer = "C:\\Genesys\\sip-ha\\deploy-staging.cmd";
  return [
    `if not exist ${record} if exist ${installer} echo sip-a: ${installer} and what it has installed are left behind, as ${record} is missing or empty: as an administrator run ${installer} remove manual`,
    `if not exist ${record} exit /b 0`,
    ...closesDataFolder,
    ...refusesUnsafeFile,
    `set VERSION=${version}`,
    "set INSTALLER=",
    `for /f "usebackq delims=" %%l in ("${record}") do if not defined VERSION set VERSION=%%l`,
    `for /f "usebackq skip=1 delims=" %%l in ("${record}") do if /i "%%~nxl"=="deploy-staging.cmd" if exist "%%l" set INSTALLER=%%l`,
    `if not defined INSTALLER echo sip-a: the files that ${record} lists are left behind, as ${installer} is missing: as an administrator run type ${record}`,
    "if not defined INSTALLER exit /b 0",
    "call %INSTALLER% remove %VERSION:incomplete =%",
  ];
}

describe("the resource of a host", () => {
  test("copies, checks, installs, and removes only if it is destroyed", () => {
    const { provisioner, lifecycle, triggers } = resources()["sip-a"]!;
    expect(provisioner).toEqual([
      {
        "remote-exec": {
          inline: [
            "set -e",
            refusesOpenHome("sip-a"),
            "rm -rf .sip-ha-staging .sip-ha-staging.*.sh",
            "mkdir -m 0700 .sip-ha-staging",
          ],
        },
      },
      { file: { destination: ".sip-ha-staging", source: "${path.module}/hosts/sip-a/" } },
      {
        "remote-exec": {
          inline: [
            "set -e",
            `sudo -n sh -c 'test -r .sip-ha-staging/deploy || { echo "sip-a: unreadable-home: root may not read the home of this account, as on a network file system"; echo "  fix: connect with an account whose home is on a disk of the host"; exit 6; }'`,
            "sudo -n sh .sip-ha-staging/deploy preflight",
            `sudo -n sh .sip-ha-staging/deploy install ${triggers.content}`,
            `test "\`sudo -n sed -n 1p /var/lib/sip-ha/installed-staging\`" = ${triggers.content} || { echo "sip-a: not-installed: .sip-ha-staging/deploy has ended well, but /var/lib/sip-ha/installed-staging does not say that this version is installed"; echo "  fix: check that this installer is complete, then apply again"; exit 9; }`,
            "rm -rf .sip-ha-staging",
          ],
        },
      },
      {
        "remote-exec": {
          when: "destroy",
          inline: [
            "set -e",
            refusesOpenHome("sip-a"),
            `test -s /var/lib/sip-ha/installed-staging || { if sudo -n test -f /opt/genesys/sip-ha/deploy-staging 2>/dev/null; then echo "${recordGone("sip-a")}"; fi; exit 0; }`,
            "version=${self.triggers.content}",
            "installers=`sudo -n grep '/deploy-staging$' /var/lib/sip-ha/installed-staging`",
            ...runsInstallers("sip-a"),
          ],
        },
      },
    ]);
    expect(lifecycle).toEqual({ create_before_destroy: true });
  });

  test("refuses a home that others may enter; on Solaris and AIX also one that the group may enter, as all accounts are in it there", () => {
    const host = { ...sampleTopology().hosts.get("sip-a")!, os: "aix" as const };
    const [prepare] = hostProvisioners(
      "staging",
      { host, folder: "hosts/sip-a", hash: "0123", after: [] },
      ROOT_BY_SSH,
    );
    expect(prepare).toMatchObject({
      "remote-exec": { inline: { 1: expect.stringContaining("`find . -prune \\( -perm -010 -o -perm -001 \\)`") } },
    });
  });

  test("of the primary waits for that of the backup", () => {
    expect([resources()["sip-a"]!.depends_on, resources()["sip-b"]!.depends_on]).toEqual([
      ["null_resource.sip-b"],
      undefined,
    ]);
  });

  test("does not wait for a host that Terraform leaves out", () => {
    const { "sip-a": primary, ...others } = resources({ "sip-b": { connection: undefined } });
    expect([primary!.depends_on, Object.keys(others)]).toEqual([undefined, []]);
  });

  test("is triggered by what the host receives, and by nothing of another host", () => {
    const before = resources();
    const after = resources({ "sip-a": { installDirectory: "/opt/other" } });
    expect(after["sip-a"]!.triggers).not.toEqual(before["sip-a"]!.triggers);
    expect(resources()).toEqual(before);
    expect(before["sip-a"]!.triggers.content).toMatch(/^[0-9a-f]{64}$/);
  });

  test("asks the ssh agent if there is no key file, and checks the host's key if one is declared", () => {
    expect(resources({ "sip-a": { connection: ROOT_BY_SSH } })["sip-a"]!.connection).toEqual({
      agent: true,
      host: "10.110.0.11",
      port: 22,
      script_path: "./.sip-ha-staging.%RAND%.sh",
      timeout: "30s",
      type: "ssh",
      user: "root",
    });
    const known = { ...ROOT_BY_SSH, hostKey: "ssh-ed25519 AAAA", privateKeyFile: "~/.ssh/id" };
    expect(resources({ "sip-a": { connection: known } })["sip-a"]!.connection).toMatchObject({
      agent: false,
      host_key: "ssh-ed25519 AAAA",
      private_key: '${file(pathexpand("~/.ssh/id"))}',
    });
  });

  test("keeps Terraform from reading the user's texts as its own", () => {
    const odd = { ...ROOT_BY_SSH, hostKey: "${var.key} %{ if x }", privateKeyFile: '/keys/"${env}"' };
    expect(resources({ "sip-a": { connection: odd } })["sip-a"]!.connection).toMatchObject({
      host_key: "$${var.key} %%{ if x }",
      private_key: '${file(pathexpand("/keys/\\"$${env}\\""))}',
    });
  });
});

describe("the resource of a Windows host", () => {
  const windows: Partial<Host> = { os: "windows", installDirectory: "C:\\Genesys\\sip-ha" };
  const winrm: WinrmConnection = {
    type: "winrm",
    user: "Administrator",
    address: "10.110.0.11",
    port: 5986,
    passwordFile: "~/.sip-ha/windows",
    https: true,
    timeout: "5m",
  };
  const resource = (connection: Connection) => {
    const topology = sampleTopology({ hosts: { "sip-a": { ...windows, connection } } });
    const host = topology.hosts.get("sip-a")!;
    const deployment = { host, folder: "hosts/sip-a", hash: "0123", after: [] };
    return {
      connection: connectionBlock("staging", "windows", connection),
      provisioner: hostProvisioners("staging", deployment, connection) as Resource["provisioner"],
    };
  };

  test("takes its folder, even if somebody has made it, and locks it before it copies, stops at the first error, and removes only if it is destroyed", () => {
    const upload = "C:\\ProgramData\\sip-ha\\upload-staging";
    const stop = "if errorlevel 1 exit /b 1";
    expect(resource(winrm).provisioner).toEqual([
      {
        "remote-exec": {
          inline: [
            "if not exist C:\\ProgramData\\sip-ha mkdir C:\\ProgramData\\sip-ha",
            ...closesDataFolder,
            ...refusesUnsafeFile,
            `if exist ${upload} rmdir /s /q ${upload}`,
            `mkdir ${upload}`,
            stop,
            "icacls C:\\ProgramData\\sip-ha\\* /setowner *S-1-5-32-544 /t /l /q",
            stop,
            "icacls C:\\ProgramData\\sip-ha\\* /reset /t /l /q",
            stop,
          ],
        },
      },
      {
        file: { destination: "C:/ProgramData/sip-ha/upload-staging", source: "${path.module}/hosts/sip-a/" },
      },
      {
        "remote-exec": {
          inline: [
            `call ${upload}\\deploy.cmd preflight`,
            stop,
            `call ${upload}\\deploy.cmd install 0123`,
            stop,
            "set INSTALLED=",
            'for /f "usebackq delims=" %%l in ("C:\\ProgramData\\sip-ha\\installed-staging") do if not defined INSTALLED set INSTALLED=%%l',
            `if not "%INSTALLED%"=="0123" echo sip-a: not-installed: ${upload}\\deploy.cmd has ended well, but C:\\ProgramData\\sip-ha\\installed-staging does not say that this version is installed`,
            'if not "%INSTALLED%"=="0123" echo   fix: check that this installer is complete, then apply again',
            'if not "%INSTALLED%"=="0123" exit /b 9',
            `rmdir /s /q ${upload}`,
          ],
        },
      },
      {
        "remote-exec": {
          when: "destroy",
          inline: removedOnWindows("${self.triggers.content}"),
        },
      },
    ]);
  });

  test("reads the password and the authority's certificate when Terraform runs, and checks the certificate", () => {
    expect(resource({ ...winrm, certificateAuthorityFile: "ca.pem" }).connection).toEqual({
      cacert: '${file(pathexpand("ca.pem"))}',
      host: "10.110.0.11",
      https: true,
      insecure: false,
      password: '${chomp(file(pathexpand("~/.sip-ha/windows")))}',
      port: 5986,
      script_path: "C:/Windows/Temp/terraform_%RAND%.cmd",
      timeout: "5m",
      type: "winrm",
      use_ntlm: true,
      user: "Administrator",
    });
  });

  test("takes the password from a variable that no output shows if there is no file, and then removes nothing when it is destroyed", () => {
    const { passwordFile: _, ...asked } = winrm;
    expect(resource(asked).connection).toEqual({ ...resource(winrm).connection, password: "${var.winrm_password}" });
    expect(resource(asked).provisioner).toEqual(resource(winrm).provisioner.slice(0, 3));
    const topology = sampleTopology({ hosts: { "sip-a": { ...windows, connection: asked } } });
    const host = topology.hosts.get("sip-a")!;
    const deployments = [{ host, folder: "hosts/sip-a", hash: "0123", after: [] }];
    expect(hostResources(topology, { deployments, cleared: [] }).variable).toEqual({
      winrm_password: {
        description: "The password of the accounts that Windows Remote Management uses on hosts of staging",
        sensitive: true,
        type: "string",
      },
    });
  });

  test("needs no variable if there is a file", () => {
    const topology = sampleTopology({ hosts: { "sip-a": { ...windows, connection: winrm } } });
    const host = topology.hosts.get("sip-a")!;
    const deployments = [{ host, folder: "hosts/sip-a", hash: "0123", after: [] }];
    expect(Object.keys(hostResources(topology, { deployments, cleared: [] }))).toEqual(["resource"]);
  });

  test("may be reached by SSH as well", () => {
    expect(resource({ ...ROOT_BY_SSH, user: "CORP\\deploy" }).connection).toMatchObject({
      target_platform: "windows",
      type: "ssh",
      user: "CORP\\deploy",
    });
  });
});

describe("the resource of a host that receives no file", () => {
  const sudo: SshConnection = { ...ROOT_BY_SSH, user: "deploy", becomeRoot: "sudo" };
  const removed = (version: string) => [
    "set -e",
    refusesOpenHome("mgmt-1"),
    `test -s /var/lib/sip-ha/installed-staging || { if sudo -n test -f /opt/genesys/sip-ha/deploy-staging 2>/dev/null; then echo "${recordGone("mgmt-1")}"; fi; exit 0; }`,
    `version=${version}`,
    "installers=`sudo -n grep '/deploy-staging$' /var/lib/sip-ha/installed-staging`",
    ...runsInstallers("mgmt-1"),
  ];

  test("removes what an earlier version has left there, also when it is destroyed, and is triggered only by receiving files again", () => {
    const { "mgmt-1": management, ...others } = resources({ "mgmt-1": { connection: sudo } });
    expect(Object.keys(others)).toEqual(["sip-a", "sip-b"]);
    expect(management).toEqual({
      "//": { metadata: { path: "staging/mgmt-1", uniqueId: "mgmt-1" } },
      connection: {
        agent: true,
        host: "10.110.0.11",
        port: 22,
        script_path: "./.sip-ha-staging.%RAND%.sh",
        timeout: "30s",
        type: "ssh",
        user: "deploy",
      },
      lifecycle: { create_before_destroy: true },
      provisioner: [
        {
          "remote-exec": {
            inline: removed("`sudo -n sed -n '1s/^incomplete //;1p' /var/lib/sip-ha/installed-staging`"),
          },
        },
        { "remote-exec": { inline: removed("${self.triggers.content}"), when: "destroy" } },
      ],
      triggers: { content: "nothing" },
    });
  });

  test("on Solaris and AIX uses their shell, without sudo if the account is root", () => {
    const [one] = clearingProvisioners("staging", { ...sampleTopology().hosts.get("sip-a")!, os: "aix" }, ROOT_BY_SSH);
    expect((one as { "remote-exec": { inline: string[] } })["remote-exec"].inline.slice(1)).toEqual([
      refusesOpenHome("sip-a", 'test -n "`find . -prune \\( -perm -010 -o -perm -001 \\)`"'),
      `test -s /var/lib/sip-ha/installed-staging || { if test -f /opt/genesys/sip-ha/deploy-staging 2>/dev/null; then echo "${recordGone("sip-a", "ksh")}"; fi; exit 0; }`,
      "version=`sed -n '1s/^incomplete //;1p' /var/lib/sip-ha/installed-staging`",
      "installers=`grep '/deploy-staging$' /var/lib/sip-ha/installed-staging`",
      ...runsInstallers("sip-a", "", "ksh"),
    ]);
  });

  test("on Windows uses what cmd provides", () => {
    const host = {
      ...sampleTopology().hosts.get("sip-a")!,
      os: "windows" as const,
      installDirectory: "C:\\Genesys\\sip-ha",
    };
    expect(clearingProvisioners("staging", host, ROOT_BY_SSH)).toEqual([
      { "remote-exec": { inline: removedOnWindows("") } },
      { "remote-exec": { inline: removedOnWindows("${self.triggers.content}"), when: "destroy" } },
    ]);
  });
});

test("an environment whose hosts Terraform does not reach has no resources", () => {
  expect(resources({ "sip-a": { connection: undefined }, "sip-b": { connection: undefined } })).toEqual({});
});
