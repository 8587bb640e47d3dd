import type { OptionLevel } from "../configuration-layer/catalogue-option";
import { findOption } from "../configuration-layer/options-catalogue";
import type { Effect } from "../options/effect";

const NAMES: Readonly<Record<OptionLevel, string>> = {
  "sip-server": "",
  host: " of the Annex of a Host",
  "solution-control-server": " of Solution Control Server",
  "sip-proxy": " of SIP Proxy",
  "outbound-proxy": " of the DN of an outbound proxy",
};

/** What another value of an option does to service, by what the catalogue says of when it takes effect. */
export function optionEffect(section: string, option: string, level: OptionLevel = "sip-server"): Effect {
  const known = findOption(section, option, level);
  const name = `${section}/${option}${NAMES[level]}`;
  const isServer = level === "sip-server";
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
