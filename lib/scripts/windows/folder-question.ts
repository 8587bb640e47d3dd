import { powershell } from "../powershell-text";

/**
 * Whether somebody else than administrators could put another script in the place of one in the folder that the variable INSTALL_DIRECTORY names: the answer is
 * `folder`, and behind it the outermost folder on the way that lets them, or nothing. Of the folder itself that is one into which others may write; of those
 * above, one that they may rename, as it is theirs, or as they may delete it or what is in it; of any, one whose rights they may change, or that is a link.
 *
 * Those who may are known by their numbers: the system, administrators, the owner of something new, Windows' own installer, the domain's administrators.
 */
export const FOLDER_QUESTION = powershell`
try {
$sid = [System.Security.Principal.SecurityIdentifier];
$trusted = 'S-1-5-18', 'S-1-5-32-544', 'S-1-3-0', 'S-1-3-4', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464';
$isOther = { param($one) $trusted -notcontains $one -and $one -notlike 'S-1-5-21-*-500' -and $one -notlike 'S-1-5-21-*-512' };
$folder = $env:INSTALL_DIRECTORY;
$unsafe = '';
$rights = 0x500D0042;
while ($folder) {
if (Test-Path -LiteralPath $folder) {
$acl = Get-Acl -LiteralPath $folder -ErrorAction Stop;
$others = @($acl.GetAccessRules($true, $true, $sid) | Where-Object { $_.AccessControlType -eq 'Allow' -and
-not ([int]$_.PropagationFlags -band 2) -and ([int]$_.FileSystemRights -band $rights) -and (& $isOther $_.IdentityReference.Value) });
$isLink = [int](Get-Item -LiteralPath $folder -Force -ErrorAction Stop).Attributes -band 1024;
$owner = $acl.GetOwner($sid).Value;
if ($isLink -or $others.Count -gt 0 -or (& $isOther $owner)) { $unsafe = $folder } };
$folder = Split-Path -Parent $folder;
$rights = 0x100D0040 };
'folder ' + $unsafe
} catch { 'failed' }`;
