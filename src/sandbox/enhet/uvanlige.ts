import { element } from './element.ts';
import { type Enhet, enhetOf } from './enheter.ts';
import type { Svar } from './innerdokument.ts';
import type { Innstillinger } from './innstillinger.ts';
import { ALLE_MANGLER, mangelstatus, type Understatus, understatus } from './koder.ts';
import { MELDINGER } from './meldinger/index.ts';
import type { Enhetsoperasjon } from './operasjoner.ts';

/** An answer that the register's documentation does not foresee, or only just. */
type UvanligSvar = (enhet: Enhet, writeMelding: (enhet: Enhet) => NonNullable<Svar['melding']>) => Svar;

const returnert = understatus(0);
const ukjent = (kode: number): Understatus => ({ kode, tekst: 'Ukjent for dokumentasjonen' });

/** The series 78...: every combination of hovedStatus, codes and melding that a client should not take for granted. */
const UVANLIGE = new Map<string, UvanligSvar>(
  Object.entries<UvanligSvar>({
    '780000104': (enhet, writeMelding) => ({
      hovedStatus: 0,
      underStatus: [returnert, ...ALLE_MANGLER.map((mangel) => mangelstatus(mangel, enhet.orgnr))],
      melding: writeMelding(enhet),
    }),
    '780000201': (enhet, writeMelding) => ({
      hovedStatus: 0,
      underStatus: [returnert, ukjent(1999)],
      melding: writeMelding(enhet),
    }),
    '780000309': () => ({ hovedStatus: 1, underStatus: [ukjent(999)] }),
    '780000406': () => ({ hovedStatus: -1, underStatus: [ukjent(-999)] }),
    '780000503': (enhet, writeMelding) => ({
      hovedStatus: 0,
      underStatus: [returnert, understatus(110, enhet.orgnr)],
      melding: writeMelding(enhet),
    }),
    '780000600': (enhet) => ({ hovedStatus: -1, underStatus: [understatus(180, enhet.orgnr)], melding: [] }),
    '780000708': () => ({ hovedStatus: 7, underStatus: [returnert] }),
    '780000805': (_, writeMelding) => ({
      hovedStatus: 0,
      underStatus: [returnert],
      melding: writeMelding(enhetOf('700000001')),
    }),
    '780000902': (enhet, writeMelding) => ({
      hovedStatus: 0,
      underStatus: [{ kode: 1, tekst: 'Enheten er slettet som dublett - korrekt enhet er innført' }],
      melding: writeMelding(enhet),
    }),
    '780001003': () => ({ hovedStatus: 0, underStatus: [returnert] }),
    '780001100': () => ({ hovedStatus: -1, underStatus: undefined }),
    // Only the header says that these are another unit's data.
    '780001305': (enhet, writeMelding) => ({
      hovedStatus: 0,
      underStatus: [returnert],
      melding: writeMelding(enhet),
      ekko: element('orgnr', '700000001'),
    }),
    '780001208': (enhet) => ({ hovedStatus: 1, underStatus: [mangelstatus(1190, enhet.orgnr)] }),
  }),
);

/** The same for every unit operation, each with its own full data where there are data. */
export function findUvanligSvar(
  operasjon: Enhetsoperasjon,
  orgnr: string,
  innstillinger: Innstillinger,
): Svar | undefined {
  const enhet: Enhet = { orgnr, navn: ['UVANLIG SANDKASSE AS'], orgform: 'AS' };
  return UVANLIGE.get(orgnr)?.(enhet, (about) => MELDINGER[operasjon](about, innstillinger));
}
