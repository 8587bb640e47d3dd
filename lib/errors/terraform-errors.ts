import { show } from "../text/wording";
import { KEEP_ONE, type Problem } from "./problem";

/** What can be wrong with an environment's place in Terraform: its addresses, its state and its core. */
export const terraformErrors = {
  terraformAddressTaken: (address: string, whose: string, construct: string): Problem => ({
    code: "terraform-address-taken",
    message: `${address} is the address of this ${whose}'s resource, and also of your construct ${construct}`,
    found: address,
    fix: "give your resource another id, or put it into a stack of your own",
  }),
  terraformAddressAbsent: (address: string, meant: string | undefined): Problem => ({
    code: "terraform-address-absent",
    message: `an override is for ${show(address)}, which the environment does not have${meant === undefined ? "" : `; did you mean ${meant}?`}`,
    found: show(address),
    allowed: "the resource of a host that has a connection, or of a construct of yours",
    fix:
      meant === undefined
        ? "correct the name, or give the host a connection; for a resource of your own, add a construct, Resource of @cdktf/provider-null"
        : `write ${meant}`,
  }),
  backendChoice: (found: readonly string[]): Problem => ({
    code: "backend-choice",
    message: "Terraform's state has exactly one backend",
    found: found.length === 0 ? "none" : found.map(show).join(" and "),
    allowed: "one backend and its settings",
    fix: found.length < 2 ? "name one backend, e.g. s3" : `${KEEP_ONE}, e.g. ${show(found[0])}: null`,
  }),
  backendTwice: (declared: string): Problem => ({
    ...terraformErrors.backendChoice([declared, "a backend construct"]),
    fix: "name one backend, e.g. s3",
  }),
  overriddenBackend: (found: readonly string[]): Problem => ({
    code: "backend-choice",
    message: "Terraform's state has exactly one backend, and an override of the stack adds another",
    found: found.map(show).join(" and "),
    allowed: "one backend and its settings",
    fix: "instead of the override, declare it under terraform.backend, or add cdktf's construct for it",
  }),
  workspaceUnnamed: (): Problem => ({
    code: "workspace-unnamed",
    message:
      "another stack refers to this one, but the state of this one is in one of several workspaces of Terraform Cloud",
    found: "no workspaces.name",
    allowed: "in cloud a workspace by its name, if another stack refers to this one",
    fix: "declare workspaces.name in the settings of cloud, or remove the reference",
  }),
  backendCredential: (variable: string | undefined): Problem => ({
    code: "secret-in-file",
    message: "the settings of a backend must not contain a credential, which would get into every output",
    found: "a credential, which is not shown",
    allowed: "settings without credentials; Terraform takes those from its environment",
    fix: `remove it, and ${variable === undefined ? "" : `set ${variable} where Terraform runs, or `}give it to terraform init with -backend-config; then replace the credential, because it was in this file`,
  }),
  hclOutput: (): Problem => ({
    code: "hcl-output",
    message: "the app writes HCL instead of Terraform JSON, in which the hosts of this environment would be missing",
    found: "HCL",
    allowed: "Terraform JSON, cdktf's default",
    fix: "remove hclOutput from the App, or SYNTH_HCL_OUTPUT from the process's environment; or give the environment an App of its own; in a test use Testing.synth",
  }),
  terraformCoresMixed: (construct: string, method: string): Problem => ({
    code: "terraform-cores-mixed",
    message: `${construct} comes from another core than the stack that it is in, and lacks a method that the stack calls`,
    found: `no ${method}`,
    allowed: "constructs of one core, under the name cdktf",
    fix: "override cdktf for the package that the construct comes from, in the root package.json; npm ls cdktf shows which packages have another one",
  }),
  terraformValue: (): Problem => ({
    code: "terraform-value",
    message: "a value that only Terraform knows when it runs cannot be part of the model",
    found: "a reference of Terraform",
    allowed: "a value that is known now",
    fix: "write the value itself",
  }),
} as const;
