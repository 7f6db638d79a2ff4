import type { PersonLocator } from './persons.ts';
import * as person from './persons.ts';

/**
 * A field that can call a register: what a caller must be allowed to, which of the register's operations it is, and where
 * the person is whom it is about. Without a person it is about a unit, and is not audited.
 */
export interface OperationField {
  readonly scope: string;
  readonly operation: string;
  readonly person?: PersonLocator;
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

const enhet = (operation: string): OperationField => ({ scope: SCOPES.enhetRead, operation });

/** Every field that can call a register, by its coordinate. One that is missing here keeps the gateway from starting. */
export const OPERATION_FIELDS: Readonly<Record<string, OperationField>> = {
  'Borger.kontaktinformation': {
    scope: SCOPES.kontaktinformationRead,
    operation: 'GetKontaktinformation',
    person: person.cpr,
  },
  'Query.borgereMedMobiltelefon': {
    scope: SCOPES.borgerSearch,
    operation: 'GetKontaktinformationMobilNr',
    person: person.mobiltelefon,
  },
  'Query.borgereMedEmail': {
    scope: SCOPES.borgerSearch,
    operation: 'GetKontaktinformationEmail',
    person: person.email,
  },
  'Mutation.createKontaktinformation': {
    scope: SCOPES.kontaktinformationWrite,
    operation: 'CreateKontaktinformation',
    person: person.inputCpr,
  },
  'Mutation.sletKontaktinformation': {
    scope: SCOPES.kontaktinformationWrite,
    operation: 'CreateKontaktinformation',
    person: person.inputCpr,
  },
  'Mutation.updateKontaktinformation': {
    scope: SCOPES.statusWrite,
    operation: 'UpdateKontaktinformation',
    person: person.inputCpr,
  },
  'Mutation.getVerifikationskode': {
    scope: SCOPES.verifikationskodeSend,
    operation: 'GetVerifikationskode',
    person: person.inputCpr,
  },
  'Mutation.verificerKontaktinformation': {
    scope: SCOPES.verificeringWrite,
    operation: 'VerificerKontaktinformation',
    person: person.inputCpr,
  },

  'Innbygger.kanVelgeSikkerDigitalPostkasse': {
    scope: SCOPES.postkasseRead,
    operation: 'KanVelgeSikkerDigitalPostkasse',
    person: person.personidentifikator,
  },
  'Innbygger.kontaktregister': {
    scope: SCOPES.kontaktregisterRead,
    operation: 'HentPersoner',
    person: person.personidentifikator,
  },
  'Mutation.oppdaterPostkasse': {
    scope: SCOPES.postkasseWrite,
    operation: 'OppdaterPostkasse',
    person: person.inputPersonidentifikator,
  },
  'Mutation.opprettOgVelgSikkerDigitalPostkasse': {
    scope: SCOPES.postkasseWrite,
    operation: 'OpprettOgVelgSikkerDigitalPostkasse',
    person: person.inputPersonidentifikator,
  },
  'Mutation.slettPostkasse': {
    scope: SCOPES.postkasseWrite,
    operation: 'SlettPostkasse',
    person: person.inputPersonidentifikator,
  },

  'Innbygger.rolleutskrift': {
    scope: SCOPES.rolleutskriftRead,
    operation: 'hentRolleutskrift',
    person: person.personidentifikator,
  },
  'Enhet.basisdata': enhet('hentBasisdataMini'),
  'Enhet.basisdataUtvidet': enhet('hentBasisdata'),
  'Enhet.kontaktdata': enhet('hentKontaktdata'),
  'Enhet.saerligeOpplysninger': enhet('hentSaerligeOpplysninger'),
  'Enhet.tilknyttedeOpplysninger': enhet('hentOpplTilknRegister'),
  // Its own scope: the register may give the fødselsnummer of those who hold the roles.
  'Enhet.roller': { scope: SCOPES.rollerRead, operation: 'hentRoller' },
  'Enhet.frivillighet': enhet('hentFrivillighet'),
  'Enhet.bedrift': enhet('hentEnBedriftVirksomhet'),
  'Enhet.bedrifter': enhet('hentBedrifterVirksomheter'),
  'Query.sokEnhet': enhet('sokEnhet'),
  'Query.endringslogg': enhet('hentEndringslogg'),
};

export const ALL_SCOPES: readonly string[] = Object.values(SCOPES);
