import { table } from "../scripts/installer-program";
import { assign, blocks, type ShellText, sh } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { collectorProgram, FIND_ABOVE } from "./collector-program";
import type { HostExpectation } from "./host-expectation";
import { mention } from "./persistent-mention";

/** Programs that move addresses by themselves, as the kernel names their processes. */
const ADDRESS_MANAGERS = ["corosync", "ctdbd", "heartbeat", "keepalived", "pacemakerd", "ucarp", "vrrpd"] as const;

/**
 * The program that collects the facts of a Linux host. It only reads, changes nothing, and writes to standard output. Every command that might hang has a
 * time limit. Without root's rights the program says which files it could not read.
 */
export function linuxCollector({ environment, host, files, units, virtualIps }: HostExpectation): FileText {
  return collectorProgram({
    environment,
    of: `hosts.${host.name}`,
    what: `the host ${host.name}`,
    own: blocks(
      assign("VIRTUAL_IPS", mention(virtualIps.map(({ address }) => address))),
      table(
        "each_file",
        "Installed file.",
        files.map(({ path }) => [path]),
      ),
      table(
        "each_unit",
        "Unit of systemd.",
        units.map(({ name }) => [name]),
      ),
      table(
        "each_interface",
        "Interface that a virtual IP comes to.",
        [...new Set(virtualIps.map((one) => one.interface))].map((name) => [name]),
      ),
    ),
    kind: "linux",
    functions: blocks(FIND_ABOVE, FILES, UNITS, PERSISTENT, MANAGERS, NETWORK_SERVICES),
    sections: SECTIONS,
  });
}

const FILES = sh`
# Mode, owner, group, hash, path. Without root's rights a folder may hide its files.
file_facts() {
  find_above "$1"
  if [ -L "$1" ]; then
    printf 'link %s\n' "$1"
  elif [ -f "$1" ]; then
    hash=-
    [ ! -r "$1" ] || hash=$(bounded sha256sum <"$1") || hash=-
    printf 'file %s %s %s\n' "$(stat -c '0%a %U %G' "$1")" "\${hash%% *}" "$1"
  elif [ -e "$1" ]; then
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

const UNITS = sh`
# Whether a link starts the unit at boot, and whether it is active now; "-" if systemd does not run.
unit_facts() {
  enabled=disabled active=-
  for link in /etc/systemd/system/*.wants/"$1" /etc/systemd/system/*.requires/"$1"; do
    [ ! -e "$link" ] || enabled=enabled
  done
  [ ! -d /run/systemd/system ] || active=$(bounded systemctl is-active "$1" 2>/dev/null)
  printf '%s %s %s\n' "$enabled" "\${active:-unknown}" "$1"
}

units() {
  each_unit unit_facts
}`;

/** Defines `persistent`, which looks for lines that match `$VIRTUAL_IPS`. */
export const PERSISTENT: ShellText = sh`
# The files from which the system configures its network. Only lines that may have a virtual IP are printed.
persistent() {
  for folder in /etc/netplan /etc/network/interfaces.d /etc/NetworkManager/system-connections /etc/sysconfig/network /etc/sysconfig/network-scripts /etc/systemd/network; do
    [ ! -d "$folder" ] || { [ -r "$folder" ] && [ -x "$folder" ]; } || printf 'hidden %s\n' "$folder"
  done
  for file in /etc/network/interfaces /etc/network/interfaces.d/* /etc/netplan/*.yaml /etc/systemd/network/*.network /etc/systemd/network/*.network.d/*.conf \
    /etc/sysconfig/network-scripts/ifcfg-* /etc/sysconfig/network/ifcfg-* /etc/NetworkManager/system-connections/* /etc/rc.local /etc/rc.d/rc.local; do
    [ -f "$file" ] || continue
    if [ ! -r "$file" ]; then
      printf 'hidden %s\n' "$file"
      continue
    fi
    printf 'file %s\n' "$file"
    [ -z "$VIRTUAL_IPS" ] || bounded grep -niE -e "$VIRTUAL_IPS" "$file" | sed 's/^/line /'
  done
}`;

/** Defines `managers`. */
export const MANAGERS: ShellText = sh`
# Programs that move addresses by themselves. Z and X are processes that have ended.
managers() {
  bounded cat /proc/[0-9]*/stat 2>/dev/null | sed -n 's/^[0-9]* (\(.*\)) [^ZX] .*/\1/p' | sort -u | grep -xE ${ADDRESS_MANAGERS.join("|")}
  return 0
}`;

const NETWORK_SERVICES = sh`
# What a network service configures an interface with, if one does: systemd-networkd with a file, NetworkManager with a connection.
network_service() {
  if is_active systemd-networkd; then
    said=$(bounded networkctl --no-pager --lines=0 status "$1" 2>&1) || not_told "$said"
    file=$(printf '%s\n' "$said" | sed -n 's/^ *Network File: *//p')
    case $file in
      /*) printf '%s systemd-networkd %s %s\n' "$1" "$(keep_configuration "\${file##*/}")" "$file" ;;
    esac
  fi
  if is_active NetworkManager; then
    said=$(bounded nmcli -g GENERAL.STATE,GENERAL.CONNECTION device show "$1" 2>&1) || not_told "$said"
    case $said in
      *'(connected)'*) printf '%s NetworkManager %s\n' "$1" "$(printf '%s\n' "$said" | tail -n 1)" ;;
    esac
  fi
}

is_active() {
  [ "$(bounded systemctl is-active "$1" 2>/dev/null)" = active ]
}

not_told() {
  printf '%s\n' "$1"
  NETWORK_SERVICES_CODE=1
}

# What systemd-networkd is configured to do with addresses that others have added: the last value that it knows, in its file or in the drop-ins of that file, as
# systemd itself finds and orders them.
keep_configuration() {
  if ! said=$(bounded systemd-analyze --no-pager cat-config "systemd/network/$1" 2>/dev/null); then
    printf hidden
    return
  fi
  printf '%s\n' "$said" | awk '
    BEGIN { keep = "unset" }
    /^\[/ { inside = /^\[Network\]/ }
    inside && sub(/^[ \t]*KeepConfiguration[ \t]*=[ \t]*/, "") {
      sub(/[ \t]*$/, "")
      word = tolower($0)
      if (word ~ /^(static|dhcp|dhcp-on-stop|yes|y|true|t|on|1|no|n|false|f|off|0)$/) keep = word
    }
    END { print keep }'
}

network_services() {
  NETWORK_SERVICES_CODE=0
  each_interface network_service
  return "$NETWORK_SERVICES_CODE"
}`;

const SECTIONS = sh`
section addresses bounded ip -o address show
section persistent persistent
section files files
section units units
section managers managers
section network-services network_services`;
