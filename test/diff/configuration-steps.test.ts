import { expect, test } from "vitest";
import { REMOVED, sampleDeclaration } from "../sample-declaration";
import { stepsOf } from "./steps-of";

const host = (lastByte: string) => ({
  os: "linux",
  interfaces: {
    eth0: { network: "management", address: `10.110.0.${lastByte}` },
    eth1: { network: "voice", address: `10.120.0.${lastByte}` },
  },
});

const SECOND = {
  "hosts.sip-c": host("13"),
  "hosts.sip-d": host("14"),
  "pairs.outbound": {
    primary: { application: "SIP_Out_P", host: "sip-c" },
    backup: { application: "SIP_Out_B", host: "sip-d" },
    sip: { transports: ["udp"] },
    highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice" } },
  },
};

/** The steps that import a file. */
const imports = (was: object, is: object) =>
  stepsOf(was, is)
    .filter((step) => /^Import /.test(step))
    .map((step) => step.replaceAll("configuration-layer/", ""));

test("files of a pair that is removed are not imported", () => {
  expect(stepsOf(sampleDeclaration(SECOND), sampleDeclaration()).join("\n")).not.toContain(".cfg");
});

test("the options of a new pair and the Annex of its hosts are imported", () => {
  expect(imports(sampleDeclaration(), sampleDeclaration(SECOND))).toEqual([
    "Import `hosts-annex.cfg` on the Annex of each new Host: sip-c, sip-d.",
    "Import these on the options tab of their application, Host or DN:\n- `options/SIP_Out_B.cfg`\n- `options/SIP_Out_P.cfg`",
  ]);
});

test("an Annex that changes is imported once, even if a Host is new", () => {
  const now = { ...SECOND, "managementLayer.failureDetection.addpTimeout": "7s" };
  expect(imports(sampleDeclaration(), sampleDeclaration(now))).toEqual([
    "Import these on the options tab of their application, Host or DN:\n- `hosts-annex.cfg`\n- `options/SIP_Out_B.cfg`\n- `options/SIP_Out_P.cfg`",
  ]);
});

test("nothing is imported if hosts are removed with their pair", () => {
  const gone = { pairs: {}, "hosts.sip-a": REMOVED, "hosts.sip-b": REMOVED };
  expect(imports(sampleDeclaration(), sampleDeclaration(gone))).toEqual([]);
});
