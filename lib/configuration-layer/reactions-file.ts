import { sortedBy } from "../text/sorted";
/** What an alarm reaction does: start an application, which runs a control script on a host. */
export interface Reaction {
  /** The Script object's name. */
  readonly script: string;
  readonly startsApplication: string;
  readonly host: string;
}

/**
 * `reactions.json`: which application each reaction starts. It is a file of its own because the keys under which the Configuration Layer keeps
 * that are not public (fact `reaction-keys`): a person chooses the application once in GAX, and this is what to choose.
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
