import { expect, test } from "vitest";
import { environmentFromText, InvalidEnvironment } from "../../lib";
import { newRoot } from "../../lib/terraform/new-root";
import { problem } from "./only-problem";

test.each([
  ["hosts.sip-a.interfaces.eth1.address", 10.12, "invalid-address", "correct the address, e.g. 10.120.0.10"],
  ["networks.voice.cidr", 10, "invalid-network", expect.stringContaining("e.g. 10.120.0.0/24")],
  ["genesys.sipServerVersion", 8.1, "wrong-type", 'put it in quotes: "8.1"'],
  ["pairs.inbound.primary.application", 5, "wrong-type", 'put it in quotes: "5"'],
])("%s: the advice for %j is to put it in quotes only if nothing else is wrong", (path, value, code, fix) => {
  expect(problem(path, value)).toMatchObject({ code, path, found: String(value), fix });
});

test("a number for the name of an environment is no name, with or without quotes", () => {
  for (const name of ["2024", '"2024"']) {
    const root = newRoot();
    const environment = environmentFromText(root, `environment: ${name}\n`);
    expect(() => environment.topology).toThrow(InvalidEnvironment);
    expect(() => environment.topology).toThrow("(text):1:14 error invalid-name");
  }
});
