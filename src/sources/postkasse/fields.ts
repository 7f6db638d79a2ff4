import { inInput, type OperationFields, onParent } from '../../domain/operation-field.ts';

export const SCOPES = {
  postkasseRead: 'registergraf:postkasse.read',
  postkasseWrite: 'registergraf:postkasse.write',
  kontaktregisterRead: 'registergraf:kontaktregister.read',
} as const;

/** The fields of the graph that call postkasseleverandoer-v1 and Oppslagstjenesten. */
export const OPERATION_FIELDS: OperationFields = {
  'Innbygger.kanVelgeSikkerDigitalPostkasse': {
    scope: SCOPES.postkasseRead,
    operation: 'KanVelgeSikkerDigitalPostkasse',
    person: onParent('personidentifikator'),
  },
  'Innbygger.kontaktregister': {
    scope: SCOPES.kontaktregisterRead,
    operation: 'HentPersoner',
    person: onParent('personidentifikator'),
  },
  'Mutation.oppdaterPostkasse': {
    scope: SCOPES.postkasseWrite,
    operation: 'OppdaterPostkasse',
    person: inInput('personidentifikator'),
  },
  'Mutation.opprettOgVelgSikkerDigitalPostkasse': {
    scope: SCOPES.postkasseWrite,
    operation: 'OpprettOgVelgSikkerDigitalPostkasse',
    person: inInput('personidentifikator'),
  },
  'Mutation.slettPostkasse': {
    scope: SCOPES.postkasseWrite,
    operation: 'SlettPostkasse',
    person: inInput('personidentifikator'),
  },
};
