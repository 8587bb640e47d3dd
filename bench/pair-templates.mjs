// The templates that the peer of the benchmark starts from: our output, in which every value of a pair is replaced by a placeholder. So the peer
// makes each file in the cheapest possible way, but it does make each file.
import { pairsOf, valuesOf } from "./many-pairs.mjs";

/** The text with `{{name}}` in place of each value of the pair. */
export function templateOf(text, pair, number) {
  const longestFirst = Object.entries(valuesOf(pair, number)).sort(([, a], [, b]) => b.length - a.length);
  return longestFirst.reduce((left, [name, value]) => left.replaceAll(value, `{{${name}}}`), text);
}

/**
 * A file of all pairs, as a list of texts and sections. A section has the lines that repeat: the lines of one pair, and the lines between two pairs.
 * A line belongs to the pair whose number or address is in it. A new section begins where the numbers start again from the first pair.
 */
export function sectionsOf(text, count) {
  const lines = text.split(/(?<=\n)/);
  const owners = ownersOf(lines, count);
  const parts = [];
  let written = 0;
  for (let first = 0; first < lines.length; first++) {
    if (owners[first] !== 0 || first < written) continue;
    const second = owners.indexOf(1, first);
    const last = lastOfSection(owners, first, count);
    if (second < 0 || last === undefined) continue;
    const endOfFirst = owners.lastIndexOf(0, second - 1) + 1;
    parts.push(lines.slice(written, first).join(""), {
      each: templateOf(lines.slice(first, endOfFirst).join(""), pairsOf(1)[0], 1),
      between: lines.slice(endOfFirst, second).join(""),
    });
    written = last + 1;
  }
  return [...parts, lines.slice(written).join("")];
}

/** The last line of the section that begins at `first` and has lines of every pair, in order; undefined if there is no such section. */
function lastOfSection(owners, first, count) {
  let pair = 0;
  let last = first;
  for (let line = first; line < owners.length; line++) {
    const owner = owners[line];
    if (owner === undefined) continue;
    if (owner !== pair && owner !== pair + 1) break;
    [pair, last] = [owner, line];
  }
  return pair === count - 1 ? last : undefined;
}

function ownersOf(lines, count) {
  const byAddress = new Map();
  for (const [index, { virtualIp, primary, backup }] of pairsOf(count).entries())
    for (const address of [virtualIp, primary.management, primary.voice, backup.management, backup.voice])
      byAddress.set(address, index);
  return lines.map((line) => {
    // An example that names the first host, once in the whole file.
    if (line.includes("e.g. `terraform apply -replace=")) return undefined;
    const number = /(?:pair-|sip-|SIP_)(\d{5})/.exec(line)?.[1];
    if (number !== undefined) return Number(number) - 1;
    return byAddress.get(/\b10\.1[12]0\.\d+\.\d+\b/.exec(line)?.[0]);
  });
}
