import { expect, test } from "vitest";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { furtherPair, sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";

/** A pair on its own hosts beside the sample's. */
const OUTBOUND = furtherPair(
  "outbound",
  "SIP_Out",
  [
    ["sip-c", 13],
    ["sip-d", 14],
  ],
  { virtualIp: "10.120.0.20", network: "voice" },
);

/** The effects of what changes: for each key, on each pair. */
function effects(was: Readonly<Record<string, unknown>>, is: Readonly<Record<string, unknown>>) {
  const [old, now] = [was, is].map((changes) => snapshotOf(topologyOf(sampleDeclaration({ ...OUTBOUND, ...changes }))));
  return environmentDiff(old, now).changes.map(({ path, effect, pairs, ofPair }) => [
    path.join("."),
    effect,
    pairs,
    Object.keys(ofPair ?? {}),
  ]);
}

test("a host that is away affects its own pair, and no other", () => {
  expect(effects({}, { "hosts.sip-a.interfaces.eth1.address": "10.120.0.21" })).toEqual([
    ["hosts.sip-a.interfaces.eth1.address", "switchover", ["inbound"], ["inbound"]],
  ]);
});

test("an interface beside those in use may come and go, but a changed address is set again on the host", () => {
  const spare = (address: string) => ({ "hosts.sip-a.interfaces.eth7": { network: "spare", address } });
  const networks = { "networks.spare": { cidr: "10.9.0.0/24" } };
  expect(effects(networks, { ...networks, ...spare("10.9.0.7") })).toEqual([
    ["hosts.sip-a.interfaces.eth7.network", "none", ["inbound"], []],
    ["hosts.sip-a.interfaces.eth7.address", "none", ["inbound"], []],
  ]);
  expect(effects({ ...networks, ...spare("10.9.0.7") }, { ...networks, ...spare("10.9.0.8") })).toEqual([
    ["hosts.sip-a.interfaces.eth7.address", "switchover", ["inbound"], ["inbound"]],
  ]);
});

test("a network is renumbered by people first, even if no pair is served on it", () => {
  const snapshot = (changes: Readonly<Record<string, unknown>>) => snapshotOf(topologyOf(sampleDeclaration(changes)));
  const order = (was: Readonly<Record<string, unknown>>, is: Readonly<Record<string, unknown>>) =>
    environmentDiff(snapshot(was), snapshot(is)).order;
  const step = (name: string) =>
    `networks.${name}: Renumber the network: its hosts, routers and everything else on it.`;
  const spare = (cidr: string) => ({ "networks.spare": { cidr } });
  expect(order(spare("10.9.0.0/24"), spare("10.9.0.0/25"))).toContain(step("spare"));
  expect(order({}, { "networks.voice.cidr": "10.120.0.0/23" })).toContain(step("voice"));
});
