/** Why nothing is moved from a host to a host that is declared under another name. */
export function takenForSameMachine(former: string, host: string): string {
  return `${host} has the operating system and the addresses of ${former}, and is taken for the same machine under another name`;
}
