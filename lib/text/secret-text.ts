/** Whether a text contains a password: in a URL, in the connection string of a database, or as a private key. */
export function hasPassword(text: string): boolean {
  return (
    // Matches only the last character of the scheme: a match of the whole scheme would start at each letter of a long word, which takes hours.
    /[a-z0-9+.-]:\/\/[^/?#\s@:]*:[^/?#\s]+@/i.test(text) ||
    /(?:^|[\s?&;])(?:ssl)?password\s*=\s*[^\s&]/i.test(text) ||
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)
  );
}

/**
 * Whether the value below a key may be a secret, judged by the key's name. This includes unknown keys, because people write a password where they think
 * that it belongs. Settings of a backend are credentials under many names.
 */
export function isSecretKey(key: string): boolean {
  return /pass|secret|token|credential|private|auth|[_-]key$|^backend$/i.test(key);
}
