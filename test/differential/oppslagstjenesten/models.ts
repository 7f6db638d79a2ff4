import type { Random } from '../random.ts';
import { type Kind, moment, oneOf, unit, words } from '../texts.ts';
import { group, leaf, type Model, one, optional } from '../xml/tree.ts';
import { BEGREP } from './judge.ts';

/** `begrep:Person`, as the schema has it. */
export function personModel(identifikator: string): Model {
  const dated = { sistOppdatert: { optional: moment }, sistVerifisert: { optional: moment } };
  const supplier: Kind = (random) => random.pick(['', '', '9908:', '0192:']) + unit(random);
  return {
    ...group('Person', [
      one(leaf('personidentifikator', oneOf(identifikator))),
      optional(leaf('reservasjon', oneOf('JA', 'NEI'))),
      one(leaf('status', oneOf('AKTIV', 'AKTIV', 'AKTIV', 'SLETTET', 'IKKE_REGISTRERT'))),
      optional(leaf('varslingsstatus', oneOf('KAN_VARSLES', 'KAN_IKKE_VARSLES'))),
      optional(
        group('Kontaktinformasjon', [
          optional(leaf('Mobiltelefonnummer', oneOf('+4799999999', '99999999', '0047 999 99 999'), dated)),
          optional(leaf('Epostadresse', oneOf('ola@example.com', 'øl+æ@example.com'), dated)),
        ]),
      ),
      optional(
        group('SikkerDigitalPostAdresse', [
          one(leaf('postkasseadresse', (random) => `${words(60)(random)}#0000000`)),
          one(leaf('postkasseleverandoerAdresse', supplier)),
        ]),
      ),
      optional(leaf('X509Sertifikat', certificate)),
    ]),
    namespace: BEGREP,
  };
}

/** Bytes in base64: the registers take, and give, what is no certificate. */
export const certificate: Kind = (random: Random) =>
  Buffer.from(Array.from({ length: 3 * (4 + random.below(8)) }, () => random.below(256))).toString('base64');
