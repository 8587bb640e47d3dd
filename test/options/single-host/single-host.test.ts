import { App } from "cdktf";
import { describe, expect, test } from "vitest";
import { HighAvailability, SipServerPair } from "../../../lib";
import { evaluate } from "../../../lib/checks/engine";
import { healthAlarmConditions } from "../../../lib/configuration-layer/alarm-conditions";
import { mergeServerOptions } from "../../../lib/configuration-layer/server-options";
import { serversOf } from "../../../lib/model/pair";
import { rules, virtualIpOf } from "../../../lib/options";
import { singleHostPairs } from "../../../lib/options/single-host/model";
import { singleHostServerOptions } from "../../../lib/options/single-host/server-options";
import type { Declaration } from "../../../lib/synth/declaration";
import { plan } from "../../../lib/synth/plan";
import { resolve } from "../../../lib/synth/resolve";
import { textOf } from "../../../lib/text/file-text";
import { evaluateRule, HOLDS } from "../../rule-evaluation";
import { REMOVED } from "../../sample-declaration";
import { sampleEnvironment } from "../../sample-environment";
import { topologyOf } from "../../topology-of";
import { singleHostDeclaration } from "./single-host-sample";

/** Hosts without a connection: nothing is installed, so none is needed. */
const BARE = {
  "hosts.sip-a.connection": REMOVED,
  "hosts.sip-a.localControlAgent": { account: "genesys", becomeRoot: "none" },
  "hosts.sip-b": REMOVED,
};

const singleHostTopology = (changes: Readonly<Record<string, unknown>> = {}) =>
  topologyOf(singleHostDeclaration(changes));

function runbookOf(changes: Readonly<Record<string, unknown>> = {}): string {
  return textOf(plan(singleHostTopology(changes)).artifacts.find(({ path }) => path === "runbook.md")!.content);
}

describe("a pair on a single host", () => {
  test("has no findings, even if Terraform cannot reach the host and LCA is not root", () => {
    expect(evaluate(rules, [singleHostTopology(BARE)])).toMatchObject({
      findings: [],
      acknowledged: [],
      notEvaluated: [],
    });
  });

  test("may share its host with the Management Layer, as a small site does", () => {
    const changes = {
      "managementLayer.solutionControlServer.host": "sip-a",
      "managementLayer.messageServer.host": "sip-a",
    };
    const named = { "hosts.sip-a.managementInterface": "eth0", "hosts.sip-b.managementInterface": "eth0" };
    const declaration = singleHostDeclaration({ ...changes, ...named });
    expect(evaluateRule("management-layer-on-pair-host", declaration)).toEqual(HOLDS);
  });

  test("is the same from a program and from a file", () => {
    const { environment, sipA } = sampleEnvironment(new App());
    new SipServerPair(environment, "desk", {
      primary: { application: "SIP_Desk_P", host: sipA, ports: { tlib: 3010 } },
      backup: { application: "SIP_Desk_B", host: sipA, ports: { tlib: 3011 } },
      sip: { port: 5070, transports: ["udp"] },
      highAvailability: HighAvailability.singleHost({ seats: 80 }),
    });
    const changes = {
      "pairs.inbound.primary": { application: "SIP_Desk_P", host: "sip-a", ports: { tlib: 3010 } },
      "pairs.inbound.backup": { application: "SIP_Desk_B", host: "sip-a", ports: { tlib: 3011 } },
      "pairs.inbound.sip": { port: 5070, transports: ["udp"] },
    };
    const fromFile = singleHostTopology(changes).pairs.get("inbound");
    expect(environment.topology.pairs.get("desk")).toEqual({ ...fromFile, name: "desk" });
  });

  test("has no virtual IP, no host that gets a file, and no application, reaction or alarm of its own", () => {
    const topology = singleHostTopology();
    const { artifacts, deployments, cleared } = plan(topology);
    const objects = JSON.parse(textOf(artifacts.find(({ path }) => path.endsWith("objects.json"))!.content));
    expect(virtualIpOf(topology.pairs.get("inbound")!, topology)).toBeUndefined();
    expect(deployments).toEqual([]);
    expect(cleared.map(({ name }) => name)).toEqual(["sip-a", "sip-b"]);
    expect(artifacts.filter(({ target }) => target !== undefined)).toEqual([]);
    expect(objects.scripts).toEqual([]);
    expect(objects.applications.map(({ name }: { name: string }) => name)).toEqual(["SIP_In_B", "SIP_In_P"]);
    const health = healthAlarmConditions(topology).map(({ name }) => name);
    expect(objects.alarmConditions.map(({ name }: { name: string }) => name)).toEqual(health);
  });

  test("shares the SIP port, and every other port must differ", () => {
    const both = { "pairs.inbound.backup.ports": { tlib: 3000, http: 5060 }, "pairs.inbound.sip.tlsPort": 5061 };
    const said = evaluateRule("port-not-unique", singleHostDeclaration(both));
    expect(said.found.map(({ path, message }) => [path, message])).toEqual([
      [
        "pairs.inbound.backup.ports.tlib",
        "the T-Library port of SIP_In_B is 3000 on host sip-a, which is already the T-Library port of SIP_In_P",
      ],
      [
        "pairs.inbound.backup.ports.http",
        "the HTTP port of SIP_In_B is 5060 on host sip-a, which is already the SIP port of SIP_In_P",
      ],
    ]);
  });

  test("does not share its SIP port with another pair", () => {
    const lab = {
      primary: { application: "SIP_Lab_P", host: "sip-a", ports: { tlib: 4000 } },
      backup: { application: "SIP_Lab_B", host: "sip-a", ports: { tlib: 4001 } },
      sip: { port: 5060, transports: ["udp"] },
      highAvailability: { singleHost: { seats: 5 } },
    };
    const said = evaluateRule("port-not-unique", singleHostDeclaration({ "pairs.lab": lab }));
    expect(said.found.map(({ path, found }) => [path, found])).toEqual([
      ["pairs.lab.sip.port", "5060"],
      ["pairs.lab.sip.port", "5060"],
    ]);
  });

  test("turns the backup's test of the SIP port off if the version has it, and leaves sip-address alone", () => {
    const options = (version: string) => {
      const topology = singleHostTopology({
        "genesys.sipServerVersion": version,
        "pairs.inbound.primary.ports": { http: 8081 },
      });
      const [pair] = singleHostPairs(topology);
      return serversOf(pair!).map((server) =>
        mergeServerOptions(singleHostServerOptions(topology, pair!, server), pair!, server)
          .filter(({ section }) => section === "TServer")
          .map(({ option, value }) => `${option}=${value}`),
      );
    };
    expect(options("8.1.104.10")).toEqual([
      ["backup-sip-port-check=false", "http-port=8081", "sip-port=5060"],
      ["backup-sip-port-check=false", "sip-port=5060"],
    ]);
    expect(options("8.1.103.63")).toEqual([["http-port=8081", "sip-port=5060"], ["sip-port=5060"]]);
  });

  test("has sudo in the commands of its runbook unless Terraform logs in as root", () => {
    const commands = (changes: Readonly<Record<string, unknown>>) =>
      new Set([...runbookOf(changes).matchAll(/^ *(.*)ss -Hlntup/gm)].map((match) => match[1]));
    expect(commands({})).toEqual(new Set(["sudo "]));
    expect(commands(BARE)).toEqual(new Set(["sudo "]));
    expect(commands({ "hosts.sip-a.connection": { ssh: { user: "root" } } })).toEqual(new Set([""]));
  });

  describe("says in its runbook how to see who listens", () => {
    const on = (os: string) =>
      runbookOf({ "hosts.sip-a.os": os, "hosts.sip-a.connection": REMOVED, "pairs.inbound.sip.tlsPort": REMOVED });

    test("with ss on Linux", () => {
      const text = on("linux");
      expect(text.match(/ss -Hlntup '.*'/g)).toEqual([
        "ss -Hlntup 'sport = :3000 or sport = :3001'",
        ...Array(3).fill("ss -Hlntup 'sport = :5060'"),
      ]);
    });

    test("with netstat on Windows, in any language", () => {
      const text = on("windows");
      const lines = (port: number) => `/c:":${port} .*:0 " /c:":${port} .*:\\* "`;
      expect(text.match(/netstat -ano \|.*/g)).toEqual([
        `netstat -ano | findstr /r ${lines(3000)} ${lines(3001)}`,
        ...Array(3).fill(`netstat -ano | findstr /r ${lines(5060)}`),
      ]);
      expect(text).toContain("```bat\n");
      expect(text).toContain("prints lines of two processes: 3000 is");
      expect(text).not.toMatch(/ss -Hlntup|sudo/);
    });

    test.each([
      ["solaris", "Solaris"],
      ["aix", "AIX"],
    ])("in words on %s, for which no command was found", (os, title) => {
      const text = on(os);
      expect(text.match(new RegExp(`By the means of ${title}, .*`, "g"))).toEqual([
        `By the means of ${title}, for which no command was found, list what listens on port 3000 or 3001 with the number of its process; it shows lines of two processes: 3000 is SIP_In_P's, 3001 is SIP_In_B's. Write down the number (pid) of each.`,
        `By the means of ${title}, for which no command was found, list what listens on port 5060 with the number of its process; it shows lines with only the primary's number. If it shows both numbers, or if the backup is reported as not able to serve, stop here and ask the vendor.`,
        ...Array(2).fill(
          `By the means of ${title}, for which no command was found, list what listens on port 5060 with the number of its process; it shows lines with only its number.`,
        ),
      ]);
      expect(text).not.toMatch(/ss -Hlntup|netstat/);
    });
  });

  test("has in its runbook the address at which callers find the host, or each address that they may use", () => {
    expect(runbookOf()).toContain("Both servers run on host **sip-a** (10.120.0.11) and share its SIP port 5060");
    const two = { "hosts.sip-a.interfaces.eth2": { network: "voice", address: "10.120.0.61" } };
    expect(runbookOf(two)).toContain("on host **sip-a** (10.120.0.11 or 10.120.0.61) and share");
  });

  test("names in its runbook the alarm conditions of its environment, and says that they start nothing", () => {
    expect(runbookOf()).toContain(
      "there is no virtual IP, no script and no reaction. The alarm conditions are those of the environment, staging_NO_PRIMARY, staging_ROLE_FLAPPING and staging_TWO_PRIMARIES. They notify somebody and start nothing.",
    );
  });

  test("says in its runbook against what it does not protect", () => {
    const runbook = runbookOf();
    expect(runbook).toContain("## 3. Pair inbound: Single host");
    expect(runbook).toContain("- The loss of sip-a for any reason");
    expect(runbook.match(/^5\. .*\n\n6\. Before the next switchover, wait until .*/gm)).toHaveLength(2);
    expect(runbook).toContain(
      "sip-a, sip-b get no file. Terraform removes what an earlier version of this environment left there.",
    );
    expect(runbookOf({ "hosts.sip-b": REMOVED })).toContain("sip-a gets no file. Terraform removes");
    expect(runbook).not.toMatch(/reaction, choose|virtual IPs, then|log events start everything|copies the files/);
  });

  test("has nothing for Terraform to do if Terraform reaches no host", () => {
    const unreached = { "hosts.sip-a.connection": REMOVED, "hosts.sip-b.connection": REMOVED };
    expect(runbookOf(unreached)).toContain("No host gets a file, so there is nothing for Terraform to install.");
    expect(plan(singleHostTopology(unreached)).cleared).toEqual([]);
  });

  test.each([
    [{ seats: 0 }, "invalid-number", "a whole number from 1 to 1000000"],
    [{ seats: "many" }, "wrong-type", "a number"],
    [{ seats: 2.5 }, "invalid-number", "a whole number from 1 to 1000000"],
    [{}, "missing-key", undefined],
    [{ seat: 80 }, "unknown-key", "seats"],
    [[], "wrong-type", "a mapping"],
    [null, "wrong-type", "a mapping"],
  ])("refuses %j at its place", (singleHost, code, allowed) => {
    const { findings } = resolve(
      singleHostDeclaration({ "pairs.inbound.highAvailability": { singleHost } }) as Declaration,
    );
    expect(findings.map((one) => [one.code, one.path.slice(0, 4).join("."), one.allowed])).toEqual([
      [code, "pairs.inbound.highAvailability.singleHost", allowed ?? expect.anything()],
    ]);
  });
});
