import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Providers that have stand-ins, with their addresses as Terraform writes them. */
export const PROVIDERS = {
  null: "registry.terraform.io/hashicorp/null",
  bigip: "registry.terraform.io/f5networks/bigip",
} as const;
export type ProviderName = keyof typeof PROVIDERS;

/** A running provider, until it is stopped. */
export interface RunningProvider {
  /** How Terraform reaches it. TF_REATTACH_PROVIDERS has this of all providers, for every command including `init`. */
  readonly reattach: Readonly<Record<string, unknown>>;
  stop(): void;
}

/**
 * Starts a stand-in for a provider, so that Terraform runs without a registry. The stand-in listens on a socket in the file system,
 * which can be reached from any network namespace.
 *
 * It is a separate process because Terraform must know a process id: Terraform gives up the provider if that process has ended, and kills
 * the process if the socket does not answer.
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
