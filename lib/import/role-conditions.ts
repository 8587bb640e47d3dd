import type { ExportedObject } from "../drift/configuration-export";
import { grouped } from "../model/grouped";
import type { SitePair } from "./site-applications";
import { entriesAt, nameOf, type SiteExport, textAt } from "./site-export";

/** Alarm conditions with reactions that a change of a server's role triggers: conditions about one of the servers, or about any application with such an event. */
export function roleConditions({ exported }: SiteExport): (pair: SitePair) => ExportedObject[] {
  const reacting = [...(exported.objects.alarmConditions?.values() ?? [])].filter(
    (condition) => entriesAt(condition, "reactionScripts").length > 0,
  );
  const ofAny = reacting.filter((condition) => {
    const event = textAt(condition, "alarmDetectEvent", "logEventID")?.value ?? "";
    const mode = textAt(condition, "alarmDetectEvent", "selectionMode")?.value;
    return mode !== "smbyappdbid" && ["5150", "5151"].includes(event);
  });
  const byApplication = grouped(reacting, (condition) => {
    const application = textAt(condition, "alarmDetectEvent", "app");
    return application === undefined ? [] : [application.value];
  });
  const places = new Map(reacting.map((condition, index) => [condition, index]));
  return ({ primary, backup }) => {
    const own = [primary, backup].flatMap((one) => byApplication.get(nameOf(one)) ?? []);
    return [...new Set([...ofAny, ...own])].sort((one, other) => places.get(one)! - places.get(other)!);
  };
}
