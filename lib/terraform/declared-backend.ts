import { TerraformBackend, TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";
import { InvalidEnvironment } from "../checks/invalid-environment";
import { errors } from "../errors";
import { settingOf } from "../model/state-location";
import type { Backend } from "../model/topology";

/** The entry for a backend in the block `terraform` of Terraform's JSON: `cloud` stands beside the backends there. */
export function backendBlock(type: string, settings: unknown): Record<string, unknown> {
  return type === "cloud" ? { cloud: settings } : { backend: { [type]: settings } };
}

/** A backend that an environment declares. */
export class DeclaredBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly backend: Backend,
  ) {
    super(scope, "backend", backend.type);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return structuredClone(this.backend.settings);
  }

  /** cdktf's own construct for Terraform Cloud runs Terraform to get its version, but not every machine that writes has Terraform. */
  override toTerraform(): Record<string, unknown> {
    const { terraform } = super.toTerraform();
    return { terraform: backendBlock(this.name, terraform.backend[this.name]) };
  }

  /**
   * The data source by which another stack reads what it refers to in this one.
   *
   * @throws InvalidEnvironment if the state is in a workspace of Terraform Cloud that has no name here
   */
  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    const { type } = this.backend;
    const settings = this.synthesizeAttributes();
    return type === "cloud"
      ? new DeclaredRemoteState(scope, name, "remote", this.workspaceOf(settings))
      : new DeclaredRemoteState(scope, name, type, settings);
  }

  /** A workspace of Terraform Cloud is read through its predecessor, the backend `remote`, which knows no projects. */
  private workspaceOf(settings: Record<string, unknown>): Record<string, unknown> {
    const name = settingOf(this.backend.settings, "workspaces.name");
    if (name === undefined)
      throw InvalidEnvironment.at([{ problem: errors.workspaceUnnamed(), place: { construct: this.node.path } }]);
    return { ...settings, workspaces: { name } };
  }
}

class DeclaredRemoteState extends TerraformRemoteState {}
