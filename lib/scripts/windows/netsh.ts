import type { AddressFamily } from "../../model/address";
import { BatchText, batch, blocks, lines } from "../batch-text";

/** `if "%%e"=="%VIRTUAL_IP%" set "VIRTUAL_ROW=%%a %%b %%c %%d"`, for each place where the address may stand among the words of its line. */
function rowOf(address: string, row: string): BatchText {
  const words = [..."abcdefghi"].map((letter) => `%%${letter}`);
  return lines(
    ...[4, 5, 6, 7, 8].map(
      (place) => new BatchText(`if "${words[place]}"=="%${address}%" set "${row}=${words.slice(0, place).join(" ")}"`),
    ),
  );
}

/** The words by which netsh shows the table of addresses of each family. */
export const ADDRESS_TABLE: Readonly<Record<AddressFamily, BatchText>> = {
  ipv4: new BatchText("ipv4 show ipaddresses"),
  ipv6: new BatchText("ipv6 show addresses"),
};

/** A function by its label, for the one family that a script uses; if it uses both, FAMILY names the family at each call. */
function ofEach(
  label: string,
  families: readonly AddressFamily[],
  code: (label: BatchText, family: AddressFamily) => BatchText,
): BatchText {
  const [first] = families as readonly [AddressFamily];
  if (families.length === 1) return code(new BatchText(label), first);
  return blocks(
    new BatchText(`:${label}\ngoto ${label}_%FAMILY%`),
    ...families.map((family) => code(new BatchText(`${label}_${family}`), family)),
  );
}

/**
 * What netsh says of addresses, in any language. A line of its table has the kind of the address, its state, two lifetimes and the address. The
 * words of the first four depend on the display language, which may have several words for each. But the host's own address is static, lasts for ever
 * and is in use. So the virtual IP is in use as well if the same words stand before it.
 */
export function lookFunction(families: readonly AddressFamily[]): BatchText {
  return ofEach(
    "look",
    families,
    (label, family) => batch`
rem Asks netsh for the addresses of the interface:
rem   LINK: yes if there is such an interface: its table has a line of dashes, which is as long as the words above it
rem   OWN_ROW, VIRTUAL_ROW: the words before the host's own address and before the virtual IP; empty if that address is not there
rem The virtual IP is in use if both have the same words. Another cmd runs the command in brackets, and reads its doubled percent signs.
:${label}
set "LINK="
set "OWN_ROW="
set "VIRTUAL_ROW="
for /f "tokens=1-9" %%a in ('%%SYSTEM%%\netsh.exe interface ${ADDRESS_TABLE[family]} "interface=%%INTERFACE%%" "level=normal" 2^>nul') do (
  set "IS_LINE="
  for /f "delims=-" %%w in ("%%a") do set "IS_LINE=no"
  if not defined IS_LINE set "LINK=yes"
  ${rowOf("HOST_ADDRESS", "OWN_ROW")}
  ${rowOf("VIRTUAL_IP", "VIRTUAL_ROW")}
)
goto :eof`,
  );
}

/** `call :look_closer`, after `look`: whether the host's own address is static, and the interface connected. */
export function lookCloserFunction(families: readonly AddressFamily[]): BatchText {
  return ofEach(
    "look_closer",
    families,
    (label, family) => batch`
rem LENT: yes if the host's own address is ${family === "ipv4" ? OF_DHCP : LENT_FOR_A_TIME}: it lasts for a time, which has digits in every language.
rem NO_CARRIER: yes if the interface is not connected. The loopback interface, the first one, is always connected, so its row shows the word for that.
:${label}
set "LENT="
for /f "tokens=1 delims=0123456789" %%a in ("%OWN_ROW%") do if not "%%a"=="%OWN_ROW%" set "LENT=yes"
set "CONNECTED="
set "CARRIER="
for /f "tokens=1,4*" %%a in ('%%SYSTEM%%\netsh.exe interface ${new BatchText(family)} show interfaces "level=normal" 2^>nul') do (
  if "%%a"=="1" set "CONNECTED=%%b"
  if "%%c"=="%INTERFACE%" set "CARRIER=%%b"
)
set "NO_CARRIER="
if defined CARRIER if not "%CARRIER%"=="%CONNECTED%" set "NO_CARRIER=yes"
goto :eof`,
  );
}

const OF_DHCP = new BatchText("one of DHCP");
const LENT_FOR_A_TIME = new BatchText("one of DHCP or of a router");

/** `call :ask`, which asks the network who has an address. */
export function askFunction(families: readonly AddressFamily[]): BatchText {
  return ofEach("ask", families, (label, family) => (family === "ipv4" ? askByArp(label) : askByNeighbours(label)));
}

function askByArp(label: BatchText): BatchText {
  return batch`
rem HOLDER: the hardware address that answers for the address ASKED, or empty. Whether the other host answers the ping does not matter: Windows has to
rem ask for its hardware address first. It does not ask for an address that it has itself.
:${label}
set "HOLDER="
if not defined ASKED goto :eof
"%SYSTEM%\arp.exe" -d "%ASKED%" >nul 2>nul
"%SYSTEM%\ping.exe" -n 1 -w 500 "%ASKED%" >nul 2>nul
for /f "tokens=1,2" %%a in ('%%SYSTEM%%\arp.exe -a "%%ASKED%%" 2^>nul') do if "%%a"=="%ASKED%" set "HOLDER=%%b"
if "%HOLDER%"=="00-00-00-00-00-00" set "HOLDER="
goto :eof`;
}

function askByNeighbours(label: BatchText): BatchText {
  return batch`
rem HOLDER: the hardware address that answers for the address ASKED, or empty. Whether the other host answers the ping does not matter: Windows has to
rem ask for its hardware address first. It does not ask for an address that it has itself. If nobody answers, netsh shows zeros or words of the
rem display language instead of the hardware address.
:${label}
set "HOLDER="
if not defined ASKED goto :eof
"%SYSTEM%\netsh.exe" interface ipv6 delete neighbors "interface=%INTERFACE%" "address=%ASKED%" >nul 2>nul
"%SYSTEM%\ping.exe" -n 1 -w 500 "%ASKED%" >nul 2>nul
for /f "tokens=1,2" %%a in ('%%SYSTEM%%\netsh.exe interface ipv6 show neighbors "interface=%%INTERFACE%%" "address=%%ASKED%%" 2^>nul') do if "%%a"=="%ASKED%" set "HOLDER=%%b"
for /f "tokens=1 delims=0123456789abcdefABCDEF-" %%w in ("%HOLDER%") do set "HOLDER="
if "%HOLDER%"=="00-00-00-00-00-00" set "HOLDER="
goto :eof`;
}

/**
 * Sets ANSWERS to yes if the host with the address in the variable `address` answers to ping with the options `words`; this works in every language. The exit
 * code of ping is the same if a host cannot be reached. An answer over IPv4 contains TTL=. An answer over IPv6 does not, but it shows the time that it took:
 * its line has the address, and an equals sign or a less-than sign after it. No other line has both.
 */
export function pingAnswers(words: string, address: string): BatchText {
  return new BatchText(
    `for /f "tokens=2 delims=<=" %%t in ('%%SYSTEM%%\\ping.exe ${words} "%%${address}%%" 2^>nul ^| %%SYSTEM%%\\find.exe "%%${address}%%"') do set "ANSWERS=yes"`,
  );
}
