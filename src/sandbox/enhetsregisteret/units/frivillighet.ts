import { isInFrivillighetsregisteret } from '../../enhet/answers/frivillighet.ts';
import { ALL, lacks } from '../../enhet/enheter.ts';
import type { Fields } from './document.ts';

export const CATEGORIES = [
  { icnpoNummer: '1100', kategori: 'ICNPOKategori.kunstOgKultur', navn: 'Kunst og kultur' },
  { icnpoNummer: '1200', kategori: 'ICNPOKategori.idrett', navn: 'Idrett' },
] as const;

const REGISTERED = 'INNFOERT';

/** Written off in this register only: the unit itself is as alive as any. */
const DELETED = '700120082';

/** The organisations of Frivillighetsregisteret, by organisasjonsnummer; the names of their categories are filled in on request. */
export function createOrganisations(): Map<string, Fields> {
  const rows = ALL.flatMap((enhet): readonly (readonly [string, Fields])[] => {
    const { orgnr: organisasjonsnummer } = enhet;
    if (organisasjonsnummer === DELETED) {
      const left = { organisasjonsnummer, frivilligOrganisasjonsstatus: 'SLETTET', slettetDato: '2025-10-01' };
      return [[organisasjonsnummer, left]];
    }
    if (!isInFrivillighetsregisteret(enhet)) return [];
    return [[organisasjonsnummer, lacks(enhet, 1190) ? bare(organisasjonsnummer) : complete(organisasjonsnummer)]];
  });
  return new Map(rows);
}

function complete(organisasjonsnummer: string): Fields {
  const [{ icnpoNummer, kategori }] = CATEGORIES;
  return {
    organisasjonsnummer,
    frivilligOrganisasjonsstatus: REGISTERED,
    kontonummer: '00000000000',
    foersteGangInnfoert: '2010-01-02',
    innfoertDato: '2010-01-02',
    grasrotandel: { deltarI: true },
    icnpoKategorier: [{ icnpoNummer, kategori, rekkefoelge: 1 }],
    regnskapsrapportering: { harPaatattSegRapporteringsplikt: true, avslutningsdatoForRegnskapsperiode: '31.12' },
    vedtekter: { frivilligRegistrerteVedtekter: true, sistOppdaterteVedtekter: '2020-02-20' },
    paategninger: [],
  };
}

function bare(organisasjonsnummer: string): Fields {
  return {
    organisasjonsnummer,
    frivilligOrganisasjonsstatus: REGISTERED,
    foersteGangInnfoert: '2012-03-04',
    innfoertDato: '2012-03-04',
    grasrotandel: { deltarI: false },
    icnpoKategorier: [],
    paategninger: [],
  };
}
