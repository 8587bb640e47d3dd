import { describe, expect, test } from "vitest";
import { compare } from "../../lib/diff/compare";
import { nlbDeclaration } from "../options/windows-nlb/nlb-sample";
import { topologyOf } from "../topology-of";
import { stepsOf } from "./steps-of";

describe("a cluster with another host as one of its nodes", () => {
  const sipC = (role: string) => ({
    "hosts.sip-c": {
      os: "windows",
      interfaces: {
        Management: { network: "management", address: "10.110.0.13" },
        "Local Area Connection 2": { network: "voice", address: "10.120.0.13" },
      },
    },
    [`pairs.inbound.${role}.host`]: "sip-c",
  });
  const steps = (role: string) => stepsOf(nlbDeclaration(), nlbDeclaration(sipC(role)));
  const beginning = (all: readonly string[]) => all.map((step) => step.split("\n")[0]!.slice(0, 60));

  test("stays, and its other node serves, except while the new one is added", () => {
    expect(beginning(steps("backup"))).toEqual([
      "pairs.inbound: On sip-c, add the feature, as the installer a",
      "Do all of it in a maintenance window: callers cannot reach i",
      "Pair inbound: stop SIP_In_B, the backup.",
      "pairs.inbound: Take sip-b out of the cluster, on sip-a: `Rem",
      "Terraform does not reach sip-c. Copy the folder `hosts/sip-c",
      "Install on sip-a and remove from sip-b what is installed the",
      "Be prepared for Configuration Server to refuse the new host ",
      "Export the objects of the Configuration Layer that exist, an",
      "Import `configuration-layer/hosts-annex.cfg` on the Annex of",
      'On each of these reactions, choose the type "start a specifi',
      "pairs.inbound: Have the settings of virtual machines made fo",
      "Bring these files to where they belong, as the chapters of t",
      "Pair inbound: start SIP_In_B, and wait until both servers ar",
      "Pair inbound: make a call, then a manual switchover there an",
      "Check that nothing is left to do:",
    ]);
    const told = steps("backup").filter((step) => step.startsWith("pairs.inbound"));
    expect(told).toEqual([
      "pairs.inbound: On sip-c, add the feature, as the installer asks for nlb.exe: `Install-WindowsFeature NLB -IncludeManagementTools`. Install SIP Server on sip-c as its own documentation says, and a Local Control Agent if there is none.",
      "pairs.inbound: Take sip-b out of the cluster, on sip-a: `Remove-NlbClusterNode -HostName sip-b -InterfaceName 'Local Area Connection 2'`, and wait until `Get-NlbClusterNode` says that it has converged. Then check whether the ports are still enabled, because each change reloads NLB: on sip-a, `C:\\Genesys\\sip-ha\\inbound-nlb.cmd status`; if they are not, run this with `enable` instead of `status`.",
      'pairs.inbound: Have the settings of virtual machines made for sip-c, as `network/inbound-nlb-hypervisor.txt` has them. Then bring the cluster to the declared state, as "Build the cluster" of its chapter in the runbook says. It leaves the ports disabled on both hosts, so no new call is answered until they are enabled. Enable them at once: on sip-a, `C:\\Genesys\\sip-ha\\inbound-nlb.cmd enable`.',
    ]);
  });

  test("has its backup serve if the primary's node changes, and gets the new node from there, because the build script would make another cluster", () => {
    const told = steps("primary").filter((step) => /^(?:Pair|pairs\.)/.test(step));
    expect(beginning(told)).toEqual([
      "pairs.inbound: On sip-c, add the feature, as the installer a",
      'Pair inbound: switch SIP_In_P over, as in "Manual switchover',
      "pairs.inbound: Take sip-a out of the cluster, on sip-b: `Rem",
      "pairs.inbound: Have the settings of virtual machines made fo",
      "Pair inbound: start SIP_In_P, and wait until both servers ar",
      "Pair inbound: make a call, then a manual switchover there an",
    ]);
    expect(told[3]).toContain(
      " Add it to the cluster, on sip-b: `Add-NlbClusterNode -InterfaceName 'Local Area Connection 2' -NewNodeName sip-c -NewNodeInterface 'Local Area Connection 2'`; it joins as a node that may serve, so disable its ports at once: on sip-c, `C:\\Genesys\\sip-ha\\inbound-nlb.cmd disable`. Then bring",
    );
    expect(told[3]).toMatch(/at once: on sip-b, `C:\\Genesys\\sip-ha\\inbound-nlb\.cmd enable`\.$/);
  });

  test("has a node with another address removed before the address is set, with what is known about why nobody answers for a time", () => {
    const is = nlbDeclaration({ "hosts.sip-b.interfaces.Local Area Connection 2.address": "10.120.0.22" });
    const [change] = compare(topologyOf(nlbDeclaration()), topologyOf(is));
    expect(change).toMatchObject({
      effect: "outage",
      away: "sip-b",
      evidence: "documented",
      before: expect.stringMatching(
        /^Take sip-b out of the cluster, on sip-a: .* Make the change on the host itself: /,
      ),
      because:
        "the host's address there changes, outside these steps; the other server of its pair serves meanwhile; another host replaces one node of the cluster, and the other node stays in it; while the new node is added, the ports are disabled on both hosts, because the state of the rules after NLB was reloaded is not known",
    });
    expect(change).not.toHaveProperty("prepare", expect.anything());
    expect(change!.removes).toBeUndefined();
  });
});
