import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A provider that runs, until it is stopped. */
export interface RunningProvider {
  /** What Terraform must have in its environment, on every command, `init` included. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): void;
}

/**
 * Starts a stand-in for the provider hashicorp/null, so that Terraform runs without a registry. It listens on a socket of the file system,
 * which can be reached from any network namespace.
 *
 * It is a process of its own because Terraform must be told a process: it gives the provider up when that one is gone, and kills it when the
 * socket does not answer.
 */
export async function startNullProvider(): Promise<RunningProvider> {
  const folder = mkdtempSync(join(tmpdir(), "null-provider-"));
  const socket = join(folder, "socket");
  const loader = pathToFileURL(require.resolve("tsx")).href;
  const child = spawn(process.execPath, ["--import", loader, join(__dirname, "serve.ts"), socket], {
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
      child.once("exit", (code) => reject(new Error(`the null provider did not start: ${code}`)));
    });
  } catch (error) {
    stop();
    throw error;
  }
  const address = { Network: "unix", String: socket };
  const reattach = { Protocol: "grpc", ProtocolVersion: 5, Pid: child.pid, Test: true, Addr: address };
  return {
    environment: { TF_REATTACH_PROVIDERS: JSON.stringify({ "registry.terraform.io/hashicorp/null": reattach }) },
    stop,
  };
}
