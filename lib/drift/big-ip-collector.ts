import { bracketed } from "../model/address";
import type { DeviceExpectation, DeviceObjectKind } from "../options/device-expectation";
import { BIG_IP_ACCESS } from "../scripts/big-ip-access";
import { assign, blocks, lines, ShellText, sh } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { collectorProgram } from "./collector-program";

/** What is asked of each kind of object, and of what hangs on it, by iControl REST's names. Nothing else of an answer is printed. */
export const ANSWER_FIELDS: Readonly<Record<Exclude<DeviceObjectKind, "ltm/pool/members"> | "net/self", string>> = {
  "ltm/node": "fullPath address session state",
  "ltm/virtual-address": "fullPath address enabled arp",
  "ltm/monitor/sip":
    "fullPath mode interval timeout upInterval timeUntilUp request headers filter filterNeg destination manualResume",
  "ltm/pool":
    "fullPath loadBalancingMode minActiveMembers monitor serviceDownAction slowRampTime reselectTries membersReference name address priorityGroup session state",
  "ltm/virtual":
    "fullPath enabled disabled destination ipProtocol ipForward source pool persist fallbackPersistence sourceAddressTranslation sourcePort translateAddress translatePort rules vlans vlansEnabled vlansDisabled profilesReference",
  "ltm/snatpool": "fullPath members",
  "ltm/data-group/internal": "fullPath type records",
  "ltm/rule": "fullPath apiAnonymous",
  "ltm/profile/udp": "fullPath idleTimeout datagramLoadBalancing allowNoPayload",
  "ltm/profile/tcp": "fullPath idleTimeout keepAliveInterval",
  "ltm/profile/fastl4": "fullPath idleTimeout looseInitialization looseClose resetOnTimeout",
  "net/self": "fullPath address vlan trafficGroup",
};

/** The sections with collections of iControl REST. */
export const COLLECTIONS = Object.keys(ANSWER_FIELDS) as (keyof typeof ANSWER_FIELDS)[];

/**
 * The program that asks a BIG-IP by GET alone, from any system that reaches it, with curl and jq. Of what the model does not have it prints the names alone, so that no
 * secret of others gets into the facts.
 */
export function bigIpCollector(environment: string, { device, declared, objects }: DeviceExpectation): FileText {
  const { name, management, tenant, user, certificateAuthorityFile } = device;
  const paths = objects.filter(({ kind }) => kind !== "ltm/pool/members").map(({ path }) => path);
  return collectorProgram({
    environment,
    of: `bigIps.${name}`,
    what: `the BIG-IP ${name}`,
    own: lines(
      assign("BASE", `https://${bracketed(management)}/mgmt`),
      assign("TENANT", tenant),
      assign("ACCOUNT", user),
      assign("CERTIFICATES", certificateAuthorityFile ?? ""),
      sh`# What the model has: what AS3 was posted, and the objects that it makes of it.`,
      assign("DECLARED", [...declared.keys()].join(" ")),
      assign("OBJECTS", paths.join(" ")),
    ),
    kind: "big-ip",
    functions: blocks(SETTINGS, new ShellText(BIG_IP_ACCESS), ANSWER, DECLARATION, COLLECTION),
    before: BEFORE,
    sections: blocks(FIRST, lines(sh`section as3/declare declaration`, ...COLLECTIONS.map(collectionSection))),
  });
}

function collectionSection(kind: keyof typeof ANSWER_FIELDS): ShellText {
  // Self IPs belong to no tenant, and those that the model has may have any name.
  const [of, known] = kind === "net/self" ? [sh`''`, sh`''`] : [sh`"$OF_TENANT"`, sh`"$OBJECTS"`];
  return sh`section ${kind} collection ${`/tm/${kind}`} ${of} ${known} ${ANSWER_FIELDS[kind]}`;
}

const SETTINGS = sh`
# As Terraform knows it, where it runs this.
ACCOUNT=\${BIGIP_USER:-$ACCOUNT}
OF_TENANT="?\$filter=partition%20eq%20$TENANT&expandSubcollections=true"
NEWLINE='
'
# For jq: of a question that a monitor asks, no more than that there is one; somebody may have written a password into it.
UNTOLD='def untold: with_entries(if (.key == "request" or .key == "headers") and .value != "" then .value = "some" else . end);'

fail() {
  printf 'collector: %s\n' "$1" >&2
  exit "\${2:-1}"
}`;

const ANSWER = sh`
# answer <path> <program of jq> [option of jq...]: the status, then the program's output; the device's message where the status is another than 200.
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

const DECLARATION = sh`
# A line for the tenant, each application, and each item, with its path. Whatever may be a secret is left out.
declaration() {
  # shellcheck disable=SC2016 # The variables are those of jq.
  answer "/shared/appsvcs/declare/$TENANT" "$UNTOLD"'
    def hidden: walk(if type == "object" then with_entries(select(.key | test("pass|secret|ciphertext|private|credential"; "i") | not)) | untold else . end);
    def own: with_entries(select(.value | type != "object"));
    def line($path): {path: $path} + (if ($known | split(" ") | index($path)) then {value: hidden} else {} end);
    .class,
    (.[$tenant] // empty |
      (own | line("/" + $tenant)),
      (to_entries[] | select(.value | type == "object") | ("/" + $tenant + "/" + .key) as $folder | .value |
        (own | line($folder)),
        (to_entries[] | select(.value | type == "object") | ($folder + "/" + .key) as $path | .value | line($path))))' \
    --arg tenant "$TENANT" --arg known "$DECLARED"
}`;

const COLLECTION = sh`
# collection <path> <query> <paths that the model has, empty for all> <fields>: the kind, then a line for each object.
collection() {
  # shellcheck disable=SC2016 # The variables are those of jq.
  answer "$1$2" "$UNTOLD"'
    def only: with_entries(select(.key as $key | $fields | split(" ") | index($key)));
    def shown: only | with_entries(if .key | endswith("Reference") then .value |= {items: [.items[]? | only]} else . end);
    .kind,
    (.items[]? | select(length > 0) |
      if $known == "" or (.fullPath as $path | $known | split(" ") | index($path)) then shown | untold else {other: .fullPath} end)' \
    --arg known "$3" --arg fields "$4"
}`;

const BEFORE = sh`
for tool in curl jq; do
  command -v "$tool" >/dev/null || fail "$tool is not installed here" 2
done
read_password`;

const FIRST = sh`
section as3/info answer /shared/appsvcs/info '{version, schemaCurrent}'
# Others would be refused as well, and an account may be locked after some refusals.
case "$code $said" in
"0 status 401"*) fail "the device does not take the account $ACCOUNT or its password" ;;
0*) ;;
*) fail "$said" ;;
esac`;

/** Every section, so that one that is not there is told. */
export const BIG_IP_SECTIONS: readonly string[] = ["as3/info", "as3/declare", ...COLLECTIONS];
