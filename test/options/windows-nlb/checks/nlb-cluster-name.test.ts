import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { nlbDeclaration } from "../nlb-sample";

const second = (clusterName: string) => ({
  primary: { application: "SIP_Out_P", host: "sip-b", ports: { tlib: 3010 } },
  backup: { application: "SIP_Out_B", host: "sip-a", ports: { tlib: 3010 } },
  sip: { port: 5070, transports: ["udp"] },
  highAvailability: {
    windowsNlb: { virtualIp: "10.110.0.10", network: "management", operationMode: "multicast", clusterName },
  },
});

test("holds for different names", () => {
  expect(evaluateRule("nlb-cluster-name", nlbDeclaration({ "pairs.outbound": second("out.example.com") }))).toEqual(
    HOLDS,
  );
});

test("the same name twice is found, whatever its case", () => {
  expect(evaluateRule("nlb-cluster-name", nlbDeclaration({ "pairs.outbound": second("SIP.example.com") }))).toEqual({
    found: [
      {
        path: "pairs.outbound.highAvailability.windowsNlb.clusterName",
        message: "the cluster of pair outbound has the same name as that of pair inbound",
        found: "SIP.example.com",
        allowed: "a name that no other cluster has, in any environment",
        fix: "give one of them another name",
      },
    ],
    notEvaluated: [],
  });
});

test("the same name in two environments is found in the second, and names the first", () => {
  const said = evaluateRule("nlb-cluster-name", nlbDeclaration(), nlbDeclaration({ environment: "prod" }));
  expect(said.found.map(({ environment, path, message }) => [environment, path, message])).toEqual([
    [
      "prod",
      "pairs.inbound.highAvailability.windowsNlb.clusterName",
      "the cluster of pair inbound has the same name as that of pair inbound of environment staging",
    ],
  ]);
});
