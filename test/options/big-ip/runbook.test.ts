import { describe, expect, test } from "vitest";
import { applicationOf } from "../../../lib/options/big-ip/as3-declaration";
import { AS3_DEFAULTS } from "../../../lib/options/big-ip/as3-defaults";
import { serviceOf } from "../../../lib/options/big-ip/model";
import { bigIpRunbook } from "../../../lib/options/big-ip/runbook";
import { tmshCommands } from "../../../lib/options/big-ip/tmsh";
import { plan } from "../../../lib/synth/plan";
import { textOf } from "../../../lib/text/file-text";
import { bigIpTopology } from "./big-ip-sample";

/** The parts of the chapter by their headings. */
function parts(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, string>> {
  const { topology, pair } = bigIpTopology(changes);
  const chapter = bigIpRunbook(topology, pair);
  return Object.fromEntries(
    chapter.split(/^### /m).map((part) => [part.split("\n")[0], part.split("\n").slice(1).join("\n").trim()]),
  );
}

const OLD = { "bigIps.ltm-1.version": "12.1.6" };

describe("the runbook of a device that runs no AS3", () => {
  const { topology, device } = bigIpTopology(OLD);
  const file = tmshCommands(topology, device);
  const old = parts(OLD);

  test("has no step with AS3 or Declarative Onboarding on the way there, back, or to other transports", () => {
    for (const heading of ["The device's network", "The pair on the device", "Roll-back", "Changing the transports"])
      expect(old[heading]).not.toMatch(/\bpost\b|as3\.json|declarative-onboarding|dry-run/);
  });

  test("saves the configuration before the first command, which is a way back", () => {
    expect(old["The device's network"]).toContain(
      "BIG-IP 12.1.6 runs no AS3 that takes the declaration, so all of it is typed: the commands of `big-ip/ltm-1/tmsh.txt`, in a shell of the device that `tmsh` opens.",
    );
    expect(old["The device's network"]).toContain("tmsh save sys ucs before-inbound");
    expect(old["The device's network"]).toContain(
      "are from memory: compare them with the documentation of your version",
    );
    expect(old["Roll-back"]).toContain("tmsh load sys ucs before-inbound");
  });

  test("names the commands of the file as the file has them", () => {
    expect(old["The pair on the device"]).toContain("`create auth partition dmz`");
    expect(file).toContain("\ncreate auth partition dmz\n");
    expect(old["The pair on the device"]).toContain("that follow `# Pair inbound.`");
    expect(file).toContain("\n# Pair inbound.\n");
  });

  test("deletes what the pair's commands create, the last first", () => {
    const created = [...file.matchAll(/^create (.+? \/\S+)/gm)].map(([, object]) => object!);
    const deleted = [...old["Roll-back"]!.matchAll(/^ *delete (.+)$/gm)].map(([, object]) => object!);
    expect(deleted).toEqual(created.reverse());
    expect(deleted).toHaveLength(30);
    expect(deleted.at(0)).toBe("ltm virtual /dmz/inbound/fwd_in_trunk-b");
    expect(deleted.at(-1)).toBe("sys folder /dmz/inbound");
  });

  test("removes a transport in the order in which its objects use each other", () => {
    expect(old["Changing the transports"]).toContain(
      [
        "delete ltm virtual /dmz/inbound/vs_sip_tls",
        "delete ltm pool /dmz/inbound/pool_sip_tls",
        "delete ltm monitor sip /dmz/inbound/mon_sip_tls",
        "save sys config",
      ].join("\n"),
    );
  });

  test("applies only to versions before 13.1", () => {
    expect(parts({ "bigIps.ltm-1.version": "13.1.0" })["The pair on the device"]).toContain(
      "sh big-ip/ltm-1/post dry-run",
    );
    expect(parts()["The device's network"]).toContain("declarative-onboarding.json");
  });
});

test.each(["13.1.1.5", "13.1.3", "13.1.3.4"])("BIG-IP %s gets no Declarative Onboarding", (version) => {
  const part = parts({ "bigIps.ltm-1.version": version, "bigIps.ltm-1.as3Version": "3.49.0" })["The device's network"]!;
  expect(part).not.toContain("curl");
  expect(part).toContain(`Declarative Onboarding does not run on BIG-IP ${version} (documented)`);
  expect(part).toContain("the first commands of `tmsh.txt`");
});

test.each(["13.1.1", "13.1.5.1", "14.1.3"])("BIG-IP %s gets Declarative Onboarding", (version) => {
  expect(parts({ "bigIps.ltm-1.version": version })["The device's network"]).toContain("curl");
});

test.each([
  ["10.110.0.5", "'https://10.110.0.5/mgmt/shared/declarative-onboarding'"],
  ["2001:db8:110::5", "'https://[2001:db8:110::5]/mgmt/shared/declarative-onboarding'"],
])("the URL for Declarative Onboarding has the management address %s as URLs write it, quoted", (management, url) => {
  expect(parts({ "bigIps.ltm-1.management": management })["The device's network"]).toContain(
    ` -d @big-ip/ltm-1/declarative-onboarding.json ${url}\n`,
  );
});

describe("the runbook of two devices that back each other up", () => {
  const second = parts({ "bigIps.ltm-1.redundant": true })["The second device"]!;

  test("has what the second device needs, and says that it is not verified", () => {
    const { device } = bigIpTopology();
    expect(second).toContain(
      "Genesys has not validated two devices that back each other up (documented), and nothing of this chapter is verified. AS3 is installed on both (documented).",
    );
    expect(second).toContain("Each of the two needs self IPs of its own on both VLANs, in `traffic-group-local-only`");
    expect(second).toContain(
      `Work only on the device at ${device.management}. What is written here does not synchronise`,
    );
    expect(second).toContain("tmsh show ltm pool /dmz/inbound/pool_sip_udp members");
  });

  test("has no step with AS3 if the devices run none", () => {
    const { "The second device": old } = parts({ ...OLD, "bigIps.ltm-1.redundant": true });
    expect(old).toContain("Type the commands on only one of the two.");
    expect(old).not.toContain("AS3");
  });

  test("is not part of the chapter of a single device", () => {
    expect(Object.keys(parts())).not.toContain("The second device");
  });
});

describe("the proof before callers use it", () => {
  const proofOf = (changes: Readonly<Record<string, unknown>>) => parts(changes)["Proof, before callers use it"];
  const sip = (transports: readonly string[], tlsPort?: number) => ({ "pairs.inbound.sip": { transports, tlsPort } });

  test("checks the monitor's probe where it can be read", () => {
    expect(proofOf(sip(["udp", "tls"], 5061))).toContain("`tcpdump -ni ltm-inside -A udp port 5060`");
    expect(proofOf(sip(["tcp"]))).toContain("`tcpdump -ni ltm-inside -A tcp port 5060`");
    expect(proofOf(sip(["tls"], 5061))).toContain("find this status in the log of SIP_South_P, and declare it");
  });

  test("checks the backup on each SIP port", () => {
    const alone = (port: string, filter: string) =>
      `nothing listens on ${port} of the backup's host, except for a moment when the backup starts (on Linux: \`ss -Hln '${filter}'\`).`;
    expect(proofOf(sip(["udp"]))).toContain(alone("port 5060", "sport = :5060"));
    expect(proofOf(sip(["tls"], 5061))).toContain(alone("port 5060 or port 5061", "sport = :5060 or sport = :5061"));
  });

  test("names the option by which a backup closes its port if SIP Server has it", () => {
    const old = { "genesys.sipServerVersion": "8.1.103.63" };
    expect(proofOf({})).toContain("check that `backup-sip-port-check` is true, and stop here.");
    expect(proofOf(old)).toContain("the backup answers: stop here, and ask the vendor.");
    expect(Object.values(parts(old)).join()).not.toContain("backup-sip-port-check");
    const { topology, pair } = bigIpTopology(old);
    expect(bigIpRunbook(topology, pair)).toContain(
      "(deduced from an option that this version of SIP Server does not have; the proof below shows it)",
    );
  });
});

test("what only people can check includes the version of GVP that TLS behind a BIG-IP requires", () => {
  const check = (transports: readonly string[], tlsPort?: number) =>
    parts({ "pairs.inbound.sip": { transports, tlsPort } })["What only people can check"];
  expect(check(["udp", "tls"], 5061)).toContain("- If Genesys Voice Platform serves this pair, it is 8.1.7 or later");
  expect(check(["udp", "tcp"])).not.toContain("Genesys Voice Platform");
});

test("the table of values has each number, text and switch of the declaration that is not AS3's default", () => {
  const { topology, pair } = bigIpTopology();
  // Which monitor it is, an iRule's text, and a port that another word leaves unchanged.
  const told = new Set(["protocol", "expand", "translateClientPort"]);
  const items = Object.values(applicationOf(serviceOf(topology, pair))).flatMap((item) =>
    typeof item === "object" && item !== null && "class" in item ? [item as Readonly<Record<string, unknown>>] : [],
  );
  const changed = items.flatMap((item) =>
    Object.entries(AS3_DEFAULTS[String(item.class)] ?? {})
      .filter(([key, value]) => key in item && typeof item[key] !== "object" && item[key] !== value && !told.has(key))
      .map(([key]) => key),
  );
  const table = parts()["Why the values are as they are"]!;
  expect(changed.filter((key) => !table.includes(key))).toEqual([]);
  expect(new Set(changed)).toContain("resetOnTimeout");
  expect(table).toContain("| TCP and TLS: keepAliveInterval | 60s | 1800 |");
});

describe("the proof of the forwarding virtual server", () => {
  const proof = (changes: Readonly<Record<string, unknown>> = {}) => parts(changes)["Proof, before callers use it"]!;

  test("is a T-Library client if the Host object's address is on the inside", () => {
    expect(proof({ "hosts.trunk-a.managementInterface": "eth1" })).toContain(
      "Check the forwarding virtual server of trunk-a: a T-Library client outside, in one of the networks of the overview, reaches port 3000 of 10.214.0.11. A machine that is in none of these networks does not.",
    );
  });

  test("is left out if T-Library clients do not come through the device", () => {
    expect(proof({ "hosts.trunk-a.managementInterface": "eth0" })).not.toContain("T-Library");
  });
});

test("members are named by host and address, because the device shows only the address", () => {
  const { "Manual switchover, there": there, "Proof, before callers use it": proof } = parts();
  expect(there).toContain("trunk-a (10.214.0.11) is the member that is available.");
  expect(there).toContain(
    "trunk-b (10.214.0.12) is available within 2s after its server has become primary, and that trunk-a (10.214.0.11) is offline within 7s:\n",
  );
  expect(proof).toContain("`available` for trunk-a (10.214.0.11) and `offline` for trunk-b (10.214.0.12)");
});

test("the chapter says that a UDP caller who got a message from the old server is bound to it, and for how long, if the pair uses UDP", () => {
  const bound = (transports: readonly string[]) => {
    const chapter = parts({ "pairs.inbound.sip": { transports } });
    const ended = ["there", "back"].map((way) => /tmsh delete .*/.exec(chapter[`Manual switchover, ${way}`]!)?.[0]);
    return [
      /until the caller has been silent for \d+s/.exec(chapter["How long callers may find nobody"]!)?.[0],
      ...ended,
    ];
  };
  const end = (address: string) => `tmsh delete sys connection cs-client-addr ${address} protocol udp`;
  expect(bound(["udp", "tcp"])).toEqual([
    "until the caller has been silent for 30s",
    end("10.214.0.11"),
    end("10.214.0.12"),
  ]);
  expect(bound(["tcp"])).toEqual([undefined, undefined, undefined]);
});

test("the runbook says for how long to wait after each switchover", () => {
  const chapter = parts({ "managementLayer.failureDetection": { haFlipDetectTimeout: "15s" } });
  for (const heading of ["Manual switchover, there", "Manual switchover, back"])
    expect(chapter[heading]).toContain(
      "Before the next switchover, wait until the roles have been stable for 15s, the Management Layer's haFlipDetectTimeout.",
    );
});

describe("the runbook of a device whose declaration Terraform brings", () => {
  const byTerraform = { "bigIps.ltm-1.deployment": "terraform" };
  const firstChapter = (changes: Readonly<Record<string, unknown>>) => {
    const { artifacts } = plan(bigIpTopology(changes).topology);
    const text = textOf(artifacts.find(({ path }) => path === "runbook.md")!.content);
    return text.slice(text.indexOf("## 1."), text.indexOf("## 2."));
  };

  test("keeps what the device has before the first apply, which replaces it", () => {
    const text = firstChapter({ ...byTerraform, "hosts.trunk-a.connection": { ssh: { user: "genesys" } } });
    const kept =
      'Go through the steps of "The pair on the device" there as far as `terraform init`: what BIG-IP ltm-1 has now is the way back, and the apply below replaces it.';
    expect(text.indexOf(kept)).toBeGreaterThan(0);
    expect(text.indexOf("terraform apply")).toBeGreaterThan(text.indexOf(kept));
    const steps = parts(byTerraform)["The pair on the device"]!;
    expect(steps.indexOf("terraform init")).toBeGreaterThan(steps.indexOf("post show >before-ltm-1.json"));
  });

  test("has no such step if a person brings the declaration there", () => {
    expect(firstChapter({})).not.toContain("The pair on the device");
  });

  test("restores what was kept of this device, and not of another one", () => {
    expect(parts(byTerraform)["Roll-back"]).toContain("post deploy before-ltm-1.json");
  });

  test("names the account of each device whose declaration Terraform brings, because one variable has them all", () => {
    const { network } = bigIpTopology().device;
    const second = { management: "10.213.0.101", version: "17.1.0", user: "ops", deployment: "terraform", network };
    expect(parts({ ...byTerraform, "bigIps.ltm-2": second })["The pair on the device"]).toContain(
      '# {"ltm-1":{"user":"admin","password":"..."},"ltm-2":{"user":"ops","password":"..."}}',
    );
  });
});
