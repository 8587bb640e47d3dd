import type { AddressFamily } from "../../../model/address";
import { type BatchText, batch } from "../../../scripts/batch-text";
import { type ConflictPolicy, conductOf } from "../model";

/**
 * `call :take`, which puts the virtual IP on the interface. Windows never uses an address that another host answers for, whatever the policy. So the
 * policies differ in two things: whether the script asks the network before it adds the address, and whether it adds it at last if somebody still answers.
 *
 * For an IPv6 address the script always asks first. An answer comes within milliseconds then, so Windows has found the duplicate before the script can look
 * for the first time. As the script does not know the words of netsh, an address that is a duplicate from the start looks like one that Windows still asks for.
 */
export function takeFunction(policy: ConflictPolicy, family: AddressFamily): BatchText {
  const conduct = conductOf(policy);
  const asksFirst = conduct.asksFirst || family === "ipv6";
  const addsAtLast = asksFirst && conduct.takesFromHolder;
  return batch`
rem Adds the address until Windows uses it, at most PROBE_MILLISECONDS: the peer may be releasing it at this moment. Time is counted by the pauses.
:take
set "WAITED=0"
set "LAST="
:attempt
${asksFirst ? ASK : undefined}
${addsAtLast ? batch`:attempt_at_last` : undefined}
call :add_address
call :wait_until_usable
if defined CODE goto :eof
if defined USABLE goto :eof
call :remove_address
set "ASKED=%VIRTUAL_IP%"
call :ask
:occupied
if not defined HOLDER set "HOLDER=another host"
if "%COMMAND%"=="take-back" goto left_to_other
if %WAITED% geq %PROBE_MILLISECONDS% goto still_occupied
call :pause
set /a "WAITED+=1000"
goto attempt
:still_occupied
${addsAtLast ? AT_LAST : undefined}
set "CODE=7"
set "MESSAGE=%HOLDER% still answers for %VIRTUAL_IP% after %PROBE_MILLISECONDS% ms; the peer is %PEER_ADDRESS%: release it first"
goto :eof
rem Nobody has decided that this host takes it back: another host that is given it at this moment keeps it, and it does not count as lost here.
:left_to_other
set "ROLE=released"
call :write_mark
set "CODE=7"
set "MESSAGE=%HOLDER% has %VIRTUAL_IP% by now, so it stays there; the peer is %PEER_ADDRESS%"
goto :eof`;
}

const ASK = batch`
set "ASKED=%VIRTUAL_IP%"
call :ask
if defined HOLDER goto occupied`;

const AT_LAST = batch`
if defined LAST goto refused
set "LAST=yes"
set "LINE=warning: taking %VIRTUAL_IP% though %HOLDER% may hold it, after %PROBE_MILLISECONDS% ms; the peer is %PEER_ADDRESS%"
call :log
goto attempt_at_last
:refused`;
