import { expect, test } from "vitest";
import { packageOf } from "../../../lib/scripts/linux/tools";

test("a missing tool is named with the package that contains it", () => {
  expect(packageOf("arping")).toBe("Debian package iputils-arping, Red Hat package iputils");
});

test("a tool that is not in the list is still named", () => {
  expect(packageOf("frobnicate")).toBe("the package that has frobnicate");
});
