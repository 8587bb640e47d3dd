import type { BackendSetting } from "../model/backend-setting";
import type { Acknowledgement } from "../model/topology";

/** Names of the application templates that new objects are made from. */
export interface TemplatesProps {
  /** The template of the SIP Servers.
   * @default "SIP Server" */
  readonly sipServer?: string | undefined;
  /** The template of the applications that run the control scripts.
   * @default "Third Party Server" */
  readonly thirdPartyServer?: string | undefined;
}

/** What the Configuration Layer objects of an environment have in common. */
export interface GenesysProps {
  /** The tenant of all objects.
   * @default "Environment" */
  readonly tenant?: string | undefined;
  /** The switch that the SIP Servers belong to. */
  readonly switch: string;
  /** The version of SIP Server; options that later versions introduced are refused. */
  readonly sipServerVersion: string;
  /** Names of the application templates that new objects are made from.
   * @default - the templates are named "SIP Server" and "Third Party Server" */
  readonly templates?: TemplatesProps | undefined;
}

/** Where Terraform keeps the environment's state, and any later settings of that kind. */
export interface TerraformProps {
  /** The name of one Terraform backend, or `cloud`, with its settings as Terraform's documentation names them, without secrets. A cdktf backend
   * construct in the Environment does the same.
   * @default - a file beside the output folder, named relative to the stack */
  readonly backend?: Readonly<Record<string, Readonly<Record<string, BackendSetting>>>> | undefined;
}

/** What an environment has once: the common settings of its Configuration Layer objects, Terraform's settings, accepted findings. */
export interface EnvironmentProps {
  /** A line that describes the environment.
   * @default - none */
  readonly description?: string | undefined;
  /** What the Configuration Layer objects have in common. */
  readonly genesys: GenesysProps;
  /** Terraform's own settings.
   * @default - a local state file beside the output folder */
  readonly terraform?: TerraformProps | undefined;
  /** Findings that somebody has reviewed and accepted, each with a reason.
   * @default - none */
  readonly acknowledge?: readonly Acknowledgement[] | undefined;
}

/** The names of the props. */
export const ENVIRONMENT_PROPS = Object.keys({
  description: true,
  genesys: true,
  terraform: true,
  acknowledge: true,
} satisfies Record<keyof EnvironmentProps, true>);
