import { oneOf, show } from "../text/wording";
import { type ImportNote, objectText, placeText } from "./import-note";
import type { SeenPair } from "./seen-pair";
import { nameOf, textAt } from "./site-export";
import { type Branch, branchOrNothing, type Leaf, leaf } from "./written";

/** Solution Control Server's events of role changes, which are the defaults of the environment file. */
const USUAL = { becamePrimary: "5150", becameBackup: "5151" } as const;

/** The events and the cancel timeout of a pair's alarm conditions, as far as the environment file has keys for them. */
export function roleEvents({ name, primary, backup, conditions }: SeenPair): {
  readonly events: Branch | undefined;
  readonly cancelTimeout: Leaf | undefined;
  readonly notes: readonly ImportNote[];
} {
  const notes: ImportNote[] = [];
  const detected = conditions.map((condition) => ({
    condition,
    event: textAt(condition, "alarmDetectEvent", "logEventID"),
    role: ownRole(nameOf(condition), [primary.name, backup.name]),
  }));
  const eventOf = (key: keyof typeof USUAL) => {
    const own = detected.find(({ role }) => role === key)?.event;
    return own === undefined || own.value === USUAL[key] ? undefined : leaf(Number(own.value), placeText(own.position));
  };
  const strange = detected.filter(
    ({ role, event }) =>
      role === undefined && event !== undefined && !Object.values<string>(USUAL).includes(event.value),
  );
  for (const { condition, event } of strange)
    notes.push({
      kind: "left",
      code: "event-left-out",
      of: objectText("alarm condition", nameOf(condition)),
      position: event!.position,
      message: `it reacts to an event, but nothing that was collected says whether a server of ${name} becomes primary or backup by it`,
      found: show(event!.value),
      fix: `if it is one of them, set highAvailability's events.becamePrimary or becameBackup of pairs.${name}; the file has 5150 and 5151`,
    });
  const timeouts = conditions.flatMap((one) => textAt(one, "clearanceTimeout") ?? []);
  const different = [...new Set(timeouts.map(({ value }) => value))];
  const isSeconds = different.length === 1 && /^(?:0|[1-9]\d{0,8})$/.test(different[0]!);
  if (different.length > 1)
    notes.push({
      kind: "left",
      code: "cancel-timeout-left-out",
      of: `pair ${name}`,
      position: timeouts[0]!.position,
      message:
        "its alarm conditions have several cancel timeouts; the file has only one for the pair, and leaves it at its default",
      found: oneOf(different.map((one) => `${one} s`)),
      fix: `set highAvailability's cancelTimeout of pairs.${name}`,
    });
  return {
    events: branchOrNothing({ becamePrimary: eventOf("becamePrimary"), becameBackup: eventOf("becameBackup") }),
    cancelTimeout: isSeconds ? leaf(`${different[0]}s`, placeText(timeouts[0]!.position)) : undefined,
    notes,
  };
}

/** For a condition that an environment of this package created. */
function ownRole(name: string, applications: readonly string[]): keyof typeof USUAL | undefined {
  if (applications.some((one) => name === `${one}_BECAME_PRIMARY`)) return "becamePrimary";
  return applications.some((one) => name === `${one}_BECAME_BACKUP`) ? "becameBackup" : undefined;
}
