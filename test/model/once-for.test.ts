import { expect, test } from "vitest";
import { onceFor } from "../../lib/model/once-for";

test("what is made for an object is made once, and for another that is alike anew", () => {
  const made = onceFor((model: { readonly name: string }) => ({ of: model.name }));
  const model = { name: "staging" };
  expect(made(model)).toBe(made(model));
  expect(made({ ...model })).not.toBe(made(model));
  expect(made({ ...model })).toEqual({ of: "staging" });
});
