import { environmentFileSchema } from "../lib/synth/declaration";

interface Shape {
  readonly type?: string;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly value?: unknown;
  readonly wrapped?: unknown;
  readonly item?: unknown;
  readonly options?: readonly unknown[];
  readonly pipe?: readonly unknown[];
}

/** Every key of the environment file whose value has no further keys. `*` stands for a name; a list counts as one value. */
export function schemaKeys(): string[] {
  return keysBelow(environmentFileSchema, []);
}

/** Every key that allows only certain words, as its value or as the entries of a list, with these words. */
export function schemaWords(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    schemaKeys().flatMap((path) => {
      const words = wordsOf(shapeAt(path));
      return words === undefined ? [] : [[path, words] as const];
    }),
  );
}

/** The words of one key. */
export function wordsAt(path: string): readonly string[] {
  const words = schemaWords().get(path);
  if (words === undefined) throw new Error(`${path} is not a key that allows only certain words`);
  return words;
}

function shapeAt(path: string): Shape {
  return path
    .split(".")
    .reduce(
      (shape, key) => unwrapped(key === "*" ? shape.value : shape.entries![key]),
      unwrapped(environmentFileSchema),
    );
}

function wordsOf({ type, options, item }: Shape): readonly string[] | undefined {
  if (type === "array") return wordsOf(unwrapped(item));
  return type === "picklist" ? (options as readonly string[]) : undefined;
}

function keysBelow(schema: unknown, path: readonly string[]): string[] {
  const shape = unwrapped(schema);
  if (shape.entries) return Object.entries(shape.entries).flatMap(([key, item]) => keysBelow(item, [...path, key]));
  if (shape.type === "record") return keysBelow(shape.value, [...path, "*"]);
  return [path.join(".")];
}

function unwrapped(schema: unknown): Shape {
  const shape = schema as Shape;
  if (shape.wrapped) return unwrapped(shape.wrapped);
  return shape.pipe && shape.pipe[0] !== schema ? unwrapped(shape.pipe[0]) : shape;
}
