import { type BatchText, batch } from "../../../scripts/batch-text";

/**
 * `call :announce`. Windows announces an address when it begins to use it, and has no command that repeats this; to add it once more would interrupt
 * every call. So the gateway is asked from the virtual IP: that shows every switch on the way where it is, and an answer can only come back where
 * the gateway sends packets for the virtual IP to this host.
 */
export function announceFunction(): BatchText {
  return batch`
rem Pings the gateway from the virtual IP, at most ROUNDS times. Its answer shows that it sends to this host; it is asked for anew where it is itself.
rem An answer has TTL= in it in every language; the code of ping says nothing, as it is the same where a host cannot be reached.
:announce
if not defined GATEWAY goto :eof
"%SYSTEM%\arp.exe" -d "%GATEWAY%" >nul 2>nul
set "ROUND=0"
:round
set /a "ROUND+=1"
"%SYSTEM%\ping.exe" -n 1 -w 1000 -S "%VIRTUAL_IP%" "%GATEWAY%" 2>nul | "%SYSTEM%\find.exe" "TTL=" >nul 2>nul
if not errorlevel 1 goto answered
if %ROUND% lss %ROUNDS% goto round
set "LINE=warning: announced in %ROUND% rounds; the gateway %GATEWAY% did not answer"
call :log
goto :eof
:answered
set "LINE=announced in %ROUND% rounds; the gateway %GATEWAY% answered in round %ROUND%"
call :log
goto :eof`;
}
