import type { Position } from "../model/origin";
import type { DeviceExpectation } from "../options/device-expectation";
import type { BigIpFacts } from "./big-ip-facts";
import type { DriftFinding } from "./drift-finding";

type Told = Omit<DriftFinding, "environment">;

/** What differs of the declaration that AS3 has, from the one that the model comes down to. Changes by hand are not in it. */
export function compareDeclaration(expected: DeviceExpectation, facts: BigIpFacts): Told[] {
  return [...older(expected, facts), ...tenant(expected, facts)];
}

/** The collector was written from another model, and has looked at what that one has. */
export function notCollected(what: string, path: string, position: Position): Told {
  return {
    state: "missing",
    code: "not-collected",
    path,
    position,
    message: `the collector did not look at ${what}`,
    fix: "write the collectors again with sip-ha facts from what this output was synthesized from, and collect with those",
  };
}

/** AS3 refuses a declaration that says it is written for a newer one. */
function older({ device }: DeviceExpectation, { schema }: BigIpFacts): Told[] {
  if (schema === undefined || !isBefore(schema.version, device.as3Version)) return [];
  return [
    {
      state: "drift",
      code: "as3-older",
      path: `bigIps.${device.name}.as3Version`,
      position: schema.position,
      message: "AS3 on the device is older than the declaration says",
      found: schema.version,
      expected: `${device.as3Version} or newer`,
      fix: "declare as3Version as the device has it, or install a newer AS3",
    },
  ];
}

function isBefore(version: string, other: string): boolean {
  const [a, b] = [version, other].map((one) => one.split(".").map(Number));
  const at = [0, 1].find((index) => a![index] !== b![index]);
  return at !== undefined && a![at]! < b![at]!;
}

function tenant(expected: DeviceExpectation, { tenantGone, declared }: BigIpFacts): Told[] {
  const { device } = expected;
  const again = `find out who posted it, and why; then sh post dry-run and sh post deploy in big-ip/${device.name}`;
  const own = `/${device.tenant}`;
  if (tenantGone !== undefined)
    return [
      {
        state: "drift",
        code: "as3-tenant-missing",
        path: `bigIps.${device.name}`,
        position: tenantGone,
        message: `AS3 has nothing of the tenant ${device.tenant}`,
        found: "nothing",
        expected: own,
        fix: again,
      },
    ];
  const found = new Map(declared.rows.map((row) => [row.path, row]));
  if (declared.isWhole && !found.has(own))
    return [
      {
        state: "unparsed",
        code: "device-answer",
        path: `bigIps.${device.name}`,
        position: declared.position,
        message: `as3/declare: the answer does not have the tenant ${device.tenant} that was asked for`,
        found: [...found.keys()].join(", ") || "no tenant",
        expected: own,
        fix: "see whether the declared management address is the device's, and no proxy's",
      },
    ];
  const differing = [...expected.declared].flatMap(([path, { construct, differences }]): Told[] => {
    const row = found.get(path);
    if (row === undefined) {
      // An application that is not there has no items.
      const isSaid = !found.has(path.slice(0, path.lastIndexOf("/")));
      if (!declared.isWhole || isSaid) return [];
      return [
        {
          state: "drift",
          code: "as3-item-missing",
          path: construct,
          position: declared.position,
          message: `${path} is not in what AS3 was posted last`,
          found: "nothing",
          expected: path,
          fix: again,
        },
      ];
    }
    if (row.value === undefined) return [notCollected(path, construct, row.position)];
    return differences(row.value).map(({ key, found: is, expected: was, isUnknown }) => ({
      state: isUnknown ? "unparsed" : "drift",
      code: isUnknown ? "as3-key-unknown" : "as3-item-differs",
      path: construct,
      position: row.position,
      message: isUnknown
        ? `${path} has ${key} in what AS3 was posted last, a key that sip-ha does not know`
        : `${path} has another ${key} in what AS3 was posted last`,
      found: `${key}: ${is}`,
      expected: `${key}: ${was}`,
      fix: again,
    }));
  });
  const added = declared.rows
    .filter(({ path }) => path.startsWith(`${own}/`) && !expected.declared.has(path))
    // Of an application that is not the model's, the items are not told one by one.
    .filter(
      ({ path }) => path.lastIndexOf("/") === own.length || expected.declared.has(path.slice(0, path.lastIndexOf("/"))),
    )
    .map(
      ({ path, position }): Told => ({
        state: "drift",
        code: "as3-item-added",
        path: `bigIps.${device.name}`,
        position,
        message: `${path} is in what AS3 was posted last, and the model has none of that name`,
        found: path,
        expected: "nothing of that name",
        fix: again,
      }),
    );
  return [...differing, ...added];
}
