import type { AddressFamily } from "../../../model/address";
import { type BatchText, batch, lines } from "../../../scripts/batch-text";
import { pingAnswers } from "../../../scripts/windows/netsh";

/**
 * `call :announce`. Windows announces an IPv4 address when it begins to use it, and has no command that repeats this; to add it once more would interrupt
 * every call. Whether it announces an IPv6 address was not found anywhere. So the gateway is asked from the virtual IP: that shows every switch on the way
 * where it is, and an answer can only come back where the gateway sends packets for the virtual IP to this host.
 */
export function announceFunction(family: AddressFamily): BatchText {
  return batch`
rem Pings the gateway from the virtual IP, at most ROUNDS times. Its answer shows that it sends to this host; it is asked for anew where it is itself.
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
rem An answer has TTL= in it in every language; the code of ping says nothing, as it is the same where a host cannot be reached.`;

const FORGET_BY_ARP = batch`
"%SYSTEM%\arp.exe" -d "%GATEWAY%" >nul 2>nul`;

const PING = batch`
"%SYSTEM%\ping.exe" -n 1 -w 1000 -S "%VIRTUAL_IP%" "%GATEWAY%" 2>nul | "%SYSTEM%\find.exe" "TTL=" >nul 2>nul
if not errorlevel 1 goto answered`;

const SOLICITS = batch`
rem That question has the virtual IP as its sender too, as the packet that waits for it, and moves the gateway's entry for the virtual IP to this host.
rem An answer has the time that it took, after an equals sign or a less-than sign, in the line with the address; in every language.`;

const FORGET_NEIGHBOUR = batch`
"%SYSTEM%\netsh.exe" interface ipv6 delete neighbors "interface=%INTERFACE%" "address=%GATEWAY%" >nul 2>nul`;

const PING_IPV6 = lines(
  batch`set "ANSWERS="`,
  pingAnswers('-n 1 -w 1000 -S "%%VIRTUAL_IP%%"', "GATEWAY"),
  batch`if defined ANSWERS goto answered`,
);
