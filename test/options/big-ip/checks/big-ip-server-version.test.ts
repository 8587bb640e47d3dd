import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { REMOVED } from "../../../sample-declaration";
import { bigIpDeclaration } from "../big-ip-sample";

const said = (sipServerVersion: string, changes = {}) =>
  evaluateRule("big-ip-server-version", bigIpDeclaration({ "genesys.sipServerVersion": sipServerVersion, ...changes }));

const WITHOUT_TLS = { "pairs.inbound.sip.transports": ["udp"], "pairs.inbound.sip.tlsPort": REMOVED };

test("holds from the documented versions on", () => {
  expect(said("8.1.100.98")).toEqual(HOLDS);
  expect(said("8.1.001.22", WITHOUT_TLS)).toEqual(HOLDS);
});

test("older ones are found", () => {
  expect(said("8.1.100.97").found).toEqual([
    {
      path: "genesys.sipServerVersion",
      message: "pair inbound is behind a BIG-IP and speaks TLS, for which SIP Server 8.1.100.97 is too old",
      found: "8.1.100.97",
      allowed: "8.1.100.98 or later",
      fix: "update SIP Server first",
    },
  ]);
  expect(said("8.1.001.21", WITHOUT_TLS).found.map(({ message, allowed }) => [message, allowed])).toEqual([
    ["pair inbound is behind a BIG-IP, for which SIP Server 8.1.001.21 is too old", "8.1.001.22 or later"],
  ]);
});
