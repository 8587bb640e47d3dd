// node peer.mjs <pairs> <out> <bundle>: the same environment as an engineer writes it with cdktf and provider-null alone. It makes no script: every
// file but cdk.tf.json and the hash of each host comes ready from the bundle. Prints its times as JSON.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { provider, resource } from "@cdktf/provider-null";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { ENVIRONMENT, pairsOf, SSH } from "./many-pairs.mjs";

const [count, outdir] = [Number(process.argv[2]), process.argv[3]];
const beforeBundle = performance.now();
const bundle = JSON.parse(readFileSync(process.argv[4], "utf8"));
const bundleRead = performance.now() - beforeBundle;

class Hosts extends TerraformStack {
  constructor(scope, id) {
    super(scope, id);
    new provider.NullProvider(this, "null");
    this.addOverride("terraform.required_providers.null.source", "hashicorp/null");
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    for (const { primary, backup } of pairsOf(count)) {
      const first = this.host(backup, []);
      this.host(primary, [first]);
    }
  }

  host({ name, management }, dependsOn) {
    const hash = bundle.hashes[name];
    const upload = `.sip-ha-${ENVIRONMENT}`;
    const installed = `/opt/genesys/sip-ha/deploy-${ENVIRONMENT}`;
    return new resource.Resource(this, name, {
      connection: {
        type: "ssh",
        agent: false,
        host: management,
        port: 22,
        privateKey: `\${file(pathexpand("${SSH.privateKeyFile}"))}`,
        timeout: "30s",
        user: SSH.user,
      },
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
      lifecycle: { createBeforeDestroy: true },
      triggers: { content: hash },
      provisioners: [
        { type: "remote-exec", inline: ["set -e", `rm -rf ${upload}`, `mkdir -m 0700 ${upload}`] },
        { type: "file", destination: upload, source: `\${path.module}/hosts/${name}/` },
        {
          type: "remote-exec",
          inline: [
            "set -e",
            `sudo -n sh ${upload}/deploy preflight`,
            `sudo -n sh ${upload}/deploy install ${hash}`,
            `rm -rf ${upload}`,
          ],
        },
        {
          type: "remote-exec",
          when: "destroy",
          inline: [
            "set -e",
            `if sudo -n test -e ${installed}; then sudo -n sh ${installed} remove \${self.triggers.content}; fi`,
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
const folder = join(outdir, "stacks", ENVIRONMENT);
const made = new Set();
for (const { path, content } of bundle.files) {
  const file = join(folder, path);
  const parent = dirname(file);
  if (!made.has(parent)) mkdirSync(parent, { recursive: true });
  made.add(parent);
  writeFileSync(file, content);
}
const written = performance.now();
process.stdout.write(
  JSON.stringify({
    bundle: bundleRead,
    build: built - started,
    synth: written - built,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
