// node peer.mjs <pairs> <out> <bundle>: writes the same environment as an engineer would, with only cdktf and provider-null. The bundle has templates
// of a pair's files, and of the parts for each pair in the environment's own files. Prints its times as JSON.
import { hash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { provider, resource } from "@cdktf/provider-null";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { ENVIRONMENT, pairsOf, SSH, valuesOf } from "./many-pairs.mjs";

const [count, outdir] = [Number(process.argv[2]), process.argv[3]];
const bundle = JSON.parse(readFileSync(process.argv[4], "utf8"));

/** Where a host's files are installed, by the end of their names: path, mode and group. */
const TARGETS = [
  [/-vip$/, (name) => [`/opt/genesys/sip-ha/${name}`, "0750", "root"]],
  [/\.service$/, (name) => [`/etc/systemd/system/${name}`, "0644", "root"]],
];

const templates = Object.entries(bundle.templates);
const pairs = pairsOf(count).map((pair, index) => ({ ...pair, values: valuesOf(pair, index + 1) }));
const folder = join(outdir, "stacks", ENVIRONMENT);
const made = new Set();
const entries = [];

function fill(text, values) {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
}

/** Writes a file immediately, so that only one file is in memory. */
function write(path, content) {
  const file = join(folder, path);
  const parent = dirname(file);
  if (!made.has(parent)) mkdirSync(parent, { recursive: true });
  made.add(parent);
  writeFileSync(file, content);
}

function add(path, content, entry) {
  const sha256 = hash("sha256", content);
  write(path, content);
  entries.push({ path, entry: fill(entry, { sha256 }) });
  return sha256;
}

/** Fills in the templates of a pair. Returns, for each of its hosts, the hash of everything that the host gets. */
function render({ values, primary, backup }) {
  const parts = new Map([primary, backup].map(({ name }) => [name, []]));
  for (const [template, { text, entry }] of templates) {
    const path = fill(template, values);
    const sha256 = add(path, fill(text, values), fill(entry, { ...values, sha256: "{{sha256}}" }));
    const [folder, host, name] = path.split("/");
    if (folder !== "hosts") continue;
    const target = TARGETS.find(([end]) => end.test(name))?.[1](name) ?? [undefined, undefined, undefined];
    parts.get(host).push([path, ...target, sha256].join("\n"));
  }
  return new Map([...parts].map(([host, lines]) => [host, hash("sha256", lines.sort().join("\n\n"))]));
}

/** Fills in the files that have parts for every pair. */
function renderShared() {
  for (const { path, sections, entry } of bundle.files) {
    const content = sections.map((part) =>
      typeof part === "string" ? part : pairs.map(({ values }) => fill(part.each, values)).join(part.between),
    );
    add(path, content.join(""), entry);
  }
}

/** The installer's own copy on a host. */
const INSTALLER = `/opt/genesys/sip-ha/deploy-${ENVIRONMENT}`;

/** The record of what is installed on a host, which its installer writes. */
const RECORD = `/var/lib/sip-ha/installed-${ENVIRONMENT}`;

function refuseOpenHome(name) {
  const said = `${name}: unsafe-home: whoever may enter the home of this account could change what Terraform runs there`;
  const entered = (mode) => `test -n "\`find . -prune -perm ${mode}\`"`;
  const open = `{ ${entered("-001")} || { ${entered("-010")} && test "\`stat -c %G .\`" != "\`id -un\`"; }; }`;
  return `if test "\`pwd\`" != / && ${open}; then echo "${said}"; echo "  fix: if \`pwd\` is that home, chmod go-x \`pwd\`, or connect with another account; otherwise find out what leads its shell there"; exit 6; fi`;
}

function refuseUnreadableHome(name, installer) {
  const said = `${name}: unreadable-home: root may not read the home of this account, as on a network file system`;
  return `sudo -n sh -c 'test -r ${installer} || { echo "${said}"; echo "  fix: connect with an account whose home is on a disk of the host"; exit 6; }'`;
}

function refuseMissingVersion(name, content, installer) {
  const said = `${name}: not-installed: ${installer} has ended well, but ${RECORD} does not say that this version is installed`;
  return `test "\`sudo -n sed -n 1p ${RECORD}\`" = ${content} || { echo "${said}"; echo "  fix: check that this installer is complete, then apply again"; exit 9; }`;
}

class Hosts extends TerraformStack {
  constructor(scope, id) {
    super(scope, id);
    new provider.NullProvider(this, "null");
    this.addOverride("terraform.required_providers.null.source", "hashicorp/null");
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    for (const pair of pairs) {
      const hashes = render(pair);
      const first = this.host(pair.backup, hashes, []);
      this.host(pair.primary, hashes, [first]);
    }
  }

  host({ name, management }, hashes, dependsOn) {
    const content = hashes.get(name);
    const upload = `.sip-ha-${ENVIRONMENT}`;
    return new resource.Resource(this, name, {
      connection: {
        type: "ssh",
        agent: false,
        host: management,
        port: 22,
        privateKey: `\${file(pathexpand("${SSH.privateKeyFile}"))}`,
        scriptPath: `./${upload}.%RAND%.sh`,
        timeout: "30s",
        user: SSH.user,
      },
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
      lifecycle: { createBeforeDestroy: true },
      triggers: { content },
      provisioners: [
        {
          type: "remote-exec",
          inline: ["set -e", refuseOpenHome(name), `rm -rf ${upload} ${upload}.*.sh`, `mkdir -m 0700 ${upload}`],
        },
        { type: "file", destination: upload, source: `\${path.module}/hosts/${name}/` },
        {
          type: "remote-exec",
          inline: [
            "set -e",
            refuseUnreadableHome(name, `${upload}/deploy`),
            `sudo -n sh ${upload}/deploy preflight`,
            `sudo -n sh ${upload}/deploy install ${content}`,
            refuseMissingVersion(name, content, `${upload}/deploy`),
            `rm -rf ${upload}`,
          ],
        },
        {
          type: "remote-exec",
          when: "destroy",
          inline: [
            "set -e",
            refuseOpenHome(name),
            `test -s ${RECORD} || { if sudo -n test -f ${INSTALLER} 2>/dev/null; then echo "${name}: ${INSTALLER} and what it has installed are left behind, as ${RECORD} is missing or empty: as root run sh ${INSTALLER} remove manual"; fi; exit 0; }`,
            "version=${self.triggers.content}",
            `installers=\`sudo -n grep '/deploy-${ENVIRONMENT}$' ${RECORD}\``,
            "for installer in $installers; do",
            "  if sudo -n test ! -f $installer; then",
            `    echo "${name}: the files that ${RECORD} lists are left behind, as $installer is missing: as root run cat ${RECORD}"`,
            '  elif test -z "`sudo -n find $installer -prune -type f -user root ! -perm -020 ! -perm -002`"; then',
            `    echo "${name}: unsafe-file: $installer is not a file that only root can change, so root must not run it"`,
            '    echo "  fix: find out who has changed it, then remove it, or, if it is as it should be: chown root $installer and chmod go-w $installer"',
            "    exit 6",
            "  else",
            "    sudo -n sh $installer remove $version",
            "  fi",
            "done",
          ],
        },
      ],
    });
  }
}

const app = new App({ outdir });
const started = performance.now();
new Hosts(app, ENVIRONMENT);
const built = performance.now();
app.synth();
renderShared();
const terraform = readFileSync(join(folder, "cdk.tf.json"));
entries.push({ path: "cdk.tf.json", entry: fill(bundle.terraform, { sha256: hash("sha256", terraform) }) });
const list = entries.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ entry }) => entry);
write("artifacts.yaml", bundle.heading + list.join(""));
const written = performance.now();
process.stdout.write(
  JSON.stringify({
    build: built - started,
    synth: written - built,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
