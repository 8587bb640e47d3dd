import { OPTION_OWNERS, type OptionLevel } from "../configuration-layer/catalogue-option";
import { findOption } from "../configuration-layer/options-catalogue";
import type { Effect } from "../options/effect";

/** What another value of an option does to service, by what the catalogue says of when it takes effect. */
export function optionEffect(section: string, option: string, level: OptionLevel = "sip-server"): Effect {
  const known = findOption(section, option, level);
  const isServer = level === "sip-server";
  const name = `${section}/${option}${isServer ? "" : ` of ${OPTION_OWNERS[level]}`}`;
  if (known === undefined)
    return {
      effect: "unknown",
      because: `the option ${name} is not in the catalogue, so that nobody here knows when it takes effect`,
      evidence: "unverified",
      planAs: "switchover",
      ...(isServer ? { restarts: true } : {}),
    };
  const { takesEffect, evidence, source } = known;
  if (takesEffect === undefined)
    return {
      effect: "unknown",
      because: `when the option ${name} takes effect is documented in no source that was read`,
      evidence: "unverified",
      planAs: isServer ? "switchover" : "reload",
      ...(isServer ? { restarts: true } : {}),
    };
  const because = `the option ${name} takes effect ${takesEffect}`;
  if (takesEffect !== "after restart") return { effect: "reload", because, evidence, source };
  return {
    effect: "switchover",
    because,
    evidence,
    source,
    ...(isServer ? { restarts: true } : {}),
    ...(level === "sip-proxy" ? { after: "Restart the proxies, one after the other." } : {}),
  };
}
