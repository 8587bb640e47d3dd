import type { EnvironmentRule } from "../rule";

/** Passwords and scripts travel encrypted. */
export const winrmPlain: EnvironmentRule = {
  code: "winrm-plain",
  level: "warning",
  title: "Windows Remote Management is encrypted, and the host's certificate checked",
  why: "Without https whoever is on the way reads and changes what is installed, and Terraform cannot tell the host from another machine at its address, and runs the installer there with an administrator's rights (deduced from the protocol: the certificate is what identifies the host). The host lets it in only where AllowUnencrypted is set (read in the issues of what Terraform speaks WinRM with).",
  *evaluate(topology) {
    for (const { name, connection } of topology.hosts.values())
      if (connection?.type === "winrm" && !connection.https)
        yield {
          path: ["hosts", name, "connection", "winrm", "https"],
          message: `the connection to host ${name} is not encrypted, and the identity of the host is not checked`,
          found: "false",
          allowed: "true",
          fix: "give the host a certificate and a listener for https, and remove https: false",
        };
  },
};
