import { describe, expect, test } from "vitest";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostSurvey } from "../../lib/import/host-survey";
import { addressLine, surveyText } from "./survey-of-model";

const LOOPBACK = addressLine("lo", "127.0.0.1", 8);
const survey = (parts: Partial<Parameters<typeof surveyText>[1]>) =>
  hostSurvey(parseFacts("sip-1.survey", surveyText("sip-1", { addresses: [LOOPBACK], ...parts })).facts!);

describe("a survey shows", () => {
  test("addresses with their label, and whether another came first", () => {
    const { addresses } = survey({
      addresses: [
        addressLine("eth1", "10.20.0.11", 24),
        addressLine("eth1", "10.20.0.10", 24, "eth1:1", "secondary "),
        addressLine("eth1", "2001:db8::1", 64),
      ],
    });
    expect(addresses.rows.map(({ address, label, isSecondary }) => [address, label, isSecondary])).toEqual([
      ["10.20.0.11", undefined, false],
      ["10.20.0.10", "eth1:1", true],
      ["2001:db8::1", undefined, false],
    ]);
  });

  test("that an address without a network is a further one on an interface that has a network, and otherwise the interface's own", () => {
    const { addresses } = survey({
      addresses: [
        LOOPBACK,
        addressLine("eth0", "10.10.0.11", 32),
        addressLine("eth1", "10.20.0.10", 32),
        addressLine("eth1", "10.20.0.11", 24),
        addressLine("eth1", "2001:db8::10", 128),
        addressLine("eth1", "fe80::1", 64),
      ],
    });
    const further = addresses.rows.filter(({ isSecondary }) => isSecondary);
    expect(further.map(({ address }) => address)).toEqual(["10.20.0.10"]);
  });

  test("gateways, of either family", () => {
    const { gateways, unparsed } = survey({
      routes: [
        "default via 10.20.0.1 dev eth1 proto static metric 100 ",
        "2001:db8:9::/48 via fe80::1 dev eth1 metric 1024",
        "10.9.0.0/16 via inet6 fe80::1 dev eth1",
      ],
    });
    expect(gateways.map(({ gateway }) => gateway)).toEqual(["10.20.0.1", "fe80::1"]);
    expect(unparsed).toEqual([]);
  });

  test("the lines of scripts that may hold an address, and the files that scripts read in", () => {
    const { scripts } = survey({
      scripts: [
        "started /opt/ha/up.sh",
        "rights 0755 root genesys",
        "line 4:ip address add $VIP/24 dev eth1",
        "file /opt/ha/vip.conf",
        "rights 0644 root root",
        "line 2:VIP=10.20.0.10",
        "line 3:# VIP=10.20.0.99",
        "missing /opt/ha/down.sh",
        "hidden /root/down.sh",
      ],
    });
    expect(scripts.map(({ path, state, isStarted, group }) => [path, state, isStarted, group])).toEqual([
      ["/opt/ha/up.sh", "read", true, "genesys"],
      ["/opt/ha/vip.conf", "read", false, "root"],
      ["/opt/ha/down.sh", "missing", true, undefined],
      ["/root/down.sh", "hidden", true, undefined],
    ]);
    expect(scripts[1]!.lines.map(({ line, addresses, position }) => [line, addresses, position.line])).toEqual([
      [2, ["10.20.0.10"], 22],
      [3, [], 23],
    ]);
  });

  test.each<[string, Parameters<typeof survey>[0]]>([
    ["addresses", { addresses: ["eth1: 10.20.0.10"] }],
    ["routes", { routes: ["10.0.0.0/8 dev eth1"] }],
    ["scripts", { scripts: ["line four"] }],
    ["agents", { agents: ["two words"] }],
    ["managers", { managers: ["cannot open /proc"] }],
  ])("that a line of its %s cannot be understood", (name, parts) => {
    expect(survey(parts).unparsed.map(({ code, message }) => [code, message])).toEqual([
      ["facts-not-understood", `a line of ${name} cannot be understood`],
    ]);
  });

  test("that a list without an address could not be read", () => {
    expect(survey({ addresses: [] }).unparsed).toEqual([
      {
        code: "facts-incomplete",
        position: { file: "sip-1.survey", line: 9, column: 1 },
        message: "addresses does not have any address, though every host has one",
        found: "no line for it",
        expected: "at least that of the loopback interface",
        fix: "run the collector's command by hand on the system to see why, then collect again",
      },
    ]);
  });
});
