import { LACKING, type Reached, REACHED } from '../graph/codes.ts';
import { MANGLER } from '../../src/sources/enhet/mangler.ts';

/** The gateway on the REST doors that is asked: as the sandbox configures it, or with one thing that is otherwise. */
export type DoorGateway =
  | 'plain'
  | 'without precheck'
  | 'without Maskinporten'
  | 'unknown client'
  | 'body without access'
  | 'failing register';

/** How a code is asked for at the REST doors. */
export interface Asked extends Omit<Reached, 'gateway' | 'sandbox'> {
  readonly gateway: DoorGateway;
}

/** The register that is the same by all doors. */
const STAR = /^(?:Borger|Query\.borgere)/;

/**
 * What the SOAP services are asked to reach their codes, where it takes no more than to ask: a user, a certificate and a setting of
 * theirs are none of the REST services.
 */
const BY_KEY: readonly Asked[] = REACHED.flatMap(({ gateway = 'plain', sandbox, ...row }) => {
  const isAsked = gateway === 'plain' || gateway === 'without precheck';
  return isAsked && sandbox === undefined && !STAR.test(row.felt) ? [{ ...row, gateway }] : [];
});

/** What only REST is asked for is asked about the same units as their roles. */
const REST_ONLY: readonly Asked[] = BY_KEY.filter(({ felt }) => felt === 'Enhet.roller').flatMap((row) =>
  ['Enhet.konsernstruktur', 'Enhet.juridiskeRoller'].map((felt) => ({ ...row, felt })),
);

const PERSON = { felt: 'Innbygger.rolleutskrift', key: '01817010055' };

/** What other keys, and other surroundings, bring about. */
const MORE: readonly Asked[] = [
  { kode: '200', felt: 'Enhet.bedrift', key: '700000001', gateway: 'plain' },
  { kode: '110', felt: 'Enhet.juridiskeRoller', key: '700012018', gateway: 'plain' },
  // Nobody is asked: whoever has no token would be refused.
  { kode: '-100', ...PERSON, gateway: 'without Maskinporten' },
  ...[PERSON, { felt: 'Enhet.roller', key: '700000001' }].flatMap((row): Asked[] => [
    { kode: '-101', ...row, gateway: 'unknown client' },
    { kode: '-100', ...row, gateway: 'body without access' },
  ]),
  ...[PERSON, { felt: 'Query.sokEnhet', key: 'sandbox' }, { felt: 'Query.endringslogg', key: '' }].map(
    (row): Asked => ({ kode: '-1000', ...row, gateway: 'failing register' }),
  ),
];

export const ASKED: readonly Asked[] = [...BY_KEY, ...REST_ONLY, ...MORE];

/** What is answered where SOAP answers a code that REST shows nothing of: another code, or data. */
export interface InPlace {
  readonly kode: string;
  /** Left out: of every field. */
  readonly felt?: RegExp;
  readonly gateway?: DoorGateway;
  readonly key?: string;
  readonly answer: string;
}

/** The first that fits holds. */
export const IN_PLACE: readonly InPlace[] = [
  // A deleted unit has a day, and neither a reason nor a unit in its place.
  { kode: '1', answer: '110' },
  { kode: '2', answer: '110' },
  { kode: '120', answer: '110' },
  // A sub-unit with another that is registered in its place is one sub-unit like any.
  { kode: '3', felt: /\.bedrift$/, answer: 'Bedrift' },
  { kode: '3', answer: '130' },
  // A main unit has whatever is asked for, but what is another register's.
  { kode: '200', felt: /\.bedrift$/, key: '700020002', answer: '190' },
  { kode: '200', felt: /\.bedrift$/, answer: '200' },
  { kode: '200', felt: /\.frivillighet$/, answer: '210' },
  { kode: '200', answer: 'data' },
  // A number with a wrong check digit is a number that nobody has.
  { kode: '170', gateway: 'without precheck', answer: '100' },
  // A deleted unit may still stand as a holder of roles.
  { kode: '110', felt: /\.juridiskeRoller$/, key: '700011003', answer: 'JuridiskeRoller' },
  // One that only the SOAP services play.
  { kode: '210', key: '780001208', answer: '100' },
  // A person without roles, or with a state that is not told.
  ...['180', '181', '182', '183'].map((kode) => ({ kode, answer: 'Rolleutskrift' })),
  // What the supplier's service says of a supplier, and of a person for reasons of its own.
  ...['NEI', 'UGYLDIG_SERTIFIKAT', 'UGYLDIG_EPOSTADRESSE'].map((kode) => ({ kode, answer: 'KanVelgePostkasse' })),
];

/** What a unit is changed to at the REST doors, where none lacks what SOAP's unit lacks. */
const CHANGES: Readonly<Record<string, { readonly remove?: readonly string[]; readonly set?: object }>> = {
  1070: { remove: ['maalform'] },
  1120: {
    set: {
      registrertIForetaksregisteret: false,
      registrertIMvaregisteret: false,
      registrertIFrivillighetsregisteret: false,
      harRegistrertAntallAnsatte: false,
    },
    remove: ['sisteInnsendteAarsregnskap', 'fravalgRevisjonDato'],
  },
  1135: { set: { harRegistrertAntallAnsatte: false }, remove: ['antallAnsatte'] },
};

export const LACKS = MANGLER.map(({ kode, opplysning }) => {
  return { kode, opplysning, key: LACKING[kode] ?? '700103005', change: CHANGES[kode] };
});
