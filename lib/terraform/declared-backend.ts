import { TerraformBackend, TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";
import type { Backend } from "../model/topology";

/** A backend that an environment declares. */
export class DeclaredBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly backend: Backend,
  ) {
    super(scope, "backend", backend.type);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.backend.settings };
  }

  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    return new DeclaredRemoteState(scope, name, this.backend.type, { ...this.backend.settings });
  }
}

class DeclaredRemoteState extends TerraformRemoteState {}
