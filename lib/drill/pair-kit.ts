import { bothReady } from "../configuration-layer/readiness";
import { isIpv6 } from "../model/address";
import { milliseconds } from "../model/duration";
import type { Host } from "../model/host";
import { isOnOneHost, type SipServer, serversOf, TRANSPORTS } from "../model/pair";
import type { Topology } from "../model/topology";
import type { CatalogueScenario } from "../operation/catalogue-scenario";
import type { DrillOrder } from "../operation/drill";
import { titleOf } from "../operation/fault-kind";
import { isLinked } from "../operation/reach";
import type { ScenarioStep } from "../operation/scenario";
import type { World } from "../operation/world";
import { optionOf } from "../options";
import type { DrillInstruction, DrillPart } from "../options/drill-part";
import { asRoot } from "../scripts/as-root";
import { faultKinds } from "../simulation/faults/fault-kinds";
import { initialWorld } from "../simulation/initial-world";
import type { Setting } from "../simulation/setting";
import { packageVersion } from "../text/package-manifest";
import {
  DRILL_FORMAT,
  type DrillCheck,
  type DrillCommand,
  type DrillKit,
  type DrillScenario,
  type DrillStep,
  type Look,
} from "./drill-kit";
import { type Drilled, drillable, faultDrill } from "./drillable";
import { onHost, takesCommands } from "./host-command";
import { hostProgram } from "./host-programs";
import { neighboursOn } from "./neighbours-on";
import { outageIntervals } from "./outage-interval";
import { sealed } from "./seal";

/** The time between two questions of the probe, and the time that it waits for each answer, in milliseconds. */
const PROBE = { interval: 100, patience: 1_000 } as const;
/** The time that people, terminals and connections need, beyond the pair itself, until a check holds; an allowance, in milliseconds. */
const BESIDE = 15_000;

/** The drill of a pair: all scenarios that can be tried on it. Pure: it reads and writes nothing. */
export function pairKit(setting: Setting, scenarios: readonly CatalogueScenario[], mostCalls?: number): DrillKit {
  const { topology, pair } = setting;
  const option = optionOf(pair);
  const part = option.drill(topology, pair);
  const told = scenarios.map((scenario) => ({ scenario, ...drillable(setting, scenario) }));
  return sealed<DrillKit>({
    format: DRILL_FORMAT,
    version: packageVersion(),
    environment: topology.environment,
    pair: pair.name,
    option: option.name,
    probe: probeOf(setting, part),
    pause: pauseOf(setting),
    preconditions: [
      ...checksOf(setting, part, initialWorld(setting)),
      readyCheck(setting),
      ...neighboursCheck(
        setting,
        told.flatMap((one) => ("steps" in one ? one.steps : [])),
      ),
      ...callsCheck(mostCalls),
    ],
    scenarios: told.flatMap((one) => ("steps" in one ? [scenarioOf(setting, part, one.scenario, one)] : [])),
    notDrilled: told.flatMap((one) => ("whyNot" in one ? [{ name: one.scenario.name, whyNot: one.whyNot }] : [])),
    runLogs: part.runLogs.flatMap(({ host, file, timers }) => {
      const known = topology.hosts.get(host)!;
      return takesCommands(known) ? [{ host, argv: onHost(known, `cat ${file}`), timers }] : [];
    }),
    bringBack: part.bringBack.map((one) => typed(topology, one)),
  });
}

/** An instruction with its command as people type it on the host. */
function typed({ hosts }: Topology, instruction: DrillInstruction): DrillInstruction {
  const { host, command } = instruction;
  if (host === undefined || command === undefined) return instruction;
  return { ...instruction, command: asRoot(hosts.get(host)!, command) };
}

function probeOf({ pair: { sip } }: Setting, { callers }: DrillPart): DrillKit["probe"] {
  if (callers === undefined) return undefined;
  const transport = TRANSPORTS.find((one) => sip.transports.includes(one))!;
  return { address: callers, port: transport === "tls" ? sip.tlsPort! : sip.port, transport, ...PROBE };
}

/** Roles that change too often count as flapping, and an alarm that is still active starts nothing. */
function pauseOf({ topology, pair }: Setting): number {
  const { haFlipDetectTimeout } = topology.managementLayer.failureDetection;
  const cancelTimeout = optionOf(pair).roleScripts?.(topology, pair).cancelTimeout ?? "0s";
  return Math.max(milliseconds(haFlipDetectTimeout), milliseconds(cancelTimeout));
}

/** A server may have been started a moment ago: a switchover or a failure before both servers are ready loses calls. */
function readyCheck({ topology, pair }: Setting): DrillCheck {
  return { kind: "person", what: bothReady(topology, pair) };
}

function callsCheck(most: number | undefined): DrillCheck[] {
  return most === undefined ? [] : [{ kind: "calls", what: "calls under way on the pair", most }];
}

/** A fault that strikes a host also strikes whatever else runs there, which this pair's steps do not mention. */
function neighboursCheck(setting: Setting, steps: readonly ScenarioStep[]): DrillCheck[] {
  const world = initialWorld(setting);
  const struck = [...new Set(steps.flatMap((step) => faultDrill(setting, step, world).strikes ?? []))].sort();
  const told = struck.flatMap((host) => {
    const neighbours = neighboursOn(setting, host);
    return neighbours.length === 0 ? [] : [`on ${host} ${neighbours.join(", ")}`];
  });
  if (told.length === 0) return [];
  return [
    {
      kind: "person",
      what: `the people responsible for what else runs on these hosts agree, because a scenario cuts off, reboots or switches off the host with everything on it: ${told.join("; ")}`,
    },
  ];
}

function scenarioOf(
  setting: Setting,
  part: DrillPart,
  { name, title, drill }: CatalogueScenario,
  { steps, courses: { typical: usual, maximum: slow } }: Drilled,
): DrillScenario {
  const outages = outageIntervals(setting, steps);
  const measures = drill !== undefined && "measures" in drill ? [...drill.measures] : [];
  return {
    name,
    title,
    steps: steps.map((step, index): DrillStep => {
      const { before, after } = usual[index]!;
      const { inject, heal } = faultDrill(setting, step, before);
      const mend = heal && connecting(part, heal, step.inject === undefined ? before : after);
      const { order, ...by } = step.inject === undefined ? mend! : inject;
      const isLast = step.inject === "switchover" && index > 0;
      return {
        title: stepTitle(setting, step),
        before: isLast ? [readyCheck(setting)] : undefined,
        order,
        ...programOf(setting, part, by),
        mend: step.inject === undefined ? undefined : mend?.order,
        unanswered: outages[index]!,
        within: slow[index]!.settling + BESIDE,
        checks: checksOf(setting, part, after),
        measures: step.inject === undefined ? [] : isLast ? ["neighbours-follow", "role-order"] : measures,
      };
    }),
  };
}

/** How something is repaired in this world: if its host is out of reach, people first act on the host's console. */
function connecting({ beforeConnecting }: DrillPart, heal: DrillOrder, world: World): DrillOrder {
  const { order, host } = heal;
  const first = host === undefined || isReached(world, host) ? undefined : beforeConnecting?.(host);
  if (first === undefined) return heal;
  const then = `${order.charAt(0).toLowerCase()}${order.slice(1)}`;
  return { ...heal, order: `Run \`${first}\` on the console of ${host}; then ${then}` };
}

function isReached(world: World, host: string): boolean {
  return isLinked(world, host, world.hosts[host]!.managementInterface);
}

function stepTitle(setting: Setting, { inject, heal, on = "" }: ScenarioStep): string {
  const title = titleOf(faultKinds(setting).get((inject ?? heal)!)!, on);
  return inject === undefined ? `repaired: ${title}` : title;
}

/** What the runner does instead of a person, if it can be sure of the host. */
function programOf(
  { topology, pair }: Setting,
  { callers }: DrillPart,
  { host, program }: Omit<DrillOrder, "order">,
): { readonly command?: DrillCommand; readonly commandDoes?: string } {
  const known = host === undefined ? undefined : topology.hosts.get(host);
  if (program === undefined || known === undefined || !takesCommands(known)) return {};
  // An interface that goes down loses its IPv6 addresses, and nothing here would bring them back.
  if (program.kind !== "end-listener" && hasIpv6(known)) return {};
  const own = known.interfaces.map(({ address }) => address);
  const addresses = callers === undefined ? own : [...new Set([callers, ...own])];
  const { code, does } = hostProgram(program, {
    port: pair.sip.port,
    addresses,
    isShared: isOnOneHost(pair),
  });
  return {
    command: { argv: onHost(known, "sh -s"), input: `${code.text}\n`, exitCodes: [0] },
    commandDoes: does,
  };
}

function hasIpv6({ interfaces }: Host): boolean {
  return interfaces.some(({ address }) => isIpv6(address));
}

/** What must be true in a world that has settled: who has what moves, who answers, and what only people see. */
function checksOf({ topology, pair, behaviour }: Setting, part: DrillPart, world: World): DrillCheck[] {
  const serving = behaviour.service(world).by;
  const { moves } = part;
  const serves = (host: string) => serving !== undefined && world.servers[serving]!.host === host;
  const looks = moves?.looks.filter(({ host }) => isReached(world, host)) ?? [];
  const asked = looks.filter(({ host }) => takesCommands(topology.hosts.get(host)!));
  const byHand = looks.filter((one) => !asked.includes(one));
  const place: DrillCheck[] =
    asked.length === 0
      ? []
      : [
          {
            kind: "place",
            what: moves!.what,
            expected: asked.map(({ host }) => host).filter(serves),
            looks: asked.map(({ host, command, ...answers }): Look => {
              const argv = onHost(topology.hosts.get(host)!, command);
              return { host, command: { argv }, serves: answers.serves.exitCode, idle: answers.idle.exitCode };
            }),
          },
        ];
  const seen = byHand.map(({ host, command, serves: yes, idle }): DrillCheck => {
    const { exitCode, prints } = serves(host) ? yes : idle;
    return {
      kind: "person",
      what: `on ${host}, \`${asRoot(topology.hosts.get(host)!, command)}\` prints \`${prints}\`, and its exit code is ${exitCode}`,
    };
  });
  const others = serving === undefined ? [] : (part.peopleSee?.(world.servers[serving]!.host) ?? []);
  seen.push(...others.map((what): DrillCheck => ({ kind: "person", what })));
  const answered: DrillCheck =
    part.callers === undefined
      ? { kind: "person", what: "a call to the pair is answered" }
      : { kind: "answered", what: `a request to ${part.callers} is answered` };
  return [
    ...place,
    ...seen,
    answered,
    ...rolesChecks(
      world,
      serversOf(pair).filter(({ host, application }) => isReached(world, host) || !isRunning(world, application)),
    ),
  ];
}

function isRunning({ servers }: World, application: string): boolean {
  return servers[application]!.process === "running";
}

/** The roles as Solution Control Interface shows them. For a server that runs on a host it does not reach, they are left open. */
function rolesChecks(world: World, shown: readonly SipServer[]): DrillCheck[] {
  if (shown.length === 0) return [];
  const told = shown.map(({ application }) => {
    const { role } = world.servers[application]!;
    return `${application} is ${isRunning(world, application) && role !== undefined ? role : "not primary"}`;
  });
  return [{ kind: "person", what: `Solution Control Interface shows that ${told.join(", and that ")}` }];
}
