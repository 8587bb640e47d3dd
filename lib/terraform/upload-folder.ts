/** `.sip-ha-staging`: what is copied to a host of Unix, and beside it what Terraform runs there, below the home of the connection's account. */
export function uploadFolder(environment: string): string {
  return `.sip-ha-${environment}`;
}
