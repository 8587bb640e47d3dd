import type { BACKENDS } from "./backend-declaration";
import { entriesOf } from "./mapping";
import { type BackendCredential, credentialsBelow, isNothing, isPath } from "./nested-credentials";

type BackendType = (typeof BACKENDS)[number];

/**
 * The credentials among the settings of each backend, each with the environment variable that Terraform can take it from; null if there is no such
 * variable. Read in Terraform's source, in the schema of each backend.
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
  cloud: { token: "TF_TOKEN_<host name>" },
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

/** These settings of gcs accept the path of a file as well. */
const IS_PATH: Readonly<Partial<Record<string, (text: string) => boolean>>> = {
  credentials: (text) => !/\{|-----BEGIN/.test(text),
  encryption_key: isPath,
};

/** Every credential in a declared backend, whether the backend is valid or not. */
export function credentialsIn(backend: unknown): BackendCredential[] {
  return entriesOf(backend).flatMap(([type, settings]) => {
    const credentials: Readonly<Record<string, string | null>> = Object.hasOwn(CREDENTIALS, type)
      ? CREDENTIALS[type as BackendType]
      : {};
    return entriesOf(settings).flatMap(([setting, value]) => {
      const path = [type, setting];
      const isNamed = Object.hasOwn(credentials, setting) && !IS_PATH[setting]?.(String(value));
      return isNamed && !isNothing(value)
        ? [{ path, variable: credentials[setting] ?? undefined }]
        : credentialsBelow(value, path);
    });
  });
}
