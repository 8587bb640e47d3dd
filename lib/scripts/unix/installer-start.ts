import { type ShellText, sh } from "../shell-text";
import type { UnixSystemName } from "./prologue";

/**
 * How each system learns what to start at boot and to keep running. The functions:
 *  - `start_of` prints the entry of a unit in the record: the path of a manifest, or `/etc/inittab#identifier`;
 *  - `install_start` registers the unit with the system, `start_service` and `restart_service` make sure that it runs now;
 *  - `is_start` and `remove_start` remove it again.
 */
export function startFunctions(system: UnixSystemName): ShellText {
  return START_FUNCTIONS[system];
}

/** The tools that the functions call, by absolute path. */
export const START_TOOLS: Readonly<Record<UnixSystemName, readonly string[]>> = {
  // The last two are not on every Solaris. Without them the scripts would use older tools of the same names, which lack options.
  Solaris: ["/usr/sbin/svcadm", "/usr/sbin/svccfg", "/usr/bin/svcs", "/usr/xpg4/bin/grep", "/usr/xpg4/bin/id"],
  AIX: ["/usr/sbin/chitab", "/usr/sbin/lsitab", "/usr/sbin/mkitab", "/usr/sbin/rmitab", "/usr/sbin/telinit"],
};

const MANAGED_SERVICES = sh`
MANIFESTS=/var/svc/manifest/site

start_of() {
  printf '%s\n' "$MANIFESTS/$1"
}

# The service of a manifest.
service_of() {
  manifest=\${1##*/}
  printf 'svc:/site/%s:default' "\${manifest%.xml}"
}

# A manifest takes effect when it is imported. If its service has been disabled since, neither the manifest nor another import enables the service.
install_start() {
  if [ "$CHANGED" = no ] && /usr/bin/svcs -H "$(service_of "$1")" >/dev/null 2>&1; then
    start_service "$1"
    return
  fi
  said=$(/usr/sbin/svccfg import "$MANIFESTS/$1" 2>&1) || finish 9 "the service of $MANIFESTS/$1 cannot be imported: $said"
  CHANGED=yes
  await_import
  await_service known "$(service_of "$1")" || finish 9 "the service of $MANIFESTS/$1 is not there a minute after its import: svcs -xv"
  start_service "$1"
}

# On Solaris 11 an import of this folder's manifests goes on in the background, by a service of its own.
await_import() {
  looks=0
  while [ "$looks" -lt 60 ]; do
    case $(/usr/bin/svcs -H -o state svc:/system/manifest-import:default 2>/dev/null) in
      *'*' | offline*) ;;
      *) return ;;
    esac
    looks=$((looks + 1))
    rest
  done
}

# Waits until a service is known, or no longer known.
await_service() {
  looks=0
  while [ "$looks" -lt 60 ]; do
    if /usr/bin/svcs -H "$2" >/dev/null 2>&1; then seen=known; else seen=gone; fi
    [ "$seen" != "$1" ] || return 0
    looks=$((looks + 1))
    rest
  done
  return 1
}

# A service that has failed too often stays in the state maintenance, whatever is enabled or restarted, until svcadm clear says that it is repaired.
start_service() {
  case $(/usr/bin/svcs -H -o state "$(service_of "$1")" 2>/dev/null) in
    maintenance*) /usr/sbin/svcadm clear "$(service_of "$1")" || finish 9 "the service $(service_of "$1") stays in maintenance: svcs -xv" ;;
  esac
  /usr/sbin/svcadm enable "$(service_of "$1")" || finish 9 "the service $(service_of "$1") cannot be enabled: svcs -xv"
}

# After an import the service takes over the content of the manifest only when it is refreshed.
restart_service() {
  start_service "$1"
  if /usr/sbin/svcadm refresh "$(service_of "$1")"; then
    /usr/sbin/svcadm restart "$(service_of "$1")" && return
  fi
  finish 9 "the service $(service_of "$1") cannot be restarted: svcs -xv"
}

is_start() {
  case $1 in
    "$MANIFESTS"/*) return 0 ;;
  esac
  return 1
}

# A service that the system no longer knows need not be removed.
remove_start() {
  service=$(service_of "$1")
  /usr/bin/svcs -H "$service" >/dev/null 2>&1 || return 0
  /usr/sbin/svcadm disable -s "$service" >/dev/null 2>&1
  # Solaris 11 forgets a service whose manifest is missing. A service that is deleted while its manifest is there would stay hidden from the next import.
  rm -f "$1"
  if /usr/sbin/svcadm restart svc:/system/manifest-import:default >/dev/null 2>&1; then
    await_import
    /usr/bin/svcs -H "$service" >/dev/null 2>&1 || return 0
  fi
  /usr/sbin/svccfg delete -f "\${service%:default}" || finish 9 "the service $service cannot be deleted: svccfg delete -f \${service%:default}"
}`;

const INITTAB = sh`
# A unit is a line of /etc/inittab; its first word is its identifier.
start_of() {
  printf '/etc/inittab#%s\n' "\${1%%:*}"
}

install_start() {
  entry=$(/usr/sbin/lsitab "\${1%%:*}" 2>/dev/null)
  if [ "$entry" = "$1" ]; then return; fi
  if [ -n "$entry" ]; then
    /usr/sbin/chitab "$1" || finish 9 "the entry \${1%%:*} of /etc/inittab cannot be changed: chitab"
  else
    /usr/sbin/mkitab "$1" || finish 9 "the entry \${1%%:*} of /etc/inittab cannot be made: mkitab"
  fi
  CHANGED=yes
  /usr/sbin/telinit q
}

# init started the service when it read the entry.
start_service() {
  :
}

# init starts the service again when it ends.
restart_service() {
  end_service "\${1%%:*}"
}

# A service writes its process number beside the locks, under the identifier of its entry.
end_service() {
  process=''
  [ ! -f "$RUN_DIRECTORY/$1.pid" ] || read -r process <"$RUN_DIRECTORY/$1.pid"
  case $process in
    '' | *[!0-9]*) return ;;
  esac
  case $(ps -o args= -p "$process" 2>/dev/null) in
    *-watchdog*) kill "$process" 2>/dev/null ;;
  esac
}

is_start() {
  case $1 in
    '/etc/inittab#'*) return 0 ;;
  esac
  return 1
}

remove_start() {
  identifier=\${1##*#}
  [ -n "$(/usr/sbin/lsitab "$identifier" 2>/dev/null)" ] || return 0
  /usr/sbin/rmitab "$identifier" || finish 9 "the entry $identifier of /etc/inittab cannot be removed: rmitab $identifier"
  /usr/sbin/telinit q
  end_service "$identifier"
}`;

const START_FUNCTIONS: Readonly<Record<UnixSystemName, ShellText>> = { Solaris: MANAGED_SERVICES, AIX: INITTAB };
