import { isDate } from '../../../domain/dates.ts';
import type { Fault } from '../answers/write.ts';
import type { Resource } from '../units/document.ts';

const ADDRESS = ['adresse', 'kommunenummer', 'postnummer', 'poststed', 'landkode'] as const;
const addressOf = (name: string) => ADDRESS.map((part) => `${name}.${part}`);
const spanOf = (name: string) => [`fra${name}`, `til${name}`];

const BOTH = [
  'navn',
  'navnMetodeForSoek',
  'organisasjonsnummer',
  'overordnetEnhet',
  'fraAntallAnsatte',
  'tilAntallAnsatte',
  'organisasjonsform',
  'hjemmeside',
  'kommunenummer',
  'naeringskode',
  'registrertIMvaregisteret',
  ...spanOf('RegistreringsdatoEnhetsregisteret'),
  ...spanOf('RegistreringsdatoMerverdiavgiftsregisteret'),
  ...addressOf('postadresse'),
  'page',
  'size',
  'sort',
];

/** Every documented parameter; most of them are taken and change nothing. Any other is a 400. */
const DOCUMENTED: Readonly<Record<Resource, readonly string[]>> = {
  enheter: [
    ...BOTH,
    'konkurs',
    'underKonkursbehandling',
    'underAvvikling',
    'underTvangsavviklingEllerTvangsopplosning',
    'registrertIForetaksregisteret',
    'registrertIStiftelsesregisteret',
    'registrertIFrivillighetsregisteret',
    'registrertIPartiregisteret',
    'frivilligRegistrertIMvaregisteret',
    'institusjonellSektorkode',
    'sisteInnsendteAarsregnskap',
    ...addressOf('forretningsadresse'),
    ...spanOf('Stiftelsesdato'),
    ...spanOf('RegistreringsdatoForetaksregisteret'),
    ...spanOf('RegistreringsdatoFrivillighetsregisteret'),
    ...spanOf('RegistreringsdatoPartiregisteret'),
  ],
  underenheter: [
    ...BOTH,
    ...addressOf('beliggenhetsadresse'),
    ...spanOf('DatoEierskifte'),
    ...spanOf('Nedleggelsesdato'),
    ...spanOf('Oppstartsdato'),
  ],
};

const KOMMUNE = ['kommune', 'kommunenummer'];
const kommuneOf = (name: string) => KOMMUNE.map((part) => `${name}.${part}`);

const SORT_BOTH = [
  'navn',
  'organisasjonsnummer',
  'overordnetEnhet',
  'organisasjonsform.kode',
  'antallAnsatte',
  'hjemmeside',
  'registreringsdatoEnhetsregisteret',
  'registrertIMvaregisteret',
  'naeringskode1.kode',
  'naeringskode2.kode',
  'naeringskode3.kode',
  'hjelpeenhetskode.kode',
  ...kommuneOf('postadresse'),
];

const SORTABLE: Readonly<Record<Resource, readonly string[]>> = {
  enheter: [
    ...SORT_BOTH,
    ...kommuneOf('forretningsadresse'),
    'registrertIForetaksregisteret',
    'registrertIStiftelsesregisteret',
    'registrertIFrivillighetsregisteret',
    'registrertIPartiregisteret',
    'stiftelsesdato',
    'institusjonellSektorkode.kode',
    'konkurs',
    'underAvvikling',
    'underTvangsavviklingEllerTvangsopplosning',
  ],
  underenheter: [
    ...SORT_BOTH,
    'oppstartsdato',
    'nedleggelsesdato',
    'datoEierskifte',
    ...kommuneOf('beliggenhetsadresse'),
  ],
};

/** `(page + 1) * size` is no more than this. */
export const WINDOW = 10_000;
const NAME_LENGTH = 180;
export const DEFAULT_SIZE = 20;

/** What is wrong with the parameters of a search, in their order. */
export function checkSearch(parameters: URLSearchParams, resource: Resource, numbersLimit: number): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [name, value] of parameters) {
    if (!DOCUMENTED[resource].includes(name)) faults.push(fault(`Ukjent parameter ${name}`, name, value));
    const found = checkOne(name, value, resource, numbersLimit);
    if (found !== undefined) faults.push(fault(found, name, value));
  }
  const { page, size } = readPage(parameters);
  const isWhole = faults.every(({ parametere }) => !['page', 'size'].includes(parametere[0] ?? ''));
  if (isWhole && (page + 1) * size > WINDOW) {
    faults.push({ feilmelding: `Det er ikke mulig å hente mer enn ${WINDOW} treff`, parametere: ['page', 'size'] });
  }
  return faults;
}

function checkOne(name: string, value: string, resource: Resource, numbersLimit: number): string | undefined {
  switch (name) {
    case 'navn':
      return value.length >= 1 && value.length <= NAME_LENGTH ? undefined : `Navn har fra 1 til ${NAME_LENGTH} tegn`;
    case 'navnMetodeForSoek':
      return value === 'FORTLOEPENDE' ? undefined : 'Ukjent metode for søk';
    case 'organisasjonsnummer':
    case 'overordnetEnhet': {
      const numbers = listOf(value);
      if (numbers.length > numbersLimit) return `Høyst ${numbersLimit} organisasjonsnumre`;
      const wrong = numbers.find((number) => !/^[0-9]{9}$/.test(number));
      return wrong === undefined ? undefined : 'Organisasjonsnummer skal bestå av ni sifre';
    }
    case 'naeringskode': {
      const wrong = listOf(value).find((code) => !/^[0-9]{2}(\.[0-9]{1,3})?$/.test(code));
      return wrong === undefined ? undefined : `Næringskode ${wrong} er ugyldig`;
    }
    case 'kommunenummer':
      return listOf(value).every((number) => /^[0-9]{4}$/.test(number))
        ? undefined
        : 'Kommunenummer skal bestå av fire sifre';
    case 'sort':
      return isSort(value, SORTABLE[resource]) ? undefined : 'Ukjent sortering';
    case 'page':
    case 'size':
      return checkNumber(name, value, WINDOW);
    default:
      return /^(?:fra|til).*(?:dato|Dato)/.test(name) && !isDate(value) ? 'Ugyldig dato' : undefined;
  }
}

export function isSort(value: string, fields: readonly string[]): boolean {
  const [field = '', direction = 'ASC', ...rest] = value.split(',');
  return fields.includes(field) && /^(?:ASC|DESC)$/i.test(direction) && rest.length === 0;
}

export function checkNumber(name: 'page' | 'size', value: string, largest: number): string | undefined {
  const smallest = name === 'size' ? 1 : 0;
  const number = Number(value);
  const holds = /^[0-9]{1,9}$/.test(value) && number >= smallest && number <= largest;
  return holds ? undefined : `${name} skal være et tall fra ${smallest} til ${largest}`;
}

/** Parameters that have been found to hold. */
export function readPage(parameters: URLSearchParams, defaultSize = DEFAULT_SIZE) {
  return {
    page: Number(parameters.get('page') ?? 0),
    size: Number(parameters.get('size') ?? defaultSize),
  };
}

export function fault(feilmelding: string, name: string, value: string): Fault {
  return { feilmelding, parametere: [name], feilaktigVerdi: `[${value}]` };
}

export function listOf(value: string | null): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
