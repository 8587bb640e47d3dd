import { OPTION_OWNERS, type OptionLevel } from "../configuration-layer/catalogue-option";
import { findOption } from "../configuration-layer/options-catalogue";
import type { Effect } from "../options/effect";

/** How a changed value of an option affects service, according to what the catalogue says about when the option takes effect. */
export function optionEffect(section: string, option: string, level: OptionLevel = "sip-server"): Effect {
  const known = findOption(section, option, level);
  const isServer = level === "sip-server";
  const name = `${section}/${option}${isServer ? "" : ` of ${OPTION_OWNERS[level]}`}`;
  if (known === undefined)
    return {
      effect: "unknown",
      because: `the option ${name} is not in the catalogue, so it is not known here when it takes effect`,
      evidence: "unverified",
      planAs: "switchover",
      ...(isServer ? { restarts: true } : {}),
    };
  const { takesEffect, evidence, source } = known;
  if (takesEffect === undefined)
    return {
      effect: "unknown",
      because: `no source that was read documents when the option ${name} takes effect`,
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
