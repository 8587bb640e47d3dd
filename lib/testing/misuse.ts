import { nearest, show } from "../errors";
import { oneOfNearest } from "../text/wording";

const MISUSE: unique symbol = Symbol.for("sip-server-ha.TestMisuse") as never;

/** What is wrong with a test, rather than with the topology that it tests. */
export interface Misuse {
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** The value that is there.
   * @default - none is meant */
  readonly found?: string | undefined;
  /** What may be there.
   * @default - it does not fit into a line */
  readonly allowed?: string | undefined;
  /** What to do, as an instruction. */
  readonly fix: string;
}

/**
 * Thrown where a test asks for what cannot be: a host or a kind of object that is not there, a pattern that is none. It fails the test also where the
 * assertion is negated, as a mistyped name would make that hold for ever.
 */
export class TestMisuse extends Error {
  /** Whether the value is one, also one of another copy of this package. */
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
 * A name that is not among those that there are.
 *
 * @param where what has them, e.g. `staging has no host`
 */
export function unknownName(where: string, name: unknown, known: readonly string[]): TestMisuse {
  const meant = typeof name === "string" ? nearest(name, known) : undefined;
  return new TestMisuse({
    message: `${where} ${show(name)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
    found: show(name),
    allowed: known.length === 0 ? "nothing: there is none" : oneOfNearest(String(name), known),
    fix: meant === undefined ? "use one that is there" : `write ${meant}`,
  });
}

/**
 * What something goes by, where a program without types may have given anything.
 *
 * @param rule e.g. `a file is asked for by its path`
 * @throws TestMisuse where it is no text
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
