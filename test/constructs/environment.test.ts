import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import {
  Environment,
  HighAvailability,
  Host,
  InvalidEnvironment,
  ManagementLayer,
  Network,
  SipServerPair,
  VirtualIp,
} from "../../lib";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";
import { outline, refused } from "./refused";

const app = () => new App({ outdir: temporaryFolder() });

/** The line of this file that calls a function. */
function hereLine(offset = 0): number {
  return Number(/environment\.test\.ts:(\d+):/.exec(new Error().stack!.split("\n")[2]!)![1]) + offset;
}

const GENESYS = { switch: "S", sipServerVersion: "8.1.104.10" };

describe("Environment.isEnvironment", () => {
  test("distinguishes environments from everything else", () => {
    const { environment, voice } = sampleEnvironment(app());
    expect([environment, voice, {}, null, undefined, "environment", new App()].map(Environment.isEnvironment)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test("recognises those of another copy of the package", () => {
    expect(Environment.isEnvironment({ [Symbol.for("sip-server-ha.Environment")]: true })).toBe(true);
  });
});

describe("Environment.of", () => {
  test("finds the environment that a construct is in, however deep", () => {
    const { environment, voice } = sampleEnvironment(app());
    const deep = new Construct(new Construct(environment, "a"), "b");
    expect([environment, voice, deep].map((one) => Environment.of(one))).toEqual([
      environment,
      environment,
      environment,
    ]);
  });

  test("fails for an element outside an environment, at the line that made it", () => {
    const root = app();
    const line = hereLine(1);
    const error = refused(() => new Network(root, "voice", { cidr: "10.0.0.0/8" }));
    expect(error.located).toEqual([
      {
        entry: expect.objectContaining({
          code: "no-environment",
          message: "the construct is in no Environment",
          fix: "pass an Environment, or a construct inside one, as scope",
        }),
        place: {
          position: { file: "test/constructs/environment.test.ts", line, column: expect.any(Number) },
          construct: "voice",
        },
      },
    ]);
  });
});

describe("elements", () => {
  test("refer to each other by construct, by name, and in a role by name", () => {
    const topologies = [0, 1, 2].map((way) => {
      const { environment, voice, sipA } = sampleEnvironment(app());
      const network = [voice, Network.fromName("voice"), "voice"][way]!;
      const host = [sipA, Host.fromName("sip-a"), "sip-a"][way]!;
      const other = new Host(environment, "sip-c", {
        os: "linux",
        interfaces: { eth0: { network, address: "10.120.0.13" } },
      });
      new SipServerPair(environment, "outbound", {
        primary: { application: "SIP_Out_P", host: other },
        backup: { application: "SIP_Out_B", host, ports: { tlib: 3100 } },
        sip: { port: 5070, transports: ["tcp"] },
        highAvailability: HighAvailability.ipAddressTakeover({ virtualIp: "10.120.0.20", network }),
      });
      return environment.topology;
    });
    expect(topologies[1]).toEqual(topologies[0]);
    expect(topologies[2]).toEqual(topologies[0]);
    expect(topologies[0]!.pairs.get("outbound")!.backup.host).toBe("sip-a");
  });

  test("may stand in any scope below the environment", () => {
    const { environment } = sampleEnvironment(app());
    new Network(new Construct(environment, "data-centre"), "backup", { cidr: "10.9.0.0/24" });
    expect([...environment.topology.networks.keys()]).toEqual(["backup", "voice"]);
  });

  test("with the same name in two scopes are refused, at the line that made the second", () => {
    const { environment } = sampleEnvironment(app());
    const scope = new Construct(environment, "more");
    const line = hereLine(1);
    new Host(scope, "sip-a", { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.99" } } });
    const { located } = refused(() => environment.topology);
    expect(located).toEqual([
      {
        entry: expect.objectContaining({ code: "duplicate-name", path: ["hosts", "sip-a"], part: "key" }),
        place: {
          construct: "staging/more/sip-a",
          position: { file: "test/constructs/environment.test.ts", line, column: expect.any(Number) },
        },
      },
    ]);
    expect(located[0]!.entry.message).toMatch(/; the first is staging\/sip-a of test\/sample-environment\.ts:\d+:\d+$/);
    expect(environment.locate(["hosts", "sip-a", "os"], "value").construct).toBe("staging/sip-a");
  });

  test("whose names differ only in case are refused", () => {
    const { environment } = sampleEnvironment(app());
    new Network(environment, "Voice", { cidr: "10.9.0.0/24" });
    expect(outline(refused(() => environment.topology))).toEqual([
      ["duplicate-name", "networks.voice", "staging/voice"],
    ]);
  });
});

describe("what an environment may have only once", () => {
  test("is refused the second time, and the first one counts", () => {
    const { environment, sipA } = sampleEnvironment(app());
    const server = { application: "Other", host: sipA };
    new ManagementLayer(environment, "another", { solutionControlServer: server, messageServer: server });
    const error = refused(() => environment.topology);
    expect(outline(error)).toEqual([["duplicate-name", "managementLayer", "staging/another"]]);
    expect(error.message).toMatch(
      /a second Management Layer; an environment has one, which is staging\/\S+ of test\/sample/,
    );
    expect(environment.locate(["managementLayer", "messageServer"], "value").construct).not.toBe("staging/another");
  });
});

describe("an element of another environment", () => {
  test("is not taken for this environment's element of the same name", () => {
    const root = app();
    const staging = sampleEnvironment(root, "staging");
    const { environment, voice, sipB } = sampleEnvironment(root, "prod", { subnet: 121 });
    new SipServerPair(environment, "second", {
      primary: { application: "SIP_Second_P", host: staging.sipA },
      backup: { application: "SIP_Second_B", host: sipB },
      sip: { transports: ["udp"] },
      highAvailability: HighAvailability.ipAddressTakeover({
        virtualIp: "10.121.0.40",
        network: staging.voice,
      }),
    });
    new Host(environment, "third", {
      os: "linux",
      interfaces: {
        eth0: { network: voice, address: "10.121.0.41" },
        eth1: { network: staging.voice, address: "10.120.0.41" },
      },
    });
    const error = refused(() => environment.topology);
    expect(outline(error).filter(([code]) => code === "other-environment")).toEqual([
      ["other-environment", "pairs.second.primary.host", "prod/second"],
      ["other-environment", "pairs.second.highAvailability.ipAddressTakeover.network", "prod/second"],
      ["other-environment", "hosts.third.interfaces.eth1.network", "prod/third"],
    ]);
    expect(error.message).toContain("host sip-a belongs to environment staging");
  });

  test("is one finding if there is none of that name here", () => {
    const root = app();
    const elsewhere = new Network(new Environment(root, "lab", { genesys: GENESYS }), "bench", { cidr: "10.9.0.0/24" });
    const { environment } = sampleEnvironment(root);
    new Host(environment, "third", { os: "linux", interfaces: { eth0: { network: elsewhere, address: "10.9.0.4" } } });
    expect(outline(refused(() => environment.topology))).toEqual([
      ["other-environment", "hosts.third.interfaces.eth0.network", "staging/third"],
    ]);
  });
});

describe("a finding of a program", () => {
  test("has the line that made the construct, and the construct's path", () => {
    const root = app();
    const environment = new Environment(root, "lab", { genesys: GENESYS });
    const line = hereLine(1);
    const host = new Host(environment, "sip-a", {
      os: "linux",
      interfaces: { eth0: { network: "none", address: "x" } },
    });
    expect(environment.locate(["hosts", "sip-a", "interfaces", "eth0", "address"], "value")).toEqual({
      construct: host.node.path,
      position: { file: "test/constructs/environment.test.ts", line, column: expect.any(Number) },
    });
    const error = refused(() => root.synth());
    expect(error.message).toContain(
      `test/constructs/environment.test.ts:${line}:18 error invalid-address\n  hosts.sip-a.interfaces.eth0.address (construct lab/sip-a): not an IP address\n`,
    );
    expect(error.stack).toContain("InvalidEnvironment");
  });

  test("about something that is missing as a whole has the line of the environment", () => {
    const root = app();
    const line = hereLine(1);
    new Environment(root, "lab", { genesys: GENESYS });
    const { located } = refused(() => root.synth());
    expect(located.map(({ entry, place }) => [entry.code, place.position?.line])).toEqual([["missing-key", line]]);
  });

  test("in a user's subclass has the line that made it", () => {
    class Rack extends Host {
      constructor(environment: Environment, name: string) {
        super(environment, name, { os: "linux", interfaces: {} });
      }
    }
    const { environment } = sampleEnvironment(app());
    new Rack(environment, "sip-c");
    const { located } = refused(() => environment.topology);
    expect(located[0]!.place.position!.file).toBe("test/constructs/environment.test.ts");
  });
});

describe("a value that no declaration may have is found at its place:", () => {
  const found = (act: (environment: Environment) => void) => {
    const { environment } = sampleEnvironment(app());
    act(environment);
    return refused(() => environment.topology).located.map(({ entry }) => [
      entry.code,
      entry.path.join("."),
      entry.found,
      entry.allowed,
    ]);
  };

  test("a Map in place of a mapping", () => {
    const interfaces = new Map([["eth0", { network: "voice", address: "10.120.0.77" }]]) as never;
    expect(found((environment) => new Host(environment, "sip-c", { os: "linux", interfaces }))).toEqual([
      ["wrong-type", "hosts.sip-c.interfaces", "a Map", "a mapping"],
    ]);
  });

  const withOptions = (options: unknown, port: unknown = 5080) =>
    found(
      (environment) =>
        new SipServerPair(environment, "second", {
          primary: { application: "SIP_2_P", host: "sip-a", ports: { tlib: 3100 } },
          backup: { application: "SIP_2_B", host: "sip-b", ports: { tlib: 3100 } },
          sip: { port: port as number, transports: ["udp"] },
          highAvailability: HighAvailability.ipAddressTakeover({ virtualIp: "10.120.0.20", network: "voice" }),
          options: options as never,
        }),
    );
  const AN_OPTION = "text, a number, or true or false";

  test("a value that contains itself", () => {
    const options: Record<string, Record<string, unknown>> = { TServer: {} };
    options.TServer!.again = options;
    expect(withOptions(options)).toEqual([
      ["wrong-type", "pairs.second.options.TServer.again", "a value that contains itself", AN_OPTION],
    ]);
  });

  test("a value that is nested without end", () => {
    let value = {};
    for (let level = 0; level < 50_000; level++) value = { value };
    expect(withOptions(value)).toEqual([["wrong-type", "pairs.second.options.value.value", "a mapping", AN_OPTION]]);
  });

  test("a bigint in place of a number", () => {
    expect(withOptions({}, 5080n)).toEqual([["wrong-type", "pairs.second.sip.port", "5080n", "a number"]]);
  });
});

describe("two environments", () => {
  test("with the same id in different scopes are refused", () => {
    const root = app();
    sampleEnvironment(new Construct(root, "a"), "staging");
    sampleEnvironment(new Construct(root, "b"), "Staging", { subnet: 121 });
    const found = outline(refused(() => root.synth())).filter(([code]) => code === "duplicate-environment");
    expect(found).toEqual([["duplicate-environment", "", "b/Staging"]]);
  });

  test.each(["staging", "Staging"])(
    "and an environment and a user's stack in another scope cannot both be %s",
    (id) => {
      const root = app();
      new TerraformStack(new Construct(root, "others"), "network");
      const { environment } = sampleEnvironment(root, "staging");
      environment.plan;
      new TerraformStack(new Construct(root, "own"), id);
      expect(refused(() => root.synth()).located.map(({ entry, place }) => [entry, place.construct])).toEqual([
        [
          expect.objectContaining({
            code: "duplicate-environment",
            message: `your stack own/${id} has the name of environment staging, so each would overwrite the other one's output`,
            fix: "give your stack another id",
          }),
          "staging",
        ],
      ]);
    },
  );

  test("with the same name have their own findings and acknowledgements, each in its place", () => {
    const root = app();
    const acknowledge = [{ finding: "isolated-host", on: "pairs.inbound", reason: "ports of lost hosts are shut" }];
    const first = sampleEnvironment(new Construct(root, "hospital-1"), "prod", {
      takeover: { watchdog: undefined, virtualIp: "10.120.0.1" },
    });
    const second = sampleEnvironment(new Construct(root, "hospital-2"), "prod", {
      subnet: 121,
      props: { acknowledge },
    });
    new Host(first.environment, "sip-c", { os: "linus" as "linux", interfaces: {} });
    new Host(second.environment, "sip-d", { os: "linux" } as never);
    const found = outline(refused(() => root.synth())).filter(([code]) => !/unique|application/.test(code!));
    expect(found).toEqual([
      ["invalid-value", "hosts.sip-c.os", "hospital-1/prod/sip-c"],
      ["missing-key", "hosts.sip-d", "hospital-2/prod/sip-d"],
      ["duplicate-environment", "", "hospital-2/prod"],
      ["address-not-usable", "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp", "hospital-1/prod/inbound"],
      ["isolated-host", "pairs.inbound.highAvailability.ipAddressTakeover", "hospital-1/prod/inbound"],
    ]);
  });

  test("are checked together", () => {
    const root = app();
    sampleEnvironment(root, "staging");
    sampleEnvironment(root, "prod");
    const codes = new Set(outline(refused(() => root.synth())).map(([code]) => code));
    expect(codes).toEqual(new Set(["address-not-unique", "port-not-unique"]));
  });

  test("are not written if one of them is wrong", () => {
    const root = app();
    const good = sampleEnvironment(root, "staging").environment;
    sampleEnvironment(root, "prod", { subnet: 121, takeover: { virtualIp: "10.121.0.1" } });
    expect(outline(refused(() => root.synth()))).toEqual([
      ["address-not-usable", "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp", "prod/inbound"],
    ]);
    expect(() => good.plan).toThrow(InvalidEnvironment);
  });
});

describe("a program that asks for a pair", () => {
  test("gets its virtual IP, with network and port", () => {
    const { pair } = sampleEnvironment(app());
    expect(pair.virtualIp).toEqual({ address: "10.120.0.10", networkName: "voice", port: 5060 });
    expect(pair.virtualIp).toBeInstanceOf(VirtualIp);
    expect(VirtualIp.of(Environment.of(pair).topology, "none")).toBeUndefined();
  });

  test("gets an error if the environment is not valid", () => {
    const { pair, environment } = sampleEnvironment(app());
    new Network(environment, "bad", { cidr: "10.0.0.1/8" });
    expect(outline(refused(() => pair.virtualIp))).toEqual([["invalid-network", "networks.bad.cidr", "staging/bad"]]);
  });
});

describe("the plan", () => {
  test("has every file, in memory", () => {
    const { environment } = sampleEnvironment(app());
    const paths = environment.plan.artifacts.map(({ path }) => path);
    expect(paths).toContain("hosts/sip-a/inbound-vip");
    expect(new Set(paths).size).toBe(paths.length);
  });

  test("fails with the findings, rather than half way, if a rule finds an error", () => {
    const { environment } = sampleEnvironment(app(), "staging", { takeover: { network: "other" } });
    new Network(environment, "other", { cidr: "10.9.0.0/24" });
    expect(outline(refused(() => environment.plan)).map(([code]) => code)).toEqual([
      "address-not-usable",
      "sip-interface",
      "sip-interface",
      "gateway-missing",
    ]);
  });

  test("follows what is added later", () => {
    const { environment } = sampleEnvironment(app());
    const before = environment.plan;
    expect(environment.plan).toBe(before);
    new Network(environment, "later", { cidr: "10.9.0.0/24" });
    const topology = environment.plan.artifacts.find(({ path }) => path === "topology.yaml")!;
    expect(topology.content).toContain('"later"');
  });
});
