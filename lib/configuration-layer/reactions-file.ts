import { sortedBy } from "../text/sorted";
/** What an alarm reaction does: it starts an application, which runs a control script on a host. */
export interface Reaction {
  /** The Script object's name. */
  readonly script: string;
  readonly startsApplication: string;
  readonly host: string;
}

/**
 * `reactions.json`: which application each reaction starts. It is a separate file because the keys under which the Configuration Layer stores the choice are
 * not public (fact `reaction-keys`). A person chooses the application once in GAX, and this file says which.
 */
export function renderReactions(reactions: readonly Reaction[]): string {
  const entries = sortedBy(reactions, ({ script }) => script).map(({ script, startsApplication, host }) => ({
    script,
    type: "start a specified application",
    startsApplication,
    host,
  }));
  return `${JSON.stringify({ evidence: "unverified", reactions: entries }, null, 2)}\n`;
}
