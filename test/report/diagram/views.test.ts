import { describe, expect, test } from "vitest";
import { controlView } from "../../../lib/report/diagram/control-view";
import type { Diagram } from "../../../lib/report/diagram/diagram";
import { physicalView } from "../../../lib/report/diagram/physical-view";
import { sipView } from "../../../lib/report/diagram/sip-view";
import { manyPairs } from "../../many-pairs";
import { singleHostDeclaration } from "../../options/single-host/single-host-sample";
import { sampleTopology } from "../../sample-topology";
import { topologyOf } from "../../topology-of";
import { exampleTopology } from "../report-sample";

const allNodes = ({ clusters, nodes }: Diagram) => [...clusters.flatMap((one) => one.nodes), ...nodes];
const PROD = exampleTopology("prod-east.yaml");
const PAIRS = [...PROD.pairs.keys()];

/** Edges in words: the first line of each end. */
function edgesOf(diagram: Diagram): string[] {
  const names = new Map(allNodes(diagram).map(({ id, lines }) => [id, lines.slice(0, 2).join(" ")]));
  return diagram.edges.map(
    ({ from, to, kind, label }) =>
      `${names.get(from)} ${kind} ${names.get(to)}${label === undefined ? "" : `: ${label}`}`,
  );
}

describe("every view", () => {
  test.each([physicalView, sipView, controlView])("has each node once, and edges only between nodes: %o", (view) => {
    for (const diagram of [view(PROD, PAIRS), view(PROD, []), ...PAIRS.map((pair) => view(PROD, [pair]))]) {
      const ids = allNodes(diagram).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(diagram.edges.flatMap(({ from, to }) => [from, to]).filter((id) => !ids.includes(id))).toEqual([]);
    }
  });
});

describe("the physical view", () => {
  test("has each host with its interfaces, and the networks with VLAN and gateway", () => {
    const { clusters, nodes } = physicalView(sampleTopology(), ["inbound"]);
    expect(clusters.map(({ title, nodes: own }) => [title, own.map(({ lines }) => lines)])).toEqual([
      ["mgmt-1: linux", [["eth0", "10.110.0.5"]]],
      [
        "sip-a: linux",
        [
          ["eth0", "10.110.0.11"],
          ["eth1", "10.120.0.11"],
        ],
      ],
      [
        "sip-b: linux",
        [
          ["eth0", "10.110.0.12"],
          ["eth1", "10.120.0.12"],
        ],
      ],
    ]);
    expect(nodes.map(({ lines }) => lines)).toEqual([
      ["network management", "10.110.0.0/24", "VLAN not declared", "gateway 10.110.0.1"],
      ["network voice", "10.120.0.0/24", "VLAN not declared", "gateway 10.120.0.1"],
    ]);
  });

  test("for one of many pairs has only the hosts that this pair needs", () => {
    const { clusters } = physicalView(topologyOf(manyPairs(9)), ["pair-3"]);
    expect(clusters.map(({ title }) => title)).toEqual(["mgmt-1: linux", "sip-3a: linux", "sip-3b: linux"]);
  });

  test("has both sides of a BIG-IP", () => {
    const { clusters } = physicalView(PROD, PAIRS);
    const device = clusters.find(({ kind }) => kind === "device")!;
    expect(device.nodes.map(({ lines }) => lines)).toEqual([
      [expect.any(String), PROD.bigIps.get("ltm-1")!.network.insideSelfIp],
      [expect.any(String), PROD.bigIps.get("ltm-1")!.network.outsideSelfIp],
    ]);
  });
});

describe("the SIP view", () => {
  test("leads callers through the virtual IP to the primary, and to the backup after a switchover", () => {
    expect(edgesOf(sipView(sampleTopology(), ["inbound"]))).toEqual([
      "callers: gateways, phones normal virtual IP 10.120.0.10: SIP 5060 udp, tcp",
      "virtual IP 10.120.0.10 normal SIP_In_P primary on sip-a: is on this host",
      "virtual IP 10.120.0.10 standby SIP_In_B backup on sip-b: moves here",
      "SIP_In_P primary on sip-a link SIP_In_B backup on sip-b: HA link 3000",
      "T-Library clients normal SIP_In_P primary on sip-a",
      "T-Library clients normal SIP_In_B backup on sip-b",
    ]);
  });

  test.each([
    ["lab", "callers: gateways, phones standby SIP_Lab_B backup on lab-1: same address"],
    ["east-geo", "SIP Proxy SIP_Proxy_1 standby SIP_East_Geo_B backup on px-b"],
    ["east-agents", "virtual IP on both hosts 10.40.0.10 standby SIP_East_Ag_B backup on win-b: ports enabled here"],
    ["east-trunks", "virtual server 198.51.100.10 standby SIP_East_Tr_B backup on ltm-b: answers the monitor"],
  ])("of %s shows how its option moves calls", (pair, edge) => {
    expect(edgesOf(sipView(PROD, [pair]))).toContain(edge);
  });
});

describe("a server in the SIP view", () => {
  const serversOf = (diagram: Diagram) =>
    allNodes(diagram)
      .filter(({ kind }) => kind === "server")
      .map(({ lines }) => lines);

  test.each([
    ["east-geo", ["10.20.0.41", "10.30.0.42"]],
    ["east-trunks", ["10.50.0.31", "10.50.0.32"]],
    ["east-inbound", ["10.20.0.11", "10.20.0.12"]],
    ["east-agents", ["10.40.0.21", "10.40.0.22"]],
    ["lab", ["10.20.0.61", "10.20.0.61"]],
  ])("of %s has the address at which it receives SIP", (pair, addresses) => {
    expect(serversOf(sipView(PROD, [pair])).map((lines) => lines[2])).toEqual(addresses);
  });

  test("has no address if the declaration does not say which it is", () => {
    const topology = topologyOf(
      singleHostDeclaration({
        "hosts.sip-a.interfaces.eth1": { network: "voice", address: "10.120.0.11" },
        "hosts.sip-a.interfaces.eth2": { network: "voice", address: "10.120.0.21" },
        "hosts.sip-a.managementInterface": "eth0",
      }),
    );
    expect(serversOf(sipView(topology, ["inbound"])).map((lines) => lines.slice(1))).toEqual([
      ["primary on sip-a", "T-Library 3000"],
      ["backup on sip-a", "T-Library 3001"],
    ]);
  });
});

describe("the control view", () => {
  test("leads from each alarm to the scripts that its reactions start", () => {
    const edges = edgesOf(controlView(sampleTopology(), ["inbound"]));
    expect(edges).toContain(
      "Solution Control Server SCS_Staging normal Message Server Message_Server_Staging: log events",
    );
    expect(edges).toContain("alarm condition SIP_In_B_BECAME_PRIMARY standby control script SIP_In_B_VIP_UP");
    expect(edges).toContain("alarm condition SIP_In_B_BECAME_PRIMARY standby control script SIP_In_P_VIP_DOWN");
    expect(edges.filter((edge) => edge.includes("ADDP 9s"))).toHaveLength(2);
  });

  test("of a pair without scripts has neither alarms nor scripts", () => {
    const kinds = allNodes(controlView(PROD, ["lab"])).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "alarm" || kind === "script")).toEqual([]);
  });
});
