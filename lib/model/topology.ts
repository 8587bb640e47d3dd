import { backendDeclaration } from "./backend-declaration";
import type { BackendSetting } from "./backend-setting";
import type { BigIp } from "./big-ip";
import { elementName, encodeProblem, line, objectName, version } from "./declared";
import type { Host } from "./host";
import type { ManagementLayer } from "./management-layer";
import type { Network } from "./network";
import type { SipServerPair } from "./pair";
import { v } from "./schema";

/** What the Configuration Layer objects of an environment have in common. */
export interface Genesys {
  /** The tenant of all objects. */
  readonly tenant: string;
  /** The switch that the SIP Servers belong to. */
  readonly switch: string;
  /** The version of SIP Server, e.g. `8.1.103.95`. */
  readonly sipServerVersion: string;
  /** Names of the application templates that new objects are made from. */
  readonly templates: { readonly sipServer: string; readonly thirdPartyServer: string };
}

/** A finding that somebody has reviewed and accepted. */
export interface Acknowledgement {
  /** The finding's code. */
  readonly finding: string;
  /** The path of the finding, or a path above it, e.g. `hosts.sip-a`. */
  readonly on: string;
  /** Why the finding is accepted. */
  readonly reason: string;
}

/** Where Terraform keeps its state: the name of a backend and its settings, without secrets. */
export interface Backend {
  /** The name of the backend: `s3`. */
  readonly type: string;
  /** Its settings, without secrets. */
  readonly settings: Readonly<Record<string, BackendSetting>>;
}

/** What a program's override can do to the resource of a host: remove the resource or what is under these keys of it, or set how many there are. */
export type OverriddenPart =
  | "resource"
  | "count"
  | "for_each"
  | "provisioner"
  | "triggers.content"
  | "lifecycle.ignore_changes";

/** A whole environment as plain, immutable, serialisable data. Everything that is written is made from it. */
export interface Topology {
  /** The environment's name. */
  readonly environment: string;
  /** A line that describes the environment; undefined if not declared. */
  readonly description?: string | undefined;
  /** What the Configuration Layer objects have in common. */
  readonly genesys: Genesys;
  /** The Management Layer, which exists already. */
  readonly managementLayer: ManagementLayer;
  /** By name, in the order of the declaration. */
  readonly networks: ReadonlyMap<string, Network>;
  /** By name, in the order of the declaration. */
  readonly hosts: ReadonlyMap<string, Host>;
  /** By name, in the order of the declaration. */
  readonly bigIps: ReadonlyMap<string, BigIp>;
  /** By name, in the order of the declaration. */
  readonly pairs: ReadonlyMap<string, SipServerPair>;
  /** Undefined if the state is in a file beside the output folder. */
  readonly backend?: Backend | undefined;
  /** What a program's overrides do to the resource of each host; undefined if they do nothing, and in a file. */
  readonly overridden?: ReadonlyMap<string, readonly OverriddenPart[]> | undefined;
  /** Findings that somebody has accepted. */
  readonly acknowledgements: readonly Acknowledgement[];
}

const genesysDeclaration = v.strictObject({
  tenant: v.optional(objectName("a tenant"), "Environment"),
  switch: objectName("a switch"),
  sipServerVersion: version,
  templates: v.optional(
    v.strictObject({
      sipServer: v.optional(line, "SIP Server"),
      thirdPartyServer: v.optional(line, "Third Party Server"),
    }),
    {},
  ),
});

const acknowledgementDeclaration = v.strictObject({
  finding: v.pipe(
    v.string(),
    v.regex(
      /^[a-z][a-z0-9-]*$/,
      encodeProblem({
        code: "invalid-value",
        message: "not the code of a finding",
        allowed: "lower-case words joined by -",
        fix: "copy the code from the finding, e.g. host-key-missing",
      }),
    ),
  ),
  on: line,
  reason: v.pipe(
    line,
    v.check(
      (text) => text.trim() !== "",
      encodeProblem({
        code: "invalid-text",
        message: "not a reason",
        allowed: "why the finding is accepted, in a line",
        fix: "write who has looked at it, and what makes it bearable",
      }),
    ),
    v.transform((text) => text.trim()),
  ),
});

export const environmentDeclaration = v.strictObject({
  environment: elementName("an environment"),
  description: v.optional(line),
  genesys: genesysDeclaration,
  terraform: v.optional(v.strictObject({ backend: v.optional(backendDeclaration) }), {}),
  acknowledge: v.optional(v.array(acknowledgementDeclaration), []),
});
