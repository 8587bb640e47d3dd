/** Text that Terraform takes literally: it would otherwise interpret `${` and `%{` in strings. */
export function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** The resource of a host: `null_resource.sip-a` */
export function terraformAddress(host: string): string {
  return `null_resource.${host}`;
}
