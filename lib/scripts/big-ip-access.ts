/**
 * How a program for a POSIX shell asks a BIG-IP: the password comes from BIGIP_PASSWORD or a terminal, and reaches curl by its standard input, so that it stands in
 * no file and no list of processes. The program has set ACCOUNT, BASE and CERTIFICATES (empty: those that the system trusts), and has a function `fail`.
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

# ask <path> [option of curl...]: prints what the device answers. curl reads the password from its standard input, as its settings. It must not ask before it
# sends a longer declaration, as older ones do from 1 KB on: AS3's documentation has that turned off.
ask() {
  path=$1
  shift
  [ -z "$CERTIFICATES" ] || set -- --cacert "$CERTIFICATES" "$@"
  quoted=$(printf '%s' "$BIGIP_PASSWORD" | sed 's/[\\\\"]/\\\\&/g')
  printf 'user = "%s:%s"\\n' "$ACCOUNT" "$quoted" |
    curl --config - --silent --show-error --max-time 60 --header 'Expect:' "$@" "$BASE$path" || fail "no answer from $BASE"
}`;
