import { CONTROL_SCRIPT_ENDINGS } from "../control-script-kinds";
import { PowerShellText, powershell } from "../powershell-text";

/**
 * Whether anybody but administrators could make the system's account run his own code: two answers, each followed by a path or nothing.
 *
 * `folder`: the outermost folder that lets others replace a script in the folder that the variable INSTALL_DIRECTORY names. That is the folder itself if others
 * may write to it. It is a folder above if others may rename it, because they own it, or may delete it or what is in it. It is any of these folders if others
 * may change its rights, or if it is a link.
 *
 * `file`: a file that others own or may write to. It has, in that folder, the name of a script that is run from there or of a task that is registered, or is a
 * record in the folder that DATA_DIRECTORY names, which says what is run and removed.
 *
 * The trusted accounts are known by their numbers: the system, administrators, the owner of something new, Windows' own installer, the domain's administrators,
 * and the account that asks. What even administrators may not look at, or cannot find by the name that its folder lists, counts as somebody else's. Any other
 * error is no answer: `failed`. There is no `Get-Acl -LiteralPath` in PowerShell 2.
 */
export const FOLDER_QUESTION = powershell`
try {
$sid = [System.Security.Principal.SecurityIdentifier];
$trusted = 'S-1-5-18', 'S-1-5-32-544', 'S-1-3-0', 'S-1-3-4', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
[System.Security.Principal.WindowsIdentity]::GetCurrent().User.Value;
$isOther = { param($one) $trusted -notcontains $one -and $one -notlike 'S-1-5-21-*-500' -and $one -notlike 'S-1-5-21-*-512' };
$isUnsafe = { param($path, $rights)
try { $item = Get-Item -LiteralPath $path -Force -ErrorAction Stop; $acl = $item.GetAccessControl() }
catch [System.UnauthorizedAccessException], [System.IO.IOException], [System.Management.Automation.ItemNotFoundException] { return $true };
$others = @($acl.GetAccessRules($true, $true, $sid) | Where-Object { $_.AccessControlType -eq 'Allow' -and
-not ([int]$_.PropagationFlags -band 2) -and ([int]$_.FileSystemRights -band $rights) -and (& $isOther $_.IdentityReference.Value) });
$isLink = [int]$item.Attributes -band 1024;
$owner = $acl.GetOwner($sid).Value;
$isLink -or $others.Count -gt 0 -or (& $isOther $owner) };
$folder = $env:INSTALL_DIRECTORY;
$unsafe = '';
$rights = 0x500D0042;
while ($folder) {
if ((Test-Path -LiteralPath $folder) -and (& $isUnsafe $folder $rights)) { $unsafe = $folder };
$folder = Split-Path -Parent $folder;
$rights = 0x100D0040 };
'folder ' + $unsafe;
$unsafe = '';
$env:DATA_DIRECTORY, $env:INSTALL_DIRECTORY | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object {
$folder = $_;
try { $files = @(Get-ChildItem -LiteralPath $folder -Force -ErrorAction Stop) } catch { $files = @(); $unsafe = $folder };
$files | Where-Object { ($folder -eq $env:DATA_DIRECTORY -and $_.Name -like 'installed-*') -or ($folder -eq $env:INSTALL_DIRECTORY -and
($_.Name -match '-(${new PowerShellText(CONTROL_SCRIPT_ENDINGS.join("|"))}|watchdog)[.]cmd$|-(release|watchdog|disable)[.]xml$|-nlb-build[.]ps1$' -or $_.Name -like 'deploy-*.cmd')) } |
Where-Object { & $isUnsafe $_.FullName 0x500D0006 } | ForEach-Object { $unsafe = $_.FullName } };
'file ' + $unsafe
} catch { 'failed' }`;
