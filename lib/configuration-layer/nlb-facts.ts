import type { Fact } from "./facts";

const GENESYS = "https://docs.genesys.com/Documentation";
const MICROSOFT = "https://learn.microsoft.com/en-us/previous-versions/windows";
const NLB_MODES =
  "https://github.com/MicrosoftDocs/SupportArticles-docs, support/windows-server/networking/configure-network-to-support-nlb-operation-mode.md (KB 4494444)";

/** The facts that Windows Network Load Balancing clusters rest on. */
export const NLB_FACTS = {
  "nlb-scripts-enable-ports": {
    statement:
      "Both hosts of a Windows NLB cluster share the virtual IP. Cluster control scripts, which alarm reactions start, use wlbs.exe or nlb.exe to enable the ports of SIP Server on the primary's host and disable them on the other host.",
    evidence: "documented",
    source: `${GENESYS}/SIPS/latest/HADeployment/WindowsNLB`,
  },
  "nlb-deprecated": {
    statement:
      "Network Load Balancing is deprecated from Windows Server 2025 on: that version has it and supports it, but nothing is added to it any more, and a later version may not have it.",
    evidence: "documented",
    source:
      "https://github.com/MicrosoftDocs/windowsserverdocs, WindowsServerDocs/get-started/removed-deprecated-features-windows-server.md",
  },
  "nlb-same-subnet": {
    statement: "The two hosts of a Windows NLB cluster are on one subnet.",
    evidence: "documented",
    source: `${GENESYS}:SIPS:HADeployment:HAArchitecture:8.1.1`,
  },
  "nlb-prerequisites": {
    statement:
      "The hosts are in one domain and resolve each other's name, have two network adapters and static addresses, and the cluster's adapters are on their own switch or VLAN.",
    evidence: "analogous",
    source: `of a sister product: ${GENESYS}/UCC/latest/Deployment/hadepprocedures`,
  },
  "nlb-rule-parameters": {
    statement:
      "With the filtering mode Multiple and the same rules on both hosts, the one host on which a rule is enabled gets all traffic of that rule.",
    evidence: "inferred",
    source:
      "deduced from what the modes and the port commands are documented to do; the table of the vendor's guide was not seen",
  },
  "nlb-port-check": {
    statement: "Whether the backup's test of the SIP port works in an NLB cluster is not known, so it is turned off.",
    evidence: "unverified",
    source: "nothing was found on it; the vendor says that the test does not work with two other options",
  },
  "nlb-command": {
    statement:
      "nlb.exe enables or disables the whole port rule that contains the named port of a virtual IP; without the name of a cluster it does so only on this host.",
    evidence: "documented",
    source: `${MICROSOFT}/it-pro/windows-server-2012-R2-and-2012/cc754596(v=ws.11)`,
  },
  "nlb-exit-code": {
    statement:
      "The exit code of nlb.exe, and what it prints if a rule is already in that state, were not found anywhere; the control script relies on the state of the rule instead.",
    evidence: "unverified",
    source: "nothing was found on it",
  },
  "nlb-state": {
    statement:
      "MicrosoftNLB_Node and MicrosoftNLB_PortRuleEx of Windows Management Instrumentation report the state of this node and of its port rules by numbers that are the same in every language.",
    evidence: "documented",
    source: `${MICROSOFT}/desktop/wlbsprov/microsoftnlb-portruleex and ${MICROSOFT}/desktop/wlbsprov/standard-return-values`,
  },
  "nlb-stopped-node": {
    statement: "Commands on ports have no effect on a node whose cluster operations are stopped.",
    evidence: "documented",
    source: `${MICROSOFT}/it-pro/windows-server-2008-R2-and-2008/cc771818(v=ws.10)`,
  },
  "nlb-change-converges": {
    statement:
      "Enabling or disabling a port rule on one host does not change the configuration of the cluster, and does not affect any other host.",
    evidence: "inferred",
    source: `deduced from what is written about the cmdlets that do: ${MICROSOFT}/it-pro/windows-server-2008-R2-and-2008/ee817109(v=technet.10)`,
  },
  "nlb-boot": {
    statement:
      "A port rule that was disabled may be enabled again after a reboot or a reload of NLB, so each host disables its rules at boot.",
    evidence: "unverified",
    source: "from memory, with medium confidence",
  },
  "nlb-cluster-mac": {
    statement:
      "A cluster with the primary IP W.X.Y.Z has the hardware address 02-BF-W-X-Y-Z in unicast and 03-BF-W-X-Y-Z in multicast mode.",
    evidence: "documented",
    source: NLB_MODES,
  },
  "nlb-igmp-mac": {
    statement:
      "In the mode igmpMulticast the hardware address is 01-00-5E-7F-Y-Z; the build script compares it with the address that Windows reports.",
    evidence: "documented",
    source: NLB_MODES,
  },
  "nlb-cmdlets": {
    statement:
      "The cmdlets of NetworkLoadBalancingClusters create a cluster, add a node and port rules, and set host priorities; after each change the cluster converges again.",
    evidence: "documented",
    source: "https://learn.microsoft.com/powershell/module/networkloadbalancingclusters/",
  },
  "nlb-unicast-forwarding": {
    statement:
      "In unicast mode, a host with two network cards needs forwarding on the cluster's interface, which is off in Windows from Server 2008 on. The build script does not turn it on, because the host would then forward packets between its networks.",
    evidence: "documented",
    source: NLB_MODES,
  },
  "nlb-node-leaves": {
    statement:
      "A node can be removed from a cluster, or added to it, while the other nodes go on. Both change the configuration of all nodes, which converge again, and the traffic is distributed among the nodes that are there.",
    evidence: "documented",
    source:
      "https://learn.microsoft.com/powershell/module/networkloadbalancingclusters/remove-nlbclusternode and https://learn.microsoft.com/powershell/module/networkloadbalancingclusters/add-nlbclusternode",
  },
  "nlb-default-host": {
    statement: "The node with the lowest host priority gets all traffic that no port rule covers.",
    evidence: "documented",
    source: `${MICROSOFT}/it-pro/windows-server-2008-R2-and-2008/cc726476(v=ws.10)`,
  },
  "nlb-adapter": {
    statement: "No more than one adapter of a host may be in the same cluster, and an adapter is in one cluster.",
    evidence: "inferred",
    source: `the first part: ${MICROSOFT}/it-pro/windows-server-2003/cc786134(v=ws.10); the second is deduced from the settings belonging to an adapter`,
  },
  "nlb-switches": {
    statement:
      "Switches flood what is sent to the address of a cluster, and routers may refuse a multicast address for an IP address of one host; static entries show both where the cluster is.",
    evidence: "documented",
    source: `${NLB_MODES}; that routers refuse: the manuals of Cisco and Dell that the files in network/ name`,
  },
  "nlb-hypervisors": {
    statement:
      "A hypervisor must let the hosts change their hardware address, and in unicast mode it must not announce anything for them.",
    evidence: "analogous",
    source: `the articles of VMware and Microsoft that network/ names, to which ${NLB_MODES} leads`,
  },
  "nlb-former-primary": {
    statement: "A switchover was found to be reliable only if the former primary was stopped and started again.",
    evidence: "analogous",
    source: "a field report of 2009 on SIP T-Server with NLB: http://genesysguru.com/blog/blog/2009/10/",
  },
} as const satisfies Record<string, Fact>;
