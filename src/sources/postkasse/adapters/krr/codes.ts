import { deriveCatalogue } from '../../../../domain/catalogue.ts';
import { catalogue as documented } from '../../codes.ts';

/**
 * KRR has no codes. What it shows of a person derives these; UGYLDIG_PERSONNUMMER is the gateway's own check. Nothing that it shows
 * says anything of a supplier, of a certificate, or of a mailbox that is not active.
 */
export const catalogue = deriveCatalogue('KRR', documented, {
  RESERVERT: ['KanVelgeSikkerDigitalPostkasse'],
  ALLEREDE_AKTIV: ['KanVelgeSikkerDigitalPostkasse'],
  BRUKER_IKKE_FUNNET: ['KanVelgeSikkerDigitalPostkasse', 'HentPersoner'],
  UGYLDIG_PERSONNUMMER: ['KanVelgeSikkerDigitalPostkasse', 'HentPersoner'],
});
