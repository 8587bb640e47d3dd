import type { AddressFamily } from "../../../model/address";
import { type BatchText, batch } from "../../../scripts/batch-text";

/** What the functions for the address have of their own for IPv4 and for IPv6. */
interface FamilyText {
  /** By which address of each host it is seen that an answer of netsh is whole: a remark, and the lines that look for it. */
  readonly sayWhole: BatchText;
  readonly whole: BatchText;
  /** Whether the address has the right prefix length. */
  readonly readNetwork: BatchText;
  /** Why the host's own address must be static. */
  readonly sayStatic: BatchText;
  readonly noInterface: BatchText;
  readonly lent: BatchText;
  /** Whether the host's own address is of the same kind as the virtual IP, and what is done where it is not. */
  readonly compareKinds: BatchText | undefined;
  readonly otherKind: BatchText | undefined;
  /** The commands of netsh that add the address and delete it, but for the store. */
  readonly add: BatchText;
  readonly delete: BatchText;
}

export const FAMILY_TEXTS: Readonly<Record<AddressFamily, FamilyText>> = {
  ipv4: {
    sayWhole: batch`
rem On another interface, or nowhere. The answer is whole where it has the address of the host for itself, which every host has.`,
    whole: batch`
if "%%~w"=="127.0.0.1" set "ANSWERED=yes"`,
    readNetwork: batch`
rem The line after the address has its network.
set "VIRTUAL_NETWORK="
for /f "tokens=1-9" %%a in ('%%SYSTEM%%\netsh.exe interface ipv4 show addresses "name=%%INTERFACE%%" 2^>nul') do (
  for %%w in ("%%a" "%%b" "%%c" "%%d" "%%e" "%%f" "%%g" "%%h" "%%i") do (
    if "%%~w"=="%VIRTUAL_IP%" set "ANSWERED=yes"
    if defined ANSWERED if not defined VIRTUAL_NETWORK for /f "tokens=2 delims=/" %%p in ("%%~w") do set "VIRTUAL_NETWORK=%%~w"
  )
)
if not defined VIRTUAL_NETWORK goto :eof
if "%VIRTUAL_NETWORK%"=="%NETWORK%" goto :eof
set "STATE=misplaced"
set "PLACE=%VIRTUAL_IP% in the network %VIRTUAL_NETWORK% on %INTERFACE%"`,
    sayStatic: batch`
rem The host's own address must be there, and static: adding another one would turn DHCP off.`,
    noInterface: batch`
set "MESSAGE=there is no interface %INTERFACE% on this host"`,
    lent: batch`
set "MESSAGE=the host's own address %HOST_ADDRESS% comes from DHCP, which adding %VIRTUAL_IP% would turn off: make it static"`,
    compareKinds: undefined,
    otherKind: undefined,
    add: batch`ipv4 add address "name=%%INTERFACE%%" "address=%%VIRTUAL_IP%%" "mask=%%MASK%%"`,
    delete: batch`ipv4 delete address "name=%%INTERFACE%%" "address=%%VIRTUAL_IP%%"`,
  },
  ipv6: {
    sayWhole: batch`
rem On another interface, or nowhere. The answer is whole where it has the host's own address, or the one for itself, which every host has.`,
    whole: batch`
if "%%~w"=="%HOST_ADDRESS%" set "ANSWERED=yes"
if "%%~w"=="::1" set "ANSWERED=yes"`,
    readNetwork: batch`
rem With which prefix length netsh does not say.`,
    sayStatic: batch`
rem The host's own address must be there, and static: by what netsh says of it, it is seen whether the virtual IP is in use.`,
    noInterface: batch`
set "MESSAGE=there is no interface %INTERFACE% with IPv6 on this host"`,
    lent: batch`
set "MESSAGE=the host's own address %HOST_ADDRESS% comes from DHCP or a router, so that netsh cannot show whether %VIRTUAL_IP% is in use: make it static"`,
    // One of a router may last for ever, and then has no digits that would tell.
    compareKinds: batch`
rem The first word is that of the kind: by hand for the virtual IP, so for the host's own address as well.
for /f "tokens=1" %%a in ("%OWN_ROW%") do for /f "tokens=1" %%b in ("%VIRTUAL_ROW%") do if not "%%a"=="%%b" goto other_kind`,
    otherKind: batch`
:other_kind
call :remove_address
goto lent_address`,
    add: batch`ipv6 add address "interface=%%INTERFACE%%" "address=%%VIRTUAL_IP%%/%%PREFIX_LENGTH%%"`,
    delete: batch`ipv6 delete address "interface=%%INTERFACE%%" "address=%%VIRTUAL_IP%%"`,
  },
};
