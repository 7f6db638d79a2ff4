import { createCatalogue, type DokumentertKode } from '../../domain/catalogue.ts';
import { MANGLER, OPPLYSNINGER } from './mangler.ts';
import { ENHET_OPERATIONS, OPERATIONS, REST_OPERATIONS, type RegisterOperation } from './operations.ts';

export { type EnhetOperation, type GrunndataOperation, OPERATIONS } from './operations.ts';

const UNIT = ENHET_OPERATIONS;
const UNIT_BUT_BEDRIFT = UNIT.filter((operation) => operation !== 'hentEnBedriftVirksomhet');
/** What the gateway's own check refuses, it refuses at the operations of other registers too. */
const CHECKED = [...UNIT, ...REST_OPERATIONS];

type Kode = DokumentertKode<RegisterOperation>;

function kode(
  kode: string,
  type: string,
  operations: readonly RegisterOperation[],
  tekst: string,
  betydning: string,
  kanProevesIgjen = false,
): Kode {
  return { kode, type, tekst, betydning, kanProevesIgjen, operations };
}

/**
 * Every sub-status of grunndataWS but 0 ("Data returnert."), texts verbatim in the register's Nynorsk; x is the number
 * asked for and y the other unit. Codes 1 to 3 come with data of another unit, 10 to 10000 without data, and the negative
 * ones say that the service failed. 10, 100, 110 and 170 are documented for hentRolleutskrift too, but only when it is asked
 * about a unit; the gateway asks it about persons.
 */
// biome-ignore format: one code a line
const statuser: readonly Kode[] = [
  kode('1', 'SlettetSomDublett', UNIT, 'Eining x er sletta som dublett - korrekt eining y er innført.', 'Deleted as a duplicate; the data are the correct unit’s.'),
  kode('2', 'SlettetSomSammenslaatt', UNIT, 'Eining x er sletta som samanslått - korrekt eining y er innført.', 'Deleted by a merger; the data are the correct unit’s.'),
  kode('3', 'HarRegistreringsenhet', UNIT, 'Eining x er registreringseininga til den eininga som blei bestilt.', 'The data are those of the registration unit x of the sub-unit asked for.'),
  kode('10', 'OrgnrIkkeGitt', CHECKED, 'Orgnr i input ikkje gitt.', 'No number was given.'),
  kode('20', 'SoekValideringsfeil', ['sokEnhet'], 'Valideringsfeil i inputstreng: feilmeldingstekst', 'The search request is not valid.'),
  kode('100', 'EnhetAldriOpprettet', UNIT, 'Eining x aldri oppretta.', 'No unit ever had this number.'),
  kode('110', 'EnhetSlettet', UNIT, 'Eining x er sletta.', 'The unit has been deleted.'),
  kode('120', 'KorrektEnhetSlettet', UNIT, 'Eining x er sletta som dublett eller samanslått - korrekt eining y er sletta.', 'Deleted in favour of another unit, which has been deleted too.'),
  kode('130', 'EnhetErBedrift', UNIT_BUT_BEDRIFT, 'Eining x er ei bedrift/verksemd, juridisk eining er y.', 'A sub-unit, for which this operation has no data: ask its legal unit.'),
  kode('160', 'UkjentIdentifikator', ['hentRolleutskrift'], 'Input er ikkje eit organisasjonsnummer eller eit fødselsnr.', 'Neither a unit’s nor a person’s number.'),
  kode('170', 'UgyldigOrganisasjonsnummer', CHECKED, 'x er ikkje eit gyldig organisasjonsnummer.', 'The check digit is wrong.'),
  kode('180', 'PersonIkkeFunnet', ['hentRolleutskrift'], 'Personen x finst ikkje i databasen vår.', 'The business register does not know the person.'),
  kode('181', 'PersonDoed', ['hentRolleutskrift'], 'Personen x er registrert død.', 'The person is registered as dead.'),
  kode('182', 'PersonUgyldig', ['hentRolleutskrift'], 'Personen x er registrert ugyldig.', 'The person is registered as invalid.'),
  kode('183', 'PersonHarVerge', ['hentRolleutskrift'], 'Personen x har verje.', 'The person has a guardian: no data are given.'),
  kode('190', 'EnhetErIkkeBedrift', ['hentEnBedriftVirksomhet'], 'Eining x er ikkje ei bedrift/verksemd.', 'Not a sub-unit.'),
  kode('200', 'EnhetErRegistreringsenhet', UNIT, 'Eining x som blir spurd på er ei registreringeining.', 'A registration unit, where a sub-unit was expected.'),
  kode('210', 'IkkeIFrivillighetsregisteret', ['hentFrivillighet'], 'Eining x er ikkje registrert i Frivilligregisteret.', 'Not in the register of voluntary organisations.'),
  kode('2000', 'IngenEndringer', ['hentEndringslogg'], 'Ingen endringar finst i siste periode (siste døgn/helg)', 'Nothing changed in the last period: an empty list, not a failure.'),
  kode('10000', 'UgyldigOrganisasjonsnummerFormat', CHECKED, 'Ikkje gyldig organisasjonsnummer. Organisasjonsnummer skal bestå av 9 siffer og berre tal.', 'Not nine digits.'),
  kode('-100', 'GrunndataManglerAutorisasjon', OPERATIONS, 'Brukar manglar autorisasjon for denne tenesta.', 'The gateway’s agreement does not cover the operation.'),
  kode('-101', 'GrunndataFeilBrukernavnEllerPassord', OPERATIONS, 'Feil i brukarnamn og/eller passord.', 'The gateway’s user name or password is wrong.'),
  kode('-1000', 'GrunndataUventetFeil', OPERATIONS, 'Det har oppstått ein uventa feil. Ved framleis gjentaking, ta kontakt med Brønnøysundregistera.', 'A fault at the register.', true),
];

const lackCodes: readonly Kode[] = MANGLER.map(({ kode: number, opplysning, words, operations }) =>
  kode(
    number,
    'ManglendeOpplysning',
    operations,
    `Eining x ${words}.`,
    `Not registered: ${OPPLYSNINGER[opplysning]}. Stands as ${opplysning} in \`mangler\`, beside the data.`,
  ),
);

export const catalogue = createCatalogue('GRUNNDATA', [...statuser, ...lackCodes], '-100');
