import type { Handler, Turn } from "../../operation/turn";
import type { ControlServerState, ScriptRun, World } from "../../operation/world";
import type { Setting } from "../setting";
import type { Actor } from "./actor";
import { wayTo } from "./agent-connection";
import { onHost } from "./standing-still";

/** What the reactions start: control scripts, one run at a time on each host. */
export const controlScripts: Actor = {
  handlers: (setting) => ({
    "script-ends": (turn, { on, detail }) => finish(turn, setting, runOf(turn.world, on), detail),
    "script-gives-up": onItsHost((turn, run) => end(turn, setting, run, setting.behaviour.script!.giveUp(turn, run))),
    "lock-timeout": onItsHost((turn, run) => end(turn, setting, run, 8)),
  }),
  look: (turn, setting) => {
    const { world } = turn;
    if (world.runs.length === 0) return;
    for (const run of [...world.runs]) {
      if (world.hosts[run.host]!.power !== "on") remove(turn, run);
      else if (run.phase === "waiting" && !world.hosts[run.host]!.stunned) finish(turn, setting, run, undefined);
      else if (run.phase === "frozen" && !world.hosts[run.host]!.stunned) begin(turn, setting, run);
    }
  },
};

/** Whichever of these Solution Control Servers reaches the agent on the application's host has the agent start the application. */
export function launch(
  turn: Turn,
  setting: Setting,
  name: string,
  servers: readonly (readonly [string, ControlServerState])[],
): void {
  const { world } = turn;
  const application = setting.scriptApplications.get(name);
  if (application === undefined) {
    turn.note("reference-missing", `there is no application ${name}`, name);
    return;
  }
  const { host } = application.serverInfo;
  const action = application.commandLineArguments!.split(" ").at(-1)!;
  const by = (wanted: ReturnType<typeof wayTo>) => servers.find(([, one]) => wayTo(world, one, host) === wanted);
  const open = by("open");
  const silent = by("silent");
  if (open === undefined && silent !== undefined) {
    turn.tell(silent[0], `waits to start ${name}`, `the agent on ${host} does not answer, and is not lost yet`);
    silent[1].waiting = [...(silent[1].waiting ?? []), { host, application: name, order: "start" }];
  } else if (open === undefined) {
    const [nearest] = servers;
    const why =
      nearest === undefined
        ? "no Solution Control Server that decides is running and connected to Message Server"
        : `the agent on ${host} cannot be reached`;
    turn.tell(nearest?.[0] ?? "Solution Control Server", `cannot start ${name}`, why);
    turn.note("launch-failed", `${name} is not started: ${why}`, name);
  } else if (world.runs.some((run) => run.application === name)) {
    turn.tell(open[0], `does not start ${name} again`, "it still runs");
    turn.note("launch-skipped", `${name} is not started: it still runs`, name);
  } else {
    turn.tell(open[0], `starts ${name}`, `the reaction asks for ${action} on ${host}`);
    turn.note("launched", `${name} is started`, name);
    startScript(turn, setting, host, action, name);
  }
}

/** Starts a control script. It waits if another run is in progress on the same host. */
export function startScript(turn: Turn, setting: Setting, host: string, action: string, application = ""): void {
  const { world } = turn;
  const isBusy = world.runs.some((run) => run.host === host);
  world.scriptRuns += 1;
  const run: ScriptRun = { id: world.scriptRuns, application, host, action, phase: isBusy ? "queued" : "running" };
  world.runs.push(run);
  if (isBusy) turn.in(setting.behaviour.script!.lockTimeout, { kind: "lock-timeout", on: String(run.id) });
  else begin(turn, setting, run);
}

function begin(turn: Turn, { behaviour }: Setting, run: ScriptRun): void {
  run.phase = "running";
  const defect = turn.world.scriptDefects[`${run.host} ${run.action}`];
  const timer = defect === "hangs" || defect === "slow" ? `script-${defect}` : behaviour.script!.timer(run.action);
  turn.after(timer, { kind: "script-ends", on: String(run.id), detail: defect === "slow" ? undefined : defect });
}

function finish(turn: Turn, setting: Setting, run: ScriptRun, defect: string | undefined): void {
  if (turn.world.hosts[run.host]!.stunned) {
    run.phase = "frozen";
    return;
  }
  const code = defect === undefined ? setting.behaviour.script!.finish(turn, run) : 9;
  if (code !== undefined) end(turn, setting, run, code, defect);
  else if (run.phase !== "waiting") {
    run.phase = "waiting";
    turn.note("script-waits", `${run.action} on ${run.host} waits`, run.host);
    turn.after("script-wait", { kind: "script-gives-up", on: String(run.id) });
  }
}

function end(turn: Turn, setting: Setting, run: ScriptRun, code: number, defect?: string): void {
  remove(turn, run);
  const { host, action } = run;
  if (code === 0) turn.reached("script-ended");
  else {
    turn.tell(
      host,
      `${action} ends with code ${code}`,
      defect === undefined ? "see the control script's exit codes" : `the script ${defect}`,
    );
    turn.note("script-failed", `${action} on ${host} ended with code ${code}`, host);
  }
  const next = turn.world.runs.find((one) => one.host === host && one.phase === "queued");
  if (next !== undefined) {
    turn.cancel({ kind: "lock-timeout", on: String(next.id) });
    begin(turn, setting, next);
  }
}

function remove(turn: Turn, run: ScriptRun): void {
  const { world } = turn;
  world.runs = world.runs.filter((one) => one !== run);
  if (world.runs.length === 0) world.scriptRuns = 0;
  for (const kind of ["script-ends", "script-gives-up", "lock-timeout"]) turn.cancel({ kind, on: String(run.id) });
}

/** A run that waits counts time by the clock of its host, and looks once more if the host has stood still. */
function onItsHost(handle: (turn: Turn, run: ScriptRun) => void): Handler {
  return onHost(
    (world, { on }) => runOf(world, on).host,
    (turn, { on }) => handle(turn, runOf(turn.world, on)),
  );
}

/** The run exists: when a run is removed, everything that it waits for is cancelled. */
function runOf(world: World, id: string): ScriptRun {
  return world.runs.find((run) => String(run.id) === id)!;
}
