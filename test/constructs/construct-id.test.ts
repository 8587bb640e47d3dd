import { App } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import { BigIp, Environment, Host, InvalidEnvironment, Network, SipServerPair } from "../../lib";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";

const app = () => new App({ outdir: temporaryFolder() });

/** The names that `constructs` takes for those of existing children. */
const OF_EVERY_OBJECT = Object.getOwnPropertyNames(Object.prototype);

const NOUNS: readonly (readonly [string, (id: string) => unknown])[] = [
  ["a network", (id) => new Network(sampleEnvironment(app()).environment, id, {} as never)],
  ["a host", (id) => new Host(sampleEnvironment(app()).environment, id, {} as never)],
  ["a BIG-IP", (id) => new BigIp(sampleEnvironment(app()).environment, id, {} as never)],
  ["a pair", (id) => new SipServerPair(sampleEnvironment(app()).environment, id, {} as never)],
  ["an environment", (id) => new Environment(app(), id, {} as never)],
];

describe.each(NOUNS)("%s", (what, make) => {
  test("refuses every name that all objects have, at the line of the program", () => {
    for (const id of OF_EVERY_OBJECT) {
      let thrown: unknown;
      try {
        make(id);
      } catch (error) {
        thrown = error;
      }
      expect(thrown, id).toBeInstanceOf(InvalidEnvironment);
      const { entry, place } = (thrown as InvalidEnvironment).located[0]!;
      expect([entry.code, entry.found]).toEqual(["invalid-name", id]);
      expect(entry.message).toMatch(new RegExp(`^not a valid name of ${what}(?:$|: it is a reserved word$)`));
      expect(place.position!.file).toMatch(/construct-id\.test\.ts$/);
    }
  });
});

test.each(NOUNS)(
  "the id of %s must be text and not empty, which is reported at the line of the program",
  (what, make) => {
    const refusal = (id: unknown) => {
      try {
        make(id as string);
      } catch (error) {
        const { entry, place } = (error as InvalidEnvironment).located[0]!;
        expect(place.position!.file).toMatch(/construct-id\.test\.ts$/);
        return `${entry.code}: ${entry.message}: ${entry.found}`;
      }
      throw new Error("nothing was refused");
    };
    expect(refusal(5)).toBe(`wrong-type: the id of ${what} is its name: 5`);
    expect(refusal(undefined)).toBe(`wrong-type: the id of ${what} is its name: nothing`);
    expect(refusal("")).toBe(`invalid-name: not a valid name of ${what}: ""`);
  },
);

test.each(["a b", "prod\t", "prod*", "prod?", "[prod]", "{prod}", "prod!"])(
  "an environment cannot have the name %s, because no stack can, which is reported at the line of the program",
  (id) => {
    let refusal: unknown;
    try {
      new Environment(app(), id, {} as never);
    } catch (error) {
      refusal = error;
    }
    const { entry, place } = (refusal as InvalidEnvironment).located[0]!;
    expect([entry.code, entry.message]).toEqual(["invalid-name", "not a valid name of an environment"]);
    expect(place.position!.file).toMatch(/construct-id\.test\.ts$/);
  },
);

describe("what an environment makes itself", () => {
  test.each(["null", "backend", "networks", "hosts", "managementLayer"])("leaves the name %s to elements", (id) => {
    const root = app();
    const { environment, voice } = sampleEnvironment(root);
    new Host(environment, id, { os: "linux", interfaces: { eth0: { network: voice, address: "10.120.0.77" } } });
    new Network(new Construct(environment, "others"), id, { cidr: "10.9.0.0/24" });
    root.synth();
    expect([environment.topology.hosts.has(id), environment.topology.networks.has(id)]).toEqual([true, true]);
  });
});
