import fc from "fast-check";
import { expect, test } from "vitest";
import type { Snapshot } from "../../lib/diff/snapshot";
import { snapshotOf } from "../../lib/diff/snapshot";
import { parseExport } from "../../lib/drift/configuration-export";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { solutionControlServersOf } from "../../lib/model/management-layer";
import type { Topology } from "../../lib/model/topology";
import { dnsRecordsOf } from "../../lib/options";
import { factsOfDevice, postedDevices } from "../drift/big-ip-facts-of-model";
import { dnsFacts } from "../drift/dns-facts-of-model";
import { exportOf } from "../drift/export-of-model";
import { factsOfHost, factsOfHosts } from "../drift/facts-of-model";
import { topologyOf } from "../topology-of";
import { anyEnvironment } from "./any-environment";

const LIMIT = { numRuns: 12, interruptAfterTimeLimit: 6_000 };

const snapshots = anyEnvironment.map((declaration): Snapshot => snapshotOf(topologyOf(declaration)));

/** Those of the hosts, of the devices in front of pairs, and of the DNS records if there are any. */
const factsOf = ({ topology, files }: Snapshot) => {
  return [...factsOfHosts(hostExpectations(topology, files)), ...factsBesideHosts(topology)];
};

/** Those of devices and records. */
const factsBesideHosts = (topology: Topology) => {
  const records = dnsRecordsOf(topology);
  return [
    ...postedDevices(topology).map((device) => factsOfDevice(topology.environment, device)),
    ...(records.length === 0 ? [] : [dnsFacts(topology.environment, records)]),
  ];
};

/** What is found with these facts, including the findings about reading the file. */
function found(snapshot: Snapshot, texts: readonly string[]) {
  const parsed = texts.map((text, index) => parseFacts(`${index}.facts`, text));
  const { findings } = environmentDrift(snapshot, { facts: parsed.flatMap(({ facts }) => facts ?? []) });
  return [...parsed.flatMap(({ unparsed }) => unparsed.map((one) => ({ state: "unparsed", ...one }))), ...findings];
}

test("facts of the model itself show no drift", () => {
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      expect(found(snapshot, factsOf(snapshot))).toEqual([]);
    }),
    LIMIT,
  );
});

/** The line with another address. */
function elsewhere(line: string): string {
  return line.replace(/inet(6?) [0-9a-fA-F.:]+/, (_, six) =>
    six === "6" ? "inet6 2001:db8:ffff::9" : "inet 192.0.2.99",
  );
}

/** Each line of the facts after somebody has changed one thing on the host. */
function changes(line: string, section: string): string[] {
  if (/^ \d+: lo /.test(line) || / (?:127\.0\.0\.1|::1%1)(?: |$|\/)/.test(line)) return [];
  if (/^ \tinet6? /.test(line)) return [elsewhere(line)];
  if (/^ Manual /.test(line)) return section === "addresses" ? [line.replace(/\S+$/, "2001:db8:ffff::9")] : [];
  if (line.startsWith(" file -rw"))
    return [
      line.replace(/[0-9a-f]{64}/, "0".repeat(64)),
      line.replace(/^ file -rw/, " file --w"),
      line.replace(/^ file (\S+) root/, " file $1 genesys"),
      line.replace(/^ file \S+ \S+ \S+ \S+/, " missing"),
    ];
  if (/^ file [0-9a-f]{64} /.test(line))
    return [line.replace(/[0-9a-f]{64}/, "0".repeat(64)), line.replace(/^ file \S+/, " missing")];
  if (line.startsWith(" online ")) return [line.replace("online", "disabled"), line.replace("online", "absent")];
  if (line.startsWith(" entry "))
    return [line.replace(/$/, " #"), line.replace(/entry (\S+) ([^:]+).*/, "absent running $2")];
  if (line.startsWith(" task True 3 ")) return [line.replace("True", "False"), line.replace("task True 3", "absent")];
  if (line.startsWith(" task True 4 ")) return [line.replace("4", "3"), line.replace("task True 4", "absent")];
  // Enabled on both, on neither; without the rule.
  if (/ 1008 1 [01] [01]$/.test(line))
    return [
      line.endsWith("1 0") ? line.replace(/1 0$/, "0 1") : line.replace(/0 1$/, "1 0"),
      line.replace(/1008 1 /, "1008 0 "),
    ];
  if (/^ \d+: /.test(line))
    return [line.replace(/inet(6?) \S+\//, (_, six) => (six === "6" ? "inet6 2001:db8:ffff::9/" : "inet 192.0.2.99/"))];
  if (line.startsWith(" file 0"))
    return [
      line.replace(/[0-9a-f]{64}/, "0".repeat(64)),
      line.replace(/^ file 0\d{3}/, " file 0777"),
      line.replace(/^ file (\S+) root/, " file $1 genesys"),
      line.replace(/^ file \S+ \S+ \S+ \S+/, " missing"),
    ];
  if (line.includes("\tIN\t"))
    return [
      line.replace(/\t(\d+)\tIN/, (_, ttl) => `\t${Number(ttl) + 1}\tIN`),
      // Another target, another address.
      line.includes("\tAAAA\t") ? line.replace(/\t[^\t]*$/, "\t2001:db8:ffff::9") : "",
      line.includes("\tA\t")
        ? line.replace(/\t[^\t]*$/, "\t192.0.2.99")
        : line.replace(/ \S+\.$/, " elsewhere.example."),
      " ;; and nothing",
    ].filter((one) => one !== "" && one !== line);
  if (line.startsWith(" {"))
    return [
      line.replace('"session":"monitor-enabled"', '"session":"user-disabled"'),
      line.replace('"session":"user-enabled","state":"unchecked"', '"session":"user-enabled","state":"user-down"'),
      line.replace(/"interval":\d+/, '"interval":3599'),
      line.replace(/"destination":"[^"*]*"/, '"destination":"/x/192.0.2.99:5060"'),
      line.replace(/"idleTimeout":(?!4321)\d+/, '"idleTimeout":4321'),
      line.replace(/"vlan":"[^"]*"/, '"vlan":"/Common/another"'),
      line.replace(/"members":\["/, '"members":["/x/192.0.2.99","'),
      line.replace(/"name":"(\d[^"]*)","data"/, '"name":"198.18.0.0/15","data"'),
      line.replace(/"apiAnonymous":"/, '"apiAnonymous":"log local0. '),
      line.replace(/"minimumMembersActive":(\d)/, (_, count) => `"minimumMembersActive":${Number(count) + 1}`),
      line.replace('"persistenceMethods":[]', '"persistenceMethods":["cookie"]'),
      line.replace(/"datagramLoadBalancing":true,?/, ""),
    ].filter((one) => one !== line);
  if (line.startsWith(" enabled")) return [line.replace("enabled", "disabled")];
  return [];
}

test("every single change of a host is drift at one element", () => {
  let count = 0;
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const texts = factsOf(snapshot);
      texts.forEach((text, index) => {
        const lines = text.split("\n");
        let section = "";
        lines.forEach((line, number) => {
          if (line.startsWith("== ")) section = line.slice("== ".length);
          for (const changed of changes(line, section)) {
            const mutated = texts.with(index, lines.with(number, changed).join("\n"));
            const said = found(snapshot, mutated);
            expect(said.map(({ state }) => state)).toEqual(["drift"]);
            count++;
          }
        });
      });
    }),
    LIMIT,
  );
  expect(count).toBeGreaterThan(50);
});

test("a virtual IP that both hosts have, and a port rule that both have enabled, are drift, once for each", () => {
  let count = 0;
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const { topology, files } = snapshot;
      const expectations = hostExpectations(topology, files);
      const all = expectations.map((expected) =>
        factsOfHost(expected, new Set([...expected.virtualIps, ...expected.nodes].map(({ path }) => path))),
      );
      const texts = [...all, ...factsBesideHosts(topology)];
      const claims = expectations.flatMap(({ virtualIps, nodes }) => [
        ...virtualIps.map(({ path }) => path),
        ...nodes.flatMap(({ path, ports }) => ports.map((port) => `${path} ${port}`)),
      ]);
      const both = claims.filter((claim, index) => claims.indexOf(claim) !== index);
      const codes = found(snapshot, texts).map(({ code }) => code);
      expect(codes.filter((code) => !/-on-both$/.test(code))).toEqual([]);
      expect(codes.length).toBe(both.length);
      count += both.length;
    }),
    LIMIT,
  );
  expect(count).toBeGreaterThan(0);
});

test("facts that are cut off anywhere, or have a foreign line, are reported and are not drift", () => {
  fc.assert(
    fc.property(snapshots, fc.nat(), fc.nat(), fc.string(), (snapshot, which, where, noise) => {
      const texts = factsOf(snapshot);
      if (texts.length === 0) return;
      const index = which % texts.length;
      const text = texts[index]!;
      const cut = found(snapshot, texts.with(index, text.slice(0, where % (text.length - 4))));
      expect(cut.map(({ state }) => state)).not.toContain("drift");
      expect(cut.length).toBeGreaterThan(0);
      // A missing section is not ignored, even if the count at the end does not include it.
      const sections = text.split(/^(?=== )/m);
      const without = sections.toSpliced(1 + (where % (sections.length - 1)), 1).join("");
      const end = /^end (\d+)\n/m.exec(text)!;
      const lost = `${without.replace(end[0], "")}end ${Number(end[1]) - 1}\n`;
      const short = found(snapshot, texts.with(index, lost));
      expect([short.length > 0, ...short.map(({ state }) => state)]).not.toContain("drift");
      expect(short.length).toBeGreaterThan(0);
      const lines = text.split("\n");
      const at = 1 + (where % (lines.length - 2));
      const line = ` ??${noise.replaceAll(/[\r\n]/g, "")}`;
      const noisy = found(snapshot, texts.with(index, lines.toSpliced(at, 0, line).join("\n")));
      expect(noisy.map(({ state }) => state)).not.toContain("drift");
      expect(noisy.length).toBeGreaterThan(0);
    }),
    LIMIT,
  );
});

/** As it is read from a file, without places. */
const exportSource = (value: object) =>
  parseExport({
    file: "configuration-layer.json",
    value: value as Record<string, unknown>,
    locate: () => ({ position: { file: "configuration-layer.json", line: 1, column: 1 } }),
  }).exported;

/** Without facts of hosts, devices and records, which would be compared again each time. */
function foundInExport(snapshot: Snapshot, exported: object) {
  const { findings } = environmentDrift(snapshot, { facts: [], configuration: exportSource(exported) });
  return findings.filter(({ code }) => code !== "facts-missing");
}

test("an export of the model itself shows no drift", () => {
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      expect(foundInExport(snapshot, exportOf(snapshot.topology))).toEqual([]);
    }),
    LIMIT,
  );
});

/** Every leaf of what is synthesized, by its path in the export; names identify an object, so a changed name is a missing object. */
function leaves(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) =>
    leaves(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

const ofNobody = ({ path, object }: { path: readonly (string | number)[]; object: string }) =>
  path.includes("__metadata__") ||
  path.includes("folder") ||
  path.includes("site") ||
  path.includes("description") ||
  // Any type of the same operating system is right.
  path.includes("osInfo") ||
  object === "Another";

test("every single change of a field or an option in an export is drift", () => {
  let count = 0;
  fc.assert(
    fc.property(snapshots, fc.nat(), (snapshot, start) => {
      const sound = exportOf(snapshot.topology);
      const ofOptionsAlone = solutionControlServersOf(snapshot.topology.managementLayer).map(
        ({ application }) => application,
      );
      const all = leaves(sound).filter((path) => {
        const [kind, index] = path;
        const object = (sound[kind as string] as { name?: string; number?: string }[])[index as number];
        const name = object?.name ?? object?.number ?? "";
        return !ofNobody({ path, object: name }) && (path.includes("options") || !ofOptionsAlone.includes(name));
      });
      // Each needs a whole comparison, so a dozen of them, different ones each time.
      for (let step = 0; step < 12; step++) {
        const path = all[(start + step * 37) % all.length]!;
        const changed = structuredClone(sound);
        let holder = changed as Record<string | number, unknown>;
        for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
        const last = path.at(-1)!;
        holder[last] = typeof holder[last] === "boolean" ? !holder[last] : `${holder[last]}9`;
        const said = foundInExport(snapshot, changed);
        expect([path.join("."), ...new Set(said.map(({ state }) => state))]).toEqual([path.join("."), "drift"]);
        count++;
      }
    }),
    LIMIT,
  );
  expect(count).toBeGreaterThan(50);
});
