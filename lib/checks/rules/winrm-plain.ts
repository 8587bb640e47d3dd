import type { EnvironmentRule } from "../rule";

/** Passwords and scripts travel encrypted. */
export const winrmPlain: EnvironmentRule = {
  code: "winrm-plain",
  level: "warning",
  title: "Windows Remote Management is encrypted, and the host's certificate is checked",
  why: "Without https, anyone on the path can read and change what is installed; Terraform cannot tell the host from another machine at its address, and runs the installer there with an administrator's rights (deduced from the protocol: the certificate is what identifies the host). The host lets Terraform in only if AllowUnencrypted is set (read in the issues of the WinRM client that Terraform uses).",
  *evaluate(topology) {
    for (const { name, connection } of topology.hosts.values())
      if (connection?.type === "winrm" && !connection.https)
        yield {
          path: ["hosts", name, "connection", "winrm", "https"],
          message: `the connection to host ${name} is not encrypted, and the identity of the host is not checked`,
          found: "false",
          allowed: "true",
          fix: "give the host a certificate and an https listener, and remove https: false",
        };
  },
};
