import { App } from "cdktf";
import { describe, expect, test } from "vitest";
import { Environment, Host, Network } from "../../lib";

const PROPS = "description, genesys, terraform or acknowledge";

/** As a program without types passes them, or one that spreads an object of its own. */
const passing = (props: object) =>
  new Environment(new App(), "lab", { genesys: { switch: "S", sipServerVersion: "8.1.104.10" }, ...props });

const told = (environment: Environment) =>
  environment
    .resolution()
    .findings.filter(({ code }) => code !== "missing-key")
    .map(({ code, path, part, message, allowed }) => {
      const { construct, position } = environment.locate(path, part);
      return [code, path.join("."), message, allowed, construct, position?.file];
    });

const unknown = (key: string, meant = "") => [
  "unknown-key",
  key,
  `unknown key ${key}${meant}`,
  PROPS,
  "lab",
  "test/constructs/environment-props.test.ts",
];

describe("the props of an environment", () => {
  test("name it no other way than its id does", () => {
    const environment = passing({ environment: "production" });
    expect(environment.environmentName).toBe("lab");
    expect(told(environment)).toEqual([unknown("environment")]);
  });

  test("have no elements and no Management Layer, which are constructs", () => {
    const environment = passing({ hosts: { "sip-a": {} }, managementLayer: {} });
    new Host(environment, "sip-a", { os: "linux", interfaces: { eth0: { network: "voice", address: "10.9.0.4" } } });
    new Network(environment, "voice", { cidr: "10.9.0.0/24" });
    expect(told(environment)).toEqual([unknown("managementLayer"), unknown("hosts")]);
  });

  test("that are unknown are told with those that there are, and not with what a file has beside them", () => {
    expect(told(passing({ host: {} }))).toEqual([unknown("host")]);
    expect(told(passing({ acknowledgement: [] }))).toEqual([unknown("acknowledgement", "; did you mean acknowledge?")]);
  });

  test("that stand above the mapping that may have them are told that, where it is one of the props", () => {
    expect(told(passing({ backend: { s3: { bucket: "b" } } }))).toEqual([
      unknown("backend", "; it belongs below terraform"),
    ]);
    expect(told(passing({ messageServer: { application: "MS", host: "mgmt-1" } }))).toEqual([unknown("messageServer")]);
  });

  test("that have an unknown key in them are told with the keys that they may have", () => {
    const genesys = { switch: "S", sipServerVersion: "8.1.104.10", tenants: "A" };
    const [[code, path, message, allowed]] = told(passing({ genesys })) as [unknown[]];
    expect([code, path, message]).toEqual([
      "unknown-key",
      "genesys.tenants",
      "unknown key tenants; did you mean tenant?",
    ]);
    expect(allowed).toMatch(/^(?=.*\btenant\b)(?=.*\bsipServerVersion\b)(?!.*\backnowledge\b)/);
  });
});
