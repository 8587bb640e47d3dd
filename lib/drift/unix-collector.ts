import { table } from "../scripts/installer-program";
import { assign, blocks, type ShellText, sh } from "../scripts/shell-text";
import { boundedFunction, INTERPRETER, prologue, RUN_DIRECTORY, type UnixSystemName } from "../scripts/unix/prologue";
import type { FileText } from "../text/file-text";
import { collectorProgram, FIND_ABOVE } from "./collector-program";
import type { HostExpectation } from "./host-expectation";
import { mention } from "./persistent-mention";

/**
 * The program that collects the facts of a Solaris or AIX host. It only reads, changes nothing, and writes to standard output. It uses only what the oldest
 * shell of these systems understands. Without root's rights it says which files it could not read.
 */
export function unixCollector(system: UnixSystemName, expected: HostExpectation): FileText {
  const { environment, host, interfaces, files, units, virtualIps } = expected;
  return collectorProgram({
    environment,
    of: `hosts.${host.name}`,
    what: `the host ${host.name}`,
    own: blocks(
      assign("VIRTUAL_IPS", mention(virtualIps.map(({ address }) => address))),
      PERSISTENT[system].asksInterfaces
        ? table(
            "each_interface",
            "Interface.",
            interfaces.map(({ name }) => [name]),
          )
        : undefined,
      table(
        "each_file",
        "Installed file.",
        files.map(({ path }) => [path]),
      ),
      table(
        "each_unit",
        UNITS[system].title,
        units.map(({ name }) => [name]),
      ),
    ),
    kind: system,
    shell: { interpreter: INTERPRETER, start: blocks(prologue(system), boundedFunction()) },
    functions: blocks(
      FIND_ABOVE,
      hashFunction(HASH_TOOLS[system]),
      FILES,
      UNITS[system].functions,
      MENTIONS,
      PERSISTENT[system].functions,
    ),
    sections: SECTIONS,
  });
}

/** The name used instead of a file for what ipadm stores. */
export const IPADM = "ipadm show-addr";

/** Commands that print the SHA-256 of the file in their first argument, among other words; the first command that exists and supports it counts. */
const HASH_TOOLS: Readonly<Record<UnixSystemName, ShellText>> = {
  Solaris: sh`$(bounded /usr/bin/digest -a sha256 "$1" 2>/dev/null)`,
  // Older versions only know MD5 and SHA-1.
  AIX: sh`$(bounded /usr/bin/csum -h SHA256 "$1" 2>/dev/null) $(bounded /usr/bin/openssl dgst -sha256 "$1" 2>/dev/null)`,
};

function hashFunction(tools: ShellText): ShellText {
  return sh`
# SHA-256 if a tool of this system can compute it; otherwise the checksum and the size that cksum prints, which every system has.
hash_of() {
  if [ ! -r "$1" ]; then
    printf '%s\n' -
    return
  fi
  for word in ${tools}; do
    case $word in
      *[!0-9a-f]*) continue ;;
    esac
    if [ "\${#word}" -eq 64 ]; then
      printf '%s\n' "$word"
      return
    fi
  done
  cksum <"$1" | while read -r sum size others; do
    printf 'cksum:%s:%s\n' "$sum" "$size"
  done
}`;
}

const FILES = sh`
# Mode, owner, group, hash, path. Without root's rights a file may be hidden by its folder.
file_facts() {
  find_above "$1"
  if [ -h "$1" ]; then
    printf 'link %s\n' "$1"
  elif [ -f "$1" ]; then
    ls -l "$1" | while read -r mode links owner group others; do
      printf 'file %s %s %s %s %s\n' "$mode" "$owner" "$group" "$(hash_of "$1")" "$1"
    done
  elif ls -d "$1" >/dev/null 2>&1; then
    printf 'other %s\n' "$1"
  elif [ -x "\${above:-/}" ]; then
    printf 'missing %s\n' "$1"
  else
    printf 'hidden %s\n' "$1"
  fi
}

files() {
  each_file file_facts
}`;

const SERVICES = sh`
# The state of a service; a star after it says that it is about to change.
unit_facts() {
  said=$(bounded /usr/bin/svcs -H -o state "$1" 2>&1)
  code=$?
  case $code:$said in
    0:*) printf '%s %s\n' "\${said%% *}" "$1" ;;
    *' match any instances'*) printf 'absent %s\n' "$1" ;;
    *) printf 'failed with %s: %s: %s\n' "$code" "$1" "$said" ;;
  esac
}

units() {
  each_unit unit_facts
}`;

const ENTRIES = sh`
# The entry of /etc/inittab. A watchdog records its process number next to the locks.
unit_facts() {
  runs=gone
  [ ! -d "$RUN_DIRECTORY" ] || [ -x "$RUN_DIRECTORY" ] || runs=unknown
  process=''
  [ ! -f "$RUN_DIRECTORY/$1.pid" ] || read -r process <"$RUN_DIRECTORY/$1.pid"
  case $process in
    '' | *[!0-9]*) ;;
    *)
      case $(ps -o args= -p "$process" 2>/dev/null) in
        *-watchdog*) runs=running ;;
      esac
      ;;
  esac
  if [ ! -r /etc/inittab ]; then
    printf 'hidden %s %s\n' "$runs" "$1"
  elif entry=$(grep "^$1:" /etc/inittab); then
    printf 'entry %s %s\n' "$runs" "$entry"
  else
    printf 'absent %s %s\n' "$runs" "$1"
  fi
}

units() {
  each_unit unit_facts
}`;

/** What the system starts at boot: its name, and the functions that report its state. */
const UNITS: Readonly<Record<UnixSystemName, { readonly title: string; readonly functions: ShellText }>> = {
  Solaris: { title: "Service.", functions: SERVICES },
  AIX: {
    title: "Identifier in /etc/inittab.",
    functions: blocks(assign("RUN_DIRECTORY", RUN_DIRECTORY), ENTRIES),
  },
};

/** Defines `mentions` and `file_mentions`, which print lines that match `$VIRTUAL_IPS`. */
export const MENTIONS: ShellText = sh`
# The lines of its input that may have a virtual IP, each with its number.
mentions() {
  if [ -n "$VIRTUAL_IPS" ]; then grep -niE "$VIRTUAL_IPS"; else cat >/dev/null; fi | sed 's/^/line /'
}

file_mentions() {
  [ -f "$1" ] || return
  if [ -r "$1" ]; then
    printf 'file %s\n' "$1"
    mentions <"$1"
  else
    printf 'hidden %s\n' "$1"
  fi
}`;

/** The code that reads what configures the network at boot. */
interface PersistentFunctions {
  /** Define `persistent`, using `file_mentions`. */
  readonly functions: ShellText;
  /** Whether they call `each_interface` as well. */
  readonly asksInterfaces: boolean;
}

export const PERSISTENT: Readonly<Record<UnixSystemName, PersistentFunctions>> = {
  Solaris: {
    asksInterfaces: false,
    functions: sh`
# The files from which the system configures its network. /etc/hostname.* may have a name for the address, which is in the hosts file.
persistent() {
  for file in /etc/hostname.* /etc/hostname6.*; do
    if [ -f "$file" ] && [ -r "$file" ]; then
      printf 'file %s\n' "$file"
      grep -n . "$file" | sed 's/^/line /'
    else
      file_mentions "$file"
    fi
  done
  for file in /etc/inet/hosts /etc/inet/ipnodes /etc/ipadm/ipadm.conf /etc/rc2.d/S* /etc/rc3.d/S*; do
    file_mentions "$file"
  done
  # Only Solaris 11 has it. It puts colons between the fields, and a backslash before a colon in an address. An address that lasts only until the next boot
  # has no persistent flag.
  [ -x /usr/sbin/ipadm ] || return 0
  if listed=$(bounded /usr/sbin/ipadm show-addr -p -o addrobj,persistent,addr 2>/dev/null); then
    printf 'file %s\n' ${IPADM}
    printf '%s\n' "$listed" | sed 's/\([^\\]\):/\1 /g; s/\\//g' | grep -v '^[^ ]* -* ' | mentions
  else
    printf 'hidden %s\n' ${IPADM}
  fi
  return 0
}`,
  },
  AIX: {
    asksInterfaces: true,
    functions: sh`
# From what the system configures its network: the attributes of its interfaces, and programs that it runs at boot.
attribute_mentions() {
  if listed=$(bounded /usr/sbin/lsattr -E -l "$1" 2>/dev/null); then
    printf 'file %s\n' "lsattr -E -l $1"
    printf '%s\n' "$listed" | mentions
  else
    printf 'hidden %s\n' "lsattr -E -l $1"
  fi
}

persistent() {
  each_interface attribute_mentions
  for file in /etc/rc.net /etc/rc.bsdnet /etc/rc.tcpip /etc/rc.local; do
    file_mentions "$file"
  done
  return 0
}`,
  },
};

const SECTIONS = sh`
section addresses bounded /usr/sbin/ifconfig -a
section persistent persistent
section files files
section units units`;
