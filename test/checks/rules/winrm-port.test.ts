import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";
import { windowsPair } from "../../sample-declaration";

const WINRM = "hosts.sip-a.connection.winrm";
const said = (changes: object) => {
  const settings = Object.entries(changes).map(([key, value]) => [`${WINRM}.${key}`, value]);
  return evaluateSample("winrm-port", { ...windowsPair(), ...Object.fromEntries(settings) });
};

test("holds with the ports that are used by default, and says nothing of SSH", () => {
  expect(said({})).toEqual(HOLDS);
  expect(said({ https: false })).toEqual(HOLDS);
  expect(evaluateSample("winrm-port", { "hosts.sip-a.connection.ssh.port": 5985 })).toEqual(HOLDS);
});

test("holds with a port that Windows uses for neither", () => {
  expect(said({ port: 15_986 })).toEqual(HOLDS);
  expect(said({ https: false, port: 15_985 })).toEqual(HOLDS);
});

test("the port of https without https is found", () => {
  expect(said({ https: false, port: 5986 })).toEqual({
    found: [
      {
        path: `${WINRM}.port`,
        message: "Terraform connects to host sip-a without https, but 5986 is Windows' port for a listener with it",
        found: "5986",
        allowed: "5985, or what the host's listener without https has",
        fix: "remove https: false, so that the connection is encrypted",
      },
    ],
    notEvaluated: [],
  });
});

test("the port without https is found with https", () => {
  expect(said({ port: 5985 })).toEqual({
    found: [
      {
        path: `${WINRM}.port`,
        message: "Terraform connects to host sip-a with https, but 5985 is Windows' port for a listener without it",
        found: "5985",
        allowed: "5986, or what the host's listener with https has",
        fix: "remove port, so that it is 5986",
      },
    ],
    notEvaluated: [],
  });
});
