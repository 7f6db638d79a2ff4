import { entry, type Overview } from '../common/overview.ts';

/** Oppslagstjenesten's residents, by personidentifikator. */
// biome-ignore format: one question a line
export const OVERVIEW: Overview = {
  innbygger: {
    heading: 'Residents, Oppslagstjenesten and grunndata',
    key: 'personidentifikator',
    entries: [
      entry('01817011000', 'kanVelgeSikkerDigitalPostkasse', 'KanVelgePostkasse', 'May choose a mailbox'),
      entry('02827112006', 'kanVelgeSikkerDigitalPostkasse', 'AlleredeAktiv', 'Has a mailbox already'),
      entry('02827112006', 'kontaktregister', 'Kontaktregisteroppfoering', 'Mobile, mail, mailbox; the edge to its supplier'),
      entry('05857415002', 'kanVelgeSikkerDigitalPostkasse', 'BrukerReservert', 'Has reserved against digital post'),
      entry('06867516008', 'kontaktregister', 'Kontaktregisteroppfoering', 'Removed from the register: `SLETTET`'),
      entry('07877617003', 'kontaktregister', 'BrukerIkkeFunnet', 'Not in the register'),
      entry('08887718009', 'kontaktregister', 'Kontaktregisteroppfoering', 'Data too old to be used: `KAN_IKKE_VARSLES`, everything held back'),
      entry('12928120005', 'kanVelgeSikkerDigitalPostkasse', 'UgyldigSertifikat', 'A documented answer that no question of ours can cause'),
      entry('16848524089', 'kanVelgeSikkerDigitalPostkasse', 'KanIkkeVelgePostkasse', 'NEI, and no reason given'),
      entry('17858625084', 'kanVelgeSikkerDigitalPostkasse', 'UdokumentertFeil', 'NEI, and a reason that nobody has documented'),
      entry('18868726160', 'kontaktregister', 'KildeUtilgjengelig', 'A SOAP fault, for everybody in the same call'),
      entry('01817011001', 'kontaktregister', 'UgyldigPersonnummer', 'Wrong check digits; refused without a call'),
    ],
  },
};
