import { expect, test } from "vitest";
import { singleHostDeclaration } from "../../options/single-host/single-host-sample";
import { evaluateRule, evaluateSample, HOLDS } from "../../rule-evaluation";
import { REMOVED, sampleDeclaration } from "../../sample-declaration";

const words = (purpose: string) => ({
  allowed: "a port that no other server of this host listens on",
  fix: `set another ${purpose} port for one of them`,
});

test("holds on the sample; the HA link may share the T-Library port, and two hosts may use the same ports", () => {
  expect(evaluateSample("port-not-unique")).toEqual(HOLDS);
});

test("a pair that cannot be on one host is found only as that, not by its ports too", () => {
  expect(evaluateSample("port-not-unique", { "pairs.inbound.backup.host": "sip-a" })).toEqual(HOLDS);
});

test("on a single host both servers share the SIP port, and each has its own other ports", () => {
  expect(evaluateRule("port-not-unique", singleHostDeclaration())).toEqual(HOLDS);
  const declaration = singleHostDeclaration({ "pairs.inbound.backup.ports": { tlib: 3000 } });
  expect(evaluateRule("port-not-unique", declaration)).toEqual({
    found: [
      {
        path: "pairs.inbound.backup.ports.tlib",
        message:
          "the T-Library port of SIP_In_B is 3000 on host sip-a, which is already the T-Library port of SIP_In_P",
        found: "3000",
        ...words("T-Library"),
      },
    ],
    notEvaluated: [],
  });
});

test("two ports of one server are found", () => {
  expect(evaluateSample("port-not-unique", { "pairs.inbound.backup.ports": { tlib: 4000, http: 4000 } })).toEqual({
    found: [
      {
        path: "pairs.inbound.backup.ports.http",
        message: "the HTTP port of SIP_In_B is 4000 on host sip-b, which is already the T-Library port of SIP_In_B",
        found: "4000",
        ...words("HTTP"),
      },
    ],
    notEvaluated: [],
  });
});

test("one port for SIP and for SIP over TLS is found, on each host", () => {
  const said = evaluateSample("port-not-unique", { "pairs.inbound.sip.tlsPort": 5060 });
  expect(said.found.map(({ path, message }) => [path, message])).toEqual([
    [
      "pairs.inbound.sip.tlsPort",
      "the SIP over TLS port of SIP_In_P is 5060 on host sip-a, which is already the SIP port of SIP_In_P",
    ],
    [
      "pairs.inbound.sip.tlsPort",
      "the SIP over TLS port of SIP_In_B is 5060 on host sip-b, which is already the SIP port of SIP_In_B",
    ],
  ]);
});

test("ports of two pairs on the same hosts are found on each host", () => {
  const outbound = {
    primary: { application: "SIP_Out_P", host: "sip-b", ports: { tlib: 3100, haSync: 3000 } },
    backup: { application: "SIP_Out_B", host: "sip-a", ports: { tlib: 3100, haSync: 3101 } },
    sip: { port: 5070, tlsPort: 5060, transports: ["udp", "tls"] },
    highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice" } },
  };
  const said = evaluateSample("port-not-unique", { "pairs.outbound": outbound });
  expect(said.found.map(({ path, message }) => [path, message])).toEqual([
    [
      "pairs.outbound.primary.ports.haSync",
      "the HA link port of SIP_Out_P is 3000 on host sip-b, which is already the T-Library port of SIP_In_B",
    ],
    [
      "pairs.outbound.sip.tlsPort",
      "the SIP over TLS port of SIP_Out_P is 5060 on host sip-b, which is already the SIP port of SIP_In_B",
    ],
    [
      "pairs.outbound.sip.tlsPort",
      "the SIP over TLS port of SIP_Out_B is 5060 on host sip-a, which is already the SIP port of SIP_In_P",
    ],
  ]);
});

test("the same host in another environment is recognised by its management address", () => {
  const prod = sampleDeclaration({ environment: "prod", "pairs.inbound.sip.port": 5080 });
  const said = evaluateRule("port-not-unique", sampleDeclaration(), prod);
  expect(said.found.map(({ environment, path, message }) => [environment, path, message])).toEqual([
    [
      "prod",
      "pairs.inbound.primary.ports.tlib",
      "the T-Library port of SIP_In_P is 3000 on host sip-a, which is already the T-Library port of SIP_In_P of environment staging",
    ],
    [
      "prod",
      "pairs.inbound.backup.ports.tlib",
      "the T-Library port of SIP_In_B is 3000 on host sip-b, which is already the T-Library port of SIP_In_B of environment staging",
    ],
  ]);
});

test("a server's port that equals the Local Control Agent's is found, for the default and for a declared port", () => {
  const found = (path: string, message: string, port: string, purpose: string) => ({
    path,
    message,
    found: port,
    allowed: "a port that nothing else on this host listens on",
    fix: `set another ${purpose} port, or correct localControlAgent.port of the host`,
  });
  const said = evaluateSample("port-not-unique", {
    "pairs.inbound.primary.ports": { tlib: 4999 },
    "hosts.sip-b.localControlAgent": { port: 5060 },
  });
  expect(said).toEqual({
    found: [
      found(
        "pairs.inbound.primary.ports.tlib",
        "the T-Library port of SIP_In_P is 4999, which is already that of the Local Control Agent of host sip-a",
        "4999",
        "T-Library",
      ),
      found(
        "pairs.inbound.sip.port",
        "the SIP port of SIP_In_B is 5060, which is already that of the Local Control Agent of host sip-b",
        "5060",
        "SIP",
      ),
    ],
    notEvaluated: [],
  });
});

test("a port that both servers have is found once if it equals the port of both Local Control Agents", () => {
  expect(evaluateSample("port-not-unique", { "pairs.inbound.sip.port": 4999 })).toEqual({
    found: [
      {
        path: "pairs.inbound.sip.port",
        message:
          "the SIP port of SIP_In_P and SIP_In_B is 4999, which is already that of the Local Control Agent of host sip-a and of host sip-b",
        found: "4999",
        allowed: "a port that nothing else on this host listens on",
        fix: "set another SIP port, or correct localControlAgent.port of the host",
      },
    ],
    notEvaluated: [],
  });
});

test("environments without pairs have no ports", () => {
  expect(evaluateSample("port-not-unique", { pairs: REMOVED })).toEqual(HOLDS);
});
