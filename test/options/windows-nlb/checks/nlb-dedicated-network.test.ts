import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { nlbDeclaration } from "../nlb-sample";

const network = (dedicated?: boolean) => ({
  "networks.voice": { cidr: "10.120.0.0/24", gateway: "10.120.0.1", dedicated },
});
const FLOODED = {
  path: "networks.voice",
  message: "network voice is not declared to be dedicated to the cluster of pair inbound, whose traffic floods it",
  allowed: "dedicated: true",
  fix: "use a VLAN with these two hosts alone, and declare dedicated: true",
};

test("holds for a network that the two hosts have for themselves", () => {
  expect(evaluateRule("nlb-dedicated-network", nlbDeclaration())).toEqual(HOLDS);
});

test.each([
  [undefined, "no dedicated"],
  [false, "dedicated: false"],
])("a network that is not dedicated is found: %s", (dedicated, found) => {
  expect(evaluateRule("nlb-dedicated-network", nlbDeclaration(network(dedicated)))).toEqual({
    found: [{ ...FLOODED, found }],
    notEvaluated: [],
  });
});

test("a third host on a dedicated network is found", () => {
  const phone = { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.77" } } };
  expect(evaluateRule("nlb-dedicated-network", nlbDeclaration({ "hosts.recorder": phone }))).toEqual({
    found: [
      {
        path: "networks.voice.dedicated",
        message:
          "network voice is declared to be dedicated, but is not for the cluster of pair inbound alone: recorder is on it too",
        found: "true",
        fix: "move them to another network",
      },
    ],
    notEvaluated: [],
  });
});
