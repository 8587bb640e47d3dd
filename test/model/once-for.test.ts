import { expect, test } from "vitest";
import { onceFor } from "../../lib/model/once-for";

test("a value is computed once for an object, and again for another object that is alike", () => {
  const made = onceFor((model: { readonly name: string }) => ({ of: model.name }));
  const model = { name: "staging" };
  expect(made(model)).toBe(made(model));
  expect(made({ ...model })).not.toBe(made(model));
  expect(made({ ...model })).toEqual({ of: "staging" });
});
