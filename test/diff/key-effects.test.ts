import { describe, expect, test } from "vitest";
import { effectOfKey, KEY_EFFECTS } from "../../lib/diff/key-effects";
import { type Effect, SERVICE_EFFECTS } from "../../lib/options/effect";
import { sampleTopology } from "../sample-topology";
import { schemaKeys } from "../schema-keys";

const was = sampleTopology();

describe("the table of effects", () => {
  test("has every key of the environment file, and no other", () => {
    // What a file extends is merged before there is a model.
    const keys = schemaKeys().filter((key) => key !== "extends");
    expect(keys.length).toBeGreaterThan(120);
    expect(Object.keys(KEY_EFFECTS).sort()).toEqual([...keys].sort());
  });

  test("says why, and for an unknown effect what to be prepared for", () => {
    const effects = Object.entries(KEY_EFFECTS).flatMap(([key, rule]) =>
      typeof rule === "function" ? [] : [[key, rule] as const],
    );
    expect(effects.length).toBeGreaterThan(85);
    for (const [key, effect] of effects) {
      expect(SERVICE_EFFECTS).toContain(effect.effect);
      expect([key, effect.because.length > 20, effect.because.endsWith(".")]).toEqual([key, true, false]);
      expect([key, effect.planAs === undefined]).toEqual([key, effect.effect !== "unknown"]);
    }
  });

  test("gives the source of a documented effect", () => {
    const documented = Object.values(KEY_EFFECTS).filter(
      (rule): rule is Effect => typeof rule !== "function" && rule.evidence === "documented",
    );
    expect(documented.length).toBeGreaterThan(3);
    expect(documented.filter(({ source }) => !source?.startsWith("http"))).toEqual([]);
  });
});

describe("the effect of a key", () => {
  const effect = (path: string, before: unknown, after: unknown, is = was) =>
    effectOfKey({ path: path.split("."), before, after, was, is });

  test.each([
    ["pairs.inbound.recoveryTimeObjective", "none"],
    ["pairs.inbound.haLink.addpTimeout", "reload"],
    ["pairs.inbound.options.TServer.backup-init-check", "switchover"],
    ["pairs.inbound.primary.options.TServer.sip-address", "unknown"],
    ["pairs.inbound.highAvailability.ipAddressTakeover.virtualIp", "outage"],
    ["pairs.inbound.highAvailability.ipAddressTakeover.cancelTimeout", "none"],
    ["managementLayer.failureDetection.haFlipDetectTimeout", "reload"],
    ["managementLayer.failureDetection.disconnectSwitchoverTimeout", "unknown"],
  ])("%s is %s", (path, expected) => {
    expect(effect(path, "1s", "2s").effect).toBe(expected);
  });

  test("of another key of a host says what to do after the machine was set up again, but not for a first key or if nothing is installed", () => {
    const step = (host: string, before: string | undefined) =>
      effect(`hosts.${host}.connection.ssh.hostKey`, before, "ssh-ed25519 BBBB").after;
    expect(step("sip-a", "ssh-ed25519 AAAA")).toBe(
      "If the machine was set up from scratch, nothing is installed on it, and Terraform does not see that. Install it again: `terraform apply -replace=null_resource.sip-a`.",
    );
    expect([step("sip-a", undefined), step("mgmt-1", "ssh-ed25519 AAAA")]).toEqual([undefined, undefined]);
  });

  test("of a TLS port that is removed points nobody at another port, and has its callers change their transport before", () => {
    expect(effect("pairs.inbound.sip.tlsPort", 5061, undefined)).toEqual({
      effect: "outage",
      because: "callers over TLS can no longer reach the pair",
      restarts: true,
      prepare: "Switch callers over TLS to another transport.",
    });
  });

  test("is unknown for a key that is not in the table, and says so", () => {
    expect(effect("pairs.inbound.future", 1, 2)).toEqual({
      effect: "unknown",
      because: "this version does not know how this key affects service",
      evidence: "unverified",
      planAs: "outage",
    });
  });

  test("of an option depends on when the catalogue says that it takes effect", () => {
    expect(effect("pairs.inbound.options.TServer.backup-init-check", undefined, "true")).toEqual({
      effect: "switchover",
      because: "the option TServer/backup-init-check takes effect after restart",
      evidence: "documented",
      source: "https://docs.genesys.com/Documentation/SIPS/latest/HADeployment/ConfOptionsHA",
      restarts: true,
    });
    expect(effect("pairs.inbound.options.TServer.my-own", undefined, "true")).toEqual({
      effect: "unknown",
      because: "the option TServer/my-own is not in the catalogue, so it is not known here when it takes effect",
      evidence: "unverified",
      planAs: "switchover",
      restarts: true,
    });
  });

  test("of turning the heartbeat off is that of the link's protocol", () => {
    const pair = was.pairs.get("inbound")!;
    const off = sampleTopology({ pair: { haLink: { addpTimeout: "0s", addpRemoteTimeout: "0s" } } });
    expect(pair.haLink.addpTimeout).toBe("5s");
    expect(effect("pairs.inbound.haLink.addpTimeout", "5s", "0s", off).because).toBe(
      "the option backup-sync/protocol takes effect at the next connection",
    );
  });

  test("of a transport depends on whether one is removed", () => {
    const path = "pairs.inbound.sip.transports";
    expect(effect(path, ["udp"], ["udp", "tcp"]).effect).toBe("none");
    expect(effect(path, ["udp", "tcp"], ["tcp"])).toMatchObject({
      effect: "outage",
      prepare: "Switch callers over UDP to another transport.",
    });
  });

  test("of an address is a switchover if the other host stays as it is, an outage if both change, and nothing if no server runs there", () => {
    const address = (host: string, address: string) => ({
      [host]: {
        interfaces: was.hosts.get(host)!.interfaces.map((one) => (one.name === "eth1" ? { ...one, address } : one)),
      },
    });
    const one = sampleTopology({ hosts: address("sip-b", "10.120.0.99") });
    const both = sampleTopology({ hosts: { ...address("sip-a", "10.120.0.98"), ...address("sip-b", "10.120.0.99") } });
    const path = "hosts.sip-b.interfaces.eth1.address";
    expect(effect(path, "10.120.0.12", "10.120.0.99", one).effect).toBe("switchover");
    expect(effect(path, "10.120.0.12", "10.120.0.99", both).effect).toBe("outage");
    expect(effect("hosts.mgmt-1.interfaces.eth0.address", "10.110.0.5", "10.110.0.6").effect).toBe("none");
  });

  test("of an operating system is that the new machine gets what the earlier one had, and says whether the other host changes too", () => {
    const solaris = (...names: readonly string[]) =>
      sampleTopology({ hosts: Object.fromEntries(names.map((name) => [name, { os: "solaris" as const }])) });
    const path = "hosts.sip-b.os";
    const machine =
      "Set up the machine itself, and install on it what the earlier machine had, as the documentation of each product says: the Local Control Agent, and SIP Server or whatever else of Genesys runs there.";
    expect(effect(path, "linux", "solaris", solaris("sip-b"))).toMatchObject({ effect: "switchover", before: machine });
    expect(effect(path, "linux", "solaris", solaris("sip-a", "sip-b"))).toMatchObject({
      because: "the host is another machine, and so is the other host of its pair",
      before: machine,
    });
  });

  test("of an address is set on the host even if no server runs there", () => {
    expect(effect("hosts.mgmt-1.interfaces.eth0.address", "10.110.0.5", "10.110.0.6").before).toBe(
      "Make the change on the host itself: nothing here does it.",
    );
  });

  test("of a server's host is a switchover for one server, an outage for both", () => {
    const { primary, backup } = was.pairs.get("inbound")!;
    const one = sampleTopology({ pair: { primary, backup: { ...backup, host: "mgmt-1" } } });
    const swapped = sampleTopology({
      pair: { primary: { ...primary, host: "sip-b" }, backup: { ...backup, host: "sip-a" } },
    });
    expect(effect("pairs.inbound.backup.host", "sip-b", "mgmt-1", one).effect).toBe("switchover");
    expect(effect("pairs.inbound.backup.host", "sip-b", "sip-a", swapped).effect).toBe("outage");
  });

  test("of a network's size releases the virtual IP if one is on it", () => {
    expect(effect("networks.voice.cidr", "10.120.0.0/24", "10.120.0.0/23")).toMatchObject({ releases: true });
    expect(effect("networks.management.cidr", "10.110.0.0/24", "10.110.0.0/23").releases).toBeUndefined();
  });
});
