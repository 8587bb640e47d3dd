import { bracketed } from "../../model/address";
import type { BigIp } from "../../model/big-ip";
import { BIG_IP_ACCESS } from "../../scripts/big-ip-access";
import { assign, blocks, comment, lines, sh } from "../../scripts/shell-text";

/** How long the script waits for a post, in seconds; a declaration of this size takes a device some seconds. */
const LONGEST_POST = 300;

/**
 * The script by which an operator brings a declaration to the device. AS3 answers 200 even if a tenant has failed, and says so in each result (fact
 * `as3-result-codes`). So the results decide.
 */
export function postScript(environment: string, device: BigIp): string {
  const { management, tenant, user, certificateAuthorityFile } = device;
  const own = blocks(
    comment(
      [
        `Brings as3.json to BIG-IP ${device.name}, environment ${environment}. Written by sip-server-ha; do not edit.`,
        "",
        "  sh post info             shows the version of AS3 on the device",
        "  sh post show             shows what the device has of this environment, or nothing; keep that before a deploy: sh post show >before.json",
        "  sh post dry-run [FILE]   makes the device check as3.json, or another declaration, and changes nothing",
        "  sh post deploy [FILE]    deploys as3.json, or another declaration",
        "  sh post remove           removes everything of this environment from the device",
        "",
        "Needs curl and jq. Asks for the password, or takes it from BIGIP_PASSWORD; the password is in no file and in no list of processes.",
        "Exit: 0 done; 1 refused by the device, or no answer; 2 wrong use.",
      ].join("\n"),
    ),
    lines(
      sh`set -u`,
      assign("BASE", `https://${bracketed(management)}/mgmt/shared/appsvcs`),
      assign("TENANT", tenant),
      assign("ACCOUNT", user),
      assign("CERTIFICATES", certificateAuthorityFile ?? ""),
      assign("LONGEST", LONGEST_POST),
    ),
  );
  return `#!/bin/sh\n${own.text}\n\n${BODY}`;
}

const BODY = `FOLDER=$(dirname "$0")
NEWLINE='
'

fail() {
  printf '%s\\n' "post: $1" >&2
  exit "\${2:-1}"
}

for tool in curl jq; do
  command -v "$tool" >/dev/null || fail "$tool is not installed here" 2
done

${BIG_IP_ACCESS}

# get <path>: prints what the device has, or nothing if it has no such tenant: 204 if nothing was ever declared, otherwise 404 with AS3's message. Without AS3 the message of 404 is another one.
get() {
  answered=$(ask "$1" --write-out '\\n%{http_code}') || exit 1
  status=\${answered##*"$NEWLINE"}
  answered=\${answered%"$NEWLINE"*}
  said=$(printf '%s\\n' "$answered" | jq -r '.message // empty' 2>/dev/null)
  case "$status $said" in
  200*) printf '%s\\n' "$answered" ;;
  204* | 404*'not found in declaration'*) ;;
  *) fail "the device answers $status: \${said:-no message}" ;;
  esac
}

# verdict <answer>: one line for each result. Only codes from 200 to 299 are good; 0 means that the task goes on.
verdict() {
  printf '%s\\n' "$1" | jq -r '(.results // [.])[] | "\\(.code // "no code") \\(.message // "no message") \\(.tenant // "")\\(if .errors then ": " + (.errors | join("; ")) else "" end)"'
  printf '%s\\n' "$1" | jq -e '(.results // [.]) | length > 0 and all(.code != null and .code >= 200 and .code < 300)' >/dev/null
}

# A long post goes on in the background; the script asks for its task until the task is done.
await() {
  task=$(printf '%s\\n' "$1" | jq -r '.id // empty')
  [ -n "$task" ] || fail "the device started nothing: $(printf '%s\\n' "$1" | jq -c '.' 2>/dev/null || printf '%s' "$1")"
  waited=0
  while :; do
    answer=$(ask "/task/$task") || exit 1
    printf '%s\\n' "$answer" | jq -e '(.results // [.]) | any(.code == 0)' >/dev/null || break
    [ "$waited" -lt "$LONGEST" ] || fail "not done after $LONGEST s; ask again later: GET $BASE/task/$task"
    sleep 2
    waited=$((waited + 2))
  done
  verdict "$answer" || fail "the device refused it, see above; nothing of the tenant is changed if it says so"
}

declare_file() {
  [ -r "$1" ] || fail "cannot read $1" 2
  jq -e . "$1" >/dev/null || fail "$1 is no JSON" 2
  # A separate assignment: fail inside the substitution ends only that process.
  answer=$(ask "/declare?async=true$2" --request POST --header 'Content-Type: application/json' --data-binary "@$1") || exit 1
  await "$answer"
}

case "\${1:-}" in
info | show | dry-run | deploy | remove) read_password ;;
*) fail "say info, show, dry-run, deploy or remove" 2 ;;
esac
case "$1" in
info) get /info ;;
show) get "/declare/$TENANT" ;;
dry-run) declare_file "\${2:-$FOLDER/as3.json}" '&controls.dryRun=true' ;;
deploy) declare_file "\${2:-$FOLDER/as3.json}" '' ;;
remove)
  answer=$(ask "/declare/$TENANT?async=true" --request DELETE) || exit 1
  await "$answer"
  ;;
esac
`;
