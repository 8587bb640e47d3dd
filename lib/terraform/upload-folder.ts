/** `.sip-ha-staging`: the folder that is copied to a Unix host, below the home of the connection's account. Beside it is what Terraform runs there. */
export function uploadFolder(environment: string): string {
  return `.sip-ha-${environment}`;
}
