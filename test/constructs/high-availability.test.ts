import { App } from "cdktf";
import { expect, test } from "vitest";
import {
  BigIp,
  type Environment,
  HighAvailability,
  InvalidEnvironment,
  type Requirements,
  SipServerPair,
} from "../../lib";
import { advise } from "../../lib/advice/advice";
import { options } from "../../lib/options";
import { sampleEnvironment } from "../sample-environment";

test("advise gives a program what sip-ha advise prints", () => {
  const requirements: Requirements = { os: ["linux"], hosts: 2, sameSubnet: true, acceptsGratuitousArp: true };
  expect(HighAvailability.advise(requirements)).toEqual(advise(requirements));
  expect(HighAvailability.advise(requirements).fits.map(({ option }) => option)).toEqual(["ipAddressTakeover"]);
  expect(HighAvailability.advise().fits).toEqual([]);
});

test("invalid requirements are reported all at once, with the program's line", () => {
  const wrong = { seats: 0, os: ["linx"] } as unknown as Requirements;
  expect(() => HighAvailability.advise(wrong)).toThrow(InvalidEnvironment);
  expect(() => HighAvailability.advise(wrong)).toThrow(
    /^test\/constructs\/high-availability\.test\.ts:\d+:\d+ error invalid-value\n {2}requirements\.os\.0: not a value that is allowed here; did you mean linux\?\n {2}found: {3}linx\n[\s\S]*\n\n\S+ error invalid-number\n {2}requirements\.seats: not a number that is allowed here\n/,
  );
});

test("has a factory for every option, of the option's name", () => {
  const factories = Object.getOwnPropertyNames(HighAvailability).filter(
    (name) => !["length", "name", "prototype", "advise"].includes(name),
  );
  expect(factories.sort()).toEqual(options.map(({ name }) => name).sort());
});

/** What is found in the sample environment with the program's additions. */
function findingsWith(add: (environment: Environment) => void) {
  const { environment } = sampleEnvironment(new App());
  add(environment);
  return environment
    .resolution()
    .findings.map(({ code, path, found, allowed, fix }) => ({ code, path: path.join("."), found, allowed, fix }));
}

test.each([
  ["bigIp", ["device", "virtualIp"]],
  ["ipAddressTakeover", ["virtualIp", "network"]],
  ["windowsNlb", ["virtualIp", "network", "operationMode", "clusterName"]],
  ["sipProxy", ["fqdn", "proxies"]],
  ["singleHost", ["seats"]],
] as const)("%s without settings is reported with the missing ones, at the pair", (option, keys) => {
  const found = findingsWith(
    (environment) =>
      new SipServerPair(environment, "agents", {
        primary: { application: "SIP_Ag_P", host: "sip-a" },
        backup: { application: "SIP_Ag_B", host: "sip-b" },
        sip: { transports: ["udp"] },
        highAvailability: HighAvailability[option](undefined as never),
      }),
  );
  expect(found.map(({ code, path }) => [code, path])).toEqual(
    keys.map(() => ["missing-key", `pairs.agents.highAvailability.${option}`]),
  );
  for (const key of keys) expect(JSON.stringify(found)).toContain(key);
});

test("what should refer to an element is reported as such: its name, or the element itself", () => {
  const network = {
    inside: { name: "x" } as never,
    outside: null as never,
    insideSelfIp: "10.214.0.1",
    outsideSelfIp: "192.0.2.2",
  };
  const of = (what: string, itself: string) => ({
    code: "wrong-type",
    allowed: `the name of ${what}, or in a program ${itself} itself`,
    fix: `name ${what} of this environment`,
  });
  expect(
    findingsWith((environment) => {
      new BigIp(environment, "ltm-1", { management: "10.213.0.100", version: "12.1.6", network });
      new SipServerPair(environment, "agents", {
        primary: { application: "SIP_Ag_P", host: "sip-a" },
        backup: { application: "SIP_Ag_B", host: ["sip-b"] as never },
        sip: { transports: ["udp"] },
        highAvailability: HighAvailability.bigIp({ device: { name: "ltm-1" } as never, virtualIp: "192.0.2.10" }),
      });
    }),
  ).toEqual(
    expect.arrayContaining([
      { ...of("a network", "the network"), path: "bigIps.ltm-1.network.inside", found: "a mapping" },
      { ...of("a network", "the network"), path: "bigIps.ltm-1.network.outside", found: "null" },
      { ...of("a host", "the host"), path: "pairs.agents.backup.host", found: "a list" },
      { ...of("a BIG-IP", "the BIG-IP"), path: "pairs.agents.highAvailability.bigIp.device", found: "a mapping" },
    ]),
  );
});
