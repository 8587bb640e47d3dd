import { hostSystems } from "../drift/host-systems";
import type { Address } from "../model/address";
import { type ImportNote, objectText } from "./import-note";
import { bothOf, type SeenPair } from "./seen-pair";

/** The places where a host of the pair configures the virtual IP at boot, which drift reports as soon as the pair is declared. */
export function configuredAtBoot(pair: SeenPair, virtualIp: Address): ImportNote[] {
  return bothOf(pair).flatMap(({ host: { object, survey } }) =>
    (survey?.persistent ?? [])
      .filter(({ addresses }) => addresses.includes(virtualIp))
      .map(
        (mention): ImportNote => ({
          kind: "left",
          code: "virtual-ip-persistent",
          of: objectText("host", object),
          position: mention.position,
          message: `it configures the virtual IP ${virtualIp} of pair ${pair.name} at boot; with the file, only the control script adds it, and drift reports this until it is removed`,
          found: `${mention.file}:${mention.line}: ${mention.text}`,
          fix: hostSystems[survey!.os].unconfigure(mention, virtualIp),
        }),
      ),
  );
}
