// The rows of a benchmark: each measured value with the bar that it has to keep.

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Collects rows; `print` writes them and returns whether every bar is kept. */
export class Table {
  rows = [];

  /** @param bar the measured value must be less; left out: no bar */
  row(name, measured, bar, detail = "", digits = 0) {
    this.rows.push({ name, measured, bar, detail, digits });
  }

  print(lastColumn) {
    const cells = this.rows.map(({ name, measured, bar, detail, digits }) => [
      name,
      measured.toFixed(digits),
      bar === undefined ? "" : `< ${bar}`,
      bar === undefined ? "" : measured < bar ? "kept" : "MISSED",
      detail,
    ]);
    const table = [["what", "measured", "bar", "", lastColumn], ...cells];
    const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((line) => line[column].length)));
    for (const line of table)
      console.log(
        line
          .map((cell, column) => (column === 1 ? cell.padStart(widths[1]) : cell.padEnd(widths[column] ?? 0)))
          .join("  ")
          .trimEnd(),
      );
    return this.rows.every(({ measured, bar }) => bar === undefined || measured < bar);
  }
}
