import { spawn } from "node:child_process";
import { type ProviderName, type RunningProvider, startProvider } from "./null-provider";

/** What a command of Terraform said. */
export interface TerraformOutcome {
  readonly code: number;
  /** Standard output and standard error as they came, without colours. */
  readonly text: string;
}

/** Where Terraform runs. */
export interface TerraformOptions {
  /** The folder that `~` stands for in a stack. */
  readonly home: string;
  /** The command that Terraform is started with, where it shall run in another network.
   * @default - none */
  readonly within?: readonly string[];
  /** The providers that are attached: started by their names, or running, which whoever has started them stops.
   * @default - null alone */
  readonly providers?: readonly (ProviderName | RunningProvider)[];
  /** What its environment has beside that.
   * @default - nothing */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Terraform with stand-ins of providers attached. It asks no network and reads no settings of the machine. */
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
        // For stacks that ask for it; the others do not mind.
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
