import { type Alphabet, isName } from "../model/name";

/** A name of the site in the form that the environment file allows. */
export interface AllowedName {
  readonly name: string;
  /** Whether it differs from the site's name, because that name is not allowed or is taken in another spelling of case. */
  readonly isChanged: boolean;
}

/**
 * The name itself if it is allowed and not taken; otherwise a name as close as possible: accents and characters that are not allowed are removed, and of a
 * host's full Internet name the first label stays. A number distinguishes it from others.
 *
 * @param taken names in lower case; the one that is given out is added
 */
export function allowedName(alphabet: Alphabet, wanted: string, taken: Set<string>, otherwise: string): AllowedName {
  const free = (name: string) => isName(alphabet, name) && !taken.has(name.toLowerCase());
  const base = [plain(wanted), otherwise].find((one) => isName(alphabet, one))!;
  let name = [wanted, wanted.split(".")[0]!, base].find(free);
  for (let number = 2; name === undefined; number++) {
    const numbered = `${base.slice(0, 34)}-${number}`;
    if (free(numbered)) name = numbered;
  }
  taken.add(name.toLowerCase());
  return { name, isChanged: name !== wanted };
}

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, "");
}
