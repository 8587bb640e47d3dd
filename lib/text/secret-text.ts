/** Whether text has a password in it: in a URL, in the words of a database's connection, or a private key. */
export function hasPassword(text: string): boolean {
  return (
    // Of the scheme its last character alone: whole, it is looked for from each letter of a long word, which takes hours.
    /[a-z0-9+.-]:\/\/[^/?#\s@:]*:[^/?#\s]+@/i.test(text) ||
    /(?:^|[\s?&;])(?:ssl)?password\s*=\s*[^\s&]/i.test(text) ||
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)
  );
}

/**
 * Whether what stands below a key may be a secret, by the key's name: also of one that is not known, as people write a password where they think that it
 * belongs. Settings of a backend are credentials under many names.
 */
export function isSecretKey(key: string): boolean {
  return /pass|secret|token|credential|private|auth|[_-]key$|^backend$/i.test(key);
}
