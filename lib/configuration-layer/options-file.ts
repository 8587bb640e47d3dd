import type { Path } from "../model/origin";
import type { OptionLevel } from "./catalogue-option";
import type { ServerOption } from "./server-options";

/** An options file of an object that is no SIP Server, to be imported on that object. */
export interface OptionsFile {
  /** Below the Configuration Layer's folder: `options` for those of applications, `dn` for those in the Annex of DNs. */
  readonly folder: "options" | "dn";
  /** The object's name, which is the file's without its ending. */
  readonly name: string;
  /** The object, as in a sentence: `application SIP_Proxy_1`. */
  readonly what: string;
  readonly options: readonly ServerOption[];
  readonly level: OptionLevel;
  /** Where the object's name stands in the declaration. */
  readonly declaredAt: Path;
}
