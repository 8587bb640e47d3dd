import { meantKey, nearest } from "../text/wording";
import type { BACKENDS } from "./backend-declaration";
import type { BackendSetting } from "./backend-setting";
import { isMapping } from "./mapping";
import type { Path } from "./origin";
import type { Backend } from "./topology";

/**
 * The settings of each backend, by the keys that lead to their mapping: every name that any version of Terraform has, as far as is known. Read in
 * cdktf's interfaces and in Terraform's source, and tried with Terraform 1.11: for any other name in a backend that it has, it says `No argument or
 * block type is named`. A later Terraform may have more names, so a name that is not listed here is not wrong for that reason.
 */
export const BACKEND_NAMES: Readonly<Record<(typeof BACKENDS)[number], Readonly<Record<string, string>>>> = {
  azurerm: {
    "": "access_key ado_pipeline_service_connection_id client_certificate client_certificate_password client_certificate_path client_id client_id_file_path client_secret client_secret_file_path container_name endpoint environment key lookup_blob_endpoint metadata_host msi_endpoint oidc_request_token oidc_request_url oidc_token oidc_token_file_path resource_group_name sas_token snapshot storage_account_name subscription_id tenant_id use_aks_workload_identity use_azuread_auth use_cli use_microsoft_graph use_msi use_oidc",
  },
  cloud: { "": "hostname organization token workspaces", workspaces: "name project tags" },
  consul: { "": "access_token address ca_file cert_file datacenter gzip http_auth key_file lock path scheme" },
  cos: {
    "": "accelerate acl assume_role bucket domain encrypt endpoint key prefix region secret_id secret_key security_token",
  },
  gcs: {
    "": "access_token bucket credentials encryption_key impersonate_service_account impersonate_service_account_delegates kms_encryption_key prefix storage_custom_endpoint",
  },
  http: {
    "": "address client_ca_certificate_pem client_certificate_pem client_private_key_pem lock_address lock_method password retry_max retry_wait_max retry_wait_min skip_cert_verification unlock_address unlock_method update_method username",
  },
  kubernetes: {
    "": "client_certificate client_key cluster_ca_certificate config_context config_context_auth_info config_context_cluster config_path config_paths exec host in_cluster_config insecure labels load_config_file namespace password proxy_url secret_suffix token username",
  },
  local: { "": "path workspace_dir" },
  oci: {
    "": "auth bucket config_file_profile fingerprint key kms_key_id namespace private_key private_key_password private_key_path region sse_customer_algorithm sse_customer_key sse_customer_key_sha256 tenancy_ocid user_ocid workspace_key_prefix",
  },
  oss: {
    "": "access_key acl assume_role assume_role_policy assume_role_role_arn assume_role_session_expiration assume_role_session_name bucket ecs_role_name encrypt endpoint key prefix profile region secret_key security_token shared_credentials_file sts_endpoint tablestore_endpoint tablestore_table",
  },
  pg: { "": "conn_str schema_name skip_index_creation skip_schema_creation skip_table_creation" },
  remote: { "": "hostname organization token workspaces", workspaces: "name prefix" },
  s3: {
    "": "access_key acl allowed_account_ids assume_role assume_role_duration_seconds assume_role_policy assume_role_policy_arns assume_role_tags assume_role_transitive_tag_keys assume_role_with_web_identity bucket custom_ca_bundle dynamodb_endpoint dynamodb_table ec2_metadata_service_endpoint ec2_metadata_service_endpoint_mode encrypt endpoint endpoints external_id forbidden_account_ids force_path_style http_proxy https_proxy iam_endpoint insecure key kms_key_id max_retries no_proxy profile region retry_mode role_arn secret_key session_name shared_config_files shared_credentials_file shared_credentials_files skip_credentials_validation skip_metadata_api_check skip_region_validation skip_requesting_account_id skip_s3_checksum sse_customer_key sts_endpoint sts_region token use_dualstack_endpoint use_fips_endpoint use_legacy_workflow use_lockfile use_path_style workspace_key_prefix",
    assume_role:
      "duration external_id policy policy_arns role_arn session_name source_identity tags transitive_tag_keys",
    assume_role_with_web_identity:
      "duration policy policy_arns role_arn session_name web_identity_token web_identity_token_file",
    endpoints: "dynamodb iam s3 sso sts",
  },
  swift: {
    "": "application_credential_id application_credential_name application_credential_secret archive_container auth_url cacert_file cert cloud container default_domain domain_id domain_name expire_after insecure key password project_domain_id project_domain_name region_name state_name tenant_id tenant_name token user_domain_id user_domain_name user_id user_name",
  },
};

/** A setting whose name is most likely a slip for another. */
export interface MistypedSetting {
  /** The keys that lead to it, from the backend's name. */
  readonly path: Path;
  readonly name: string;
  readonly meant: string;
  /** Whether the meant setting is there too. */
  readonly isThere: boolean;
}

/** The settings of a backend whose names are near a name that Terraform has, but are not such a name. */
export function mistypedSettings({ type, settings }: Backend): MistypedSetting[] {
  // An override may name a backend that is not listed here, such as one of a test of Terraform's.
  const known = Object.hasOwn(BACKEND_NAMES, type) ? BACKEND_NAMES[type as (typeof BACKENDS)[number]] : {};
  return Object.entries(known).flatMap(([at, names]) =>
    mappingsAt(settings, at).flatMap(({ path, mapping }) => mistypedIn(mapping, [type, ...path], names.split(" "))),
  );
}

function mistypedIn(mapping: object, above: Path, names: readonly string[]): MistypedSetting[] {
  return Object.keys(mapping).flatMap((name) => {
    if (names.includes(name)) return [];
    const meant = meantKey(name, mapping, names) ?? nearest(name, names);
    return meant === undefined ? [] : [{ path: [...above, name], name, meant, isThere: Object.hasOwn(mapping, meant) }];
  });
}

/** The settings themselves, the mapping in one of them, or the mappings in its list, because a block of Terraform may be written as a list. */
function mappingsAt(settings: Backend["settings"], at: string): { readonly path: Path; readonly mapping: object }[] {
  if (at === "") return [{ path: [], mapping: settings }];
  const value: BackendSetting | undefined = settings[at];
  if (isMapping(value)) return [{ path: [at], mapping: value }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((one, index) => (isMapping(one) ? [{ path: [at, index], mapping: one }] : []));
}
