// Tests of a program: the environment of ../first-pair.ts, built again for these tests. Nothing is written.
import "sip-server-ha/testing/vitest";
import { Match, Topology } from "sip-server-ha/testing";
import { describe, expect, test } from "vitest";
import { firstPair } from "../first-pair";

const staging = Topology.of(firstPair);

describe("staging", () => {
  test("has no errors", () => {
    expect(staging).toHaveNoFindings("error");
  });

  test("is reached at the address that the trunk provider knows", () => {
    expect(staging).toHaveVirtualIp("10.120.0.10", { pair: "inbound", port: 5060 });
  });

  test.each(["sip-a", "sip-b"])("%s gets the control script, which only root and its group may run", (host) => {
    expect(staging).toHaveScript(host, "/opt/genesys/sip-ha/inbound-vip", { mode: "0750", group: "root" });
    expect(staging).toHaveScript(host, "inbound-vip", Match.stringLikeRegexp("^VIRTUAL_IP='10\\.120\\.0\\.10'$"));
  });

  test("the management host gets no scripts", () => {
    expect(staging).not.toHaveScript("mgmt-1", "inbound-vip");
    expect(staging.findFiles(/^hosts\/mgmt-1\//)).toEqual([]);
  });

  test("when a server becomes primary, the address leaves the other host and comes to its own", () => {
    expect(staging).toHaveConfigurationObject("alarmCondition", "SIP_In_P_BECAME_PRIMARY", {
      alarmDetectEvent: { logEventID: 5150, app: "SIP_In_P" },
      reactionScripts: Match.arrayWith([{ name: "SIP_In_B_VIP_DOWN_REACTION" }, { name: "SIP_In_P_VIP_UP_REACTION" }]),
    });
  });

  test("both servers give callers the virtual IP, and keep the agreed heartbeat", () => {
    for (const server of ["SIP_In_P", "SIP_In_B"]) {
      expect(staging).toHaveOption(server, "TServer", "sip-address", "10.120.0.10");
      expect(staging).toHaveOption(server, "backup-sync", "addp-timeout", 5);
      expect(staging).toHaveOption(server, "TServer", "http-port", Match.absent());
    }
  });

  test("the findings list what must still be done before production", () => {
    expect(staging).toHaveFinding("host-key-missing", { on: "hosts.sip-a" });
    expect(staging).toHaveFinding("isolated-host", { on: "pairs.inbound", level: "warning", fix: /watchdog/ });
  });
});
