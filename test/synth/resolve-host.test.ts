import { describe, expect, test } from "vitest";
import type { SshConnection } from "../../lib/model/host";
import { formatPath } from "../../lib/model/origin";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { sampleDeclaration, WINDOWS_HOST } from "../sample-declaration";

const resolveSample = (changes: Readonly<Record<string, unknown>> = {}) =>
  resolve(sampleDeclaration(changes) as Declaration);

test("a jump host uses the connection's key, unless it has its own, and the usual port", () => {
  const jumpHost = { user: "ops", address: "2001:DB8::9", hostKey: "ecdsa-sha2-nistp256 AAAA" };
  const resolved = (own: object) => {
    const ssh = { user: "root", privateKeyFile: "~/.ssh/id", jumpHost: { ...jumpHost, ...own } };
    const { topology } = resolveSample({ "hosts.sip-a.connection.ssh": ssh });
    return (topology!.hosts.get("sip-a")!.connection as SshConnection).jumpHost;
  };
  const with22 = { ...jumpHost, address: "2001:db8::9", port: 22 };
  expect(resolved({})).toEqual({ ...with22, privateKeyFile: "~/.ssh/id" });
  expect(resolved({ privateKeyFile: "~/.ssh/jump" })).toEqual({ ...with22, privateKeyFile: "~/.ssh/jump" });
});

test("a jump host without a declared key is refused, as Terraform would compare it with the other host's key", () => {
  const jumpHost = { user: "ops", address: "10.99.0.1" };
  const { findings } = resolveSample({ "hosts.sip-a.connection.ssh": { user: "root", jumpHost } });
  expect(findings).toMatchObject([{ code: "missing-key" }]);
});

describe("a Windows host", () => {
  const problemsOf = (changes: Readonly<Record<string, unknown>>) =>
    resolveSample(changes).findings.map(({ path, code, part, found }) => [formatPath(path), part, code, found]);

  test("has its own defaults", () => {
    const { topology, findings } = resolveSample({ "hosts.sip-b": WINDOWS_HOST });
    expect(findings).toEqual([]);
    expect(topology!.hosts.get("sip-b")).toEqual({
      name: "sip-b",
      os: "windows",
      interfaces: [
        { name: "Local Area Connection 2", network: "voice", address: "10.120.0.12" },
        { name: "Management", network: "management", address: "10.110.0.12" },
      ],
      managementInterface: "Management",
      localControlAgent: { port: 4999, account: "LocalSystem", becomeRoot: "none" },
      connection: {
        type: "winrm",
        user: "Administrator",
        address: "10.110.0.12",
        port: 5986,
        passwordFile: "~/.sip-ha/windows",
        https: true,
        timeout: "5m",
      },
      installDirectory: "C:\\Genesys\\sip-ha",
    });
  });

  test("has no setting like sudo, whatever its accounts are", () => {
    const connection = { ssh: { user: "deploy" } };
    const changes = { ...WINDOWS_HOST, connection, localControlAgent: { account: "genesys" } };
    expect(resolveSample({ "hosts.sip-b": changes }).topology!.hosts.get("sip-b")).toMatchObject({
      connection: { becomeRoot: "none" },
      localControlAgent: { becomeRoot: "none" },
    });
  });

  test("is reached without encryption at another port", () => {
    const winrm = { ...WINDOWS_HOST.connection.winrm, https: false };
    const { topology } = resolveSample({ "hosts.sip-b": { ...WINDOWS_HOST, connection: { winrm } } });
    expect(topology!.hosts.get("sip-b")!.connection).toMatchObject({ port: 5985, https: false });
  });

  test("refuses what its system does not support", () => {
    const connection = { ssh: { user: "CORP\\deploy", becomeRoot: "sudo" } };
    const agent = { account: "LocalService", becomeRoot: "sudo" };
    expect(problemsOf({ "hosts.sip-b": { ...WINDOWS_HOST, connection, installDirectory: "/opt/x" } })).toEqual([
      ["hosts.sip-b.installDirectory", "value", "invalid-name", "/opt/x"],
    ]);
    expect(problemsOf({ "hosts.sip-b": { ...WINDOWS_HOST, connection } })).toEqual([
      ["hosts.sip-b.connection.ssh.becomeRoot", "value", "sudo-on-windows", "sudo"],
    ]);
    expect(problemsOf({ "hosts.sip-b": { ...WINDOWS_HOST, localControlAgent: agent } })).toEqual([
      ["hosts.sip-b.localControlAgent.becomeRoot", "value", "sudo-on-windows", "sudo"],
    ]);
  });

  test("refuses a folder with a part that ends in a dot, and says so", () => {
    const { findings } = resolveSample({ "hosts.sip-b": { ...WINDOWS_HOST, installDirectory: "C:\\Genesys.\\x" } });
    expect(findings.map(({ allowed }) => allowed)).toEqual([
      "a drive and folders of letters, digits, _, . and -, without spaces or a dot at the end of one, at most 180 characters, e.g. C:\\Genesys\\sip-ha",
    ]);
  });

  test("refuses a folder that Windows treats as a device", () => {
    const { findings } = resolveSample({ "hosts.sip-b": { ...WINDOWS_HOST, installDirectory: "D:\\Con\\sip-ha" } });
    expect(findings.map(({ path, message }) => [formatPath(path), message])).toEqual([
      [
        "hosts.sip-b.installDirectory",
        "not a valid name of a folder on Windows: Windows takes it as the name of a device",
      ],
    ]);
  });

  test.each([
    [
      "interfaces.LAN 2",
      { network: "voice", address: "10.120.0.77" },
      'interfaces."LAN 2"',
      "key",
      "invalid-name",
      '"LAN 2"',
    ],
    ["installDirectory", "C:\\Genesys", "installDirectory", "value", "invalid-name", '"C:\\\\Genesys"'],
    ["connection.ssh.user", "CORP\\deploy", "connection.ssh.user", "value", "invalid-name", '"CORP\\\\deploy"'],
    ["connection.winrm", WINDOWS_HOST.connection.winrm, "connection", "value", "connection-choice", "ssh and winrm"],
    ["connection", {}, "connection", "value", "connection-choice", "none"],
    ["connection", WINDOWS_HOST.connection, "connection.winrm", "key", "winrm-elsewhere", "os: linux"],
  ])("what only Windows has is refused on Linux: %s %j", (key, value, at, part, code, found) => {
    expect(problemsOf({ [`hosts.sip-a.${key}`]: value })[0]).toEqual([`hosts.sip-a.${at}`, part, code, found]);
  });

  test.each(["Secret1!", "S:ecret", "Secret~/1", ".../Secret"])(
    "the password %s is refused as the path of a file, and not repeated",
    (passwordFile) => {
      const winrm = { user: "Administrator", passwordFile };
      expect(problemsOf({ "hosts.sip-b": { ...WINDOWS_HOST, connection: { winrm } } })).toEqual([
        ["hosts.sip-b.connection.winrm.passwordFile", "value", "secret-in-file", "text that is no path"],
      ]);
    },
  );

  test.each(["/etc/sip-ha/windows", "./windows", "../windows", "C:\\keys\\windows", "D:/keys/windows"])(
    "%s is the path of a file",
    (passwordFile) => {
      const winrm = { user: "Administrator", passwordFile };
      expect(problemsOf({ "hosts.sip-b": { ...WINDOWS_HOST, connection: { winrm } } })).toEqual([]);
    },
  );
});

describe("the management interface", () => {
  const interfaceOf = (changes: Readonly<Record<string, unknown>>, host = "sip-a") => {
    const { topology, findings } = resolveSample(changes);
    return (
      topology?.hosts.get(host)?.managementInterface ?? findings.map(({ path, message }) => [formatPath(path), message])
    );
  };

  test("is the only one, the one on a network of Solution Control Server's host, or the named one", () => {
    expect(interfaceOf({}, "mgmt-1")).toBe("eth0");
    expect(interfaceOf({})).toBe("eth0");
    expect(interfaceOf({ "hosts.sip-a.managementInterface": "eth1" })).toBe("eth1");
  });

  test("must be named if two interfaces, or none, could be meant", () => {
    const missing = [["hosts.sip-a", "managementInterface is missing in the mapping that starts here"]];
    const third = { network: "management", address: "10.110.0.99" };
    expect(interfaceOf({ "hosts.sip-a.interfaces.eth2": third })).toEqual(missing);
    const apart = {
      "networks.control": { cidr: "10.99.0.0/24" },
      "hosts.mgmt-1.interfaces.eth0": { network: "control", address: "10.99.0.5" },
    };
    expect(interfaceOf(apart)).toEqual([...missing, ["hosts.sip-b", missing[0]![1]]]);
  });

  test("cannot be found on a host that has no interface, which is what the problem says", () => {
    expect(resolveSample({ "hosts.sip-a.interfaces": {} }).findings).toEqual([
      expect.objectContaining({
        code: "missing-key",
        path: ["hosts", "sip-a", "interfaces"],
        message: "an interface is missing in the mapping that starts here",
        allowed: "a name, a network and an address",
        fix: "add interfaces",
      }),
    ]);
  });

  test("must be an interface of the host", () => {
    expect(resolveSample({ "hosts.sip-a.managementInterface": "eth9" }).findings).toEqual([
      expect.objectContaining({
        code: "missing-reference",
        path: ["hosts", "sip-a", "managementInterface"],
        message: "this host has no interface eth9",
        found: "eth9",
        allowed: "eth0 or eth1",
        fix: "name one of the host's interfaces",
      }),
    ]);
  });

  test("does not become unknown because of a mistake elsewhere in the Management Layer", () => {
    const { findings } = resolveSample({ "managementLayer.messageServer.host": "nobody" });
    expect(findings.map(({ path, code }) => [formatPath(path), code])).toEqual([
      ["managementLayer.messageServer.host", "missing-reference"],
    ]);
  });
});
