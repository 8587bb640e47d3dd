import type { ExportedObject } from "../drift/configuration-export";
import { type ImportNote, objectText, placeText, type Sourced } from "./import-note";
import { portNumber } from "./pool-dn";
import type { SeenPair } from "./seen-pair";
import { nameOf, optionOf } from "./site-export";
import { type Leaf, leaf } from "./written";

/** A key of the pool, and the setting of each proxy that it stands for. */
interface PooledKey {
  readonly what: string;
  readonly read: (proxy: ExportedObject) => Sourced<string> | undefined;
  /** Undefined if the text is not a value of the key. */
  readonly value: (text: string) => string | number | boolean | undefined;
}

/** Each proxy has these settings in its own object, and the file has them once. */
const POOLED = {
  port: { what: "listening port sip-port", read: (proxy) => portNumber(proxy, "sip-port"), value: wholeNumber },
  oosCheck: option("oos-check", seconds),
  oosForce: option("oos-force", seconds),
  resolveHost: option("resolve-host", (text) => text === "true"),
  overloadDialogRate: option("overload-ctrl-dialog-rate", wholeNumber),
} as const satisfies Readonly<Record<string, PooledKey>>;

/** What the file has once for all proxies of a pool: the value of the first proxy that has one. Each proxy with another value, or with none, is reported. */
export function poolOptions(
  { name, proxies }: Pick<SeenPair, "name" | "proxies">,
  notes: ImportNote[],
): Readonly<Record<keyof typeof POOLED, Leaf | undefined>> {
  const leafOf = (key: keyof typeof POOLED): Leaf | undefined => {
    const { what, read, value }: PooledKey = POOLED[key];
    const values = proxies.map((proxy) => {
      const text = read(proxy);
      return { proxy, text, value: text && value(text.value) };
    });
    const taken = values.find((one) => one.value !== undefined);
    if (taken === undefined) return undefined;
    for (const { proxy, text } of values.filter((one) => one.value !== taken.value))
      notes.push({
        kind: "left",
        code: "proxies-differ",
        of: objectText("application", nameOf(proxy)),
        position: text?.position ?? proxy.at([]),
        message: `its ${what} differs from that of ${nameOf(taken.proxy)}, which the file has for all proxies of the pool`,
        found: text?.value ?? "none",
        fix: `find out which one is meant for all of them, and set pairs.${name}.highAvailability.sipProxy.${key}`,
      });
    return leaf(taken.value!, placeText(taken.text!.position));
  };
  return {
    port: leafOf("port"),
    oosCheck: leafOf("oosCheck"),
    oosForce: leafOf("oosForce"),
    resolveHost: leafOf("resolveHost"),
    overloadDialogRate: leafOf("overloadDialogRate"),
  };
}

function option(name: string, value: PooledKey["value"]): PooledKey {
  return { what: `option ${name}`, read: (proxy) => optionOf(proxy, "sipproxy", name), value };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function seconds(text: string): string | undefined {
  return wholeNumber(text) === undefined ? undefined : `${text}s`;
}
