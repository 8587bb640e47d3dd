import { expect, test } from "vitest";
import { readBuildScript } from "../../lib/import/nlb-script-settings";
import type { SurveyedFile } from "../../lib/import/surveyed-files";

const file = (path: string, lines: readonly string[], state: SurveyedFile["state"] = "read"): SurveyedFile => {
  const at = (line: number) => ({ file: "a.survey", line, column: 1 });
  return {
    path,
    state,
    isStarted: true,
    position: at(1),
    lines: lines.map((text, index) => ({ line: index + 1, text, addresses: [], position: at(index + 2) })),
  };
};

const BUILD = "C:\\Genesys\\sip-ha\\inbound-nlb-build.ps1";
const LINES = [
  "$ClusterName = 'sip.example.com'",
  "$OperationMode = 'IgmpMulticast'",
  "$Affinity = 'Network'",
  "@{ StartPort = 5060; EndPort = 5060; Protocol = 'Both' }",
  "@{ StartPort = 6000; EndPort = 6010; Protocol = 'Udp' }",
  "@{ StartPort = 7000; EndPort = 7000; Protocol = 'Tcp' }",
];

test("the script that made a cluster gives all its settings, and its rules except those for the SIP ports", () => {
  const settings = readBuildScript([file("C:\\a.cmd", []), file(BUILD, LINES)])!(new Set([5060]));
  expect(settings).toEqual({
    clusterName: { value: "sip.example.com", from: "a.survey:2" },
    operationMode: { value: "igmpMulticast", from: "a.survey:3" },
    affinity: { value: "network", from: "a.survey:4" },
    portRules: {
      value: [
        { startPort: 6000, endPort: 6010, protocol: "udp" },
        { startPort: 7000, endPort: 7000, protocol: "tcp" },
      ],
      from: "a.survey:6",
    },
  });
});

test("settings that it does not name are not made up", () => {
  const nothing = { clusterName: undefined, operationMode: undefined, affinity: undefined, portRules: undefined };
  expect(readBuildScript([file(BUILD, ["$OperationMode = 'Other'", LINES[3]!])])!(new Set([5060]))).toEqual(nothing);
  expect(readBuildScript([file(BUILD, [])])!(new Set())).toEqual(nothing);
  expect(readBuildScript([file(BUILD, LINES, "missing")])).toBeUndefined();
  expect(readBuildScript([file("C:\\inbound-nlb.cmd", LINES)])).toBeUndefined();
});
