import type { Failover } from "./failover";

const COLUMNS = ["outage", "callsFailed", "retransmissions", "detection", "decision", "script", "neighbour"] as const;

/** Shows what takeovers cost, by scenario: the median, the least and the most. */
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
  const table = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
  process.stdout.write(`\n${lines.join("\n")}\nmedian [least..most]; 50 new calls a second over UDP, 300 ms each\n`);
}

function range(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const shown = (value: number) => (Number.isNaN(value) ? "-" : value.toFixed(0));
  return `${shown(sorted[Math.floor(sorted.length / 2)]!)} [${shown(sorted[0]!)}..${shown(sorted.at(-1)!)}]`;
}
