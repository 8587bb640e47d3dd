import type { DeviceExpectation } from "../options/device-expectation";
import { assign, lines, type ShellText, sh } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { ANSWER_FIELDS, COLLECTIONS } from "./big-ip-answers";
import { AS3_INFO, bigIpProgram } from "./big-ip-program";

/** The program that asks a BIG-IP for what the model has. For objects that the model does not have, it prints only the names. */
export function bigIpCollector(environment: string, { device, declared, objects }: DeviceExpectation): FileText {
  const { name, management, tenant, user, certificateAuthorityFile } = device;
  const paths = objects.filter(({ kind }) => kind !== "ltm/pool/members").map(({ path }) => path);
  return bigIpProgram({
    environment,
    of: `bigIps.${name}`,
    what: `the BIG-IP ${name}`,
    management,
    user,
    certificateAuthorityFile,
    own: lines(
      assign("TENANT", tenant),
      sh`# What the model has: the declaration that was posted to AS3, and the objects that AS3 makes of it.`,
      assign("DECLARED", [...declared.keys()].join(" ")),
      assign("OBJECTS", paths.join(" ")),
      sh`OF_TENANT="?\$filter=partition%20eq%20$TENANT&expandSubcollections=true"`,
    ),
    kind: "big-ip",
    functions: DECLARATION,
    first: AS3_INFO,
    sections: lines(sh`section as3/declare declaration`, ...COLLECTIONS.map(collectionSection)),
  });
}

function collectionSection(kind: keyof typeof ANSWER_FIELDS): ShellText {
  // Self IPs belong to no tenant, and the self IPs of the model may have any name.
  const [of, known] = kind === "net/self" ? [sh`''`, sh`''`] : [sh`"$OF_TENANT"`, sh`"$OBJECTS"`];
  return sh`section ${kind} collection ${`/tm/${kind}`} ${of} ${known} ${ANSWER_FIELDS[kind]}`;
}

const DECLARATION = sh`
# A line for the tenant, each application, and each item, with its path. Anything that may be a secret is left out.
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
