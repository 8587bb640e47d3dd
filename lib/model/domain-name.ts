import { parseAddress } from "./address";
import { encodeProblem } from "./declared";
import { v } from "./schema";

/** A domain name of hosts in lower case, without a dot at the end, e.g. `sip.example.com`. */
export type DomainName = string;

/** The longest name: a domain name has at most 253 characters, and a host's name with its dot takes up to 41 of them. */
const LONGEST = 212;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

const ALLOWED = `labels of letters, digits and - that are joined by dots, each of at most 63 characters, together at most ${LONGEST}`;

/** Whether the text is a part of a domain name of hosts (RFC 1123): letters, digits and `-`, at most 63 of them. */
export function isDnsLabel(text: string): boolean {
  return LABEL.test(text);
}

function problem(message: string, fix: string): string {
  return encodeProblem({ code: "invalid-domain-name", message, allowed: ALLOWED, fix });
}

/** A domain name with at least two labels, in lower case after parsing. For a wrong name, the message gives the most telling problem. */
export const domainName = v.pipe(
  v.string(),
  v.check(
    (text) => parseAddress(text) === undefined,
    problem("an address is not a domain name", "write the name that DNS has, e.g. sip.example.com"),
  ),
  v.check((text) => !text.endsWith("."), problem("a domain name must not end with a dot here", "remove the dot")),
  v.check(
    (text) => !text.includes("_"),
    problem(
      "a domain name of hosts must not have an underscore",
      "use - instead; SIP equipment refuses the underscore",
    ),
  ),
  v.check(
    (text) => text.split(".").every((label) => label.length <= 63),
    problem("a label of this domain name has more than 63 characters", "shorten the label"),
  ),
  v.check(
    (text) => text.length <= LONGEST,
    problem(`a domain name of more than ${LONGEST} characters leaves no room for hosts' names`, "shorten it"),
  ),
  v.check(
    (text) => text.includes(".") && /[a-z]/i.test(text.slice(text.indexOf("."))) && text.split(".").every(isDnsLabel),
    problem("not a domain name", "write the whole name, e.g. sip.example.com"),
  ),
  v.transform((text): DomainName => text.toLowerCase()),
);

/** Whether a domain name equals another one or is below it. */
export function isWithin(name: DomainName, zone: DomainName): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}
