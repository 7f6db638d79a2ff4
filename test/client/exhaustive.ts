import { matchResultat } from 'registergraf-client';
import type { KanVelgeSikkerDigitalPostkasseQuery } from '../../examples/typed/graphql.ts';

export type KanVelge = NonNullable<KanVelgeSikkerDigitalPostkasseQuery['innbygger']>['kanVelgeSikkerDigitalPostkasse'];

/** Every member by its own name: one more in the graph, and this no longer compiles. */
export function mayChoose(resultat: KanVelge): string {
  return matchResultat(resultat, {
    KanVelgePostkasse: () => 'yes',
    AlleredeAktiv: () => 'has one already',
    BrukerReservert: () => 'has reserved',
    BrukerIkkeFunnet: () => 'is unknown',
    KanIkkeVelgePostkasse: () => 'no',
    UgyldigPersonnummer: () => 'not a number',
    UgyldigSertifikat: ({ melding }) => melding,
    UgyldigEpostadresse: ({ melding }) => melding,
    UgyldigOrgnr: ({ melding }) => melding,
    KildeUtilgjengelig: ({ kode }) => `not now: ${kode}`,
    UdokumentertFeil: ({ kode }) => `not documented: ${kode}`,
    null: () => 'a bug',
  });
}
