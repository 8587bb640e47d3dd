import { Lazy, TerraformVariable, Token } from "cdktf";
import { expect, test } from "vitest";
import { type Environment, Host, SipServerPair } from "../../lib";
import { sampleEnvironment } from "../sample-environment";
import { testingApp } from "../testing-app";

type Add = (environment: Environment, variable: TerraformVariable) => unknown;

const host = (environment: Environment, props: object, id = "sip-c") =>
  new Host(environment, id, {
    os: "linux",
    interfaces: { eth0: { network: "voice", address: "10.120.0.13" } },
    ...props,
  });

const pair = (environment: Environment, options: unknown) =>
  new SipServerPair(environment, "outbound", {
    primary: { application: "SIP_Out_P", host: "sip-a", ports: { tlib: 3100 } },
    backup: { application: "SIP_Out_B", host: "sip-b", ports: { tlib: 3100 } },
    sip: { port: 5070, transports: ["udp"] },
    highAvailability: { singleHost: { seats: 5 } } as never,
    options: options as never,
  });

/** The findings if a program gives a value that only Terraform knows. */
function found(add: Add): unknown[] {
  const { environment } = sampleEnvironment(testingApp());
  add(environment, new TerraformVariable(environment, "known-later", { type: "string" }));
  return environment.resolution().findings.map(({ code, path }) => [code, path.join(".")]);
}

test.each<[string, string, Add]>([
  [
    "an address",
    "hosts.sip-c.interfaces.eth0.address",
    (environment, { value }) =>
      host(environment, { interfaces: { eth0: { network: "voice", address: value as never } } }),
  ],
  [
    "a name of another element",
    "hosts.sip-c.interfaces.eth0.network",
    (environment, { value }) =>
      host(environment, { interfaces: { eth0: { network: value as never, address: "10.120.0.13" } } }),
  ],
  [
    "a mapping",
    "hosts.sip-c.connection.ssh",
    (environment, { value }) => host(environment, { connection: { ssh: value } }),
  ],
  [
    "a value that is produced later",
    "hosts.sip-c.os",
    (environment) => host(environment, { os: Lazy.anyValue({ produce: () => "aix" }) }),
  ],
  [
    "a value that resolves itself",
    "hosts.sip-c.os",
    (environment) => host(environment, { os: { resolve: () => "aix" } }),
  ],
  [
    "a mapping whose keys are not known",
    "pairs.outbound.options.log",
    (environment) => pair(environment, { log: Token.asStringMap({ resolve: () => ({}) } as never) }),
  ],
  [
    "a mapping of mappings whose keys are not known",
    "pairs.outbound.options",
    (environment, { value }) => pair(environment, Token.asAnyMap(value)),
  ],
])("%s that only Terraform knows is reported as such, once, and not as a value of a wrong type", (_, path, add) => {
  expect(found(add)).toEqual([["terraform-value", path]]);
});

test("a name that only Terraform knows is reported as such", () => {
  const named = found((environment, { stringValue }) => host(environment, {}, stringValue));
  expect(named).toEqual([["terraform-value", expect.stringMatching(/^hosts\./)]]);
});
