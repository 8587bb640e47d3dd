import { expect, test } from "vitest";
import { WAYS } from "../../lib/import/site-pairs";
import { options } from "../../lib/options";

test("every option that can be declared can be recognised at a site", () => {
  expect(Object.keys(WAYS).sort()).toEqual(options.map(({ name }) => name).sort());
});
