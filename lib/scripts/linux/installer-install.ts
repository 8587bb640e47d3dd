import { SUDO } from "../../model/host";
import { MADE_FOLDERS, REFUSE_FOLDERS } from "../installer-program";
import { ShellText, sh } from "../shell-text";
import { INSTALLATION_TOOLS } from "./tools";

/** How many seconds a control script may take to report its status. */
export const STATUS_SECONDS = 20;

const LIMIT = new ShellText(String(STATUS_SECONDS));

/** The sudo that the Local Control Agent starts, wherever another sudo is. */
const AGENTS_SUDO = new ShellText(SUDO);

/** The function `install`: it puts everything in place, or changes nothing. After an interruption it is repeated. */
export const INSTALL = sh`
install() {
  need_root
  need_tools ${new ShellText(INSTALLATION_TOOLS.join(" "))}
  take_lock
  each_file require_source
  unsafe_folder "$INSTALL_DIRECTORY"
  [ -z "$UNSAFE" ] || finish 6 "$UNSAFE does not belong to root alone: chown root $UNSAFE and chmod go-w $UNSAFE, or choose another installDirectory"
  refuse_folders
  each_control_script refuse_other_address
  refuse_to_orphan
  refuse_unmanaged
  each_file refuse_foreign_file

  # What an interrupted run has copied counts as changed: systemd has yet to learn of it.
  CHANGED=yes COPIED=' ' FOLDERS='' installed=''
  [ ! -e "$RECORD" ] || read -r installed <"$RECORD"
  [ "$installed" != "$HASH" ] || CHANGED=no
  wanted=$(wanted_files)
  previous=$(recorded_paths)
  for path in $wanted; do
    note_folder "\${path%/*}"
  done
  note_folder "$STATE_DIRECTORY"
  make_folder "$STATE_DIRECTORY"
  # From here on the record names all that may be there, so the next run finds it whatever happens.
  printf '%s\n' "$previous" "$wanted" "$FOLDERS" | write_record "incomplete $HASH" || exit 9

  each_file install_file
  install_copy "$PROGRAM" "$INSTALLER" 0700 root
  [ -z "$SUDOERS_TEXT" ] || install_sudoers
  each_unit install_link
  remove_stale
  start_services
  each_control_script verify_control_script
  ! has_systemd || each_service verify_service
  printf '%s\n' "$wanted" "$(recorded_folders)" "$FOLDERS" | write_record "$HASH" || exit 9
  if [ "$CHANGED" = yes ]; then finish 0 "installed $HASH"; fi
  finish 0 "nothing to change: $HASH was installed"
}

require_source() {
  [ -f "$SOURCE/$1" ] || finish 6 "$1 is not beside this script: copy the whole folder again"
}

# A control script that holds its virtual IP must not be replaced by one that would not release it.
refuse_other_address() {
  may_be_up "$1" || return 0
  SEARCHED=$1 FOUND=
  each_file find_source
  [ "$(managed_address "$1")" = "$(managed_address "$FOUND")" ] ||
    finish 10 "$1 may hold a virtual IP that its new version does not manage: run \"$(release_by "$1")\" first, in a maintenance window"
}

find_source() {
  [ "$2" != "$SEARCHED" ] || FOUND=$SOURCE/$1
}

managed_address() {
  grep -E '^(VIRTUAL_IP|PREFIX_LENGTH|INTERFACE)=' "$1" 2>/dev/null
}

# A control script that is no longer wanted must not be removed while its virtual IP is up.
refuse_to_orphan() {
  for path in $(recorded_control_scripts); do
    ! wanted_files | grep -xF "$path" >/dev/null || continue
    ! may_be_up "$path" || finish 10 "$path would be removed while its virtual IP may be up: run \"$(release_by "$path")\" first, in a maintenance window"
  done
}

# Two environments may share a host, but not a file.
refuse_foreign_file() {
  for record in "$STATE_DIRECTORY"/installed-*; do
    case $record in
      "$RECORD" | "$RECORD.new" | *'*') continue ;;
    esac
    ! grep -qxF "$2" "$record" || finish 6 "$2 belongs to the environment \${record##*/installed-}: remove that environment first, or rename the pair in one of them"
  done
}

wanted_files() {
  each_file print_target
  printf '%s\n' "$INSTALLER"
  [ -z "$SUDOERS_TEXT" ] || printf '%s\n' "$SUDOERS"
  each_unit print_link
}

print_target() {
  printf '%s\n' "$2"
}

print_link() {
  printf '%s\n' "$UNITS/multi-user.target.wants/$1"
}

${REFUSE_FOLDERS}

${MADE_FOLDERS}

install_file() {
  install_copy "$SOURCE/$1" "$2" "$3" "$4"
}

# A file appears under its name only when it is whole, has its mode and is on the disk: source, target, mode, group.
install_copy() {
  make_folder "\${2%/*}"
  temporary="\${2%/*}/.\${2##*/}.new"
  if cmp -s "$1" "$2" && [ "$(stat -c '0%a %U %G' "$2")" = "$3 root $4" ]; then
    rm -f "$temporary"
    return
  fi
  {
    rm -f "$temporary" && cp "$1" "$temporary" && chown "root:$4" "$temporary" && chmod "$3" "$temporary" &&
      to_disk "$temporary" && mv -fT "$temporary" "$2"
  } || finish 9 "$2 cannot be written"
  CHANGED=yes COPIED="$COPIED\${2##*/} "
}

# A mistake in a sudoers file would lock everybody out of sudo, so visudo checks the rules first.
install_sudoers() {
  need_tools visudo ${AGENTS_SUDO} runuser
  checked="$RUN_DIRECTORY/$NAME.sudoers"
  printf '%s' "$SUDOERS_TEXT" >"$checked" || finish 9 "$checked cannot be written"
  visudo -c -q -f "$checked" >/dev/null || finish 9 "visudo refuses the rules in $checked"
  install_copy "$checked" "$SUDOERS" 0440 root
  rm -f "$checked"
}

install_link() {
  link="$UNITS/multi-user.target.wants/$1"
  [ "$(readlink "$link" 2>/dev/null)" != "../$1" ] || return 0
  make_folder "\${link%/*}"
  ln -sfn "../$1" "$link" || finish 9 "$link cannot be made"
  CHANGED=yes
}

remove_stale() {
  for path in $previous; do
    case $path in
      */) continue ;;
    esac
    ! printf '%s\n' "$wanted" | grep -xF "$path" >/dev/null || continue
    remove_file "$path"
    CHANGED=yes
  done
}

start_services() {
  has_systemd || return 0
  if [ "$CHANGED" = yes ]; then
    timeout -k 5 60 systemctl daemon-reload || finish 9 "systemd does not read its units: systemctl daemon-reload"
    each_service restart_service
  else
    each_service start_service
  fi
}

# A service goes on if its unit and its program, which has its name, are unchanged: a restart would make it forget the times that it has measured.
# After an interrupted installation nobody knows whether they are unchanged.
restart_service() {
  case $installed:$COPIED in
    :* | incomplete* | *" $1 "* | *" \${1%.service} "*) ;;
    *) start_service "$1" && return ;;
  esac
  timeout -k 5 60 systemctl restart "$1" || finish 9 "the service $1 does not start: journalctl -u $1"
}

start_service() {
  timeout -k 5 60 systemctl start "$1" || finish 9 "the service $1 does not start: journalctl -u $1"
}

# A service that systemd has started may have ended at once, if a rule of the system does not let it run. Or it has never begun, if something that
# an operator has added to its unit depends on a condition.
verify_service() {
  [ "$(timeout -k 5 60 systemctl is-active "$1")" = active ] ||
    finish 9 "the service $1 was started, but does not run: systemctl status $1"
}

# The Local Control Agent must be able to run the control script. This checks it in the way in which the agent will run it.
verify_control_script() {
  # By a file: a script that hangs and cannot be ended would hold a pipe, and so this run. By descriptor 9 it would hold the lock of the next run.
  answer="$RUN_DIRECTORY/$NAME.answer"
  true >"$answer" || finish 9 "$answer cannot be written"
  ask_status "$1" </dev/null >"$answer" 2>&1 9>&-
  code=$?
  said=$(cat "$answer")
  rm -f "$answer"
  expect_status "$1" "$code" "$said" ''
}

# Asks a control script for its status, as the Local Control Agent will.
ask_status() {
  if [ "$ACCOUNT" = root ]; then
    timeout -k 1 ${LIMIT} "$1" status
  elif [ -n "$SUDOERS_TEXT" ]; then
    timeout -k 1 ${LIMIT} runuser -u "$ACCOUNT" -- ${AGENTS_SUDO} -n "$1" status
  else
    timeout -k 1 ${LIMIT} runuser -u "$ACCOUNT" -- "$1" status
  fi
}`;
