/** The remainders of a byte, for the polynomial that POSIX specifies for cksum. */
const REMAINDERS = Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 24;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 0x80000000 ? (remainder << 1) ^ 0x04c11db7 : remainder << 1;
  return remainder >>> 0;
});

/** What POSIX cksum prints for a file with this text: its checksum and its size in bytes. */
export function cksum(text: string): string {
  const bytes = Buffer.from(text);
  let sum = 0;
  const take = (byte: number) => {
    sum = ((sum << 8) ^ REMAINDERS[((sum >>> 24) ^ byte) & 0xff]!) >>> 0;
  };
  for (const byte of bytes) take(byte);
  // The checksum includes the size, its lowest byte first.
  for (let size = bytes.length; size > 0; size = Math.floor(size / 256)) take(size % 256);
  return `${~sum >>> 0} ${bytes.length}`;
}
