import { type ChangedKey, type Effect, type EffectTable, FOR_CHECKS_ALONE, own } from "../effect";

const OWN_ADDRESS = "callers use the host's own address, and have to be pointed at the new one";

/** Both servers move together, and callers with them. */
export const singleHostHostEffect = own("outage", OWN_ADDRESS, {
  after: "Point callers, gateways and DNS at the new host itself.",
});

/** Another machine keeps the addresses that are declared for it. */
export function singleHostMachineEffect({ path: [, , section] }: ChangedKey): Effect | undefined {
  return section === "interfaces"
    ? own("outage", OWN_ADDRESS, { after: "Point callers, gateways and DNS at the host's new address." })
    : undefined;
}

/** The effects on service of changes of this option's keys. */
export const singleHostEffects: EffectTable = { seats: FOR_CHECKS_ALONE };
