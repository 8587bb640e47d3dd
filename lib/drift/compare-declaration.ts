import type { BigIp } from "../model/big-ip";
import type { Position } from "../model/origin";
import type { DeclaredItem, DeviceExpectation } from "../options/device-expectation";
import type { BigIpFacts, FoundItem } from "./big-ip-facts";
import type { Understood } from "./device-answer";
import { notCollected, type Told } from "./uncollected";

type Row = Understood<FoundItem>["rows"][number];

/** The differences between the declaration that AS3 has and the one that results from the model. Changes by hand are not in it. */
export function compareDeclaration(expected: DeviceExpectation, facts: BigIpFacts): Told[] {
  const { device } = expected;
  return [...older(device, facts), ...tenant(expected, facts)];
}

/** AS3 refuses a declaration that says it is written for a newer AS3. */
function older({ name, as3Version }: BigIp, { schema }: BigIpFacts): Told[] {
  if (schema === undefined || !isBefore(schema.version, as3Version)) return [];
  return [
    {
      state: "drift",
      code: "as3-older",
      path: `bigIps.${name}.as3Version`,
      position: schema.position,
      message: "AS3 on the device is older than the declaration says",
      found: schema.version,
      expected: `${as3Version} or newer`,
      fix: "declare as3Version as the device has it, or install a newer AS3",
    },
  ];
}

function isBefore(version: string, other: string): boolean {
  const [a, b] = [version, other].map((one) => one.split(".").map(Number));
  const at = [0, 1].find((index) => a![index] !== b![index]);
  return at !== undefined && a![at]! < b![at]!;
}

function tenant({ device, declared: expected }: DeviceExpectation, { tenantGone, declared }: BigIpFacts): Told[] {
  const path = `bigIps.${device.name}`;
  const own = `/${device.tenant}`;
  const drift = (code: string, position: Position, message: string, found: string, wanted: string): Told => ({
    state: "drift",
    code,
    path,
    position,
    message,
    found,
    expected: wanted,
    fix: `find out who posted it, and why; then sh post dry-run and sh post deploy in big-ip/${device.name}`,
  });
  if (tenantGone !== undefined)
    return [drift("as3-tenant-missing", tenantGone, `AS3 has nothing of the tenant ${device.tenant}`, "nothing", own)];
  const found = new Map(declared.rows.map((row) => [row.path, row]));
  if (declared.isWhole && !found.has(own)) return [otherTenant(device, declared.position)];
  const items = [...expected].flatMap(([name, item]): Told[] => {
    const row = found.get(name);
    if (row !== undefined) return differs(name, item, row, drift);
    // A missing application has no items.
    if (!declared.isWhole || !found.has(above(name))) return [];
    const message = `${name} is not in what was last posted to AS3`;
    return [{ ...drift("as3-item-missing", declared.position, message, "nothing", name), path: item.construct }];
  });
  const added = declared.rows
    // The items of an application that is not in the model are not reported one by one.
    .filter((row) => !expected.has(row.path) && expected.has(above(row.path)))
    .map((row) => {
      const message = `${row.path} is in what was last posted to AS3, but the model has none of that name`;
      return drift("as3-item-added", row.position, message, row.path, "nothing of that name");
    });
  return [...items, ...added];
}

/** `/T/A` of `/T/A/pool` */
function above(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function differs(
  name: string,
  { construct, differences }: DeclaredItem,
  { value, position }: Row,
  drift: (code: string, position: Position, message: string, found: string, wanted: string) => Told,
): Told[] {
  if (value === undefined) return [notCollected(name, construct, position)];
  return differences(value).map(({ key, found, expected, isUnknown }) => {
    const is = [`${key}: ${found}`, `${key}: ${expected}`] as const;
    if (!isUnknown) {
      const message = `${name} has another ${key} in what was last posted to AS3`;
      return { ...drift("as3-item-differs", position, message, ...is), path: construct };
    }
    const message = `${name} has ${key} in what was last posted to AS3, a key that sip-ha does not know`;
    return { ...drift("as3-key-unknown", position, message, ...is), path: construct, state: "unparsed" };
  });
}

function otherTenant({ name, tenant: asked }: BigIp, position: Position): Told {
  return {
    state: "unparsed",
    code: "device-answer",
    path: `bigIps.${name}`,
    position,
    message: `as3/declare: the answer does not have the tenant ${asked} that was asked for`,
    found: "no such tenant",
    expected: `/${asked}`,
    fix: "check that the declared management address is that of the device, and not of a proxy",
  };
}
