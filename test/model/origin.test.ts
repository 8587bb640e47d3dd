import { expect, test } from "vitest";
import { comparePositions, formatPath, formatPosition, originOf, rememberOrigin } from "../../lib/model/origin";

test("a path reads like the file; keys that are not names are quoted and shortened", () => {
  expect(formatPath(["pairs", "inbound", "sip", "transports", 1])).toBe("pairs.inbound.sip.transports.1");
  expect(formatPath(["hosts", "a b", ""])).toBe('hosts."a b".""');
  expect(formatPath(["x".repeat(500)])).toHaveLength(60);
  expect(formatPath(["options", "x".repeat(128)])).toHaveLength(136);
  expect(formatPath([])).toBe("");
});

test("a position reads like a compiler's", () => {
  expect(formatPosition({ file: "prod.yaml", line: 41, column: 17 })).toBe("prod.yaml:41:17");
});

test("an origin stays with its object, and with no other", () => {
  const origin = () => ({ file: "a", line: 1, column: 1 });
  const props = rememberOrigin({ a: 1 }, origin);
  expect([originOf(props), originOf({ a: 1 }), originOf("text"), originOf(null)]).toEqual([
    origin,
    undefined,
    undefined,
    undefined,
  ]);
});

test("positions are in the order of files, lines and columns, and things without a position are last", () => {
  const at = (file: string, line: number, column: number) => ({ file, line, column });
  const inOrder = [at("a.yaml", 9, 1), at("b.yaml", 2, 8), at("b.yaml", 2, 10), at("b.yaml", 10, 1), undefined];
  const signs = inOrder.map((one) => inOrder.map((other) => Math.sign(comparePositions(one, other))));
  expect(signs).toEqual(inOrder.map((_, index) => inOrder.map((_, other) => Math.sign(index - other))));
});
