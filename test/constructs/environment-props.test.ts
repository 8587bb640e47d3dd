import { App } from "cdktf";
import { describe, expect, test } from "vitest";
import { Environment, Host, Network } from "../../lib";

const PROPS = "description, genesys, terraform or acknowledge";

/** As a program without types passes them, or a program that spreads its own object. */
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
  test("do not set its name, which is its id", () => {
    const environment = passing({ environment: "production" });
    expect(environment.environmentName).toBe("lab");
    expect(told(environment)).toEqual([unknown("environment")]);
  });

  test("have no elements and no Management Layer, because these are constructs", () => {
    const environment = passing({ hosts: { "sip-a": {} }, managementLayer: {} });
    new Host(environment, "sip-a", { os: "linux", interfaces: { eth0: { network: "voice", address: "10.9.0.4" } } });
    new Network(environment, "voice", { cidr: "10.9.0.0/24" });
    expect(told(environment)).toEqual([unknown("managementLayer"), unknown("hosts")]);
  });

  test("that are unknown are reported with the existing ones, without those that only a file has", () => {
    expect(told(passing({ host: {} }))).toEqual([unknown("host")]);
    expect(told(passing({ acknowledgement: [] }))).toEqual([unknown("acknowledgement", "; did you mean acknowledge?")]);
  });

  test("that stand above the mapping that may have them are reported as such, if the mapping is one of the props", () => {
    expect(told(passing({ backend: { s3: { bucket: "b" } } }))).toEqual([
      unknown("backend", "; it belongs below terraform"),
    ]);
    expect(told(passing({ messageServer: { application: "MS", host: "mgmt-1" } }))).toEqual([unknown("messageServer")]);
  });

  test("with an unknown key inside are reported with the keys that they may have", () => {
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
