/** Suppliers of the sandbox. The approval of the last has been withdrawn. */
export const SUPPLIERS = [
  { organisasjonsnummer: '311000012', navn: 'TESTPOST NORD AS' },
  { organisasjonsnummer: '312000016', navn: 'TESTPOST SØR AS' },
  { organisasjonsnummer: '314000013', navn: 'TESTPOST VEST AS' },
] as const;

/** Units, as people write their numbers. The texts say what each shows. */
export const ENHETER = {
  ordinary: '700 000 001',
  duplicate: '700000109',
  subunit: '700115518',
  unknown: '700010007',
} as const;

/** Residents of Norway. */
export const INNBYGGERE = {
  mayChoose: '01817011000',
  hasOne: '02827112006',
  reserved: '05857415002',
  invalid: '01817011001',
} as const;

/** Danish citizens. */
export const BORGERE = {
  everything: '010150-5006',
  nothing: '030350-5003',
  unknown: '150351-5016',
  notYours: '011257-5575',
} as const;
