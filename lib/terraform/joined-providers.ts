import { isMapping } from "../model/mapping";

/**
 * The user's part of a stack, in which the configurations of a provider that this library configures too stand beside ours: each has an alias of its own, and
 * a list that replaced ours would leave our resources without a provider. Neither argument is changed.
 */
export function joinedProviders(
  ours: Readonly<Record<string, unknown>>,
  own: Record<string, unknown>,
): Record<string, unknown> {
  const [below, above] = [ours.provider, own.provider];
  if (!isMapping(below) || !isMapping(above)) return own;
  const joined = Object.entries(above).map(([name, configurations]) => [
    name,
    [...listOf(below[name]), ...listOf(configurations)],
  ]);
  return { ...own, provider: Object.fromEntries(joined) };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
