import { comparisonErrors } from "./errors/comparison-errors";
import { drillErrors } from "./errors/drill-errors";
import { fileErrors } from "./errors/file-errors";
import { importErrors } from "./errors/import-errors";
import { initErrors } from "./errors/init-errors";
import { KEEP_ONE, type Problem } from "./errors/problem";
import { simulationErrors } from "./errors/simulation-errors";
import { terraformErrors } from "./errors/terraform-errors";
import { allOf, keyThere, meantKey, nearest, oneOf, oneOfNearest, plain, quoted, show, showPath } from "./text/wording";

/** Every error of input and use, by what is wrong; what a rule finds in a valid environment stands beside the rule. */
export const errors = {
  ...simulationErrors,
  ...comparisonErrors,
  ...fileErrors,
  ...importErrors,
  ...initErrors,
  ...drillErrors,
  ...terraformErrors,
  notAMapping: (value: unknown, what: string): Problem => ({
    code: "wrong-type",
    message: `${what} is not a mapping`,
    found: show(value),
    allowed: "keys with values",
    fix: "write it as key: value lines",
  }),
  extendsNoFile: (value: unknown): Problem => ({
    code: "wrong-type",
    message: "extends is not the path of a file",
    found: show(value),
    allowed: "one file, as text",
    fix: "name one file, which may extend another one itself, or remove the key",
  }),
  extendsCycle: (chain: readonly string[]): Problem => ({
    code: "extends-cycle",
    message: "these files extend each other in a circle",
    found: chain.join(" -> "),
    fix: "let the base file extend nothing",
  }),
  /** @param required of a mapping: the keys that it has to have, where they are known */
  wrongType: (value: unknown, expected: string, required?: readonly string[]): Problem => ({
    code: "wrong-type",
    message: "wrong type of value",
    // Without its quotes, text such as "5060" would look like what is asked for.
    found: typeof value === "string" && /^(?:\d+|true|false|null)$/.test(value) ? quoted(value) : show(value),
    allowed: expected,
    fix:
      value === null
        ? `write ${inFull(expected, required ?? [])}${expected === "a mapping" ? "," : ""} or remove the key`
        : expected === "text" && (typeof value === "number" || typeof value === "boolean")
          ? `put it in quotes: "${value}"`
          : `write ${required === undefined ? expected : inFull(expected, required)}${isQuoted(value, expected) ? ", without quotes" : ""}`,
  }),
  missingKey: (key: string, allowed = `a value for ${key}`): Problem => ({
    code: "missing-key",
    message: `${key} is missing in the mapping that starts here`,
    found: "nothing",
    allowed,
    fix: `add ${key}`,
  }),
  /** @param there a key of the mapping that it is a slip of, where none is meant that is not there */
  unknownKey: (key: string, allowed: readonly string[], meant: string | undefined, there?: string): Problem => ({
    code: "unknown-key",
    message: `unknown key ${show(key)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
    found: show(key),
    allowed: allowed.length === 0 ? "nothing" : oneOf(allowed),
    fix:
      meant !== undefined
        ? `write ${meant}`
        : there !== undefined
          ? `if a file that this one extends has ${there}, write ${there}; otherwise remove this key`
          : "remove it, or use one of the allowed keys",
  }),
  /** @param holder the key of the mapping that may have it */
  keyBelow: (key: string, allowed: readonly string[], holder: string): Problem => ({
    ...errors.unknownKey(key, allowed, undefined),
    code: "unknown-key",
    message: `unknown key ${show(key)}; it belongs below ${holder}`,
    fix: `write it below ${holder}`,
  }),
  invalidValue: (value: unknown, allowed: string): Problem => {
    const words = allowed.split(" or ").flatMap((part) => part.split(", "));
    const meant = typeof value === "string" ? nearest(value, words) : undefined;
    return {
      code: "invalid-value",
      message: `not a value that is allowed here${meant === undefined ? "" : `; did you mean ${meant}?`}`,
      found: show(value),
      allowed,
      fix: meant === undefined ? "use one of the allowed values" : `write ${meant}`,
    };
  },
  connectionChoice: (found: readonly string[]): Problem => ({
    code: "connection-choice",
    message: "a host is reached in exactly one way",
    found: found.length === 0 ? "none" : found.join(" and "),
    allowed: "ssh, or winrm for a Windows host",
    fix:
      found.length < 2
        ? "name one, or remove connection, so that its files are copied by hand"
        : `${KEEP_ONE}, e.g. ${show(found[0])}: null; or remove connection, so that its files are copied by hand`,
  }),
  sudoOnWindows: (): Problem => ({
    code: "sudo-on-windows",
    message: "there is no sudo on the Windows servers that this is for",
    found: "sudo",
    allowed: "none",
    fix: "remove becomeRoot, and name an account of the host's administrators",
  }),
  winrmElsewhere: (os: string): Problem => ({
    code: "winrm-elsewhere",
    message: "only Windows can be reached by Windows Remote Management",
    found: `os: ${os}`,
    allowed: "ssh",
    fix: "use connection.ssh, or correct os",
  }),
  reservedName: (name: string): Problem => ({
    code: "invalid-name",
    message: "this name is reserved",
    found: show(name),
    fix: "use another name",
  }),
  invalidName: (what: string, name: string, reason: string | undefined, rule: string): Problem => ({
    code: "invalid-name",
    message: `not a valid name of ${what}${reason === undefined ? "" : `: ${reason}`}`,
    found: show(name),
    allowed: rule,
    fix: "use another name",
  }),
  duplicateName: (kind: string, name: string, first: string): Problem => ({
    code: "duplicate-name",
    message: `a second ${kind} with the name ${show(name)}; the first is ${first}`,
    found: show(name),
    allowed: "names that differ in more than case",
    fix: "rename one of them",
  }),
  secondOfOne: (what: string, first: string): Problem => ({
    code: "duplicate-name",
    message: `a second ${what}; an environment has one, which is ${first}`,
    found: what,
    allowed: "one in each environment",
    fix: "remove one of them",
  }),
  otherEnvironment: (what: string, name: string, environment: string): Problem => ({
    code: "other-environment",
    message: `${what} ${show(name)} belongs to environment ${show(environment)}`,
    found: `${what} ${show(name)} of ${show(environment)}`,
    allowed: `a ${what} of this environment`,
    fix: `pass the ${what} that this environment declares; each environment has its own, even if names are the same`,
  }),
  removedElement: (element: string): Problem => ({
    code: "removed-element",
    message: `the construct of ${show(element)} was removed from the tree, but what it has declared was not`,
    fix: "if the element is not wanted, do not create the construct",
  }),
  otherKind: (what: string, name: string, expected: string): Problem => ({
    code: "wrong-type",
    message: `a ${expected} belongs here, but ${what} ${show(name)} is passed, which has the name of a ${expected}`,
    found: `${what} ${show(name)}`,
    allowed: `a ${expected} of this environment`,
    fix: `pass the ${expected} ${show(name)}, if that is meant`,
  }),
  duplicateEnvironment: (name: string, first: string, place: string | undefined): Problem => ({
    code: "duplicate-environment",
    message: `a second environment with the name ${show(name)}; it would overwrite the output of ${first === name ? "the first one" : `${show(first)}, as names that differ only in case are the same on some systems`}${place === undefined ? "" : `. The first is at ${plain(place)}`}`,
    found: show(name),
    allowed: "one environment of that name in an app, in upper or lower case",
    fix: "rename one of them",
  }),
  stackTaken: (name: string, construct: string): Problem => ({
    code: "duplicate-environment",
    message: `your stack ${construct} has the name of environment ${show(name)}, so each would overwrite the other one's output`,
    found: show(name),
    allowed: "one stack of that name in an app, in upper or lower case",
    fix: "give your stack another id",
  }),
  environmentFileTwice: (name: string, file: string): Problem => ({
    code: "duplicate-environment",
    message: `environment ${show(name)} is read from ${plain(file)} for the second time`,
    found: show(name),
    allowed: "each file once",
    fix: "name the file once",
  }),
  /** @param excluded those of the known ones that cannot be meant, however near they are */
  missingReference: (
    kind: string,
    name: string,
    known: readonly string[],
    excluded: readonly string[] = [],
  ): Problem => {
    const near = nearest(name, known);
    const meant = near !== undefined && excluded.includes(near) ? undefined : near;
    return {
      code: "missing-reference",
      message: `there is no ${kind} ${show(name)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
      found: show(name),
      allowed: known.length === 0 ? `a declared ${kind}; there is none` : oneOfNearest(name, known),
      fix: meant === undefined ? `declare the ${kind}, or name one that is declared` : `write ${meant}`,
    };
  },
  /** @param place where a file removes it that extends the one in which it is declared */
  removedReference: (kind: string, name: string, known: readonly string[], place: string): Problem => ({
    code: "missing-reference",
    message: `there is no ${kind} ${show(name)}: it is removed at ${place}`,
    found: show(name),
    allowed: known.length === 0 ? `a declared ${kind}; there is none` : oneOfNearest(name, known),
    fix: `remove that null, or name another ${kind}, here or in the file that has the null`,
  }),
  highAvailabilityChoice: (found: readonly string[], allowed: readonly string[]): Problem => ({
    code: "high-availability-choice",
    message: "a pair has exactly one high availability option",
    found: found.length === 0 ? "none" : found.map(show).join(" and "),
    allowed: oneOf(allowed),
    fix: found.length < 2 ? "name one option and its settings" : `${KEEP_ONE}, e.g. ${show(found[0])}: null`,
  }),
  noOption: (name: string, allowed: readonly string[]): Problem => ({
    ...errors.unknownKey(name, allowed, nearest(name, allowed)),
    code: "unknown-option",
  }),
  flagContradicts: (values: string): Problem => ({
    code: "flag-contradicts",
    message: "given more than once, with different values",
    found: values,
    allowed: "one value",
    fix: "keep the one that is meant",
  }),
  pairWithoutFile: (name: string): Problem => ({
    code: "pair-without-file",
    message: "--pair: a pair is in an environment file, but no file is named",
    found: show(name),
    fix: "name the environment file that has the pair, or leave out --pair",
  }),
  unknownName: (kind: string, name: string, known: readonly string[]): Problem => {
    const meant = nearest(name, known);
    return {
      code: `unknown-${kind}`,
      message: `there is no ${kind} ${show(name)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
      found: show(name),
      allowed: oneOfNearest(name, known),
      fix: meant === undefined ? "use one of these; sip-ha simulate --list says what each is" : `write ${meant}`,
    };
  },
  nothingToExplain: (name: string, known: readonly string[]): Problem => {
    const meant = nearest(name, known);
    return {
      code: "nothing-to-explain",
      message: `there is no code and no option ${show(name)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
      found: show(name),
      allowed: "a code of docs/errors.md, or an option of docs/configuration-options.md",
      fix:
        meant === undefined
          ? "copy the code from the finding, or the option from its section; if an apply prints a problem of a host, its fix stands below it"
          : `write ${meant}`,
    };
  },
  noOptionFits: (): Problem => ({
    code: "no-option-fits",
    message: "no option fits these requirements",
    fix: "change what rules out the option that comes nearest",
  }),
  requirementsContradict: (one: string, other: string): Problem => ({
    code: "requirements-contradict",
    message: `${one} and ${other} cannot be true together`,
    found: `${one}, ${other}`,
    fix: "correct or leave out one of the two",
  }),
  userValidation: (message: string): Problem => ({
    code: "construct-validation",
    message,
    fix: "see the construct that made this check; it is not one of sip-server-ha",
  }),
  unexpected: (thrown: string): Problem => ({
    code: "unexpected",
    message: `unexpected error: ${thrown}`,
    fix: "if the system has refused something, fix that, e.g. a working folder that no longer exists; otherwise report this with the command line and its files",
  }),
  commandLine: (mistake: string, command: string): Problem => ({
    code: "command-line",
    message: mistake,
    fix: `correct the command line; ${command} --help shows what it takes`,
  }),
  flagAlone: (flag: string, needs: string): Problem => ({
    code: "flag-alone",
    message: `${flag} has a meaning only together with ${needs}`,
    found: flag,
    fix: `give ${needs}, or leave out ${flag}`,
  }),
  flagsExclude: (one: string, other: string): Problem => ({
    code: "flags-exclude",
    message: `${one} and ${other} cannot be given together`,
    found: `${one} ${other}`,
    fix: "leave out one of the two",
  }),
  outputUnwritable: (folder: string, reason: string): Problem => ({
    code: "output-unwritable",
    message: `cannot write to ${showPath(folder)}: ${reason}`,
    found: showPath(folder),
    allowed: "a folder, new or made by an earlier synth, that this account may write to",
    fix: "choose another folder, or correct the permissions of this one; on a full disk, make room; on Windows, close the programs and command prompts that use it",
  }),
  elementTooLate: (what: string, name: string): Problem => ({
    code: "element-too-late",
    message: `${what} ${show(name)} is added while the app is written, after everything was checked`,
    found: `a new ${what}`,
    allowed: "elements that are there before app.synth()",
    fix: "add it before app.synth(), and not from an Aspect or a custom synthesis",
  }),
  noEnvironment: (): Problem => ({
    code: "no-environment",
    message: "the construct is in no Environment",
    fix: "pass an Environment, or a construct inside one, as scope",
  }),
} as const;

/** A mapping with what has to be in it. */
function inFull(expected: string, required: readonly string[]): string {
  if (expected !== "a mapping") return expected;
  return required.length === 0 ? "a mapping, or {} if its defaults will do" : `a mapping with ${allOf(required)}`;
}

/** Whether text is what is asked for but for its quotes. */
function isQuoted(value: unknown, expected: string): boolean {
  if (typeof value !== "string") return false;
  return expected === "a number"
    ? /^-?\d+(?:\.\d+)?$/.test(value)
    : expected === "true or false" && /^(?:true|false)$/.test(value);
}

export type { Problem };
export { keyThere, meantKey, nearest, oneOf, show };
