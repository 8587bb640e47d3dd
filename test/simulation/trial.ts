import type { Behaviour, ScriptBehaviour } from "../../lib/operation/behaviour";
import type { ScenarioStep } from "../../lib/operation/scenario";
import type { Pace } from "../../lib/operation/span";
import type { Turn } from "../../lib/operation/turn";
import type { ScriptRun } from "../../lib/operation/world";
import { type Course, courseOf } from "../../lib/simulation/course";
import { invariants } from "../../lib/simulation/invariants";
import { type Setting, settingOf } from "../../lib/simulation/setting";
import { type SampleOverrides, samplePair, sampleTopology } from "../sample-topology";

/** A pair, and the steps that are tried with it. */
export interface Trial {
  readonly setting: Setting;
  readonly steps: readonly ScenarioStep[];
  readonly pace?: Pace;
}

/** The setting of a simulation with the sample pair. */
export function sampleSetting(overrides: SampleOverrides = {}): Setting {
  const topology = sampleTopology(overrides);
  return settingOf(topology, samplePair(topology));
}

/** The course of a pair when these steps are tried with it. */
export function tried(setting: Setting, steps: readonly ScenarioStep[], pace: Pace = "typical"): Course {
  return courseOf(setting, { name: "a-test", title: "a test", steps }, pace);
}

/** A setting in which both Solution Control Servers are on the pair's hosts, and Message Server is elsewhere. */
export function controlOnPairHosts(): Setting {
  const { managementLayer } = sampleTopology();
  return sampleSetting({
    topology: {
      managementLayer: {
        ...managementLayer,
        solutionControlServer: { application: "SCS_P", host: "sip-a" },
        backupSolutionControlServer: { application: "SCS_B", host: "sip-b" },
      },
    },
  });
}

/** What a single invariant reports about a trial; undefined if it holds. Fails if the invariant cannot be evaluated, or does not apply. */
export function verdict(name: string, { setting, steps, pace = "typical" }: Trial): string | undefined {
  const invariant = invariants.find((one) => one.name === name)!;
  if (!invariant.applies(setting)) throw new Error(`${name} does not apply`);
  const course = courseOf(setting, { name: "trial", title: "a trial", steps }, pace, [invariant]);
  const failure = course.failure ?? course.audit.failures.get(name);
  if (failure !== undefined) throw new Error(failure);
  return course.audit.violations.get(name)?.text;
}

/** The setting with a changed behaviour. */
export function withBehaviour(setting: Setting, change: (behaviour: Behaviour) => Partial<Behaviour>): Setting {
  return { ...setting, behaviour: { ...setting.behaviour, ...change(setting.behaviour) } };
}

/** The setting with control scripts that do something else at their end. `usual` is what they would normally do. */
export function withScript(
  setting: Setting,
  finish: (turn: Turn, run: ScriptRun, usual: ScriptBehaviour["finish"]) => number | undefined,
): Setting {
  return withBehaviour(setting, ({ script }) => ({
    script: { ...script!, finish: (turn, run) => finish(turn, run, script!.finish) },
  }));
}
