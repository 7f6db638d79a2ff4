import { expect, test } from 'vitest';
import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import { POSTKASSE_NAMESPACE } from '../../../src/sources/postkasse/adapters/oppslagstjenesten/messages/reads.ts';
import { readKanVelgeOutcome } from '../../../src/sources/postkasse/outcome.ts';
import { parseXml } from '../../../src/wire/soap/xml.ts';

const PERSON = '01817011000' as Personidentifikator;
const NAME = 'KanVelgeSikkerDigitalPostkasseRespons';
const read = (content: string) =>
  readKanVelgeOutcome(parseXml(`<${NAME} xmlns="${POSTKASSE_NAMESPACE}">${content}</${NAME}>`), PERSON);

test('who can choose a mailbox is told so', () => {
  expect(read('<status>JA</status>')).toEqual({
    ok: true,
    data: { kilde: 'OPPSLAGSTJENESTEN', avledet: false, personidentifikator: PERSON },
  });
});

test.each([
  ['its reason', '<status>NEI</status><beskrivelse>RESERVERT</beskrivelse>', 'documented', 'RESERVERT'],
  ['NEI, where it says no reason', '<status>NEI</status>', 'documented', 'NEI'],
  [
    'its reason, also where nobody has documented it',
    '<status>NEI</status><beskrivelse>NY</beskrivelse>',
    'undocumented',
    'NY',
  ],
  ['no answer, where it is neither yes nor no', '<status>KANSKJE</status>', 'unavailable', 'UGYLDIG_SVAR'],
])('a refusal is %s', (_, content, kind, kode) => {
  expect(read(content)).toMatchObject({ ok: false, feil: { kind, kode } });
});
