import { address, duration, elementName, encodeProblem, line, named, port, reference, secretFile } from "./declared";
import { type Alphabet, eitherOf } from "./name";
import { OPERATING_SYSTEMS, type OperatingSystem, operatingSystemNames } from "./operating-system";
import { v } from "./schema";

const becomeRoot = v.picklist(["none", "sudo"]);

/** How a key begins that somebody has copied without its header: OpenSSH's own format, or the DER of all others. */
const BASE64_OF_KEY = /^(?:b3BlbnNzaC1rZXkt|M[A-I][A-Za-z0-9+/]{58,}={0,2}$)/;

const privateKeyFile = secretFile((text) => /-----BEGIN|[\r\n]/.test(text) || BASE64_OF_KEY.test(text), {
  code: "secret-in-file",
  message: "a private key must not be in this file, because it would get into every output",
  found: "text that is no path",
  allowed: "the path of the file that has the key",
  fix: "put the key into a file that only you can read, and name that file; then replace the key, because it was in this one",
});

/** A file that contains only a password: any other text that is there by mistake is a password itself. */
const passwordFile = secretFile((text) => !/^(?:~|\.{0,2})\/|^[A-Za-z]:[\\/]/.test(text), {
  code: "secret-in-file",
  message: "not the path of a file; a password itself must not be here, because it would get into outputs and logs",
  found: "text that is no path",
  allowed: "a path that begins with /, ~/, ./ or ../",
  fix: "put the password into a file that only you can read, and name that file here",
});

const hostKey = v.pipe(
  v.string(),
  v.regex(
    /^[a-z][a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}(?: [\x20-\x7e]*)?$/,
    encodeProblem({
      code: "invalid-host-key",
      message: "not a public key of a host",
      allowed: "its type and the key, as in ssh_host_ecdsa_key.pub: ecdsa-sha2-nistp256 AAAA...",
      fix: "write what ssh-keyscan prints without the address before it; a fingerprint is not enough",
    }),
  ),
);

/** The rules for names on a host. */
interface HostNames {
  /** The operating system, as it is written in a sentence; undefined if it is not known. */
  readonly title?: string;
  readonly interfaceName: Alphabet;
  readonly account: Alphabet;
  readonly folder: Alphabet;
}

const { linux, windows } = operatingSystemNames;

const jumpHost = v.strictObject({
  user: named(eitherOf(linux.account, windows.account), "an account on a jump host"),
  address,
  port: v.optional(port, 22),
  privateKeyFile: v.optional(privateKeyFile),
  hostKey,
});

const windowsAccount = named(windows.account, `an account on ${windows.title}`);

/** The shape of a host whose names follow its operating system, or any operating system if it is not known. */
function declarationFor({ title, interfaceName, account, folder }: HostNames) {
  const on = title === undefined ? "" : ` on ${title}`;
  const interfaces = named(interfaceName, `a network interface${on}`);
  const accounts = named(account, `an account${on}`);
  return v.strictObject({
    os: v.picklist(OPERATING_SYSTEMS),
    dataCenter: v.optional(elementName("a data center")),
    interfaces: v.record(interfaces, v.strictObject({ network: reference("a network"), address })),
    managementInterface: v.optional(interfaces),
    localControlAgent: v.optional(
      v.strictObject({
        port: v.optional(port, 4999),
        account: v.optional(accounts),
        becomeRoot: v.optional(becomeRoot),
      }),
      {},
    ),
    connection: v.optional(
      v.strictObject({
        ssh: v.optional(
          v.strictObject({
            user: accounts,
            address: v.optional(address),
            port: v.optional(port, 22),
            privateKeyFile: v.optional(privateKeyFile),
            hostKey: v.optional(hostKey),
            becomeRoot: v.optional(becomeRoot),
            timeout: v.optional(duration, "30s"),
            jumpHost: v.optional(jumpHost),
          }),
        ),
        winrm: v.optional(
          v.strictObject({
            user: windowsAccount,
            address: v.optional(address),
            port: v.optional(port),
            passwordFile: v.optional(passwordFile),
            https: v.optional(v.boolean(), true),
            certificateAuthorityFile: v.optional(line),
            timeout: v.optional(duration, "5m"),
          }),
        ),
      }),
    ),
    installDirectory: v.optional(named(folder, `a folder${on}`)),
  });
}

/** The shape of a host of any operating system, for the JSON Schema. */
export const hostDeclaration = declarationFor({
  interfaceName: eitherOf(linux.interfaceName, windows.interfaceName),
  account: eitherOf(linux.account, windows.account),
  folder: eitherOf(linux.folder, windows.folder),
});

const declarations = new Map(OPERATING_SYSTEMS.map((os) => [os, declarationFor(operatingSystemNames[os])]));

/** The shape of a host, by the operating system that it declares. */
export function hostDeclarationOf(os: unknown): typeof hostDeclaration {
  return declarations.get(os as OperatingSystem) ?? hostDeclaration;
}
