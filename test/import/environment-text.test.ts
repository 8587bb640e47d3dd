import fc from "fast-check";
import { expect, test } from "vitest";
import { environmentText } from "../../lib/import/environment-text";
import { branch, declared, leaf } from "../../lib/import/written";
import { readYaml, type YamlSource } from "../../lib/input/yaml-source";
import { hostile } from "../hostile-text";

test("a value has its comment behind it, a mapping has its comment above its key, and undefined values are left out", () => {
  const file = branch({
    environment: leaf("north"),
    pairs: branch({ in: branch({ port: leaf(5060, "a.json:1"), label: leaf("1"), gone: undefined }, ["a.json:2"]) }),
    transports: leaf(["udp", "tcp"]),
    none: branch({}),
  });
  expect(environmentText(["Written by a test."], file)).toBe(
    '# Written by a test.\n\nenvironment: north\npairs:\n  # a.json:2\n  in:\n    port: 5060 # a.json:1\n    label: "1"\ntransports: [ udp, tcp ]\nnone: {}\n',
  );
});

test("text of several lines is quoted in a list, as it may begin like a key", () => {
  const file = branch({ environment: leaf("north"), below: leaf(["?\n!"]) });
  expect(environmentText([], file)).toContain('below: [ "?\\n!" ]');
});

test("any text of a site is read back as the same value, and none ends a comment", () => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ unit: "grapheme" })), (text) => {
      const file = branch({ environment: leaf(text, text), below: branch({ key: leaf([text], text) }, [text]) }, [
        text,
      ]);
      const written = environmentText([text], file);
      const read = readYaml("north.yaml", { read: () => ({ text: written }) });
      expect((read as YamlSource).value).toEqual(declared(file));
    }),
  );
});
