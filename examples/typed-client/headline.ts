import { matchResultat } from 'registergraf-client';
import type { BasisdataQuery } from '../typed/graphql.ts';

/** A unit in one line, whatever the register answered. */
export function headline({ enhet }: BasisdataQuery): string {
  return matchResultat(enhet?.basisdata, {
    Basisdata: ({ navn }) => navn,
    SlettetSomDublett: ({ korrektEnhet }) => `Slettet, se ${korrektEnhet?.organisasjonsnummer}`,
    EnhetAldriOpprettet: () => 'Finnes ikke',
    KildeUtilgjengelig: ({ proevIgjenOm }) => `Prøv igjen om ${proevIgjenOm ?? 60} sekunder`,
    Registerfeil: ({ melding }) => melding, // every other error
    null: () => 'Noe gikk galt hos oss',
  });
}
