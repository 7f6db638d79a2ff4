import { PERSONAS } from '../../src/sandbox/kontaktinformation/people.ts';
import { BORGERE, ENHETER, INNBYGGERE } from '../../src/sandbox/overview.ts';
import { innbyggere } from '../../src/sandbox/postkasse/people.ts';
import { suppliers } from '../../src/sandbox/postkasse/suppliers.ts';

/** STAR's kinds of contact data, by the numbers of the sandbox's list. */
export const TYPES = { MOBILTELEFON: 1, FASTNET_TELEFON: 2, MAILADRESSE: 3 } as const;
export type Type = keyof typeof TYPES;

export type Status = 'VERIFICERET' | 'IKKE_VERIFICERET';

const TYPE_NAMES: Readonly<Record<string, Type>> = {
  mobiltelefon: 'MOBILTELEFON',
  fastnetTelefon: 'FASTNET_TELEFON',
  mailadresse: 'MAILADRESSE',
};

/** The supplier as whom the gateway writes mailboxes. */
export const SUPPLIER = suppliers[0].organisasjonsnummer;

/** Those who are written to. What the reads ask about is others, so that their answers stay what they are. */
const WRITTEN_BORGERE = ['kunmail', 'kunjob', 'aktoer', 'aktoergaest', 'tidligere', 'gaest', 'fremmed', 'kunakasse'];
const WRITTEN_INNBYGGERE = ['S01', 'S02', 'S03', 'S04'];

/** Somebody whom the run writes to: what is stored of her changes, and every text of it says whose it is. */
export interface Written {
  readonly kind: 'cpr' | 'personidentifikator';
  readonly key: string;
  /** What is stored: contact data by their type, or the address of the supplier's mailbox. */
  readonly stored: Map<string, string>;
  /** The status of contact data, by their type. */
  readonly statuses: Map<string, Status>;
  /** Whether a text can be hers: what she had at the start, or was made for her. */
  owns(text: string): boolean;
  /** A text that nobody has had before. */
  next(type: Type | 'POSTKASSE'): string;
}

export function createWritten(): Written[] {
  const borgere = WRITTEN_BORGERE.map((wanted, index): Written => {
    const persona = PERSONAS.find(({ navn }) => navn === wanted);
    if (!persona) throw new Error(`nobody is called ${wanted}`);
    const stored = new Map(
      persona.kontaktdata.map(({ type, kontaktdata }) => [TYPE_NAMES[String(type)] ?? '', kontaktdata] as const),
    );
    const statuses = new Map(
      persona.kontaktdata.map(({ type, status }): [string, Status] => [
        TYPE_NAMES[String(type)] ?? '',
        status === 'verificeret' ? 'VERIFICERET' : 'IKKE_VERIFICERET',
      ]),
    );
    return { ...withTexts('cpr', persona.cpr, stored, 10 + index), statuses };
  });
  const residents = WRITTEN_INNBYGGERE.map((wanted, index): Written => {
    const person = innbyggere.find(({ id }) => id === wanted);
    if (!person) throw new Error(`nobody is called ${wanted}`);
    const own = person.postkasseList.find(({ supplier, aktiv }) => supplier === SUPPLIER && aktiv);
    const stored = new Map(own && [['POSTKASSE', own.postkasseadresse]]);
    const others = [
      person.epostadresse,
      person.mobiltelefonnummer,
      ...person.postkasseList.map(({ postkasseadresse }) => postkasseadresse),
    ];
    return {
      ...withTexts('personidentifikator', person.personidentifikator, stored, 50 + index, others),
      statuses: new Map(),
    };
  });
  return [...borgere, ...residents];
}

function withTexts(
  kind: Written['kind'],
  key: string,
  stored: Map<string, string>,
  index: number,
  others: readonly (string | undefined)[] = [],
): Omit<Written, 'statuses'> {
  const first = new Set([key, ...stored.values(), ...others]);
  const pattern = new RegExp(`^(?:(?:67|83)${index}\\d{4}|soak\\.${index}[.#]\\d+(?:@example\\.org)?)$`);
  let count = 0;
  return {
    kind,
    key,
    stored,
    owns: (text) => first.has(text) || pattern.test(text),
    next(type) {
      count += 1;
      // So many that the same number comes again only when nobody remembers it.
      const four = String(count % 10_000).padStart(4, '0');
      if (type === 'MOBILTELEFON') return `67${index}${four}`;
      if (type === 'FASTNET_TELEFON') return `83${index}${four}`;
      return type === 'MAILADRESSE' ? `soak.${index}.${count}@example.org` : `soak.${index}#${count}`;
    },
  };
}

/** Questions about these are asked again and again for seconds, or are answered otherwise each time. */
const PASSING = ['KildeUtilgjengelig', 'GrunndataUventetFeil'];
const TWICE_AND_THEN_DATA = '790100107';

const written = new Set(createWritten().map(({ key }) => key));

function lasting(entries: typeof BORGERE): string[] {
  const keys = entries.filter(({ answer }) => !PASSING.includes(answer)).map(({ key }) => key);
  return [...new Set(keys)].filter((key) => !written.has(key) && key !== TWICE_AND_THEN_DATA);
}

/** Keys of the sandbox whose answers do not change, malformed and unknown ones among them. */
export const KEYS = {
  cpr: lasting(BORGERE),
  personidentifikator: lasting(INNBYGGERE),
  organisasjonsnummer: lasting(ENHETER),
} as const;
