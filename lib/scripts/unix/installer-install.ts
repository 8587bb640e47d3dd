import type { AddressFamily } from "../../model/address";
import { SHELL_KIND } from "../control-script-kinds";
import { MADE_FOLDERS, REFUSE_FOLDERS } from "../installer-program";
import { ShellText, sh } from "../shell-text";
import { COMMANDS } from "../sudo-rule";

/** The function `install`: it puts everything in place, or changes nothing. After an interruption it is repeated. */
export function install(families: readonly AddressFamily[]): ShellText {
  return sh`
install() {
  need_root
  each_tool require_tool
  take_lock
  each_file require_source
  unsafe_folder "$INSTALL_DIRECTORY"
  [ -z "$UNSAFE" ] || finish 6 "$UNSAFE does not belong to root alone: chown root $UNSAFE and chmod go-w $UNSAFE, or choose another installDirectory"
  refuse_folders
  each_control_script refuse_other_address
  refuse_to_orphan
  refuse_unmanaged
  each_file refuse_foreign_file

  # What an interrupted run has copied counts as changed: the system has yet to learn of it.
  CHANGED=yes FOLDERS='' installed=''
  [ ! -f "$RECORD" ] || read -r installed <"$RECORD"
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
  install_copy "$PROGRAM" "$INSTALLER" 0700 "$ROOT_GROUP" -rwx------
  each_control_script note_running
  each_unit install_start
  remove_stale
  if [ "$CHANGED" = yes ]; then each_service restart_service; else each_service start_service; fi
  each_control_script verify_control_script
  printf '%s\n' "$wanted" "$(recorded_folders)" "$FOLDERS" | write_record "$HASH" || exit 9
  if [ "$CHANGED" = yes ]; then finish 0 "installed $HASH"; fi
  finish 0 "nothing to change: $HASH was installed"
}

require_tool() {
  [ -x "$1" ] || finish 5 "$1 is not there: $2"
}

require_source() {
  [ -f "$SOURCE/$1" ] || finish 6 "$1 is not beside this script: copy the whole folder again"
}

# A control script that holds its virtual IP must not be replaced by one that would not release it.
refuse_other_address() {
  may_be_up "$1" || return 0
  SEARCHED=$1 FOUND=''
  each_file find_source
  [ "$(managed_address "$1")" = "$(managed_address "$FOUND")" ] ||
    finish 10 "$1 may hold a virtual IP that its new version does not manage: run \"$(release_by "$1")\" first, in a maintenance window"
}

find_source() {
  [ "$2" != "$SEARCHED" ] || FOUND=$SOURCE/$1
}

managed_address() {
  grep -E '^(VIRTUAL_IP|NETMASK${families.includes("ipv6") ? sh`|PREFIX_LENGTH` : sh``}|INTERFACE)=' "$1" 2>/dev/null
}

# A control script that is no longer wanted must not be removed while its virtual IP is up.
refuse_to_orphan() {
  for path in $(recorded_control_scripts); do
    if not_wanted "$path" && may_be_up "$path"; then
      finish 10 "$path would be removed while its virtual IP may be up: run \"$(release_by "$path")\" first, in a maintenance window"
    fi
  done
}

not_wanted() {
  if wanted_files | grep -xF "$1" >/dev/null; then return 1; fi
}

# Two environments may share a host, but not a pair's name, wherever their files are: its lock, token and role are named after it.
refuse_foreign_file() {
  for record in "$STATE_DIRECTORY"/installed-*; do
    case $record in
      "$RECORD" | "$RECORD.new" | *'*') continue ;;
    esac
    path=$(grep "/$1\$" "$record" | sed 1q)
    if [ -n "$path" ]; then
      finish 6 "$path belongs to the environment \${record##*/installed-}: remove that environment first, or rename the pair in one of them"
    fi
  done
}

wanted_files() {
  each_file print_target
  printf '%s\n' "$INSTALLER"
  each_unit start_of
}

print_target() {
  printf '%s\n' "$2"
}

${REFUSE_FOLDERS}

${MADE_FOLDERS}

install_file() {
  install_copy "$SOURCE/$1" "$2" "$3" "$4" "$5"
}

# A file appears under its name only when it is whole and has its mode: source, target, mode, group, mode as ls shows it.
install_copy() {
  make_folder "\${2%/*}"
  temporary="\${2%/*}/.\${2##*/}.new"
  # ls may show one more character, for an access control list.
  if cmp -s "$1" "$2"; then
    case $(ls -l "$2" | tr -s ' ') in
      "$5"*\ root\ "$4"\ *)
        rm -f "$temporary"
        return
        ;;
    esac
  fi
  {
    rm -f "$temporary" && cp "$1" "$temporary" && chown "root:$4" "$temporary" && chmod "$3" "$temporary" && mv -f "$temporary" "$2"
  } || finish 9 "$2 cannot be written"
  CHANGED=yes
}

# A system that learns of the release at boot may run it at once. An installation is no boot, so this keeps up a virtual IP that is up.
note_running() {
  name=\${1##*/}
  role="$RUN_DIRECTORY/\${name%-${new ShellText(SHELL_KIND)}}.role"
  boot=$(bounded who -b 2>/dev/null | tr -s ' ' _)
  role_of=''
  [ ! -f "$role" ] || read -r role_of <"$role"
  [ "$role_of" = "$boot" ] || printf '%s\n%s\n' "$boot" installed >"$role"
}

remove_stale() {
  for path in $previous; do
    case $path in
      */) continue ;;
    esac
    if not_wanted "$path"; then
      remove_file "$path"
      CHANGED=yes
    fi
  done
}

# The Local Control Agent must be able to run the control script. This checks it in the way in which the agent will run it. The administrator decides
# what sudo allows.
verify_control_script() {
  # By a file: a script that hangs would hold a pipe, and so this run, even when it was ended by force.
  answer="$RUN_DIRECTORY/$NAME.answer"
  ask_status "$1" >"$answer" 2>&1
  code=$?
  said=$(cat "$answer")
  rm -f "$answer"
  advice=''
  case "
$said" in
    *"
sudo: "* | *"
Sorry, user $ACCOUNT "*)
      advice="\${2:+
  fix: add this line with visudo: $2}"
      ;;
  esac
  expect_status "$1" "$code" "$said" "$advice"
  [ -z "$2" ] || expect_commands "$1" "$2"
}

# Asks a control script for its status, as the Local Control Agent will.
ask_status() {
  if [ "$ACCOUNT" = root ]; then
    bounded "$1" status
  elif [ -n "$SUDO" ] && bounded "$SUDO" -n -l -u "$ACCOUNT" "$SUDO" >/dev/null 2>&1; then
    # Unlike su, this needs no login shell of the account, which may have none.
    bounded "$SUDO" -n -u "$ACCOUNT" "$SUDO" -n "$1" status
  else
    bounded su "$ACCOUNT" -c "\${SUDO:+$SUDO -n }$1 status"
  fi
}

# Ends the run if sudo refuses the account one of the commands: control script, the rule that allows them all. Root asks sudo, and nothing is run.
expect_commands() {
  # If sudo denies what the account has just done, it cannot be asked in this way.
  allows "$1" status || return 0
  for command in ${new ShellText(COMMANDS.join(" "))}; do
    allows "$1" "$command" || finish 9 "sudo does not let $ACCOUNT run $1 $command
  fix: add this line with visudo: $2"
  done
}

allows() {
  bounded "$SUDO" -n -l -U "$ACCOUNT" "$1" "$2" >/dev/null 2>&1
}`;
}
