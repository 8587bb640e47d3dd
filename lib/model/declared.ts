import { show } from "../text/wording";
import { addressMeantBy, cidrMeantBy, parseAddress, parseCidr } from "./address";
import { DURATION_RULE, type Duration, durationFix, isDuration } from "./duration";
import { type Alphabet, ELEMENT_NAME, OBJECT_NAME, type Refusal, unsafe } from "./name";
import { v } from "./schema";

/**
 * The kinds of value that declarations are made of. Each check carries its problem as data (code, allowed, fix), which `lib/synth/resolve.ts` turns
 * into a finding. The JSON Schema is made from the same definitions.
 */
export interface ValueProblem {
  readonly code: string;
  readonly message: string;
  /** Stands for the value if the value itself must not be repeated. */
  readonly found?: string;
  readonly allowed: string;
  readonly fix: string;
}

/** Problems travel through the schema library as message text; this encoding makes them survive the trip. */
export function encodeProblem(problem: ValueProblem): string {
  return JSON.stringify(problem);
}

/** The problem that `encodeProblem` wrote; undefined for the schema library's own messages. */
export function decodeProblem(message: string): ValueProblem | undefined {
  return message.startsWith("{") ? (JSON.parse(message) as ValueProblem) : undefined;
}

/** @param wrongType what to say of a value that is not text. @default - that text is allowed */
export function named(alphabet: Alphabet, what: string, wrongType?: string) {
  const refused = ({ reason, rule, isOfPlace }: Refusal) =>
    encodeProblem({
      code: "invalid-name",
      message: `not a valid name of ${what}${reason === undefined ? "" : `: ${reason}`}`,
      allowed: rule,
      fix: isOfPlace
        ? "name a folder that belongs only to the administrator and is there after every boot, e.g. /opt/sip-ha"
        : "use a name that is safe in scripts, file names and Genesys objects alike",
    });
  const text = wrongType === undefined ? v.string() : v.string(wrongType);
  return v.pipe(
    text,
    v.regex(alphabet.pattern, refused(alphabet)),
    v.check(
      (name) => unsafe(alphabet, name) === undefined,
      ({ input }) => refused(unsafe(alphabet, input)!),
    ),
  );
}

export const elementName = (what: string) => named(ELEMENT_NAME, what);

/** The name of an element that is declared elsewhere. A program may pass the element, which stands for its name. */
export function reference(what: string) {
  const itself = what.replace(/^an? /, "the ");
  return named(
    ELEMENT_NAME,
    what,
    encodeProblem({
      code: "wrong-type",
      message: "wrong type of value",
      allowed: `the name of ${what}, or in a program ${itself} itself`,
      fix: `name ${what} of this environment`,
    }),
  );
}

export const objectName = (what: string) => named(OBJECT_NAME, what);

/** An address, canonical after parsing. */
export const address = v.pipe(
  v.string(),
  v.check(
    (text) => parseAddress(text) !== undefined,
    ({ input }) => {
      const meant = addressMeantBy(input);
      return encodeProblem({
        code: "invalid-address",
        message: "not an IP address",
        allowed: "an IPv4 address of four decimal numbers from 0 to 255, or an IPv6 address",
        fix: meant === undefined ? "correct the address, e.g. 10.120.0.10" : `write ${meant}`,
      });
    },
  ),
  // An IPv4 address has one spelling.
  v.transform((text) => (text.includes(":") ? (parseAddress(text) ?? text) : text)),
);

/** A network, canonical after parsing. */
export const cidr = v.pipe(
  v.string(),
  v.check(
    (text) => parseCidr(text) !== undefined,
    ({ input }) =>
      encodeProblem({
        code: "invalid-network",
        message: "not a network in CIDR notation",
        allowed: "the network address, /, and the prefix length; the host part is zero",
        fix: `write the network's own address and its prefix length, e.g. ${cidrMeantBy(input) ?? "10.120.0.0/24"}`,
      }),
  ),
  v.transform((text) => parseCidr(text) ?? text),
);

/**
 * A duration with its unit.
 *
 * @param otherwise what else is allowed there, for the message
 */
export function durationOr(otherwise: string) {
  return v.custom<Duration>(
    (value) => typeof value === "string" && isDuration(value),
    ({ input }) => {
      const fix = durationFix(input);
      return encodeProblem({
        code: "invalid-duration",
        message: "not a duration",
        allowed: `${DURATION_RULE}${otherwise}`,
        fix,
      });
    },
  );
}

/** A duration with its unit, and nothing else. */
export const duration = durationOr("");

/** A whole number between two bounds, both included. */
export function wholeNumber(minimum: number, maximum: number) {
  const problem = encodeProblem({
    code: "invalid-number",
    message: "not a number that is allowed here",
    allowed: `a whole number from ${minimum} to ${maximum}`,
    fix: `use a whole number from ${minimum} to ${maximum}`,
  });
  return v.pipe(v.number(), v.integer(problem), v.minValue(minimum, problem), v.maxValue(maximum, problem));
}

/** A number that can be written down: JavaScript's and YAML's infinite numbers would become null or a word in an output. */
export const finiteNumber = v.pipe(
  v.number(),
  v.check(
    (value) => Number.isFinite(value),
    encodeProblem({
      code: "invalid-number",
      message: "not a number that is allowed here",
      allowed: "a finite number, text, true or false",
      fix: "write the number itself",
    }),
  ),
);

/** A TCP or UDP port. */
export const port = wholeNumber(1, 65_535);

/** Characters that no readable text contains, as part of a regular expression: those that change its direction or end its line, and half characters. */
export const NOT_READ_ALIKE = String.raw`\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069`;

/**
 * Text that every reader sees alike: nothing in it changes its direction, which would show a reviewer another order, and it contains no half
 * characters.
 *
 * @param found stands for the value if the value must not be repeated. @default - the value
 */
function singleLine(found?: string) {
  return v.regex<string, string>(
    new RegExp(`^[^${NOT_READ_ALIKE}]{1,200}$`, "u"),
    encodeProblem({
      code: "invalid-text",
      message: "not a single line of text",
      ...(found === undefined ? {} : { found }),
      allowed: "1 to 200 printable characters, no line break",
      fix: "write one line of text, of 200 characters at most",
    }),
  );
}

/** A single line of printable text, for descriptions and reasons. */
export const line = v.pipe(v.string(), singleLine());

/**
 * The path of a file that contains a secret. Somebody may write the secret itself there, as text or as a number, so no part of the value is repeated.
 *
 * @param isSecret whether the text is the secret rather than a path
 */
export function secretFile(isSecret: (text: string) => boolean, problem: ValueProblem & { readonly found: string }) {
  return v.pipe(
    v.string(({ input }) =>
      encodeProblem({
        code: "wrong-type",
        message: "wrong type of value",
        found: typeof input === "number" || typeof input === "boolean" ? `a ${typeof input}` : show(input),
        allowed: "text",
        fix: "write the path of the file",
      }),
    ),
    v.check((text) => !isSecret(text), encodeProblem(problem)),
    singleLine("text that is no path"),
  );
}

/** A version such as 8.1.104.10. */
export const version = v.pipe(
  v.string(),
  v.regex(
    /^\d{1,5}(?:\.\d{1,5}){1,4}$/,
    encodeProblem({
      code: "invalid-version",
      message: "not a version",
      allowed: "numbers separated by dots, e.g. 8.1.104.10",
      fix: 'write the version as in the release note; quote it if it has only two parts, e.g. "17.1"',
    }),
  ),
);
