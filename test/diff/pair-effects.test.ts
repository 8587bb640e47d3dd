import { expect, test } from "vitest";
import { compare } from "../../lib/diff/compare";
import { furtherInterfaces, sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";

const FREE = {
  "hosts.sip-c": { os: "linux", interfaces: furtherInterfaces(13) },
  "hosts.sip-d": { os: "linux", interfaces: furtherInterfaces(14) },
};

/** The changes to the sample with these values replaced: each key with its effect. */
function changes(values: Readonly<Record<string, unknown>>) {
  const [was, is] = [{}, values].map((more) => topologyOf(sampleDeclaration({ ...FREE, ...more })));
  return compare(was, is).map(({ path, effect, because, restarts, releases, removes, away }) => ({
    key: path.join(".").replace("pairs.inbound.", ""),
    effect,
    because,
    asks: Object.entries({ restarts, releases, removes, away }).flatMap(([name, value]) =>
      value === undefined ? [] : [value === true ? name : `${name} ${value}`],
    ),
  }));
}

const ALL = ["restarts", "releases", "removes"];

test("if both servers move to other hosts, they are stopped, and what serves there is taken down", () => {
  const because = "both servers move to other hosts";
  expect(changes({ "pairs.inbound.primary.host": "sip-c", "pairs.inbound.backup.host": "sip-d" })).toEqual([
    { key: "primary.host", effect: "outage", because, asks: ALL },
    { key: "backup.host", effect: "outage", because, asks: ALL },
  ]);
});

test("servers that exchange their hosts are stopped, and what serves there stays", () => {
  const because = "the primary moves to the host of the backup, and the backup to the host of the primary";
  expect(changes({ "pairs.inbound.primary.host": "sip-b", "pairs.inbound.backup.host": "sip-a" })).toEqual([
    { key: "primary.host", effect: "outage", because, asks: ["restarts", "releases"] },
    { key: "backup.host", effect: "outage", because, asks: ["restarts", "releases"] },
  ]);
});

test("a server that moves is away while the other one serves, unless the other one's host is set up again", () => {
  const moved = { "pairs.inbound.primary.host": "sip-c" };
  expect(changes(moved)).toEqual([
    {
      key: "primary.host",
      effect: "switchover",
      because: "this server is stopped and started on another host, while the other one serves",
      asks: ["away sip-a"],
    },
  ]);
  expect(changes({ ...moved, "hosts.sip-b.interfaces.eth1.address": "10.120.0.33" })).toEqual([
    {
      key: "hosts.sip-b.interfaces.eth1.address",
      effect: "outage",
      because: "the host's address there changes, and the other server of its pair moves to another host",
      asks: ALL,
    },
    {
      key: "primary.host",
      effect: "outage",
      because: "this server moves to another host, and the host of the other server changes",
      asks: ALL,
    },
  ]);
});

test("another port of the HA link has both servers restarted", () => {
  expect(changes({ "pairs.inbound.primary.ports.haSync": 5999 })).toEqual([
    {
      key: "primary.ports.haSync",
      effect: "outage",
      because:
        "until both servers have it the HA link is down: one server does not know what the other knows about calls, so restart both",
      asks: ["restarts"],
    },
  ]);
});

test("a new TLS port has the servers restarted, because it is unknown when they use it", () => {
  expect(changes({ "pairs.inbound.sip.tlsPort": 5061 })).toEqual([
    {
      key: "sip.tlsPort",
      effect: "unknown",
      because: "no source that was read documents when the option TServer/sip-port-tls takes effect",
      asks: ["restarts"],
    },
  ]);
});

test("the link's protocol changes if both times of its heartbeat are 0s, but not if one is", () => {
  const because = (values: Readonly<Record<string, string>>) =>
    changes(
      Object.fromEntries(Object.entries(values).map(([key, value]) => [`pairs.inbound.haLink.${key}`, value])),
    ).map((one) => [one.key, one.because]);
  const timeout = "the option backup-sync/addp-timeout takes effect immediately";
  const remote = "the option backup-sync/addp-remote-timeout takes effect immediately";
  const protocol = "the option backup-sync/protocol takes effect at the next connection";
  expect(because({ addpTimeout: "0s" })).toEqual([["haLink.addpTimeout", timeout]]);
  expect(because({ addpRemoteTimeout: "0s" })).toEqual([["haLink.addpRemoteTimeout", remote]]);
  expect(because({ addpTimeout: "0s", addpRemoteTimeout: "0s" })).toEqual([
    ["haLink.addpTimeout", protocol],
    ["haLink.addpRemoteTimeout", protocol],
  ]);
});
