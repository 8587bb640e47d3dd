import { isMapping } from "../model/mapping";

/**
 * The user's part of a stack without the configuration of the null provider that is made there for the hosts, where the user has made another without an
 * alias: Terraform takes one, and ours, which stands first, has no settings that the hosts would need.
 */
export function withOneNullProvider(own: Record<string, unknown>): Record<string, unknown> {
  const { provider } = own;
  if (!isMapping(provider) || !Array.isArray(provider.null)) return own;
  const others: unknown[] = provider.null.slice(1);
  const isMadeAgain = others.some((other) => isMapping(other) && other.alias === undefined);
  return isMadeAgain ? { ...own, provider: { ...provider, null: others } } : own;
}
