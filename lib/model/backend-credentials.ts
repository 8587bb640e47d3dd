import { hasPassword } from "../text/secret-text";
import type { BACKENDS } from "./backend-declaration";
import { isMapping } from "./mapping";
import type { Path } from "./origin";

type BackendType = (typeof BACKENDS)[number];

/**
 * The credentials among the settings of each backend, and the variable of the process's environment that Terraform takes each from; null where it
 * has none. Read in Terraform's source, the schema of each backend.
 */
const CREDENTIALS: Readonly<Record<BackendType, Readonly<Record<string, string | null>>>> = {
  azurerm: {
    access_key: "ARM_ACCESS_KEY",
    client_certificate: "ARM_CLIENT_CERTIFICATE",
    client_certificate_password: "ARM_CLIENT_CERTIFICATE_PASSWORD",
    client_secret: "ARM_CLIENT_SECRET",
    oidc_request_token: "ARM_OIDC_REQUEST_TOKEN",
    oidc_token: "ARM_OIDC_TOKEN",
    sas_token: "ARM_SAS_TOKEN",
  },
  consul: { access_token: "CONSUL_HTTP_TOKEN", http_auth: "CONSUL_HTTP_AUTH" },
  cos: {
    secret_id: "TENCENTCLOUD_SECRET_ID",
    secret_key: "TENCENTCLOUD_SECRET_KEY",
    security_token: "TENCENTCLOUD_SECURITY_TOKEN",
  },
  gcs: {
    access_token: "GOOGLE_OAUTH_ACCESS_TOKEN",
    credentials: "GOOGLE_CREDENTIALS",
    encryption_key: "GOOGLE_ENCRYPTION_KEY",
  },
  http: { client_private_key_pem: "TF_HTTP_CLIENT_PRIVATE_KEY_PEM", password: "TF_HTTP_PASSWORD" },
  kubernetes: { client_key: "KUBE_CLIENT_KEY_DATA", password: "KUBE_PASSWORD", token: "KUBE_TOKEN" },
  local: {},
  oci: { private_key: null, private_key_password: null, sse_customer_key: null },
  oss: {
    access_key: "ALICLOUD_ACCESS_KEY",
    secret_key: "ALICLOUD_SECRET_KEY",
    security_token: "ALICLOUD_SECURITY_TOKEN",
  },
  pg: {},
  remote: { token: "TF_TOKEN_<host name>" },
  s3: {
    access_key: "AWS_ACCESS_KEY_ID",
    secret_key: "AWS_SECRET_ACCESS_KEY",
    sse_customer_key: "AWS_SSE_CUSTOMER_KEY",
    token: "AWS_SESSION_TOKEN",
  },
  swift: {
    application_credential_secret: "OS_APPLICATION_CREDENTIAL_SECRET",
    password: "OS_PASSWORD",
    token: "OS_TOKEN",
  },
};

/** Where Terraform takes the password from that would stand in a URL. */
const PASSWORDS: Readonly<Partial<Record<string, string>>> = { http: "TF_HTTP_PASSWORD", pg: "PGPASSWORD" };

/** The settings of gcs take a file's path as well, which is no secret. */
const IS_PATH: Readonly<Partial<Record<string, (text: string) => boolean>>> = {
  credentials: (text) => !/\{|-----BEGIN/.test(text),
  // A key of 32 bytes in base64 may begin with a slash.
  encryption_key: (text) => /^(?:~|\.{0,2})\/|^[A-Za-z]:[\\/]/.test(text) && !/^[A-Za-z0-9+/]{43}=$/.test(text),
};

/** A credential that stands in the settings of a backend. */
export interface BackendCredential {
  /** In the mapping of the backend: its name, and that of the setting. */
  readonly path: Path;
  /** The variable of the process's environment that has it otherwise; undefined where Terraform knows none. */
  readonly variable: string | undefined;
}

/** Every credential in what is declared as a backend, whether that is valid or not. */
export function credentialsIn(backend: unknown): BackendCredential[] {
  if (!isMapping(backend)) return [];
  return Object.entries(backend).flatMap(([type, settings]) =>
    Object.entries(isMapping(settings) ? settings : {}).flatMap(([setting, value]) => {
      const variable = variableOf(type, setting, value);
      return variable === undefined ? [] : [{ path: [type, setting], variable: variable ?? undefined }];
    }),
  );
}

/** Undefined of a setting that is no credential, null of one that Terraform has no variable for. */
function variableOf(type: string, setting: string, value: unknown): string | null | undefined {
  if ((typeof value !== "string" && typeof value !== "number") || value === "") return undefined;
  const credentials: Readonly<Record<string, string | null>> = Object.hasOwn(CREDENTIALS, type)
    ? CREDENTIALS[type as BackendType]
    : {};
  if (Object.hasOwn(credentials, setting) && !IS_PATH[setting]?.(String(value))) return credentials[setting];
  return hasPassword(String(value)) ? (PASSWORDS[type] ?? null) : undefined;
}
