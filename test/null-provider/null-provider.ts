import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Providers that there are stand-ins for, with their addresses as Terraform spells them. */
export const PROVIDERS = {
  null: "registry.terraform.io/hashicorp/null",
  bigip: "registry.terraform.io/f5networks/bigip",
} as const;
export type ProviderName = keyof typeof PROVIDERS;

/** A provider that runs, until it is stopped. */
export interface RunningProvider {
  /** How Terraform reaches it; all of them are in TF_REATTACH_PROVIDERS on every command, `init` included. */
  readonly reattach: Readonly<Record<string, unknown>>;
  stop(): void;
}

/**
 * Starts a stand-in for a provider, so that Terraform runs without a registry. It listens on a socket of the file system,
 * which can be reached from any network namespace.
 *
 * It is a process of its own because Terraform must be told a process: it gives the provider up when that one is gone, and kills it when the
 * socket does not answer.
 */
export async function startProvider(name: ProviderName): Promise<RunningProvider> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-provider-`));
  const socket = join(folder, "socket");
  const loader = pathToFileURL(require.resolve("tsx")).href;
  const child = spawn(process.execPath, ["--import", loader, join(__dirname, "serve.ts"), socket, name], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const stop = () => {
    child.removeAllListeners("exit");
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.once("data", () => resolve());
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`the ${name} provider did not start: ${code}`)));
    });
  } catch (error) {
    stop();
    throw error;
  }
  const address = { Network: "unix", String: socket };
  const reattach = { Protocol: "grpc", ProtocolVersion: 5, Pid: child.pid, Test: true, Addr: address };
  return { reattach: { [PROVIDERS[name]]: reattach }, stop };
}
