/**
 * The bytes of strict base64, lines and spaces aside; undefined for anything else. `Buffer.from` alone takes base64url,
 * PEM armour and any other litter in silence.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const bare = /[ \t\r\n]/.test(text) ? text.replace(/[ \t\r\n]+/g, '') : text;
  const end = bare.indexOf('=');
  const characters = end === -1 ? bare.length : end;
  const isPadded = characters === bare.length || /^={1,2}$/.test(bare.slice(characters));
  if (!isPadded || bare.length % 4 !== 0 || bare.includes('-') || bare.includes('_')) return undefined;
  // A pattern would walk megabytes of ciphertext: `Buffer.from` leaves out what is none of its letters, and then there are too few bytes.
  const bytes = Buffer.from(bare, 'base64');
  return bytes.length === Math.floor((characters * 3) / 4) && isAscii(bare) ? bytes : undefined;
}

/** Of other letters `Buffer.from` looks at a half. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
