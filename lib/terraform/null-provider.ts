import { isMapping } from "../model/mapping";

/**
 * cdktf's part of the stack. If the user has added a configuration of the null provider without an alias, the one that is made for the hosts is left out:
 * Terraform accepts only one, and ours, which stands first, has no settings that the hosts need.
 */
export function withOneNullProvider(own: Record<string, unknown>): Record<string, unknown> {
  const { provider } = own;
  if (!isMapping(provider) || !Array.isArray(provider.null)) return own;
  const others: unknown[] = provider.null.slice(1);
  const isMadeAgain = others.some((other) => isMapping(other) && other.alias === undefined);
  return isMadeAgain ? { ...own, provider: { ...provider, null: others } } : own;
}
