import { expect, test } from "vitest";
import { copyOf } from "../../lib/operation/world";
import { initialWorld } from "../../lib/simulation/initial-world";
import { differenceAfter, hostWithRole } from "../../lib/simulation/rehearsal";
import { sampleSetting, withBehaviour, withScript } from "./trial";

const setting = sampleSetting();

test("scripts are tried on a copy of the world", () => {
  const world = initialWorld(setting);
  const before = copyOf(world);
  expect(differenceAfter(setting, world, "sip-a", ["down"])).toBe("hosts.sip-a.addresses");
  expect(differenceAfter(setting, world, "sip-a", ["up"])).toBeUndefined();
  expect(differenceAfter(setting, world, "sip-a", ["down", "up"])).toBeUndefined();
  expect(world).toEqual(before);
});

test("a host has a role if one of its servers has the role and runs", () => {
  const world = initialWorld(setting);
  expect([hostWithRole(world, "primary"), hostWithRole(world, "backup")]).toEqual(["sip-a", "sip-b"]);
  world.servers.SIP_In_B!.role = "primary";
  expect([hostWithRole(world, "primary"), hostWithRole(world, "backup")]).toEqual([undefined, undefined]);
  world.servers.SIP_In_B!.process = "stopped";
  expect(hostWithRole(world, "primary")).toBe("sip-a");
});

test("scripts that trigger an endless loop are reported", () => {
  const kind = "mine:again";
  const endless = withBehaviour(
    withScript(setting, (turn, run, usual) => {
      turn.in(1_000, { kind, on: run.host });
      return usual(turn, run);
    }),
    ({ handlers }) => ({
      handlers: { ...handlers, [kind]: (turn, { on }) => turn.in(1_000, { kind, on }) },
    }),
  );
  expect(differenceAfter(endless, initialWorld(endless), "sip-a", ["up"])).toBe(
    "the pair for ever: events lead to each other",
  );
});
