import type { PostkasseSignering } from './sources/config.ts';
import type { Signering } from './wire/soap/security/index.ts';
import { loadNoekkel, loadTillit, type Noekkel, NoekkelError, type Noekkelfiler } from './wire/noekkel.ts';

/** The variables that a key is made of. */
const POSTKASSE = {
  sertifikat: 'POSTKASSE_SERTIFIKAT',
  noekkel: 'POSTKASSE_NOEKKEL',
  passord: 'POSTKASSE_NOEKKEL_PASSORD',
} as const;
const KONTAKTREGISTER = {
  sertifikat: 'KONTAKTREGISTER_SERTIFIKAT',
  noekkel: 'KONTAKTREGISTER_NOEKKEL',
  passord: 'KONTAKTREGISTER_NOEKKEL_PASSORD',
} as const;

type Keyset = typeof POSTKASSE | typeof KONTAKTREGISTER;

type Words = Partial<Readonly<Record<Keyset[keyof Keyset] | 'POSTKASSE_TILLIT', string | undefined>>>;

/** Everything of signing that is not a file. */
export type Signeringsvalg = Pick<Signering, 'klokkeavvikMs' | 'levetidMs' | 'maksLevetidMs'> & {
  readonly responderOrgnr: Signering['responderOrgnr'] | undefined;
};

/**
 * Reads the keys that the environment names, or pushes a line for each thing that is wrong. A mailbox supplier and a public
 * body are two parties to the register: HentPersoner may have a certificate of its own.
 */
export function loadSignering(words: Words, valg: Signeringsvalg, problems: string[]): PostkasseSignering | undefined {
  const attempt = <Value>(
    names: Partial<Record<NoekkelError['med'], string>>,
    load: () => Value,
  ): Value | undefined => {
    try {
      return load();
    } catch (error) {
      if (!(error instanceof NoekkelError)) throw error;
      problems.push(`${names[error.med]}: ${error.message}.`);
      return undefined;
    }
  };
  const load = (names: Keyset): Noekkel | undefined => {
    const sertifikat = words[names.sertifikat];
    if (sertifikat === undefined) return undefined;
    const filer: Noekkelfiler = { sertifikat, noekkel: words[names.noekkel], passord: words[names.passord] };
    return attempt(names, () => loadNoekkel(filer));
  };
  const file = words.POSTKASSE_TILLIT;
  const tillit = file === undefined ? undefined : attempt({ tillit: 'POSTKASSE_TILLIT' }, () => loadTillit(file));
  const postkasse = load(POSTKASSE);
  const kontaktregister = words.KONTAKTREGISTER_SERTIFIKAT === undefined ? postkasse : load(KONTAKTREGISTER);
  const { responderOrgnr } = valg;
  if (!tillit || !postkasse || !kontaktregister || !responderOrgnr) return undefined;
  const alike = { ...valg, tillit, responderOrgnr };
  return { postkasse: { ...postkasse, ...alike }, kontaktregister: { ...kontaktregister, ...alike } };
}
