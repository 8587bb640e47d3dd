import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

test("holds if connections use the hosts' own addresses", () => {
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
        fix: "remove the address, so that the address of the management interface is used",
      },
    ],
    notEvaluated: [],
  });
});

test("a jump host at a virtual IP is found", () => {
  const jumpHost = { user: "ops", address: "10.120.0.10", hostKey: "ecdsa-sha2-nistp256 AAAA" };
  expect(
    evaluateSample("management-points-at-virtual-ip", { "hosts.sip-a.connection.ssh.jumpHost": jumpHost }),
  ).toEqual({
    found: [
      {
        path: "hosts.sip-a.connection.ssh.jumpHost.address",
        message: "Terraform would reach host sip-a through the virtual IP of pair inbound, which moves",
        found: "10.120.0.10",
        allowed: "the jump host's own address",
        fix: "write the address that the jump host keeps",
      },
    ],
    notEvaluated: [],
  });
});
