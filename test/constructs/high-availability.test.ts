import { expect, test } from "vitest";
import { HighAvailability, InvalidEnvironment, type Requirements } from "../../lib";
import { advise } from "../../lib/advice/advice";

test("advise tells a program what sip-ha advise prints", () => {
  const requirements: Requirements = { os: ["linux"], hosts: 2, sameSubnet: true, acceptsGratuitousArp: true };
  expect(HighAvailability.advise(requirements)).toEqual(advise(requirements));
  expect(HighAvailability.advise(requirements).fits.map(({ option }) => option)).toEqual(["ipAddressTakeover"]);
  expect(HighAvailability.advise().fits).toEqual([]);
});

test("requirements that are not valid are told all at once, with the program's line", () => {
  const wrong = { seats: 0, os: ["linx"] } as unknown as Requirements;
  expect(() => HighAvailability.advise(wrong)).toThrow(InvalidEnvironment);
  expect(() => HighAvailability.advise(wrong)).toThrow(
    /^test\/constructs\/high-availability\.test\.ts:\d+:\d+ error invalid-value\n {2}requirements\.os\.0: not a value that is allowed here; did you mean linux\?\n {2}found: {3}linx\n[\s\S]*\n\n\S+ error invalid-number\n {2}requirements\.seats: not a number that is allowed here\n/,
  );
});
