import {
  ANSWER_FIELDS,
  type AnswerKind,
  DATA_GROUP,
  SURVEYED_COLLECTIONS,
  SURVEYED_FIELDS,
} from "../drift/big-ip-answers";
import { AS3_INFO, bigIpProgram } from "../drift/big-ip-program";
import type { Address } from "../model/address";
import { assign, lines, type ShellText, sh } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";

/** A BIG-IP that is surveyed. */
export interface BigIpToSurvey {
  /** The name that the environment file will use. */
  readonly name: string;
  readonly management: Address;
}

/** The account, unless BIGIP_USER names another. */
const USER = "admin";

/**
 * The program that surveys a BIG-IP about which nothing is declared yet, only by GET. Instead of an iRule's text it prints which data groups are in it, and of data groups only the
 * addresses: somebody may have written secrets into either.
 */
export function bigIpSurveyProgram({ name, management }: BigIpToSurvey): FileText {
  return bigIpProgram({
    environment: undefined,
    reader: "import",
    of: `bigIps.${name}`,
    what: `the BIG-IP ${name}`,
    management,
    user: USER,
    own: assign("MANAGEMENT", management),
    kind: "survey of a BIG-IP",
    functions: DECLARATIONS,
    // Every device has it; not every one has AS3.
    first: collectionSection("cm/device"),
    sections: lines(
      sh`section device printf 'management %s\n' "$MANAGEMENT"`,
      AS3_INFO,
      sh`section as3/declare declarations`,
      ...SURVEYED_COLLECTIONS.filter((kind) => kind !== "cm/device").map(collectionSection),
    ),
  });
}

/** What is printed instead of an object, as a program of jq; the fields of it that are printed. */
const IN_PLACE: Partial<Record<AnswerKind, { readonly program: string; readonly fields: string }>> = {
  "ltm/rule": {
    program: `{fullPath, dataGroups: [(.apiAnonymous // "") | scan(${JSON.stringify(DATA_GROUP)})[]]}`,
    fields: "fullPath dataGroups",
  },
  "ltm/data-group/internal": {
    program: 'if .type == "ip" then .records = [.records[]? | {name}] else {fullPath, type} end',
    fields: "fullPath type records",
  },
};

function collectionSection(kind: AnswerKind): ShellText {
  const { program, fields = { ...ANSWER_FIELDS, ...SURVEYED_FIELDS }[kind] } = IN_PLACE[kind] ?? {};
  const expanded = fields.includes("Reference") ? "?expandSubcollections=true" : "";
  const words = sh`section ${kind} collection ${`/tm/${kind}`} ${expanded} ${""} ${fields}`;
  return program === undefined ? words : sh`${words} ${program}`;
}

const DECLARATIONS = sh`
# A line with the version of the declaration, then a line for each tenant and application, with its path only.
declarations() {
  # shellcheck disable=SC2016 # The variables are those of jq.
  answer /shared/appsvcs/declare '
    .class,
    {path: "/", value: {schemaVersion}},
    (to_entries[] | select(.value | type == "object" and .class == "Tenant") | ("/" + .key) as $tenant |
      {path: $tenant},
      (.value | to_entries[] | select(.value | type == "object" and .class == "Application") | {path: ($tenant + "/" + .key)}))'
}`;
