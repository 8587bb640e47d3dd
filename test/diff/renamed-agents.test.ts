import { describe, expect, test } from "vitest";
import { POOL, sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { REMOVED, sampleDeclaration, WINDOWS_HOST, windowsPair } from "../sample-declaration";
import { stepsOf } from "./steps-of";

type Changes = Readonly<Record<string, unknown>>;

/** The steps if the backup's host is the same machine under another name, with another agent. */
const steps = (agent: object, host: object, both: Changes = {}) =>
  stepsOf(
    sampleDeclaration(both),
    sampleDeclaration({
      ...both,
      "hosts.sip-b": REMOVED,
      "hosts.sip-x": { ...host, localControlAgent: agent },
      "pairs.inbound.backup.host": "sip-x",
    }),
  );

const { "sip-b": LINUX_HOST } = sampleDeclaration().hosts as Record<string, object>;
const about = (order: readonly string[]) => order.filter((step) => /Local Control Agent|Create the account/.test(step));
const SAME =
  "pairs.inbound: sip-x has the operating system and the addresses of sip-b, and is taken for the same machine under another name: SIP Server stays installed on it.";

describe("the Local Control Agent of a renamed host", () => {
  test("is set up again while its server is stopped, if it has another port, when its Host object is imported", () => {
    const order = steps({ port: 4998 }, LINUX_HOST!);
    expect(about(order)).toEqual([
      "hosts.sip-x: Set up the Local Control Agent as declared, and start it again: the Host object of the new name has these settings.",
    ]);
    const places = [
      "stop SIP_In_B, the backup",
      "Import `conf",
      "Set up the Local Control Agent",
      "start SIP_In_B",
    ].map((text) => order.findIndex((step) => step.includes(text)));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  test("is set up once if servers of the Management Layer are on it, and before these are started again", () => {
    const was = sampleDeclaration();
    const { "mgmt-1": host } = was.hosts as Record<string, object>;
    const order = stepsOf(
      was,
      sampleDeclaration({
        "hosts.mgmt-1": REMOVED,
        "hosts.mgmt-9": { ...host, localControlAgent: { port: 4998 } },
        "managementLayer.solutionControlServer.host": "mgmt-9",
        "managementLayer.messageServer.host": "mgmt-9",
      }),
    );
    const [agent, ...servers] = order.filter((step) => /Local Control Agent|^managementLayer/.test(step));
    expect(agent).toBe(
      "hosts.mgmt-9: Set up the Local Control Agent as declared, and start it again: the Host object of the new name has these settings.",
    );
    expect(servers.map((step) => step.split(",")[0])).toEqual([
      "managementLayer.solutionControlServer: Stop SCS_Staging",
      "managementLayer.messageServer: Stop Message_Server_Staging",
    ]);
  });

  test("is set up once if a proxy is on it, which is stopped before and started after", () => {
    const { "proxy-2": host } = sipProxyDeclaration().hosts as Record<string, object>;
    const order = stepsOf(
      sipProxyDeclaration(),
      sipProxyDeclaration({
        "hosts.proxy-2": REMOVED,
        "hosts.proxy-9": { ...host, localControlAgent: { port: 4998 } },
        [`${POOL}.proxies`]: [
          { application: "SIP_Proxy_1", host: "proxy-1" },
          { application: "SIP_Proxy_2", host: "proxy-9" },
        ],
      }),
    );
    expect(order.filter((step) => /Local Control Agent|(Stop|Start) SIP_Proxy_2/.test(step))).toEqual([
      "pairs.inbound: Stop SIP_Proxy_2.",
      "hosts.proxy-9: Set up the Local Control Agent as declared, and start it again: the Host object of the new name has these settings.",
      "pairs.inbound: Start SIP_Proxy_2 again.",
    ]);
  });

  test("has its port in the registry of Windows", () => {
    expect(about(steps({ port: 4998 }, WINDOWS_HOST, windowsPair())).join()).toMatch(
      /^hosts\.sip-x: Set up .* as declared, with the new port in `ImagePath` of its service in the registry/,
    );
  });

  test("has its new account created while everything serves", () => {
    const order = steps({ account: "genesys", becomeRoot: "sudo" }, LINUX_HOST!);
    expect(order).toContain(
      `${SAME} Create the account genesys, and a group of the same name, if they do not exist: the installer gives the scripts to that group.`,
    );
    expect(about(order)).toHaveLength(2);
  });

  test("is left alone if it stays as it is", () => {
    const order = steps({}, LINUX_HOST!);
    expect(order).toContain(SAME);
    expect(about(order)).toEqual([]);
  });
});
