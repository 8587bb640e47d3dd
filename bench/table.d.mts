export function median(values: readonly number[]): number;

export class Table {
  row(name: string, measured: number, bar?: number, detail?: string, digits?: number): void;
  print(lastColumn: string): boolean;
}
