import { expect, test } from "vitest";
import { HighAvailability, InvalidEnvironment, type Requirements, reportOn, SipServerPair } from "../../lib";
import { advise } from "../../lib/advice/advice";
import { newRoot } from "../../lib/terraform/new-root";
import { sampleEnvironment } from "../sample-environment";

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

test.each(["ipAddressTakeover", "bigIp", "windowsNlb", "sipProxy", "singleHost"] as const)(
  "%s without settings, as a program without types may write it, is found at its place",
  (option) => {
    const { environment } = sampleEnvironment(newRoot());
    new SipServerPair(environment, "second", {
      primary: { application: "SIP_2_P", host: "sip-a", ports: { tlib: 3100 } },
      backup: { application: "SIP_2_B", host: "sip-b", ports: { tlib: 3100 } },
      sip: { port: 5080, transports: ["udp"] },
      highAvailability: HighAvailability[option](undefined as never),
    });
    const report = reportOn(environment);
    expect(report.findings.map(({ code, path, found, allowed }) => [code, path.join("."), found, allowed])).toEqual([
      ["wrong-type", `pairs.second.highAvailability.${option}`, "null", "a mapping"],
    ]);
    expect(report.locate(report.findings[0]!).position!.file).toBe("test/constructs/high-availability.test.ts");
  },
);
