import { SaxesParser } from "saxes";

/** The texts of the elements of an XML document, trimmed. Throws an error if the document is not well-formed. */
export function wellFormedTexts(xml: string): string[] {
  const texts: string[] = [];
  const parser = new SaxesParser();
  let text = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("text", (part) => {
    text += part;
  });
  parser.on("opentag", () => {
    text = "";
  });
  parser.on("closetag", () => {
    if (text.trim() !== "") texts.push(text.trim());
    text = "";
  });
  parser.write(xml).close();
  return texts;
}
