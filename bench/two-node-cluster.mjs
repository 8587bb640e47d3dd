// The case that Pacemaker, the simulator's peer, has to solve: a cluster of two nodes with a virtual IP, a SIP Server that is promoted on one of
// them, a watched gateway and fencing, at the moment after the serving node was lost.
const NODES = ["sip-a", "sip-b"];
const FEATURES = 'crm_feature_set="3.16.2"';

const pairs = (id, values) =>
  Object.entries(values)
    .map(([name, value]) => `<nvpair id="${id}-${name}" name="${name}" value="${value}"/>`)
    .join("");

function primitive(id, kind, attributes, monitors) {
  const operations = monitors.map(
    ([interval, role], index) =>
      `<op id="${id}-monitor-${index}" name="monitor" interval="${interval}" timeout="20s"${role ? ` role="${role}"` : ""}/>`,
  );
  return `<primitive id="${id}" ${kind}><instance_attributes id="${id}-attributes">${pairs(id, attributes)}</instance_attributes><operations>${operations.join("")}</operations></primitive>`;
}

const IP_ADDRESS = 'class="ocf" provider="heartbeat" type="IPaddr2"';
const SIP_SERVER = 'class="ocf" provider="pacemaker" type="Stateful"';
const PING = 'class="ocf" provider="pacemaker" type="ping"';
const FENCE = 'class="stonith" type="fence_ipmilan"';

const resources = [
  primitive("vip", IP_ADDRESS, { ip: "10.120.0.10", cidr_netmask: 24, nic: "eth1" }, [["10s"]]),
  `<master id="sip-pair"><meta_attributes id="sip-pair-meta">${pairs("sip-pair", { "master-max": 1, "clone-max": 2, notify: true })}</meta_attributes>${primitive(
    "sip",
    SIP_SERVER,
    {},
    [
      ["10s", "Master"],
      ["11s", "Slave"],
    ],
  )}</master>`,
  `<clone id="gateway">${primitive("ping", PING, { host_list: "10.120.0.1", multiplier: 100 }, [["10s"]])}</clone>`,
  ...NODES.map((node) => primitive(`fence-${node}`, FENCE, { pcmk_host_list: node }, [["60s"]])),
].join("");

const constraints = `<rsc_colocation id="with" rsc="vip" with-rsc="sip-pair" with-rsc-role="Master" score="INFINITY"/>
<rsc_order id="after" first="sip-pair" first-action="promote" then="vip" then-action="start"/>
<rsc_location id="reachable" rsc="sip-pair"><rule id="reaches" role="Master" score="-INFINITY" boolean-op="or"><expression id="few" attribute="pingd" operation="lt" value="100"/><expression id="none" attribute="pingd" operation="not_defined"/></rule></rsc_location>
${NODES.map((node) => `<rsc_location id="not-${node}" rsc="fence-${node}" node="${node}" score="-INFINITY"/>`).join("")}`;

/** What a node has done: the operations of its resources, each with the code that it ended with. */
function history(node, id, kind, operations) {
  const done = operations.map(
    ([operation, interval, code], index) =>
      `<lrm_rsc_op id="${id}-${node}-${index}" operation_key="${id}_${operation}_${interval}" operation="${operation}" ${FEATURES} transition-key="${10 + index}:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" transition-magic="0:${code};${10 + index}:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" call-id="${5 + index}" rc-code="${code}" op-status="0" interval="${interval}" last-rc-change="1700000000" exec-time="20" queue-time="0" op-digest="f2317cad3d54cec5d7d7aa7d0bf35cf8"/>`,
  );
  return `<lrm_resource id="${id}" ${kind}>${done.join("")}</lrm_resource>`;
}

const RUNS = (interval) => [
  ["start", 0, 0],
  ["monitor", interval, 0],
];
const NOT_HERE = [["monitor", 0, 7]];

function nodeState(node, index) {
  const isActive = index === 0;
  const state = isActive
    ? 'in_ccm="false" crmd="offline" join="down" expected="member"'
    : 'in_ccm="true" crmd="online" join="member" expected="member"';
  const promoted = [
    ["promote", 0, 0],
    ["monitor", 10000, 8],
  ];
  const resourcesHere = [
    history(node, "vip", IP_ADDRESS, isActive ? RUNS(10000) : NOT_HERE),
    history(node, "sip", SIP_SERVER, isActive ? promoted : RUNS(11000)),
    history(node, "ping", PING, RUNS(10000)),
    ...NODES.map((other) => history(node, `fence-${other}`, FENCE, other === node ? NOT_HERE : RUNS(60000))),
  ];
  const attributes = pairs(`status-${node}`, { pingd: isActive ? 0 : 100, "master-sip": isActive ? 100 : 5 });
  return `<node_state id="${index + 1}" uname="${node}" ${state}><transient_attributes id="${index + 1}"><instance_attributes id="status-${node}">${attributes}</instance_attributes></transient_attributes><lrm id="${index + 1}"><lrm_resources>${resourcesHere.join("")}</lrm_resources></lrm></node_state>`;
}

/** The cluster's information base, as crm_simulate reads it. */
export const TWO_NODE_CLUSTER = `<cib ${FEATURES} validate-with="pacemaker-3.8" epoch="10" num_updates="5" admin_epoch="0" have-quorum="1" dc-uuid="2">
<configuration>
<crm_config><cluster_property_set id="options">${pairs("option", { "stonith-enabled": true, "no-quorum-policy": "ignore" })}</cluster_property_set></crm_config>
<nodes>${NODES.map((node, index) => `<node id="${index + 1}" uname="${node}"/>`).join("")}</nodes>
<resources>${resources}</resources>
<constraints>${constraints}</constraints>
</configuration>
<status>${NODES.map(nodeState).join("")}</status>
</cib>
`;
