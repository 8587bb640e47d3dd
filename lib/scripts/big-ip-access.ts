/**
 * How a program for a POSIX shell asks a BIG-IP. The password comes from BIGIP_PASSWORD or a terminal, and reaches curl by its standard input, so it is in
 * no file and no list of processes. The program must set ACCOUNT, BASE and CERTIFICATES (empty: those that the system trusts), and have a function `fail`.
 */
export const BIG_IP_ACCESS = `read_password() {
  [ -z "\${BIGIP_PASSWORD:-}" ] || return 0
  [ -t 0 ] || fail "no password: set BIGIP_PASSWORD, or run this on a terminal" 2
  printf 'Password of %s: ' "$ACCOUNT" >&2
  trap 'stty echo; exit 2' INT
  stty -echo
  read -r BIGIP_PASSWORD
  stty echo
  trap - INT
  echo >&2
}

# ask <path> [option of curl...]: prints the answer of the device. curl reads the password from its standard input, as settings. It must not ask before it
# sends a longer declaration, as older versions do from 1 KB on: the documentation of AS3 has that turned off.
ask() {
  path=$1
  shift
  [ -z "$CERTIFICATES" ] || set -- --cacert "$CERTIFICATES" "$@"
  quoted=$(printf '%s' "$BIGIP_PASSWORD" | sed 's/[\\\\"]/\\\\&/g')
  printf 'user = "%s:%s"\\n' "$ACCOUNT" "$quoted" |
    curl --config - --silent --show-error --max-time 60 --header 'Expect:' "$@" "$BASE$path" || fail "no answer from $BASE"
}`;
