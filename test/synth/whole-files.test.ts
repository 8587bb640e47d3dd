import { join } from "node:path";
import { expect, test } from "vitest";
import { writeWhole } from "../../lib/synth/whole-files";
import { SharedText } from "../../lib/text/file-text";
import { folderContent } from "../folder-content";
import { temporaryFolder } from "../temporary-folder";

test("files that share their end each have their own beginning", () => {
  const folder = temporaryFolder();
  const shared = new SharedText("the end\n");
  const file = (name: string) => ({ file: join(folder, name), content: { own: `of ${name}\n`, shared } });
  writeWhole([file("a"), file("b"), { file: join(folder, "c"), content: Buffer.from("bytes") }]);
  expect(folderContent(folder)).toEqual({ a: "of a\nthe end\n", b: "of b\nthe end\n", c: "bytes" });
});
