/**
 * The bytes of strict base64, lines and spaces aside; undefined for anything else. `Buffer.from` alone takes base64url,
 * PEM armour and any other litter in silence.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const bare = text.replace(/[ \t\r\n]+/g, '');
  // Counted instead of matched in groups of four: a pattern would walk megabytes of ciphertext with a stack of groups.
  return bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare) ? Buffer.from(bare, 'base64') : undefined;
}
