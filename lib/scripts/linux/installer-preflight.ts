import { SUDO } from "../../model/host";
import { ShellText, sh } from "../shell-text";

/** The checks of `preflight` on a Linux host. */
export const PREFLIGHT_CHECKS = sh`
check_tool() {
  if ! command -v "$1" >/dev/null; then
    fail 5 missing-tool "$1 is not installed" "install it: $2"
  elif [ "$1" = arping ]; then
    # The package arping of Debian has another program of this name, with other options.
    case $(timeout 5 arping -V 2>&1) in
      *iputils*) ;;
      *) fail 5 wrong-arping "this arping is not the one of iputils" "install it: $2" ;;
    esac
  elif [ "$1" = ndptool ]; then
    # An older ndptool cannot announce a given address.
    case $(timeout 5 ndptool -h 2>&1) in
      *--target*) ;;
      *) fail 5 old-ndptool "this ndptool has no option --target, and so cannot announce an address" "install ndptool of libndp 1.8 or later" ;;
    esac
  fi
}

check_source() {
  [ -f "$SOURCE/$1" ] || fail 6 missing-file "$1 is not beside this script" "copy the whole folder again"
}

check_account() {
  id -u "$ACCOUNT" >/dev/null 2>&1 ||
    fail 6 missing-account "there is no account $ACCOUNT for the Local Control Agent" "create it, or correct localControlAgent.account"
  [ "$ACCOUNT" = root ] || getent group "$ACCOUNT" >/dev/null ||
    fail 6 missing-group "there is no group $ACCOUNT" "groupadd $ACCOUNT && usermod -a -G $ACCOUNT $ACCOUNT"
  # From version 16 on SUSE has its own rules in the second file, which sudo reads if the first file is missing.
  rules=/etc/sudoers
  [ -e "$rules" ] || rules=/usr/etc/sudoers
  [ -z "$SUDOERS_TEXT" ] || [ "$(id -u)" -ne 0 ] || grep -Eq '^[@#]includedir[[:space:]]+/etc/sudoers\.d' "$rules" 2>/dev/null ||
    fail 6 sudoers-folder "sudo does not read /etc/sudoers.d" "add the line @includedir /etc/sudoers.d with visudo -f $rules"
  [ -z "$SUDOERS_TEXT" ] || note_slow_sudo
}

# If its rules name hosts by their full names, sudo looks up the full name of this host before it runs anything. If no name server answers, each switchover
# waits for that. The check reports this, but it does not fail.
note_slow_sudo() {
  case $(bounded ${new ShellText(SUDO)} -V 2>/dev/null </dev/null) in
    *'fully-qualified hostnames'*) ;;
    *) return ;;
  esac
  name=$(uname -n)
  bounded getent -s hosts:files hosts "$name" >/dev/null ||
    printf '%s: slow-sudo: before it runs a control script, sudo asks name servers for %s; if none answers, this takes many seconds\n  fix: add a line with this name to /etc/hosts\n' "$HOST" "$name"
}

# Sets "there" to the part of a path that exists; the installation makes the rest.
nearest_folder() {
  there=$1
  while [ ! -d "$there/." ]; do there=\${there%/*}; done
}

# Checks the file systems, also for folders that are still to be made: each must be writable, and that of the scripts must let programs run.
check_mounts() {
  for folder in "$INSTALL_DIRECTORY" "$STATE_DIRECTORY" "$UNITS"; do
    nearest_folder "$folder"
    case $folder:,$(bounded findmnt -n -o OPTIONS -T "$there/." 2>/dev/null), in
      *,ro,*) fail 6 read-only "nothing can be written to $folder" "see why its file system is read-only" ;;
      "$INSTALL_DIRECTORY":*,noexec,*)
        fail 6 no-programs "the file system of $folder does not let programs run" "remove noexec from its mount options, or choose another installDirectory"
        ;;
    esac
  done
}

# Without a running systemd the files are installed, but nothing ever starts them.
check_start() {
  NEVER_STARTED=''
  has_systemd || each_unit note_never_started
  [ -z "$NEVER_STARTED" ] ||
    fail 6 no-systemd "systemd does not run here, so nothing starts$NEVER_STARTED" "boot this host with systemd"
  check_label
}

# If SELinux enforces its rules, systemd may not run files below /home, /srv or /var, though a user in a shell can run them. An installed file gets the
# label of its folder.
check_label() {
  [ "$(getenforce 2>/dev/null)" = Enforcing ] || return 0
  nearest_folder "$INSTALL_DIRECTORY"
  label=$(stat -c %C "$there/." 2>/dev/null)
  case $label in
    *:var_t:* | *home_t:*) fail 6 selinux-label "SELinux keeps systemd from running files with the label $label, which $there/ has" "choose an installDirectory below /opt, or give it a label that systemd may run" ;;
  esac
}

note_never_started() {
  NEVER_STARTED="$NEVER_STARTED $1"
}

check_interface() {
  if ! link=$(bounded ip -o link show dev "$1" 2>/dev/null); then
    fail 6 missing-interface "there is no interface $1" "correct the name, or configure it"
    return
  fi
  # ip(8) accepts alternative names of an interface, but its list of all interfaces shows only the first name, and the scripts read that list.
  name=\${link#*: } name=\${name%%[:@]*}
  [ "$name" = "$1" ] ||
    fail 6 other-name "$1 is another name of the interface $name" "declare it as $name"
  case $link in
    *[,\<]UP[,\>]*) ;;
    *) fail 6 interface-down "the interface $1 is down" "ip link set $1 up" ;;
  esac
  [ -n "$(bounded ip -o address show dev "$1" to "$2")" ] ||
    fail 6 missing-address "the address $2 is not on $1" "configure it as the host's own address"
}

# The peer may hold the virtual IP, and so may this host. Any other host is a stranger that uses the same address.
check_virtual_ip() {
  [ -z "$(bounded ip -o address show to "$1")" ] || return
  holders=$(hardware_addresses "$1" "$2")
  [ -n "$holders" ] || return
  peer=$(hardware_addresses "$3" "$2")
  [ "$holders" = "$peer" ] ||
    fail 7 stranger "$1 is in use by $holders; the peer $3 is \${peer:-silent}" "find out who it is, or choose another virtual IP"
}

# Prints the hardware addresses that answer for an address on an interface, in one line.
hardware_addresses() {
  case $1 in
    *:*) timeout -k 1 5 ndisc6 -q -m -r 2 -w 1000 "$1" "$2" 2>/dev/null ;;
    *) timeout -k 1 5 arping -b -c 2 -w 2 -I "$2" "$1" 2>/dev/null | sed -n 's/.*\[\([0-9A-Fa-f:]*\)\].*/\1/p' ;;
  esac | sort -u | tr '\n' ' '
}`;
