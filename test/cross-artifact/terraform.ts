import { managementAddress } from "../../lib/model/host";
import { type Complaint, json, type Walk } from "./stack";

interface NullResource {
  readonly connection?: { readonly host: string; readonly port: number; readonly user: string };
  readonly depends_on?: readonly string[];
}
interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, NullResource>>>>;
}

const FILE = "cdk.tf.json";

/** Checks that every file that Terraform reads exists, and that every host resource belongs to a host and waits only for existing resources. */
export const terraformWalk: Walk = (stack) => {
  const { topology, files } = stack;
  const complaints: Complaint[] = [];
  const say = (text: string) => complaints.push({ file: FILE, text });
  for (const [, source] of files[FILE]!.matchAll(/\$\{path\.module\}\/([^"'}\\]+)/g))
    if (
      !Object.keys(files).some(
        (path) => path === source || path.startsWith(source!.endsWith("/") ? source! : `${source}/`),
      )
    )
      say(`source ${source} does not exist`);
  const { resource = {} } = json(stack, FILE) as Configuration;
  const known = new Set(
    Object.entries(resource).flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`)),
  );
  for (const byName of Object.values(resource))
    for (const [name, { depends_on = [] }] of Object.entries(byName))
      for (const other of depends_on) if (!known.has(other)) say(`${name} waits for ${other}, which does not exist`);
  for (const [name, { connection }] of Object.entries(resource.null_resource ?? {})) {
    const host = topology.hosts.get(name);
    if (host === undefined) say(`null_resource.${name} belongs to no host`);
    if (host?.connection === undefined || connection === undefined) continue;
    const { address = managementAddress(host), port, user } = host.connection;
    const right = { host: address, port, user };
    for (const key of ["host", "port", "user"] as const)
      if (connection[key] !== right[key]) say(`the ${key} of ${name} is ${connection[key]}, not ${right[key]}`);
  }
  const folders = new Set(Object.keys(files).flatMap((path) => /^hosts\/([^/]+)\//.exec(path)?.[1] ?? []));
  for (const folder of folders) {
    const host = topology.hosts.get(folder);
    if (host === undefined) say(`the folder of ${folder} belongs to no host`);
    else if ((host.connection !== undefined) !== known.has(`null_resource.${folder}`))
      say(`null_resource.${folder} is ${host.connection === undefined ? "there" : "missing"}`);
  }
  return complaints;
};
