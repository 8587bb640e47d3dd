import type { Path } from "../model/origin";
import type { OptionLevel } from "./catalogue-option";
import type { ServerOption } from "./server-options";

/** An options file for an object that is not a SIP Server, to be imported on that object. */
export interface OptionsFile {
  /** The folder below the Configuration Layer's folder: `options` for applications, `dn` for the Annex of DNs. */
  readonly folder: "options" | "dn";
  /** The object's name, which is also the file's name without its ending. */
  readonly name: string;
  /** The object in words, for a sentence: `application SIP_Proxy_1`. */
  readonly what: string;
  readonly options: readonly ServerOption[];
  readonly level: OptionLevel;
  /** The place of the object's name in the declaration. */
  readonly declaredAt: Path;
}
