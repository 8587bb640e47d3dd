/** The most characters that a line of text has, if its words allow it. */
const WIDTH = 110;

/** Text in lines for a terminal; lines after the first begin with this many spaces. */
export function wrapped(text: string, indent: number): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<=\S) /)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && longer.length > WIDTH) {
      lines.push(line);
      line = " ".repeat(indent) + word;
    } else line = longer;
  }
  return [...lines, line].join("\n");
}
