import type { AddressFamily } from "../../../model/address";
import { type BatchText, batch, lines } from "../../../scripts/batch-text";
import { pingAnswers } from "../../../scripts/windows/netsh";

/**
 * `call :announce`. Windows announces an IPv4 address when it begins to use it, and has no command that repeats this; adding the address once more would
 * interrupt every call. No text was found that says whether it announces an IPv6 address. So the script asks the gateway from the virtual IP. That shows every
 * switch on the way where the virtual IP is, and an answer can come back only if the gateway sends packets for the virtual IP to this host.
 */
export function announceFunction(family: AddressFamily): BatchText {
  return batch`
rem Pings the gateway from the virtual IP, at most ROUNDS times. An answer shows that the gateway sends to this host. First Windows asks again where the gateway is.
${family === "ipv4" ? SIGN_OF_AN_ANSWER : SOLICITS}
:announce
if not defined GATEWAY goto :eof
${family === "ipv4" ? FORGET_BY_ARP : FORGET_NEIGHBOUR}
set "ROUND=0"
:round
set /a "ROUND+=1"
${family === "ipv4" ? PING : PING_IPV6}
if %ROUND% lss %ROUNDS% goto round
set "LINE=warning: announced in %ROUND% rounds; the gateway %GATEWAY% did not answer"
call :log
goto :eof
:answered
set "LINE=announced in %ROUND% rounds; the gateway %GATEWAY% answered in round %ROUND%"
call :log
goto :eof`;
}

const SIGN_OF_AN_ANSWER = batch`
rem An answer contains TTL= in every language. The exit code of ping says nothing, as it is the same if a host cannot be reached.`;

const FORGET_BY_ARP = batch`
"%SYSTEM%\arp.exe" -d "%GATEWAY%" >nul 2>nul`;

const PING = batch`
"%SYSTEM%\ping.exe" -n 1 -w 1000 -S "%VIRTUAL_IP%" "%GATEWAY%" 2>nul | "%SYSTEM%\find.exe" "TTL=" >nul 2>nul
if not errorlevel 1 goto answered`;

const SOLICITS = batch`
rem Like the packet that waits for it, that question has the virtual IP as its sender. It moves the gateway's entry for the virtual IP to this host.
rem In every language an answer has, in the line with the address, the time that it took, after an equals sign or a less-than sign.`;

const FORGET_NEIGHBOUR = batch`
"%SYSTEM%\netsh.exe" interface ipv6 delete neighbors "interface=%INTERFACE%" "address=%GATEWAY%" >nul 2>nul`;

const PING_IPV6 = lines(
  batch`set "ANSWERS="`,
  pingAnswers('-n 1 -w 1000 -S "%%VIRTUAL_IP%%"', "GATEWAY"),
  batch`if defined ANSWERS goto answered`,
);
