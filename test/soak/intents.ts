import type { Random } from '../differential/random.ts';
import { SUPPLIER, TYPES, type Type, type Written } from './people.ts';

/** One write that a client means to be done once, however often it asks for it by the same key. */
export interface Intent {
  readonly person: Written;
  readonly felt: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly idempotencyKey?: string;
  /** What is stored once it is done. */
  apply(): void;
  /** It was so before: who reads back after a lost answer finds what was wanted, done or not. */
  readonly wasInPlace: boolean;
  readonly asks: Ask[];
  /** What the register has got of it, and whether that was carried out. */
  readonly received: { readonly isDone: boolean }[];
}

/** One request for a write. */
export interface Ask {
  readonly requestId: string;
  /** What the client was told; undefined: it has hung up. */
  told?: 'done' | 'not done' | 'unknown' | undefined;
  /** The code of a failure. */
  kode?: string | undefined;
}

/** The inputs that the fields of the graph take. */
const INPUTS: Readonly<Record<string, string>> = {
  createKontaktinformation: 'CreateKontaktinformationInput',
  sletKontaktinformation: 'SletKontaktinformationInput',
  updateKontaktinformation: 'UpdateKontaktinformationInput',
  getVerifikationskode: 'GetVerifikationskodeInput',
  verificerKontaktinformation: 'VerificerKontaktinformationInput',
  oppdaterPostkasse: 'PostkasseInput',
  opprettOgVelgSikkerDigitalPostkasse: 'PostkasseInput',
  slettPostkasse: 'SlettPostkasseInput',
};

export function documentOf({ felt }: Pick<Intent, 'felt'>): string {
  return `mutation Soak($input: ${INPUTS[felt]}!) { ${felt}(input: $input) { __typename ... on Registerfeil { kode } } }`;
}

/** The next write to this person, by chance; `code` is what the citizen got, where somebody knows. */
export function nextIntent(person: Written, random: Random, number: number, code: string | undefined): Intent {
  const kept = {
    person,
    asks: [],
    received: [],
    ...(random.chance(0.5) && { idempotencyKey: `soak-idempotency-${number}` }),
  };
  return {
    ...kept,
    wasInPlace: false,
    ...(person.kind === 'cpr' ? ofBorger(person, random, code) : ofInnbygger(person, random)),
  };
}

type Meant = Pick<Intent, 'felt' | 'input' | 'apply'> & { readonly wasInPlace?: boolean };
const NOTHING = () => {};

function ofBorger(person: Written, random: Random, code: string | undefined): Meant {
  const { key: cpr, stored, statuses } = person;
  const type = random.pick(Object.keys(TYPES) as Type[]);
  const about = { cpr, kontaktdataType: type };
  if (code !== undefined && random.chance(0.5)) {
    const input = { cpr, kontaktdataType: 'MOBILTELEFON', verifikationskode: code };
    return {
      felt: 'verificerKontaktinformation',
      input,
      wasInPlace: statuses.get('MOBILTELEFON') === 'VERIFICERET',
      apply: () => void statuses.set('MOBILTELEFON', 'VERIFICERET'),
    };
  }
  switch (random.below(8)) {
    case 0:
      return {
        felt: 'sletKontaktinformation',
        input: about,
        wasInPlace: !stored.has(type),
        apply() {
          stored.delete(type);
          statuses.delete(type);
        },
      };
    case 1:
    case 2: {
      const kontaktdatastatus = random.pick(['VERIFICERET', 'IKKE_VERIFICERET'] as const);
      return {
        felt: 'updateKontaktinformation',
        input: { ...about, kontaktdatastatus },
        wasInPlace: statuses.get(type) === kontaktdatastatus,
        apply: () => void statuses.set(type, kontaktdatastatus),
      };
    }
    case 3:
      return { felt: 'getVerifikationskode', input: { ...about, kontaktdataType: 'MOBILTELEFON' }, apply: NOTHING };
    case 4: {
      // STAR refuses it: no such telephone.
      const kontaktinformation = [{ kontaktdataType: 'MOBILTELEFON', kontaktdata: '12' }];
      return { felt: 'createKontaktinformation', input: { cpr, kontaktinformation }, apply: NOTHING };
    }
    default: {
      const kontaktdata = person.next(type);
      const input = { cpr, kontaktinformation: [{ kontaktdataType: type, kontaktdata }] };
      return {
        felt: 'createKontaktinformation',
        input,
        apply() {
          stored.set(type, kontaktdata);
          statuses.set(type, 'IKKE_VERIFICERET');
        },
      };
    }
  }
}

function ofInnbygger(person: Written, random: Random): Meant {
  const { key: personidentifikator, stored } = person;
  const about = { personidentifikator, postkasseleverandoerOrgNummer: SUPPLIER };
  if (random.chance(0.25)) {
    return { felt: 'slettPostkasse', input: about, apply: () => void stored.delete('POSTKASSE') };
  }
  const postkasseadresse = person.next('POSTKASSE');
  const felt = random.pick(['oppdaterPostkasse', 'opprettOgVelgSikkerDigitalPostkasse']);
  const apply = () => {
    // The address of a mailbox that is not the active one can be changed, and nobody is told of it.
    if (felt !== 'oppdaterPostkasse' || stored.has('POSTKASSE')) stored.set('POSTKASSE', postkasseadresse);
  };
  return { felt, input: { ...about, postkasseadresse }, apply };
}
