import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { environmentFromFile, environmentFromText, InvalidEnvironment, reportOn } from "../../lib";
import { newRoot } from "../../lib/terraform/new-root";
import { join } from "../../lib/text/paths";

const EXAMPLES = join(__dirname, "../../examples");
const FILE = join(EXAMPLES, "first-pair.yaml");
const TEXT = readFileSync(FILE, "utf8");

describe("an environment from text", () => {
  test("is the same as the environment of a file with this text", () => {
    const [fromText, fromFile] = [environmentFromText(newRoot(), TEXT), environmentFromFile(newRoot(), FILE)];
    expect(fromText.plan).toEqual(fromFile.plan);
  });

  test("has its findings at their lines, in the file that the program names as its place", () => {
    const position = (file?: string) => {
      const root = newRoot();
      const environment = environmentFromText(root, TEXT.replace("os: linux", "os: linus"), file);
      const [finding] = reportOn(root).findings;
      return environment.locate(finding!.path, finding!.part).position;
    };
    const line = TEXT.split("\n").findIndex((text) => text.includes("os: linux")) + 1;
    expect(position()).toMatchObject({ file: "(text)", line });
    expect(position("staging.yaml")).toMatchObject({ file: "staging.yaml", line });
  });

  test("has constructs that show an invalid name, even if two environments have it", () => {
    const root = newRoot();
    const [one, other] = ["my prod", "my prod", `../${"x".repeat(99)}`, "toString"].map((name) =>
      environmentFromText(root, TEXT.replace("environment: staging", `environment: ${name}`)),
    );
    expect(one!.locate(["hosts", "sip-a"], "key").construct).toBe("invalid-name.my-prod/hosts/sip-a");
    expect(other!.node.path).toBe("invalid-name.my-prod.1");
    expect(root.node.children.slice(2).map(({ node }) => node.id)).toEqual([
      `invalid-name.-${"x".repeat(37)}`,
      "invalid-name.toString",
    ]);
  });

  test("extends a file beside the file that the program names as its place", () => {
    const text = readFileSync(join(EXAMPLES, "estate/staging.yaml"), "utf8");
    const environment = environmentFromText(newRoot(), text, join(EXAMPLES, "estate/changed.yaml"));
    expect(environment.plan).toEqual(environmentFromFile(newRoot(), join(EXAMPLES, "estate/staging.yaml")).plan);
  });

  test.each([
    [
      "a number as text",
      () => environmentFromText(newRoot(), 5 as never),
      "an environment is described by text, YAML",
      "5",
    ],
    [
      "no file",
      () => environmentFromFile(newRoot(), undefined as never),
      "an environment file is named by its path",
      "nothing",
    ],
    [
      "a list as the place",
      () => environmentFromText(newRoot(), TEXT, [] as never),
      "what findings name as their place is the path of a file",
      "a list",
    ],
  ])("%s is refused with the program's line", (_, act, message, found) => {
    expect(act).toThrow(
      expect.objectContaining({
        located: [
          {
            entry: expect.objectContaining({ code: "wrong-type", message, found, allowed: "text" }),
            place: { position: expect.objectContaining({ file: "test/input/environment-text.test.ts" }) },
          },
        ],
      }),
    );
  });

  test("without content is refused with its place", () => {
    expect(() => environmentFromText(newRoot(), "hosts: {}\n")).toThrow(InvalidEnvironment);
    expect(() => environmentFromText(newRoot(), "hosts: [\n")).toThrow(/^\(text\):2:1 error yaml-syntax\n/);
    expect(() => environmentFromText(newRoot(), "")).toThrow(/^\(text\):1:1 error file-empty\n/);
  });
});
