import { TerraformBackend, TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";
import { InvalidEnvironment } from "../checks/invalid-environment";
import { errors } from "../errors";
import { settingOf } from "../model/state-location";
import type { Backend } from "../model/topology";

/** What Terraform's JSON has in its block `terraform` for a backend: `cloud` stands there beside the backends. */
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

  /** cdktf's own construct of Terraform's cloud runs Terraform for its version, which is not on every machine that writes. */
  override toTerraform(): Record<string, unknown> {
    const { terraform } = super.toTerraform();
    return { terraform: backendBlock(this.name, terraform.backend[this.name]) };
  }

  /**
   * Where another stack reads what this one refers to.
   *
   * @throws InvalidEnvironment where the state is in a workspace of Terraform Cloud that has no name here
   */
  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    const { type } = this.backend;
    const settings = this.synthesizeAttributes();
    return type === "cloud"
      ? new DeclaredRemoteState(scope, name, "remote", this.workspaceOf(settings))
      : new DeclaredRemoteState(scope, name, type, settings);
  }

  /** A workspace of Terraform Cloud is read through the backend that came before it, which knows no projects. */
  private workspaceOf(settings: Record<string, unknown>): Record<string, unknown> {
    const name = settingOf(this.backend.settings, "workspaces.name");
    if (name === undefined)
      throw InvalidEnvironment.at([{ problem: errors.workspaceUnnamed(), place: { construct: this.node.path } }]);
    return { ...settings, workspaces: { name } };
  }
}

class DeclaredRemoteState extends TerraformRemoteState {}
