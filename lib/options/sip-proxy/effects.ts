import { findOption } from "../../configuration-layer/options-catalogue";
import { isMapping } from "../../model/mapping";
import { type ChangedKey, deduced, type Effect, type EffectTable, FOR_CHECKS_ALONE, own, unknown } from "../effect";
import type { ProxiedPair, SipProxy } from "./model";

const PORT = "Set the port on the proxies and restart them, one after the other.";
const CALLERS = "callers find the pool by it, and have to be pointed at the new one";
const TTL = "Whoever has resolved the new records keeps them for their TTL.";

/** Callers know the proxies' ports alone. */
export const sipProxyPortEffect = () =>
  own("outage", "the proxies find the servers at the new port when both have it", { restarts: true });

/** An effect of what changes records: secondary name servers take a zone over only where its serial number has grown. */
function withSerial({ path, was, is }: ChangedKey, effect: Effect): Effect {
  const [old, now] = [was, is].map(({ pairs }) => pairs.get(String(path[1]))!.highAvailability as SipProxy);
  if (now!.nameServers.length === 0 || now!.zoneSerial > old!.zoneSerial || now!.zone !== old!.zone) return effect;
  const raise = `Raise zoneSerial of ${now!.zone} above ${old!.zoneSerial} and synthesize again: name servers that copy the zone take it only then.`;
  return { ...effect, before: effect.before === undefined ? raise : `${raise} ${effect.before}` };
}

function inRecords(change: ChangedKey): Effect {
  return withSerial(
    change,
    deduced("none", "only the records change; whoever has the old ones keeps them for their TTL", { noWayBack: TTL }),
  );
}

const INSTALL = "Install the new proxies, which makes their applications.";
const START = 'Set up and start the new proxies, as "Order" of the chapter in the runbook says.';
const SERVER_ADDRESS = unknown(
  "switchover",
  "each server's own address changes with it, and when sip-address takes effect is documented in no source that was read",
  { restarts: true },
);

/** The effect of an option of the proxies, by what is documented of when it takes effect. One that is alone has nobody beside it while it is restarted. */
function proxyOption(option: string) {
  const { takesEffect, evidence, source } = findOption("sipproxy", option, "sip-proxy")!;
  return ({ path, was }: ChangedKey): Effect => {
    const known = { evidence, source };
    if (takesEffect === "immediately")
      return { effect: "reload", because: `${option} takes effect immediately`, ...known };
    const part = was.pairs.get(String(path[1]))?.highAvailability as SipProxy;
    const because = `${option} takes effect after a restart of the proxies`;
    const after = "Restart the proxies, one after the other.";
    return part.proxies.length > 1
      ? { effect: "switchover", because: `${because}; endpoints use the others meanwhile`, ...known, after }
      : { effect: "outage", because: `${because}, of which there is one`, ...known, after };
  };
}

/** Proxies that stay keep serving; endpoints of one that goes have to fall back. */
function proxies(change: ChangedKey): Effect {
  return withSerial(change, proxiesAlone(change));
}

function proxiesAlone({ before, after }: ChangedKey): Effect {
  const names = (list: unknown) =>
    Array.isArray(list) ? list.map((one) => (isMapping(one) ? String(one.application) : "")) : [];
  const texts = (list: unknown) => new Set(Array.isArray(list) ? list.map((one) => JSON.stringify(one)) : []);
  const [old, now] = [texts(before), texts(after)];
  if ([...old].every((one) => now.has(one)))
    return own("none", "the proxies that serve stay as they are", {
      before: INSTALL,
      imported: START,
      noWayBack: TTL,
    });
  return names(before).some((name) => names(after).includes(name))
    ? deduced("switchover", "endpoints of a proxy that changes or goes have to use another one until it is back", {
        before: INSTALL,
        imported: START,
        after:
          "Restart the proxies that change, one after the other; stop those that go when nothing comes through them.",
      })
    : deduced("outage", "no proxy stays: endpoints find the new ones when their records are resolved again", {
        before: INSTALL,
        imported: START,
        after: "Stop the proxies that go when nothing comes through them.",
      });
}

/** A transport that goes is missed by who uses it. */
function transports(change: ChangedKey): Effect {
  return withSerial(change, transportsAlone(change));
}

function transportsAlone({ before, after, was, path }: ChangedKey): Effect {
  const old = Array.isArray(before) ? before : (was.pairs.get(String(path[1]))?.sip.transports ?? []);
  return Array.isArray(after) && old.every((one) => after.includes(one))
    ? own("none", "no transport is taken away")
    : deduced("outage", "who uses a transport that is taken away finds no proxy by it");
}

const OUTBOUND_PROXY = unknown(
  "switchover",
  "when a server takes another outbound proxy DN is documented in no source",
  { restarts: true },
);

/** The DN is named after the pair where it is not declared. */
export const sipProxyRenameEffect = ({ highAvailability }: ProxiedPair) =>
  highAvailability.outboundProxyDn === undefined ? OUTBOUND_PROXY : undefined;

/** What changes of this option's keys do to service. */
export const sipProxyEffects: EffectTable = {
  fqdn: deduced("outage", CALLERS, {
    before: 'Put the records of the new name into service, as "DNS, and its proof" of the chapter in the runbook says.',
    after: "Point endpoints, gateways and trunks at the new name.",
    noWayBack: "Whoever has resolved the new name keeps it for its TTL.",
  }),
  recordTtl: inRecords,
  zone: unknown("outage", "whether the new zone answers before the old one is gone is decided on the name servers"),
  nameServers: inRecords,
  zoneSerial: deduced("none", "name servers take a zone whose serial number has grown", {
    noWayBack:
      "A zone's serial number does not go down: name servers keep the zone that they have. In the way back, raise zoneSerial once more.",
  }),
  naptr: inRecords,
  addressFqdn: (change) =>
    change.before === undefined
      ? withSerial(change, own("none", "a name is added"))
      : withSerial(
          change,
          deduced("outage", `${CALLERS}; those that ask for addresses alone`, {
            after: "Point equipment that asks for addresses alone at the new name.",
          }),
        ),
  addressTtl: inRecords,
  transports,
  port: (change) =>
    withSerial(
      change,
      deduced("outage", "the proxies listen on another port; callers follow when they resolve the records again", {
        imported: PORT,
      }),
    ),
  tlsPort: (change) =>
    withSerial(
      change,
      deduced(
        "outage",
        "the proxies listen on another port for TLS; callers follow when they resolve the records again",
        {
          imported: PORT,
        },
      ),
    ),
  proxies,
  oosCheck: proxyOption("oos-check"),
  oosForce: proxyOption("oos-force"),
  resolveHost: proxyOption("resolve-host"),
  overloadDialogRate: proxyOption("overload-ctrl-dialog-rate"),
  primaryNetwork: SERVER_ADDRESS,
  backupNetwork: SERVER_ADDRESS,
  outboundProxyDn: OUTBOUND_PROXY,
  endpoints: FOR_CHECKS_ALONE,
  resourceManagers: FOR_CHECKS_ALONE,
};
