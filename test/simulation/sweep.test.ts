import { describe, expect, test } from "vitest";
import type { FaultKind } from "../../lib/operation/fault-kind";
import type { Handlers } from "../../lib/operation/turn";
import { Course } from "../../lib/simulation/course";
import { aftermath } from "../../lib/simulation/fates";
import { faultKinds } from "../../lib/simulation/faults/fault-kinds";
import { type Breakage, candidatesOf, momentsOf, sweep } from "../../lib/simulation/sweep";
import { singleHostSetting } from "./option-settings";
import { sampleSetting } from "./trial";

const WATCHDOG = { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } as const;

const combinationOf = ({ strikes }: Breakage) =>
  strikes.map(({ fault, on }) => `${fault} ${on}`.trim()).join(", then ");
const broken = (breakages: readonly Breakage[], invariant: string, faults: number) =>
  breakages.filter((one) => one.invariant === invariant && one.strikes.length === faults).map(combinationOf);

describe("a sweep of single faults", () => {
  test("finds by itself that a primary that is cut off from the Management Layer keeps the virtual IP", () => {
    const { breakages, faults, notEvaluated } = sweep(sampleSetting(), "single");
    expect(broken(breakages, "one-holder", 1)).toEqual([
      "management-interface-loss primary",
      "agent-loss primary",
      "management-partition primary",
      "one-way-loss primary",
      "address-conflict",
    ]);
    expect(faults).toBe(candidatesOf(sampleSetting()).length);
    expect(notEvaluated).toEqual([]);
  });

  test("shows that the watchdog prevents it", () => {
    const { breakages } = sweep(sampleSetting({ takeover: { watchdog: WATCHDOG } }), "single");
    // A stranger with the address is nothing that a watchdog could end, and nothing that a lost agent's host tells it of.
    expect(broken(breakages, "one-holder", 1)).toEqual(["agent-loss primary", "address-conflict"]);
  });

  test("shows what leads to a broken invariant, the first cause first", () => {
    const { breakages } = sweep(sampleSetting(), "single");
    const [first] = breakages.filter(({ invariant }) => invariant === "one-holder");
    expect(first!.text).toBe("sip-a and sip-b answer for the virtual IP");
    expect(first!.account[0]).toMatchObject({
      actor: "scenario",
      action: "the primary's host loses its management interface",
    });
    expect(first!.account.at(-1)!.at).toBeLessThanOrEqual(first!.at);
  });
});

test("a sweep strikes the host of both servers once, and each of the servers", () => {
  const sides = (fault: string) =>
    candidatesOf(singleHostSetting()).flatMap(({ kind, on }) => (kind.name === fault ? [on] : []));
  expect(sides("host-power-loss")).toEqual(["primary", "mgmt-1"]);
  expect(["host-isolation", "agent-loss", "one-way-loss"].map(sides)).toEqual([["primary"], ["primary"], ["primary"]]);
  expect(sides("process-crash")).toEqual(["primary", "backup"]);
});

describe("a sweep of double faults", () => {
  const setting = sampleSetting();
  const progress: [number, number][] = [];
  const result = sweep(setting, "double", (done, of) => progress.push([done, of]));

  test("tries every other fault at moments of each one, and reuses the course of a state that it has met", () => {
    const { faults, courses, merged } = result;
    expect(courses).toBeGreaterThan(faults * (faults - 1));
    expect(merged).toBeGreaterThan(0);
    expect(merged).toBeLessThan(courses);
  });

  test("tries them also after the first one is healed", () => {
    const kind = faultKinds(setting).get("host-power-loss")!;
    const faults = [...momentsOf(setting, { kind, on: "primary" })].map(({ run }) => run.world.faults.length);
    expect([...new Set(faults)]).toEqual([1, 0]);
  });

  test("does not blame two faults for what one of them breaks", () => {
    const single = new Set(broken(result.breakages, "one-holder", 1));
    const double = broken(result.breakages, "one-holder", 2);
    expect(double.length).toBeGreaterThan(0);
    expect(double.filter((one) => one.split(", then ").some((fault) => single.has(fault)))).toEqual([]);
  });

  test("finds that nobody answers if Solution Control Server is lost before the primary is", () => {
    expect(broken(result.breakages, "recovery-time", 2)).toContain(
      "solution-control-server-loss primary, then process-crash primary",
    );
  });

  test("explains what is broken with both faults, even if one of them prevents something", () => {
    const found = result.breakages.filter(({ strikes }) => strikes.length === 2);
    for (const { strikes, account } of found) {
      const told = account.map(({ action }) => action);
      expect(told).toEqual(expect.arrayContaining(strikes.map(({ title }) => title)));
    }
  });

  test("finds the same if nothing is merged", () => {
    const kinds = faultKinds(setting);
    const first = { kind: kinds.get("host-power-loss")!, on: "primary" };
    const single = (fault: string, on: string) => {
      const course = Course.begin(setting, "typical");
      course.inject(kinds.get(fault)!, on);
      for (const _ of aftermath(course));
      return [...course.audit.violations.keys()];
    };
    const found = new Set<string>();
    for (const moment of momentsOf(setting, first))
      for (const { kind, on } of candidatesOf(setting)) {
        if (kind === first.kind && on === first.on) continue;
        const course = moment.fork();
        course.inject(kind, on);
        for (const _ of aftermath(course));
        for (const name of course.audit.violations.keys())
          if (!single(first.kind.name, first.on).includes(name) && !single(kind.name, on).includes(name))
            found.add(`${name}: ${`${kind.name} ${on}`.trim()}`);
      }
    const told = result.breakages
      .filter(
        ({ strikes: [one, other] }) => other !== undefined && one!.fault === first.kind.name && one!.on === first.on,
      )
      .map(({ invariant, strikes }) => `${invariant}: ${`${strikes[1]!.fault} ${strikes[1]!.on}`.trim()}`);
    expect([...found].sort()).toEqual(told.sort());
    expect(found.size).toBeGreaterThan(0);
  });

  test("reports its progress", () => {
    const { faults } = result;
    expect(progress).toEqual([...Array(faults + 1).keys()].map((done) => [done, faults]));
  });
});

describe("what a sweep cannot evaluate", () => {
  test("is reported with the fault, and the others are still tried", () => {
    const setting = sampleSetting();
    const behaviour = {
      ...setting.behaviour,
      faults: [
        {
          name: "own-fault",
          title: "a fault that is not well made",
          targets: () => [""],
          inject: () => {
            throw new Error("no such thing");
          },
          isSwept: true,
        },
      ],
    };
    const { notEvaluated, breakages } = sweep({ ...setting, behaviour }, "single");
    expect(notEvaluated.map(({ strikes, reason }) => [strikes[0]!.fault, reason])).toEqual([
      ["own-fault", "at the typical pace own-fault cannot be evaluated: no such thing"],
    ]);
    expect(breakages.length).toBeGreaterThan(0);
  });

  test("names the loop if events cause each other for ever", () => {
    const setting = sampleSetting();
    const behaviour = {
      ...setting.behaviour,
      handlers: {
        ...setting.behaviour.handlers,
        "test:tick": (turn: Parameters<(typeof setting.behaviour.handlers)[string]>[0]) => {
          turn.tell("a script", "starts itself again", "it was started");
          turn.in(1, { kind: "test:tick", on: "" });
        },
      },
      faults: [
        {
          name: "own-loop",
          title: "a script that starts itself",
          targets: () => [""],
          inject: (turn: Parameters<typeof setting.behaviour.look>[0]) => turn.in(1, { kind: "test:tick", on: "" }),
          isSwept: true,
        },
      ],
    };
    const { notEvaluated } = sweep({ ...setting, behaviour }, "single");
    expect(notEvaluated.map(({ reason }) => reason)).toEqual([
      "at the typical pace events lead to each other for ever: a script starts itself again, and so on",
    ]);
  });

  test("is reported once, and no other fault is tried at moments of a course that nobody can follow", () => {
    const setting = singleHostSetting();
    const { behaviour } = setting;
    const own = (name: string): FaultKind => ({
      name,
      title: name,
      targets: () => [""],
      // In the midst of another fault's course it does nothing.
      inject: (turn) => {
        if (turn.world.now === 0) turn.in(1, { kind: `test:${name}`, on: "" });
      },
      isSwept: true,
    });
    const handlers: Handlers = {
      ...behaviour.handlers,
      "test:own-loop": (turn) => turn.in(1, { kind: "test:own-loop", on: "" }),
      // Something is under way then, which never comes.
      "test:own-fault": (turn) => {
        turn.in(1, { kind: "test:own-loop", on: "" });
        throw new Error("no such thing");
      },
    };
    const faults = [...behaviour.faults, own("own-loop"), own("own-fault")];
    const { notEvaluated } = sweep({ ...setting, behaviour: { ...behaviour, handlers, faults } }, "double");
    const firstOf = ({ strikes }: (typeof notEvaluated)[number]) => strikes[0]!.fault;
    expect(notEvaluated.filter((one) => firstOf(one).startsWith("own-")).map(({ strikes }) => strikes.length)).toEqual([
      1, 1,
    ]);
  });
});
