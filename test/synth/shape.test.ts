import { describe, expect, test } from "vitest";
import { problem } from "./only-problem";

const TAKEOVER = "pairs.inbound.highAvailability.ipAddressTakeover";

describe("a value of the wrong type has exactly one problem:", () => {
  test.each([
    // path, value, code, message, found, allowed, fix
    [
      "genesys",
      "text",
      "wrong-type",
      "wrong type of value",
      "text",
      "a mapping",
      "write a mapping with switch and sipServerVersion",
    ],
    [
      "genesys",
      null,
      "wrong-type",
      "wrong type of value",
      "null",
      "a mapping",
      "write a mapping with switch and sipServerVersion, or remove the key",
    ],
    [
      `${TAKEOVER}.watchdog`,
      true,
      "wrong-type",
      "wrong type of value",
      "true",
      "a mapping",
      "write a mapping, or {} if its defaults will do",
    ],
    [
      "pairs.inbound.options",
      "TServer",
      "wrong-type",
      "wrong type of value",
      "TServer",
      "a mapping",
      "write a mapping",
    ],
    [
      "pairs.inbound.options.sip-invite-timeout",
      10,
      "wrong-type",
      "an option belongs in its section",
      "10",
      "the name of a section, and in it options with their values",
      "write it in the section that the option belongs to, e.g. TServer: { <option>: <value> }",
    ],
    ["pairs.inbound.sip.transports", "udp", "wrong-type", "wrong type of value", "udp", "a list", "write a list"],
    [
      "pairs.inbound.sip.transports",
      [],
      "wrong-type",
      "wrong type of value",
      "an empty list",
      "a list with at least one entry",
      "write a list with at least one entry",
    ],
    [
      "pairs.inbound.sip.port",
      "5060",
      "wrong-type",
      "wrong type of value",
      '"5060"',
      "a number",
      "write a number, without quotes",
    ],
    [
      "pairs.inbound.sip.port",
      "5060/tcp",
      "wrong-type",
      "wrong type of value",
      "5060/tcp",
      "a number",
      "write a number",
    ],
    [
      "networks.voice.switching",
      { acceptsGratuitousArp: "yes" },
      "wrong-type",
      "wrong type of value",
      "yes",
      "true or false",
      "write true or false",
    ],
    [
      `${TAKEOVER}.watchdog`,
      null,
      "wrong-type",
      "wrong type of value",
      "null",
      "a mapping",
      "write a mapping, or {} if its defaults will do, or remove the key",
    ],
    [
      "pairs.inbound.sip.port",
      null,
      "wrong-type",
      "wrong type of value",
      "null",
      "a number",
      "write a number or remove the key",
    ],
    ["genesys.tenant", 5, "wrong-type", "wrong type of value", "5", "text", 'put it in quotes: "5"'],
    ["genesys.tenant", true, "wrong-type", "wrong type of value", "true", "text", 'put it in quotes: "true"'],
    ["genesys.tenant", ["a"], "wrong-type", "wrong type of value", "a list", "text", "write text"],
    [
      "pairs.inbound.options",
      { TServer: { a: ["x"] } },
      "wrong-type",
      "wrong type of value",
      "a list",
      "text, a number, or true or false",
      "write text, a number, or true or false",
    ],
  ])("%s: %j", (path, value, code, message, found, allowed, fix) => {
    expect(problem(path, value)).toMatchObject({ code, message, found, allowed, fix });
  });

  test.each([
    ["pairs.inbound.sip", [5060]],
    ["hosts.sip-a", []],
    ["hosts.sip-a.interfaces", ["eth0"]],
    ["hosts.sip-a.localControlAgent", []],
    ["pairs.inbound.options", []],
    ["pairs.inbound.highAvailability", ["ipAddressTakeover"]],
  ])("a list instead of a mapping: %s", (path, value) => {
    expect(problem(path, value)).toMatchObject({ path, code: "wrong-type", found: "a list", allowed: "a mapping" });
  });

  test("a value in a list has its position in the list", () => {
    expect(problem("pairs.inbound.sip.transports", ["udp", "tcpp"])).toEqual({
      path: "pairs.inbound.sip.transports.1",
      part: "value",
      code: "invalid-value",
      message: "not a value that is allowed here; did you mean tcp?",
      found: "tcpp",
      allowed: "udp, tcp or tls",
      fix: "write tcp",
    });
  });
});

describe("what cdktf writes instead of a value that only Terraform knows", () => {
  test.each([
    ["description", "${TfToken[TOKEN.0]}"],
    ["hosts.sip-a.interfaces.eth0.address", "${TfToken[TOKEN.0]}"],
    ["hosts.sip-a.connection.ssh.privateKeyFile", "~/${TfToken[TOKEN.7]}"],
    ["pairs.inbound.options", { TServer: { a: "${TfToken[TOKEN.0]}" } }],
    ["terraform.backend", { s3: { bucket: "${TfToken[TOKEN.0]}" } }],
    ["pairs.inbound.sip.port", -8.10956221259138e298],
  ])("is refused: %s", (path, value) => {
    expect(problem(path, value)).toMatchObject({
      code: "terraform-value",
      message: "a value that only Terraform knows when it runs cannot be part of the model",
      found: "a reference of Terraform",
      fix: "write the value itself",
    });
  });
});
