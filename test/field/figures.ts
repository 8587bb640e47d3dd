import type { Failover } from "./failover";
import type { ComparedRun } from "./prediction";

const COLUMNS = ["outage", "callsFailed", "retransmissions", "detection", "decision", "script", "neighbour"] as const;

/** Prints the cost of takeovers, by scenario: the median, the least and the most. */
export function printFigures(scenarios: ReadonlyMap<string, readonly Failover[]>): void {
  const heads = [
    "scenario (runs)",
    "outage ms",
    "calls failed",
    "resent",
    "detection",
    "decision",
    "script",
    "neighbour",
  ];
  const rows = [...scenarios].map(([name, runs]) => [
    `${name} (${runs.length})`,
    ...COLUMNS.map((column) => range(runs.map((run) => run[column]))),
  ]);
  print([heads, ...rows], "median [least..most]; 50 new calls a second over UDP, 300 ms each");
  printPredictions(scenarios);
}

/** Prints what was predicted and what was measured, by scenario. */
export function printPredictions(scenarios: ReadonlyMap<string, readonly ComparedRun[]>): void {
  const heads = ["scenario (runs)", "outage ms: predicted", "measured", "inside", "same order"];
  const rows = [...scenarios].map(([name, runs]) => {
    const { outage, order } = runs[0]!.prediction;
    const inside = runs.filter(({ isInside }) => isInside).length;
    const same = runs.filter(({ differences }) => differences.length === 0).length;
    return [
      `${name} (${runs.length})`,
      [outage.minimum, outage.typical, outage.maximum].join(" - "),
      spread(runs.map(({ measured }) => measured.atLeast)),
      `${inside}/${runs.length}`,
      order === undefined ? "-" : `${same}/${runs.length}`,
    ];
  });
  print(
    [heads, ...rows],
    "predicted: minimum - typical - maximum; measured: least - median - most, from the first lost question to the last one",
  );
}

function print(table: readonly (readonly string[])[], legend: string): void {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
  process.stdout.write(`\n${lines.join("\n")}\n${legend}\n`);
}

function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[0]!, sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!]
    .map((value) => value.toFixed(0))
    .join(" - ");
}

function range(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const shown = (value: number) => (Number.isNaN(value) ? "-" : value.toFixed(0));
  return `${shown(sorted[Math.floor(sorted.length / 2)]!)} [${shown(sorted[0]!)}..${shown(sorted.at(-1)!)}]`;
}
