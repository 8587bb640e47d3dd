import { describe, expect, test } from "vitest";
import type { SshConnection } from "../../lib/model/host";
import { connectionBlock } from "../../lib/terraform/host-connection";
import { ROOT_BY_SSH } from "../root-by-ssh";

/** Whether an x exists for the y that a public key of Ed25519 is (RFC 8032, 5.1.3). */
function isPointOfEd25519(key: Buffer): boolean {
  const p = 2n ** 255n - 19n;
  const power = (base: bigint, exponent: bigint): bigint => {
    if (exponent === 0n) return 1n;
    const half = power((base * base) % p, exponent / 2n);
    return exponent % 2n === 0n ? half : (half * base) % p;
  };
  const y = BigInt(`0x${Buffer.from(key).reverse().toString("hex")}`) % 2n ** 255n;
  const d = ((p - 121_665n) * power(121_666n, p - 2n)) % p;
  const square = ((y * y - 1n) * power(d * y * y + 1n, p - 2n)) % p;
  return square === 0n || power(square, (p - 1n) / 2n) === 1n;
}

describe("a connection by way of a jump host", () => {
  const jumpHost = { user: "ops", address: "2001:db8::9", port: 2222, hostKey: "ecdsa-sha2-nistp256 ${JJ}" };
  const connectionWith = (more: Partial<SshConnection>) =>
    connectionBlock("staging", "linux", { ...ROOT_BY_SSH, jumpHost, ...more });

  test("sets everything that Terraform would otherwise take from the host's own connection", () => {
    expect(connectionWith({ jumpHost: { ...jumpHost, privateKeyFile: "~/.ssh/jump" } })).toMatchObject({
      agent: true,
      bastion_host: "2001:db8::9",
      bastion_host_key: "ecdsa-sha2-nistp256 $${JJ}",
      bastion_port: 2222,
      bastion_private_key: '${file(pathexpand("~/.ssh/jump"))}',
      bastion_user: "ops",
    });
  });

  test("compares each of the two hosts with its own key, whichever of the two settings Terraform reads for both", () => {
    const written = String(connectionWith({ hostKey: "ssh-rsa HH root@sip-a" }).host_key);
    const [first, ...lines] = written.split("\n");
    expect(lines).toEqual([
      "@cert-authority 10.110.0.11:22 ssh-rsa HH root@sip-a",
      "@cert-authority [2001:db8::9]:2222 ecdsa-sha2-nistp256 $${JJ}",
    ]);
    const [type, encoded] = first!.split(" ");
    const key = Buffer.from(encoded!, "base64").subarray(34, 66);
    expect([type, key.toString()]).toEqual(["sk-ssh-ed25519@openssh.com", "no key, and no signature fits it"]);
    expect(isPointOfEd25519(key)).toBe(false);
    expect(isPointOfEd25519(Buffer.from(`58${"66".repeat(31)}`, "hex"))).toBe(true);
  });

  test("checks no host without a declared key", () => {
    expect(connectionWith({}).host_key).toBeUndefined();
  });
});
