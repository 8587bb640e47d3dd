import { describe, expect, test } from "vitest";
import { Match } from "../../../lib/testing";
import { exampleTopology, firstPair } from "../example-topology";
import { messageOf, misuseOf } from "../message-of";

describe("a script of a host", () => {
  test("is found by its name or the path of its installation, with its text or its properties", () => {
    const topology = firstPair();
    topology.hasScript("sip-a", "inbound-vip");
    topology.hasScript("sip-a", "/opt/genesys/sip-ha/inbound-vip");
    topology.hasScript("sip-a", "inbound-vip", /^VIRTUAL_IP='10\.120\.0\.10'$/m);
    topology.hasScript("sip-a", "inbound-vip", { mode: "0750", group: "root", construct: "pairs.inbound" });
    topology.hasScript("sip-b", "/etc/systemd/system/inbound-vip-release.service", { mode: "0644" });
    topology.hasScript("sip-b", "deploy", { path: Match.absent(), content: Match.not(/10\.120\.0\.99/) });
    exampleTopology("windows-pair.yaml").hasScript("sip-a", "C:\\Genesys\\sip-ha\\inbound-vip.cmd", {
      mode: "administrators",
    });
  });

  test("is missed with the nearest one, and the line whose text is nearest", () => {
    const expected = { mode: "0755", content: /VIRTUAL_IP='10\.120\.0\.99'/ };
    expect(messageOf(() => firstPair().hasScript("sip-a", "inbound-vip", expected))).toMatch(
      /^host sip-a has no script inbound-vip like \{ mode: "0755", content: \/VIRTUAL_IP='10\\\.120\\\.0\\\.99'\/ \}\nIt has 3 scripts; the nearest is \/opt\/genesys\/sip-ha\/inbound-vip:\n {3}\{\n {5}name: "inbound-vip",\n {5}path: "\/opt\/genesys\/sip-ha\/inbound-vip",\n!! {3}Expected "0755" but received "0750"\n {5}mode: "0750",\n {5}group: "root",\n {5}purpose: "control script of the virtual IP: up, down, status, announce",\n {5}construct: "pairs.inbound",\n {5}evidence: "analogous",\n!! {3}Expected text like \/VIRTUAL_IP='10\\\.120\\\.0\\\.99'\/, which is nowhere in the \d+ lines; the nearest is line \d+: VIRTUAL_IP='10\.120\.0\.10'\n {5}content: "#!\/bin\/sh" \.\.\. \(\d+ lines\),\n {3}\}$/,
    );
  });

  test("is missed by name, with the one that may have been meant", () => {
    const message = messageOf(() => firstPair().hasScript("sip-a", "inboud-vip"));
    expect(message).toMatch(
      /^host sip-a has no script inboud-vip; did you mean inbound-vip\?\nIt has 3 scripts; the nearest is \/opt\/genesys\/sip-ha\/inbound-vip:\n/,
    );
    expect(message).toContain('\n!!   Expected "inboud-vip" but received "inbound-vip"\n     name: "inbound-vip",\n');
  });

  test("is missed by path, with the path that may have been meant", () => {
    expect(messageOf(() => firstPair().hasScript("sip-a", "/opt/genesys/sip-h/inbound-vip"))).toMatch(
      /^host sip-a has no script \/opt\/genesys\/sip-h\/inbound-vip; did you mean \/opt\/genesys\/sip-ha\/inbound-vip\?\n/,
    );
  });

  test("is missed on a host that gets none, with the hosts that get it", () => {
    expect(messageOf(() => firstPair().hasScript("mgmt-1", "inbound-vip"))).toBe(
      "host mgmt-1 has no script inbound-vip; it has no scripts at all\ninbound-vip is on sip-a, sip-b",
    );
  });

  test("that must not exist is shown", () => {
    expect(messageOf(() => firstPair().not.hasScript("sip-b", "inbound-vip", { mode: /^07/ }))).toMatch(
      /^host sip-b has script inbound-vip like \{ mode: \/\^07\/ \}, but should not\nIt is \/opt\/genesys\/sip-ha\/inbound-vip:\n {3}\{\n {5}name: "inbound-vip",\n {5}path: "\/opt\/genesys\/sip-ha\/inbound-vip",\n {5}mode: "0750",\n/,
    );
    firstPair().not.hasScript("sip-b", "outbound-vip");
    firstPair().not.hasScript("sip-b", "inbound-vip", /10\.120\.0\.99/);
    firstPair().not.hasScript("mgmt-1", "inbound-vip");
  });

  test("of an unknown host is a mistake of the test, even if no script is expected", () => {
    const message = [
      "staging has no host sipa; did you mean sip-a?",
      "  found:   sipa",
      "  allowed: mgmt-1, sip-a or sip-b",
      "  fix:     write sip-a",
    ].join("\n");
    expect(misuseOf(() => firstPair().hasScript("sipa", "inbound-vip"))).toBe(message);
    expect(misuseOf(() => firstPair().not.hasScript("sipa", "inbound-vip"))).toBe(message);
  });
});
