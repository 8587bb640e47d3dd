import { describe, expect, test } from "vitest";
import { join } from "../lib/text/paths";
import { type MentionKind, walkFile } from "./cross-artifact/general";
import { modelWords } from "./cross-artifact/model-words";
import { stackOf, synthesized } from "./cross-artifact/stack";
import { foreign, tamperings, withFile } from "./cross-artifact/tampering";
import { walk } from "./cross-artifact/walk";
import {
  WELL_KNOWN_ADDRESSES,
  WELL_KNOWN_EVENTS,
  WELL_KNOWN_FOLDERS,
  WELL_KNOWN_PORTS,
} from "./cross-artifact/well-known";
import { environmentInputs, ROOT } from "./environment-inputs";

describe.each(environmentInputs)("of %s", (input) => {
  test("everything that any artifact mentions belongs to the model", () => {
    expect(walk(synthesized(join(ROOT, input)))).toEqual([]);
  });
});

const golden = (name: string) => synthesized(join(ROOT, `test/golden/${name}/environment.yaml`));

describe.each(["every-feature", "windows", "windows-nlb", "solaris", "ipv6", "big-ip", "sip-proxy", "single-host"])(
  "in the golden topology %s",
  (name) => {
    const stack = golden(name);
    const words = modelWords(stack.topology);
    const isOwn = (kind: MentionKind, mention: string, file: string) =>
      // A system folder is right by its beginning, so another name below it is right too.
      kind.isRight(mention, file, stack, words) && !kind.isRight(foreign(kind, mention), file, stack, words);

    test("a changed address, port, event, path or object in any artifact is found there", () => {
      const all = tamperings(stack, isOwn);
      const missed = all.filter(({ file, tampered }) => {
        const found = tampered();
        // An error in what artifacts.yaml says about a host's files is found at the installer, which says otherwise.
        if (file === "artifacts.yaml") return walk(found).length === 0;
        return walkFile(found, words, file).length === 0 && !walk(found).some((line) => line.startsWith(file));
      });
      expect(missed.map(({ kind, file, mention }) => `${kind} ${mention} of ${file}`)).toEqual([]);
      expect(all.length).toBeGreaterThan(name === "single-host" ? 40 : 80);
    });
  },
);

describe("the check finds, even if every value belongs to the model:", () => {
  const stack = golden("every-feature");
  const A = "hosts/sip-a";
  const CASES: readonly (readonly [string, string, (text: string) => string, string])[] = [
    [
      "a script that takes the peer's address for its own",
      `${A}/inbound-vip`,
      (text) => text.replace("HOST_ADDRESS='10.40.0.11'", "HOST_ADDRESS='10.40.0.12'"),
      `${A}/inbound-vip:39: HOST_ADDRESS is 10.40.0.12, not 10.40.0.11`,
    ],
    [
      "a watchdog that asks the gateway of another network",
      `${A}/inbound-vip-watchdog`,
      (text) => text.replace("GATEWAY='10.40.0.126'", "GATEWAY='10.30.0.1'"),
      `${A}/inbound-vip-watchdog:18: GATEWAY is 10.30.0.1, not 10.40.0.126`,
    ],
    [
      "an installer that looks for the virtual IP on the other interface",
      `${A}/deploy`,
      (text) => text.replace(`"$1" '10.40.0.10' 'bond0.140'`, `"$1" '10.40.0.10' 'eth0'`),
      `${A}/deploy:61: 10.40.0.10 | eth0 | 10.40.0.12 is not the model's`,
    ],
    [
      "an installer that gives a file another mode",
      `${A}/deploy`,
      (text) => text.replace("'0750' 'genesys'", "'0755' 'genesys'"),
      `${A}/deploy:49: inbound-vip | /srv/genesys/ha/inbound-vip | 0755 | genesys is not the model's`,
    ],
    [
      "a host with the address of another",
      "configuration-layer/objects.json",
      (text) => text.replace('"10.30.0.11"', '"10.30.0.12"'),
      "configuration-layer/objects.json: the address of host sip-a is 10.30.0.12, not 10.30.0.11",
    ],
    [
      "a script application on the other host",
      "configuration-layer/objects.json",
      (text) => text.replace(/("name": "SIP_Every_P_VIP_UP",[\s\S]*?"host": )"sip-a"/, '$1"sip-b"'),
      "configuration-layer/objects.json: SIP_Every_P_VIP_UP starts /usr/bin/sudo -n /srv/genesys/ha/inbound-vip up, which sip-b does not get",
    ],
    [
      "the ports of the two servers exchanged",
      "configuration-layer/objects.json",
      (text) => text.replace('"3200"', '"3100"'),
      "configuration-layer/objects.json: the ports of SIP_Every_B is 3100, 3201, not 3200, 3201",
    ],
    [
      "a reaction that is to start an application of the other host",
      "configuration-layer/reactions.json",
      (text) => text.replace('"startsApplication": "SIP_Every_B_VIP_UP"', '"startsApplication": "SIP_Every_P_VIP_UP"'),
      "configuration-layer/reactions.json: SIP_Every_P_VIP_UP is on sip-a, not on sip-b",
    ],
    [
      "an alarm condition whose reaction is no object",
      "configuration-layer/objects.json",
      (text) => text.replace(/("reactionScripts": \[\s*\{\s*"name": ")\w+/, "$1SIP_Every_B_VIP_UP"),
      "configuration-layer/objects.json: a reaction of SIP_Every_B_BECAME_BACKUP is SIP_Every_B_VIP_UP, which does not exist",
    ],
    [
      "options with the HTTP port of the other server",
      "configuration-layer/options/SIP_Every_P.cfg",
      (text) => text.replace("http-port=8081", "http-port=8082"),
      "configuration-layer/options/SIP_Every_P.cfg: http-port is 8082, not 8081",
    ],
    [
      "a host that Terraform reaches at the other's address",
      "cdk.tf.json",
      (text) => text.replace('"10.30.0.111"', '"10.30.0.12"'),
      "cdk.tf.json: the host of sip-a is 10.30.0.12, not 10.30.0.111",
    ],
    [
      "a folder that Terraform does not find",
      "cdk.tf.json",
      (text) => text.replace("${path.module}/hosts/sip-a/", "${path.module}/hosts/sip-c/"),
      "cdk.tf.json: source hosts/sip-c/ does not exist",
    ],
    [
      "a resource that waits for none",
      "cdk.tf.json",
      (text) => text.replace('"null_resource.sip-b"', '"null_resource.sip-c"'),
      "cdk.tf.json: sip-a waits for null_resource.sip-c, which does not exist",
    ],
    [
      "a command in the runbook on a host that there is not",
      "runbook.md",
      (text) => text.replace("# on sip-b:", "# on sip-c:"),
      "there is no host sip-c",
    ],
    [
      "a file in the runbook that is not written",
      "runbook.md",
      (text) => text.replace("`configuration-layer/objects.json`", "`configuration-layer/object.json`"),
      "there is no file configuration-layer/object.json",
    ],
    [
      "a host in a table of the runbook",
      "runbook.md",
      (text) =>
        text.replace(
          "| SIP_Every_P_VIP_UP_REACTION | SIP_Every_P_VIP_UP | sip-a |",
          "| SIP_Every_P_VIP_UP_REACTION | SIP_Every_P_VIP_UP | sip-c |",
        ),
      "on host sip-c is not the model's",
    ],
    [
      "a file for a host that there is not",
      "artifacts.yaml",
      (text) => text.replace('"target":{"host":"sip-a"', '"target":{"host":"sip-c"'),
      "artifacts.yaml: hosts/sip-a/inbound-vip is for host sip-c, which is not the model's",
    ],
    [
      "a file of a pair that there is not",
      "artifacts.yaml",
      (text) => text.replace('"construct":"pairs.inbound"', '"construct":"pairs.outbound"'),
      "artifacts.yaml: configuration-layer/options/SIP_Every_B.cfg comes from pairs.outbound, which is not the model's",
    ],
  ];

  test.each(CASES)("%s", (_, file, change, complaint) => {
    expect(walk(withFile(stack, file, change))).toContainEqual(expect.stringContaining(complaint));
  });

  test("a file that differs from artifacts.yaml, a file that it does not list, and a missing file", () => {
    const { topology, files } = stack;
    const { "runbook.md": runbook, [`${A}/inbound-vip`]: _, ...rest } = files;
    expect(walk(stackOf(topology, { ...rest, "runbook.md": `${runbook}\n`, "notes.md": "" }))).toEqual(
      expect.arrayContaining([
        "artifacts.yaml: notes.md is not listed",
        "artifacts.yaml: hosts/sip-a/inbound-vip does not exist",
        "artifacts.yaml: runbook.md has another hash",
      ]),
    );
  });
});

test.each([
  ["windows", "hosts/sip-a", ["deploy.cmd", "inbound-vip-watchdog.cmd", "inbound-vip.cmd"], "10.71.0.11", "10.71.0.12"],
  ["solaris", "hosts/sun-a", ["deploy", "inbound-vip"], "10.31.0.11", "10.31.1.12"],
  ["aix", "hosts/power-a", ["deploy", "inbound-vip", "inbound-vip-watchdog"], "192.168.9.11", "192.168.9.12"],
])("on %s every exchange of the host's own address and the peer's is found", (name, folder, files, own, peer) => {
  const stack = golden(name);
  const exchange = (text: string) => text.replaceAll(own, "{own}").replaceAll(peer, own).replaceAll("{own}", peer);
  const mentioning = Object.keys(stack.files).filter(
    (file) => file.startsWith(`${folder}/`) && stack.files[file]!.includes(own),
  );
  expect(mentioning).toEqual(files.map((file) => `${folder}/${file}`));
  for (const file of mentioning)
    expect(walk(withFile(stack, file, exchange))).toContainEqual(expect.stringMatching(`^${file}:\\d+: .* not `));
});

test("a file of an unknown kind is searched for addresses, ports, events, paths and objects", () => {
  const { topology, files } = golden("every-feature");
  const text = [
    "_sip._udp.example.com. 60 IN SRV 10 10 5099 proxy-1.example.com.",
    "proxy-1.example.com. 60 IN A 198.51.100.9",
    "proxy-1.example.com. 60 IN AAAA 2001:db8::99",
    '{ "virtualPort": 5098, "serverAddresses": ["10.40.0.11", "10.40.0.99"], "monitor": "10.40.0.11:5097" }',
    "Add-NlbClusterPortRule -StartPort 5096 -EndPort 5070 -IP 10.40.0.10",
    "SIP_Every_P is primary, SIP_Every_X is not: 00-09999; see /srv/genesys/ha/inbound-vip and /srv/genesys/other/script",
  ].join("\n");
  const complaints = walk(stackOf(topology, { ...files, "dns/zone": text })).filter((line) =>
    line.startsWith("dns/zone"),
  );
  expect(complaints).toEqual([
    "dns/zone:1: port 5099 is not the model's",
    "dns/zone:2: address 198.51.100.9 is not the model's",
    "dns/zone:3: address 2001:db8::99 is not the model's",
    "dns/zone:4: address 10.40.0.99 is not the model's",
    "dns/zone:4: port 5098 is not the model's",
    "dns/zone:4: port 5097 is not the model's",
    "dns/zone:5: port 5096 is not the model's",
    "dns/zone:6: event 09999 is not the model's",
    "dns/zone:6: path /srv/genesys/other/script is not the model's",
    "dns/zone:6: object SIP_Every_X is not the model's",
  ]);
});

test("a path on a BIG-IP is one from its declaration, or of something that the model names", () => {
  const { topology, files } = golden("every-feature");
  const declaration = {
    class: "ADC",
    every: {
      class: "Tenant",
      inbound: { class: "Application", pool: { class: "Pool" }, vip_inbound: { class: "Service_Address" } },
    },
  };
  const text =
    "/every/inbound/pool /every/inbound/rule /every/sip-a /every/sip-x /every/vip_inbound /Common/voice /Common/video /other/sip-a";
  const stack = {
    ...files,
    "big-ip/ltm/as3.json": JSON.stringify({ class: "AS3", declaration }),
    "big-ip/ltm/tmsh.txt": text,
  };
  expect(walk(stackOf(topology, stack)).filter((line) => line.startsWith("big-ip/"))).toEqual(
    ["/every/inbound/rule", "/every/sip-x", "/Common/video", "/other/sip-a"].map(
      (path) => `big-ip/ltm/tmsh.txt:1: path ${path} is not the model's`,
    ),
  );
});

test("every well-known value has a reason", () => {
  for (const { why } of [...WELL_KNOWN_ADDRESSES, ...WELL_KNOWN_PORTS, ...WELL_KNOWN_EVENTS, ...WELL_KNOWN_FOLDERS])
    expect(why).not.toBe("");
});
