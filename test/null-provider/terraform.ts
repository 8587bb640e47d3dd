import { spawn } from "node:child_process";
import { type ProviderName, type RunningProvider, startProvider } from "./null-provider";

/** The outcome of a Terraform command. */
export interface TerraformOutcome {
  readonly code: number;
  /** Standard output and standard error in the order in which they came, without colours. */
  readonly text: string;
}

/** Where and how Terraform runs. */
export interface TerraformOptions {
  /** The folder that `~` means in a stack. */
  readonly home: string;
  /** The command that starts Terraform in another network.
   * @default - none */
  readonly within?: readonly string[];
  /** The attached providers: names of providers to start, or running providers, which their starter stops.
   * @default - null alone */
  readonly providers?: readonly (ProviderName | RunningProvider)[];
  /** Further environment variables.
   * @default - nothing */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Terraform with attached stand-ins of providers. It uses no network and reads no settings of the machine. */
export class Terraform {
  private constructor(
    private readonly providers: readonly RunningProvider[],
    private readonly options: TerraformOptions,
  ) {}

  static async start(options: TerraformOptions): Promise<Terraform> {
    const attached = (options.providers ?? ["null"]).map((one) => (typeof one === "string" ? startProvider(one) : one));
    return new Terraform(await Promise.all(attached), options);
  }

  /** Stops the providers that it has started. */
  stop(): void {
    for (const provider of this.providers) if (!this.options.providers?.includes(provider)) provider.stop();
  }

  /** Runs a command in the folder of a stack. */
  async run(folder: string, ...words: string[]): Promise<TerraformOutcome> {
    const [program, ...rest] = [...(this.options.within ?? []), "terraform", ...words];
    const child = spawn(program!, rest, {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: this.options.home,
        TF_CLI_CONFIG_FILE: "/dev/null",
        CHECKPOINT_DISABLE: "1",
        TF_IN_AUTOMATION: "1",
        TF_INPUT: "0",
        TF_CLI_ARGS: "-no-color",
        // For stacks that have this variable; others ignore it.
        TF_VAR_winrm_password: "a secret",
        TF_REATTACH_PROVIDERS: JSON.stringify(Object.assign({}, ...this.providers.map((one) => one.reattach))),
        ...this.options.environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
    const code = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve(status ?? 1));
    });
    return { code, text };
  }

  /** Runs a command that must succeed. */
  async succeed(folder: string, ...words: string[]): Promise<string> {
    const { code, text } = await this.run(folder, ...words);
    if (code !== 0) throw new Error(`terraform ${words.join(" ")} in ${folder}: ${code}\n${text}`);
    return text;
  }
}
