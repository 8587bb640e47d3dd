import { createHash } from "node:crypto";
import type { Complaint, Walk } from "./stack";

/** The hash of a file's bytes. */
export function sha256(latin1: string): string {
  return createHash("sha256").update(latin1, "latin1").digest("hex");
}

/** Checks that artifacts.yaml lists every file except itself, with its hash, its host and the element that it comes from. */
export const artifactsListWalk: Walk = ({ topology, files, listed }) => {
  const complaints: Complaint[] = [];
  const say = (text: string) => complaints.push({ file: "artifacts.yaml", text });
  const paths = new Set(listed.map(({ path }) => path));
  for (const path of Object.keys(files))
    if (path !== "artifacts.yaml" && !paths.has(path)) say(`${path} is not listed`);
  if (paths.size < listed.length) say("a file is listed twice");
  const targets = new Set<string>();
  for (const { path, sha256: hash, target, construct } of listed) {
    const content = files[path];
    if (content === undefined) say(`${path} does not exist`);
    else if (sha256(content) !== hash) say(`${path} has another hash`);
    const [kind, name = ""] = construct.split(/\.(.*)/s);
    const elements = (topology as unknown as Record<string, unknown>)[kind!];
    const isElement =
      elements instanceof Map ? elements.has(name) : kind === topology.environment || elements !== undefined;
    if (!isElement) say(`${path} comes from ${construct}, which is not the model's`);
    if (target === undefined) continue;
    if (!topology.hosts.has(target.host)) say(`${path} is for host ${target.host}, which is not the model's`);
    if (!path.startsWith(`hosts/${target.host}/`)) say(`${path} is for host ${target.host}, but in another folder`);
    const place = `${target.host}:${target.path}`;
    if (targets.has(place)) say(`two files are for ${place}`);
    targets.add(place);
  }
  return complaints;
};
