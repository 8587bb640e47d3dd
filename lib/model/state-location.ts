import { posix } from "node:path";
import type { BACKENDS } from "./backend-declaration";
import type { BackendSetting } from "./backend-setting";
import { isMapping } from "./mapping";
import type { Backend } from "./topology";

/** The settings of a backend by which Terraform finds the state. */
interface Locating {
  /** The setting that distinguishes several states in one place. */
  readonly own: string;
  /** If one of these is missing, the settings do not show the place: Terraform gets the setting when it is initialized, or keeps a file in the
   * environment's own folder. */
  readonly needed: readonly string[];
  /** If all of these are missing, Terraform uses a default, or takes the value from the process's environment. */
  readonly either?: readonly string[];
  /** Settings that distinguish two places if they are given. */
  readonly further?: readonly string[];
  /** Alternatives to the needed setting: whoever runs Terraform chooses one of the states that these settings name. */
  readonly choosing?: readonly string[];
  /** What Terraform uses for a setting that is not given. */
  readonly defaults?: Readonly<Record<string, string>>;
}

/** Workspaces of Terraform Cloud: `cloud` and the backend that came before it keep their states in the same place. */
const WORKSPACES: Locating = {
  own: "workspaces.name",
  needed: ["workspaces.name"],
  either: ["organization"],
  further: ["hostname"],
  choosing: ["workspaces.prefix", "workspaces.tags"],
  defaults: { hostname: "app.terraform.io" },
};

/** Read in Terraform's documentation and source, in the schema of each backend. */
const LOCATING: Readonly<Record<(typeof BACKENDS)[number], Locating>> = {
  azurerm: {
    own: "key",
    needed: ["storage_account_name", "container_name", "key"],
    further: ["environment", "metadata_host"],
  },
  // The organization may come from the process's environment.
  cloud: WORKSPACES,
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
  remote: { ...WORKSPACES, needed: ["organization", "workspaces.name"], either: [] },
  s3: { own: "key", needed: ["bucket", "key"], further: ["region", "endpoint", "endpoints.s3"] },
  swift: {
    own: "state_name",
    needed: ["container"],
    either: ["state_name"],
    further: ["auth_url", "cloud", "region_name", "tenant_id", "tenant_name"],
  },
};

/** Where Terraform keeps a state, as far as the backend's settings show. */
export interface StateLocation {
  /** Equal for two environments whose settings name the same place. */
  readonly place: string;
  /** The setting that distinguishes the states in one place. */
  readonly own: string;
  /** Its value; undefined if it is not given. */
  readonly value: string | undefined;
  /** The setting that names several states, from which whoever runs Terraform chooses one; undefined if the settings name a single state. */
  readonly chosenFrom: string | undefined;
  /** Settings of which at least one would be needed to make the place certain; empty if the place is certain. */
  readonly missing: readonly string[];
}

/**
 * Where a backend keeps the state of an environment. Undefined if the settings do not show it, because Terraform gets the rest when it is initialized,
 * or if the backend is not known.
 */
export function stateLocation({ type, settings }: Backend, environment: string): StateLocation | undefined {
  if (!Object.hasOwn(LOCATING, type)) return undefined;
  const {
    own,
    needed,
    either = [],
    further = [],
    choosing = [],
    defaults = {},
  } = LOCATING[type as keyof typeof LOCATING];
  const given = (name: string) => settingOf(settings, name) ?? defaults[name];
  const chosenFrom = given(own) === undefined ? choosing.find((name) => given(name) !== undefined) : undefined;
  const names = needed.map((name) => (name === own ? (chosenFrom ?? own) : name));
  if (names.some((name) => given(name) === undefined)) return undefined;
  const named = [...new Set([...names, ...either, ...further])].sort().map((name) => [name, given(name)]);
  const place = type === "local" ? fileOf(given(own)!, environment) : JSON.stringify(named);
  const isCertain = either.some((name) => given(name) !== undefined);
  return {
    place: `${type === "cloud" ? "remote" : type} ${place}`,
    own,
    value: given(own),
    chosenFrom,
    missing: isCertain ? [] : either,
  };
}

/** The value of a setting as text, or of a setting in another one's mapping: `workspaces.name`. Terraform accepts a list of one mapping in its place. */
export function settingOf(settings: Backend["settings"], name: string): string | undefined {
  const value = name.split(".").reduce<BackendSetting | undefined>((above, key) => mappingIn(above)?.[key], settings);
  if (value === undefined || value === "") return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function mappingIn(value: BackendSetting | undefined): Backend["settings"] | undefined {
  const one = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return isMapping(one) ? (one as Backend["settings"]) : undefined;
}

/** Terraform runs in the environment's own folder, so a path below that folder belongs to that environment alone. */
function fileOf(path: string, environment: string): string {
  const isAbsolute = /^(?:[A-Za-z]:)?[\\/]/.test(path);
  return posix.normalize(isAbsolute ? path : posix.join("stacks", environment, path));
}
