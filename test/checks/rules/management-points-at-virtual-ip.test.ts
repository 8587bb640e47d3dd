import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

test("holds where connections use the hosts' own addresses", () => {
  expect(evaluateSample("management-points-at-virtual-ip")).toEqual(HOLDS);
});

test("a connection to a virtual IP is found", () => {
  expect(
    evaluateSample("management-points-at-virtual-ip", { "hosts.sip-a.connection.ssh.address": "10.120.0.10" }),
  ).toEqual({
    found: [
      {
        path: "hosts.sip-a.connection.ssh.address",
        message: "Terraform would reach host sip-a at the virtual IP of pair inbound, which moves",
        found: "10.120.0.10",
        allowed: "the host's own address",
        fix: "remove the address, so that the management interface's is used",
      },
    ],
    notEvaluated: [],
  });
});
