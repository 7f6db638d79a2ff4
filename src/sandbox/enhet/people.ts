/** People who do not exist: every month has 80 added, the national synthetic series. */
export interface Person {
  readonly fodselsnr: string;
  readonly fornavn: string;
  readonly mellomnavn?: string;
  readonly slektsnavn: string;
  /** Why nothing is told about the person: dead, invalid, or has a guardian. */
  readonly status?: 181 | 182 | 183;
}

const PERSONER: readonly Person[] = [
  { fodselsnr: '01817010055', fornavn: 'Synt', mellomnavn: 'Test', slektsnavn: 'Persøn' },
  { fodselsnr: '01817010136', fornavn: 'Synt', slektsnavn: 'Utenrolle' },
  { fodselsnr: '02817018109', fornavn: 'Synt', slektsnavn: 'Død', status: 181 },
  { fodselsnr: '01817018250', fornavn: 'Synt', slektsnavn: 'Ugyldig', status: 182 },
  { fodselsnr: '01817018331', fornavn: 'Synt', slektsnavn: 'Vergemål', status: 183 },
  // The postkasse sandbox's innbyggere. Two of them, 06867516008 and 07877617003, are unknown here.
  { fodselsnr: '01817011000', fornavn: 'Synt', slektsnavn: 'Bjørk' },
  { fodselsnr: '02827112006', fornavn: 'Synt', slektsnavn: 'Furu' },
  { fodselsnr: '43837213186', fornavn: 'Synt', slektsnavn: 'Gran' },
  { fodselsnr: '04847314007', fornavn: 'Synt', slektsnavn: 'Osp' },
  { fodselsnr: '05857415002', fornavn: 'Synt', slektsnavn: 'Selje' },
  { fodselsnr: '08887718009', fornavn: 'Synt', slektsnavn: 'Rogn' },
  { fodselsnr: '11918019091', fornavn: 'Synt', slektsnavn: 'Lind' },
  { fodselsnr: '12928120005', fornavn: 'Synt', slektsnavn: 'Alm' },
  { fodselsnr: '13818221082', fornavn: 'Synt', slektsnavn: 'Ask' },
  { fodselsnr: '14828322088', fornavn: 'Synt', slektsnavn: 'Eik' },
  { fodselsnr: '15838423083', fornavn: 'Synt', slektsnavn: 'Hegg' },
  { fodselsnr: '16848524089', fornavn: 'Synt', slektsnavn: 'Or' },
  { fodselsnr: '17858625084', fornavn: 'Synt', slektsnavn: 'Lønn' },
  { fodselsnr: '18868726160', fornavn: 'Synt', slektsnavn: 'Einer' },
];

const BY_FODSELSNR = new Map(PERSONER.map((person) => [person.fodselsnr, person]));

export function findPerson(fodselsnr: string): Person | undefined {
  return BY_FODSELSNR.get(fodselsnr);
}

/** yyyy-mm-dd. Good for this table only: all its people were born in the 1900s, with D-numbers and month + 80. */
export function fodselsdatoOf({ fodselsnr }: Person): string {
  const day = Number(fodselsnr.slice(0, 2));
  const month = Number(fodselsnr.slice(2, 4)) - 80;
  const pad = (number: number) => String(number).padStart(2, '0');
  return `19${fodselsnr.slice(4, 6)}-${pad(month)}-${pad(day > 40 ? day - 40 : day)}`;
}
