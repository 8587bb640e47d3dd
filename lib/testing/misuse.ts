import { nearest, show } from "../errors";
import { oneOfNearest } from "../text/wording";

const MISUSE: unique symbol = Symbol.for("sip-server-ha.TestMisuse") as never;

/** A mistake in a test, as opposed to one in the tested topology. */
export interface Misuse {
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** The value that was found.
   * @default - none is meant */
  readonly found?: string | undefined;
  /** The allowed values.
   * @default - they do not fit into a line */
  readonly allowed?: string | undefined;
  /** What to do, as an instruction. */
  readonly fix: string;
}

/**
 * Thrown if a test asks for what cannot be: a host or a kind of object that does not exist, or an invalid pattern. It fails the test even if the
 * assertion is negated, because a mistyped name would make the negation hold for ever.
 */
export class TestMisuse extends Error {
  /** Whether the value is a TestMisuse, including one of another copy of this package. */
  static isTestMisuse(value: unknown): value is TestMisuse {
    return typeof value === "object" && value !== null && MISUSE in value;
  }

  constructor(...misuses: readonly Misuse[]) {
    super(misuses.map(textOf).join("\n"));
    this.name = "TestMisuse";
    Object.defineProperty(this, MISUSE, { value: true });
  }
}

function textOf({ message, found, allowed, fix }: Misuse): string {
  return [
    message,
    ...(found === undefined ? [] : [`  found:   ${found}`]),
    ...(allowed === undefined ? [] : [`  allowed: ${allowed}`]),
    `  fix:     ${fix}`,
  ].join("\n");
}

/**
 * A name that is not among the existing ones.
 *
 * @param where the beginning of the message, e.g. `staging has no host`
 */
export function unknownName(where: string, name: unknown, known: readonly string[]): TestMisuse {
  const meant = typeof name === "string" ? nearest(name, known) : undefined;
  return new TestMisuse({
    message: `${where} ${show(name)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
    found: show(name),
    allowed: known.length === 0 ? "nothing: there is none" : oneOfNearest(String(name), known),
    fix: meant === undefined ? "use one that exists" : `write ${meant}`,
  });
}

/**
 * Checks the name or code that identifies something, because a program without types may have given anything.
 *
 * @param rule e.g. `a file is identified by its path`
 * @throws TestMisuse if it is not text
 */
export function requireText(value: unknown, rule: string): asserts value is string {
  if (typeof value === "string") return;
  throw new TestMisuse({
    message: rule,
    found: value instanceof RegExp ? String(value) : show(value),
    allowed: "a text",
    fix: "write the whole of it as text",
  });
}
