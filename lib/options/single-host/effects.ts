import { type ChangedKey, type Effect, type EffectTable, FOR_CHECKS_ALONE, own } from "../effect";

const OWN_ADDRESS = "callers use the host's own address, and have to be pointed at the new one";

/** Both servers go together, and callers with them. */
export const singleHostHostEffect = own("outage", OWN_ADDRESS, {
  after: "Point callers, gateways and DNS at the new host itself.",
});

/** Another machine keeps the addresses that it is declared with. */
export function singleHostMachineEffect({ path: [, , section] }: ChangedKey): Effect | undefined {
  return section === "interfaces"
    ? own("outage", OWN_ADDRESS, { after: "Point callers, gateways and DNS at the host's new address." })
    : undefined;
}

/** What changes of this option's keys do to service. */
export const singleHostEffects: EffectTable = { seats: FOR_CHECKS_ALONE };
