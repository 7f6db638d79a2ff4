import { element } from '../answers/element.ts';
import { type Enhet, enhetOf } from '../enheter.ts';
import type { Answer } from '../answers/inner-document.ts';
import type { Settings } from '../settings.ts';
import { ALL_LACKS, lackStatus, type Understatus, understatus } from '../answers/codes.ts';
import { MESSAGES } from '../answers/messages.ts';
import type { EnhetOperation } from './names.ts';

/** An answer that the register's documentation does not foresee, or only just. */
type UnusualAnswer = (enhet: Enhet, writeMelding: (enhet: Enhet) => NonNullable<Answer['melding']>) => Answer;

const returnert = understatus(0);
const unknown = (kode: number): Understatus => ({ kode, tekst: 'Ukjent for dokumentasjonen' });

/** The series 78...: every combination of hovedStatus, codes and melding that a client should not take for granted. */
const UNUSUAL_UNITS = new Map<string, UnusualAnswer>(
  Object.entries<UnusualAnswer>({
    '780000104': (enhet, writeMelding) => ({
      hovedStatus: 0,
      underStatus: [returnert, ...ALL_LACKS.map((lack) => lackStatus(lack, enhet.orgnr))],
      melding: writeMelding(enhet),
    }),
    '780000201': (enhet, writeMelding) => ({
      hovedStatus: 0,
      underStatus: [returnert, unknown(1999)],
      melding: writeMelding(enhet),
    }),
    '780000309': () => ({ hovedStatus: 1, underStatus: [unknown(999)] }),
    '780000406': () => ({ hovedStatus: -1, underStatus: [unknown(-999)] }),
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
      echo: element('orgnr', '700000001'),
    }),
    '780001208': (enhet) => ({ hovedStatus: 1, underStatus: [lackStatus(1190, enhet.orgnr)] }),
  }),
);

/** The same for every unit operation, each with its own full data where there are data. */
export function findUnusualAnswer(operation: EnhetOperation, orgnr: string, settings: Settings): Answer | undefined {
  const enhet: Enhet = { orgnr, navn: ['UVANLIG SANDKASSE AS'], orgform: 'AS' };
  return UNUSUAL_UNITS.get(orgnr)?.(enhet, (about) => MESSAGES[operation](about, settings));
}
