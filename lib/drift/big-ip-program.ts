import { type Address, bracketed } from "../model/address";
import { BIG_IP_ACCESS } from "../scripts/big-ip-access";
import { assign, blocks, lines, ShellText, sh } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import type { CollectorHead } from "./collector-head";
import { collectorProgram } from "./collector-program";

/** The parts of a program that asks a BIG-IP. */
export interface BigIpProgramParts extends CollectorHead {
  /** Where the device is asked. */
  readonly management: Address;
  /** The account, unless BIGIP_USER names another. */
  readonly user: string;
  /** PEM; if there is none, the authorities that curl itself trusts. */
  readonly certificateAuthorityFile?: string | undefined;
  /** Further variables. */
  readonly own?: ShellText | undefined;
  /** Names the code that all programs of the kind share. */
  readonly kind: string;
  /** Functions in addition to `answer` and `collection`. */
  readonly functions: ShellText;
  /** The first call of `section`, whose answer shows whether the account is refused. */
  readonly first: ShellText;
  /** The others. */
  readonly sections: ShellText;
}

/**
 * A program that asks a BIG-IP only by GET, from any system that reaches it, with curl and jq. It prints the fields that it is given. About a monitor's question it prints
 * only that there is one, so that no secret gets into the facts.
 */
export function bigIpProgram(parts: BigIpProgramParts): FileText {
  const { management, user, certificateAuthorityFile, own, functions, first, sections } = parts;
  return collectorProgram({
    ...parts,
    own: lines(
      assign("BASE", `https://${bracketed(management)}/mgmt`),
      assign("ACCOUNT", user),
      assign("CERTIFICATES", certificateAuthorityFile ?? ""),
      own,
    ),
    functions: blocks(SETTINGS, new ShellText(BIG_IP_ACCESS), ANSWER, functions, COLLECTION),
    before: BEFORE,
    sections: blocks(lines(first, REFUSED), sections),
  });
}

const SETTINGS = sh`
# The account as Terraform knows it, if Terraform runs this.
ACCOUNT=\${BIGIP_USER:-$ACCOUNT}
NEWLINE='
'
# For jq: about a question that a monitor asks, only that there is one; somebody may have written a password into it.
UNTOLD='def untold: with_entries(if (.key == "request" or .key == "headers") and .value != "" then .value = "some" else . end);'

fail() {
  printf 'collector: %s\n' "$1" >&2
  exit "\${2:-1}"
}`;

const ANSWER = sh`
# answer <path> <program of jq> [option of jq...]: the status, then the program's output; if the status is not 200, the device's message.
answer() {
  path=$1
  wanted=$2
  shift 2
  answered=$(ask "$path" --write-out '\n%{http_code}') || return 1
  status=\${answered##*"$NEWLINE"}
  answered=\${answered%"$NEWLINE"*}
  [ "$status" = 200 ] || wanted='.message // "no message"'
  printf 'status %s\n' "$status"
  printf '%s\n' "$answered" | jq -c "$@" "$wanted" && return 0
  printf 'no JSON: %s\n' "$(printf '%s' "$answered" | tr -c '[:print:]' ' ' | cut -c 1-60)"
  return 1
}`;

const COLLECTION = sh`
# collection <path> <query> <paths that the model has, empty for all> <fields> [program of jq]: the kind, then a line for each object; the program may convert the object.
collection() {
  # shellcheck disable=SC2016 # The variables are those of jq.
  answer "$1$2" "$UNTOLD"'
    def only: with_entries(select(.key as $key | $fields | split(" ") | index($key)));
    def shown: only | with_entries(if .key | endswith("Reference") then .value |= {items: [.items[]? | only]} else . end);
    .kind,
    (.items[]? | select(length > 0) | '"\${5:-.}"' |
      if $known == "" or (.fullPath as $path | $known | split(" ") | index($path)) then shown | untold else {other: .fullPath} end)' \
    --arg known "$3" --arg fields "$4"
}`;

const BEFORE = sh`
for tool in curl jq; do
  command -v "$tool" >/dev/null || fail "$tool is not installed here" 2
done
read_password`;

/** Asks AS3 which versions of declarations it accepts. */
export const AS3_INFO = sh`
section as3/info answer /shared/appsvcs/info '{version, schemaCurrent}'`;

const REFUSED = sh`
# Further questions would be refused as well, and an account may be locked after some refusals.
case "$code $said" in
"0 status 401"*) fail "the device does not take the account $ACCOUNT or its password" ;;
0*) ;;
*) fail "$said" ;;
esac`;
