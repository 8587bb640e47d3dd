import { environmentFileSchema } from "../lib/synth/declaration";

interface Shape {
  readonly type?: string;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly value?: unknown;
  readonly wrapped?: unknown;
  readonly pipe?: readonly unknown[];
}

/** Every key of the environment file whose value holds no further keys, `*` standing for a name; a list is one value. */
export function schemaKeys(): string[] {
  return keysBelow(environmentFileSchema, []);
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
