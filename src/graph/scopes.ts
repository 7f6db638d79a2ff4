import type { Persongreb } from './persons.ts';
import * as person from './persons.ts';

/**
 * A field that can call a register: what a caller must be allowed to, which of the register's operations it is, and where
 * the person is whom it is about. Without a person it is about a unit, and is not audited.
 */
export interface Felt {
  readonly scope: string;
  readonly operasjon: string;
  readonly person?: Persongreb;
}

const STAR = 'Borgerkommunikation.BorgersKontaktinformationService';

/** The first three are STAR's own, as its documentation spells them; it has published no others. */
export const SCOPES = {
  kontaktinformationRead: `${STAR}.read`,
  kontaktinformationWrite: `${STAR}.informationer.write`,
  verificeringWrite: `${STAR}.verificering.write`,
  statusWrite: 'registergraf:kontaktdatastatus.write',
  verifikationskodeSend: 'registergraf:verifikationskode.send',
  borgerSearch: 'registergraf:borger.search',
  postkasseRead: 'registergraf:postkasse.read',
  postkasseWrite: 'registergraf:postkasse.write',
  kontaktregisterRead: 'registergraf:kontaktregister.read',
  rolleutskriftRead: 'registergraf:rolleutskrift.read',
  enhetRead: 'registergraf:enhet.read',
  rollerRead: 'registergraf:roller.read',
} as const;

const enhet = (operasjon: string): Felt => ({ scope: SCOPES.enhetRead, operasjon });

/** Every field that can call a register, by its coordinate. One that is missing here keeps the gateway from starting. */
export const FELTER: Readonly<Record<string, Felt>> = {
  'Borger.kontaktinformation': {
    scope: SCOPES.kontaktinformationRead,
    operasjon: 'GetKontaktinformation',
    person: person.cpr,
  },
  'Query.borgereMedMobiltelefon': {
    scope: SCOPES.borgerSearch,
    operasjon: 'GetKontaktinformationMobilNr',
    person: person.mobiltelefon,
  },
  'Query.borgereMedEmail': {
    scope: SCOPES.borgerSearch,
    operasjon: 'GetKontaktinformationEmail',
    person: person.email,
  },
  'Mutation.createKontaktinformation': {
    scope: SCOPES.kontaktinformationWrite,
    operasjon: 'CreateKontaktinformation',
    person: person.inputCpr,
  },
  'Mutation.sletKontaktinformation': {
    scope: SCOPES.kontaktinformationWrite,
    operasjon: 'CreateKontaktinformation',
    person: person.inputCpr,
  },
  'Mutation.updateKontaktinformation': {
    scope: SCOPES.statusWrite,
    operasjon: 'UpdateKontaktinformation',
    person: person.inputCpr,
  },
  'Mutation.getVerifikationskode': {
    scope: SCOPES.verifikationskodeSend,
    operasjon: 'GetVerifikationskode',
    person: person.inputCpr,
  },
  'Mutation.verificerKontaktinformation': {
    scope: SCOPES.verificeringWrite,
    operasjon: 'VerificerKontaktinformation',
    person: person.inputCpr,
  },

  'Innbygger.kanVelgeSikkerDigitalPostkasse': {
    scope: SCOPES.postkasseRead,
    operasjon: 'KanVelgeSikkerDigitalPostkasse',
    person: person.personidentifikator,
  },
  'Innbygger.kontaktregister': {
    scope: SCOPES.kontaktregisterRead,
    operasjon: 'HentPersoner',
    person: person.personidentifikator,
  },
  'Mutation.oppdaterPostkasse': {
    scope: SCOPES.postkasseWrite,
    operasjon: 'OppdaterPostkasse',
    person: person.inputPersonidentifikator,
  },
  'Mutation.opprettOgVelgSikkerDigitalPostkasse': {
    scope: SCOPES.postkasseWrite,
    operasjon: 'OpprettOgVelgSikkerDigitalPostkasse',
    person: person.inputPersonidentifikator,
  },
  'Mutation.slettPostkasse': {
    scope: SCOPES.postkasseWrite,
    operasjon: 'SlettPostkasse',
    person: person.inputPersonidentifikator,
  },

  'Innbygger.rolleutskrift': {
    scope: SCOPES.rolleutskriftRead,
    operasjon: 'hentRolleutskrift',
    person: person.personidentifikator,
  },
  'Enhet.basisdata': enhet('hentBasisdataMini'),
  'Enhet.basisdataUtvidet': enhet('hentBasisdata'),
  'Enhet.kontaktdata': enhet('hentKontaktdata'),
  'Enhet.saerligeOpplysninger': enhet('hentSaerligeOpplysninger'),
  'Enhet.tilknyttedeOpplysninger': enhet('hentOpplTilknRegister'),
  // Its own scope: the register may give the fødselsnummer of those who hold the roles.
  'Enhet.roller': { scope: SCOPES.rollerRead, operasjon: 'hentRoller' },
  'Enhet.frivillighet': enhet('hentFrivillighet'),
  'Enhet.bedrift': enhet('hentEnBedriftVirksomhet'),
  'Enhet.bedrifter': enhet('hentBedrifterVirksomheter'),
  'Query.sokEnhet': enhet('sokEnhet'),
  'Query.endringslogg': enhet('hentEndringslogg'),
};

export const ALL_SCOPES: readonly string[] = Object.values(SCOPES);
