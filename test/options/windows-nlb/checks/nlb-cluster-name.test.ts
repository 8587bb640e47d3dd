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
        message: "the cluster of pair outbound has the name of that of pair inbound",
        found: "SIP.example.com",
        allowed: "a name that no other cluster has",
        fix: "give one of them another name",
      },
    ],
    notEvaluated: [],
  });
});
