import { posix } from "node:path";
import type { BACKENDS } from "./backend-declaration";
import type { Backend } from "./topology";

/** By which settings of a backend Terraform finds the state. */
interface Locating {
  /** The setting by which several states of one place differ. */
  readonly own: string;
  /** Without one of these the settings tell nothing: Terraform gets it when it is initialized, or keeps a file in the environment's own folder. */
  readonly needed: readonly string[];
  /** Without all of these Terraform has a default, or asks the process's environment. */
  readonly either?: readonly string[];
  /** What tells two places apart where it is given. */
  readonly further?: readonly string[];
}

/** Read in Terraform's documentation and source, the schema of each backend. */
const LOCATING: Readonly<Record<(typeof BACKENDS)[number] | "cloud", Locating>> = {
  azurerm: {
    own: "key",
    needed: ["storage_account_name", "container_name", "key"],
    further: ["environment", "metadata_host"],
  },
  cloud: { own: "workspaces.name", needed: ["workspaces.name"], either: ["organization"], further: ["hostname"] },
  consul: { own: "path", needed: ["path"], either: ["address"], further: ["scheme", "datacenter"] },
  cos: { own: "key", needed: ["bucket"], either: ["key", "prefix"], further: ["region", "endpoint", "domain"] },
  gcs: { own: "prefix", needed: ["bucket"], either: ["prefix"], further: ["storage_custom_endpoint"] },
  http: { own: "address", needed: ["address"] },
  kubernetes: {
    own: "secret_suffix",
    needed: ["secret_suffix"],
    either: ["config_path", "config_paths", "host"],
    further: ["namespace", "config_context", "config_context_cluster"],
  },
  local: { own: "path", needed: ["path"] },
  oci: { own: "key", needed: ["namespace", "bucket"], either: ["key"], further: ["region"] },
  oss: { own: "key", needed: ["bucket"], either: ["key", "prefix"], further: ["region", "endpoint"] },
  pg: { own: "schema_name", needed: ["conn_str"], either: ["schema_name"] },
  remote: { own: "workspaces.name", needed: ["organization", "workspaces.name"], further: ["hostname"] },
  s3: { own: "key", needed: ["bucket", "key"], further: ["region", "endpoint", "endpoints.s3"] },
  swift: {
    own: "state_name",
    needed: ["container"],
    either: ["state_name"],
    further: ["auth_url", "cloud", "region_name", "tenant_id", "tenant_name"],
  },
};

/** Where Terraform keeps a state, as far as the settings of the backend tell. */
export interface StateLocation {
  /** The same of two environments whose settings name the same place. */
  readonly place: string;
  /** The setting by which states of one place differ. */
  readonly own: string;
  /** Its value; undefined where it is not given. */
  readonly value: string | undefined;
  /** Settings of which one would have to be there for the place to be certain; none where it is. */
  readonly missing: readonly string[];
}

/**
 * Where a backend keeps the state of an environment; undefined where its settings do not tell, because Terraform gets the rest when it is initialized,
 * or does not know the backend.
 */
export function stateLocation({ type, settings }: Backend, environment: string): StateLocation | undefined {
  if (!Object.hasOwn(LOCATING, type)) return undefined;
  const { own, needed, either = [], further = [] } = LOCATING[type as keyof typeof LOCATING];
  if (needed.some((name) => settingOf(settings, name) === undefined)) return undefined;
  const value = settingOf(settings, own);
  const named = [...new Set([...needed, ...either, ...further])].map((name) => [name, settingOf(settings, name)]);
  const place = type === "local" ? fileOf(value!, environment) : JSON.stringify(named);
  const isCertain = either.some((name) => settingOf(settings, name) !== undefined);
  return { place: `${type} ${place}`, own, value, missing: isCertain ? [] : either };
}

function settingOf(settings: Backend["settings"], name: string): string | undefined {
  const value = settings[name];
  return value === undefined || value === "" ? undefined : String(value);
}

/** Terraform runs in the environment's own folder, so that a path below that is of that environment alone. */
function fileOf(path: string, environment: string): string {
  const isAbsolute = /^(?:[A-Za-z]:)?[\\/]/.test(path);
  return posix.normalize(isAbsolute ? path : posix.join("stacks", environment, path));
}
