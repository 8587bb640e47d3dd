import { type Address, familyOf, isIpv6 } from "../model/address";
import { batch, blocks, sharedCode } from "../scripts/batch-text";
import { CLUSTER_QUESTION } from "../scripts/windows/cluster-question";
import { powershellCommand } from "../scripts/windows/powershell-command";
import type { FileText } from "../text/file-text";
import type { HostExpectation } from "./host-expectation";
import { TASK_QUESTION } from "./task-question";
import { addressTable, rows, windowsCollectorProgram } from "./windows-collector-program";

/**
 * The batch file that collects the facts of a Windows host. It only reads, changes nothing, and writes to standard output. Whatever netsh says in the display
 * language is printed as it is; the rest are numbers and the collector's own words.
 */
export function windowsCollector(expected: HostExpectation): FileText {
  const { environment, host, files, units, nodes } = expected;
  const asksIpv6 = addressesOf(expected).some(isIpv6);
  const isNode = nodes.length > 0;
  return windowsCollectorProgram({
    environment,
    of: `hosts.${host.name}`,
    what: `the host ${host.name}`,
    sections: [
      ["addresses", asksIpv6 ? batch`call :addresses_of_both` : batch`call :addresses`],
      ["networks", batch`call :networks`],
      ["persistent", asksIpv6 ? batch`call :persistent_of_both` : batch`call :persistent`],
      ["files", batch`call :files`],
      ["units", batch`call :tasks`],
      ...(isNode ? [["port-rules", batch`call :port_rules`] as const] : []),
    ],
    own: blocks(
      rows(
        "networks",
        "network",
        addressesOf(expected)
          .filter((address) => familyOf(address) === "ipv4")
          .map((address) => [["ADDRESS", address]]),
      ),
      rows(
        "files",
        "file",
        files.map(({ path }) => [["FILE", path]]),
      ),
      rows(
        "tasks",
        "task",
        units.map(({ name }) => [["TASK", name]]),
      ),
      isNode
        ? rows(
            "port_rules",
            "port_rule",
            nodes.flatMap(({ virtualIp, hostPriority, ports }) =>
              ports.map((rule) => [
                ["VIRTUAL_IP", virtualIp],
                ["HOST_PRIORITY", hostPriority],
                ["PORTS", rule],
              ]),
            ),
          )
        : undefined,
    ),
    body: body(asksIpv6, isNode),
  });
}

/** The addresses whose network or family matters: the host's own addresses and the virtual IPs. */
function addressesOf({ interfaces, virtualIps }: HostExpectation): Address[] {
  return [...new Set([...interfaces, ...virtualIps].map(({ address }) => address))];
}

/** Everything that follows is the same for all hosts of a kind. */
function body(asksIpv6: boolean, isNode: boolean) {
  return sharedCode(`facts of windows: ${asksIpv6} ${isNode}`, () =>
    blocks(
      addressTable("addresses", "ipv4", "active"),
      addressTable("persistent", "ipv4", "persistent"),
      ...(asksIpv6
        ? [
            addressTable("addresses_of_both", "ipv6", "active", "addresses"),
            addressTable("persistent_of_both", "ipv6", "persistent", "persistent"),
          ]
        : []),
      NETWORK,
      FILE,
      TASK,
      isNode ? PORT_RULE : undefined,
    ),
  );
}

const NETWORK = batch`
rem The line after the address has its network. Another cmd runs what is in brackets; that cmd reads the doubled percent signs.
:network
set "SEEN="
set "FOUND="
set "NETWORK=-"
for /f "tokens=1-9" %%a in ('%%SYSTEM%%\netsh.exe interface ipv4 show addresses 2^>nul') do (
  for %%w in ("%%a" "%%b" "%%c" "%%d" "%%e" "%%f" "%%g" "%%h" "%%i") do (
    if "%%~w"=="%ADDRESS%" set "SEEN=yes"
    if defined SEEN if not defined FOUND for /f "tokens=2 delims=/" %%p in ("%%~w") do (
      set "FOUND=yes"
      set "NETWORK=%%~w"
    )
  )
)
setlocal EnableDelayedExpansion
echo  !ADDRESS! !NETWORK!
endlocal
goto :eof`;

const FILE = batch`
rem What the file is, and its hash: the second line that certutil prints, in older versions with a space after each byte.
:file
set "KIND=file"
set "HASH="
if not exist "%FILE%" set "KIND=missing"
if exist "%FILE%\" set "KIND=other"
"%SYSTEM%\fsutil.exe" reparsepoint query "%FILE%" >nul 2>nul
if not errorlevel 1 set "KIND=link"
if not defined ADMINISTRATOR set "KIND=hidden"
if "%KIND%"=="file" for /f "skip=1 tokens=*" %%l in ('%%SYSTEM%%\certutil.exe -hashfile "%%FILE%%" SHA256 2^>^&1') do if not defined HASH set "HASH=%%l"
setlocal EnableDelayedExpansion
if "!KIND!"=="file" echo  file !HASH! !FILE!
if not "!KIND!"=="file" echo  !KIND! !FILE!
endlocal
goto :eof`;

const TASK = batch`
rem Whether the task exists, whether it is enabled, and its state as a number: 3 ready, 4 running. schtasks only has words for that, in the display
rem language.
:task
set "KIND=task"
set "ENABLED=unknown"
set "STATE=unknown"
"%SYSTEM%\schtasks.exe" /query /tn "%TASK%" >nul 2>nul <nul
if errorlevel 1 set "KIND=absent"
if not defined ADMINISTRATOR set "KIND=hidden"
if "%KIND%"=="task" for /f "tokens=1-3" %%a in ('${powershellCommand(TASK_QUESTION)} 2^>nul ^<nul') do if "%%a"=="task" (
  set "ENABLED=%%b"
  set "STATE=%%c"
)
setlocal EnableDelayedExpansion
if "!KIND!"=="task" echo  task !ENABLED! !STATE! !TASK!
if not "!KIND!"=="task" echo  !KIND! !TASK!
endlocal
goto :eof`;

const PORT_RULE = batch`
rem The state of this node of the cluster and of one port rule, in numbers: see the control script.
:port_rule
set "ANSWER=failed"
for /f "tokens=1-5" %%a in ('${powershellCommand(CLUSTER_QUESTION)} 2^>nul ^<nul') do if "%%a"=="state" set "ANSWER=%%b %%c %%d %%e"
setlocal EnableDelayedExpansion
echo  !VIRTUAL_IP! !PORTS! !ANSWER!
endlocal
goto :eof`;
