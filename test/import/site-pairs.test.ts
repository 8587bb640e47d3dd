import { expect, test } from "vitest";
import { WAYS } from "../../lib/import/site-pairs";
import { options } from "../../lib/options";

test("every option that can be declared is recognised by what a site has", () => {
  expect(Object.keys(WAYS).sort()).toEqual(options.map(({ name }) => name).sort());
});
