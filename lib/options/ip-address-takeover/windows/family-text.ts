import type { AddressFamily } from "../../../model/address";
import { type BatchText, batch } from "../../../scripts/batch-text";

/** What differs between IPv4 and IPv6 in the functions for the address. */
interface FamilyText {
  /** The address that every host has, and that shows that an answer of netsh is whole: a remark, and the lines that look for it. */
  readonly sayWhole: BatchText;
  readonly whole: BatchText;
  /** Whether the address has the right prefix length. */
  readonly readNetwork: BatchText;
  /** Why the host's own address must be static. */
  readonly sayStatic: BatchText;
  readonly noInterface: BatchText;
  readonly lent: BatchText;
  /** Whether the host's own address is of the same kind as the virtual IP, and what is done if it is not. */
  readonly compareKinds: BatchText | undefined;
  readonly otherKind: BatchText | undefined;
  /** The commands of netsh that add the address and delete it, but for the store. */
  readonly add: BatchText;
  readonly delete: BatchText;
}

export const FAMILY_TEXTS: Readonly<Record<AddressFamily, FamilyText>> = {
  ipv4: {
    sayWhole: batch`
rem On another interface, or nowhere. The answer is whole if it has the loopback address, which every host has.`,
    whole: batch`
if "%%~w"=="127.0.0.1" set "ANSWERED=yes"`,
    readNetwork: batch`
rem The line after the address contains its network.
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
rem On another interface, or nowhere. The answer is whole if it has the host's own address, or the loopback address, which every host has.`,
    whole: batch`
if "%%~w"=="%HOST_ADDRESS%" set "ANSWERED=yes"
if "%%~w"=="::1" set "ANSWERED=yes"`,
    readNetwork: batch`
rem netsh does not show the prefix length.`,
    sayStatic: batch`
rem The host's own address must be there, and static: the script compares its row with that of the virtual IP to find whether that one is in use.`,
    noInterface: batch`
set "MESSAGE=there is no interface %INTERFACE% with IPv6 on this host"`,
    lent: batch`
set "MESSAGE=the host's own address %HOST_ADDRESS% comes from DHCP or a router, so netsh cannot show whether %VIRTUAL_IP% is in use: make it static"`,
    // An address from a router may last for ever, and then has no digits that would show its kind.
    compareKinds: batch`
rem The first word of a row is the kind of the address. The virtual IP was added by hand, so the host's own address must have the same kind.
for /f "tokens=1" %%a in ("%OWN_ROW%") do for /f "tokens=1" %%b in ("%VIRTUAL_ROW%") do if not "%%a"=="%%b" goto other_kind`,
    otherKind: batch`
:other_kind
call :remove_address
goto lent_address`,
    add: batch`ipv6 add address "interface=%%INTERFACE%%" "address=%%VIRTUAL_IP%%/%%PREFIX_LENGTH%%"`,
    delete: batch`ipv6 delete address "interface=%%INTERFACE%%" "address=%%VIRTUAL_IP%%"`,
  },
};
