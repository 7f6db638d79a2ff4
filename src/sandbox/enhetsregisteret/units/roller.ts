import { type Enhet, findEnhet, isSubUnit } from '../../enhet/enheter.ts';
import { findPerson, fodselsdatoOf } from '../../enhet/people.ts';
import { type Innehaver, type Rolle, rollerOf } from '../../enhet/roller.ts';
import { Settings } from '../../enhet/settings.ts';
import { type Code, REPRESENTANTER, ROLLEGRUPPETYPER, ROLLETYPER } from './codes.ts';
import type { Fields, Json } from './document.ts';

/** The groups of roles of one unit, as in an answer of the authorised tier but without links. */
export type Rollegrupper = readonly Fields[];

/** By organisasjonsnummer, for the units that have roles. */
export function createRoller(
  units: Iterable<readonly [string, { readonly live: boolean }]>,
): Map<string, Rollegrupper> {
  const roller = new Map<string, Rollegrupper>();
  for (const [orgnr, { live }] of units) {
    const enhet = findEnhet(orgnr);
    if (!enhet || !live || isSubUnit(enhet)) continue;
    const groups = DESCRIBED_ROLES[orgnr] ?? deriveGroups(enhet);
    if (groups.length > 0) roller.set(orgnr, groups);
  }
  return roller;
}

const BANKRUPTCY = '2026-08-26';

/** The roles that the contract writes out: an administrator of a bankruptcy, a person, and a unit that has left. */
const DESCRIBED_ROLES: Readonly<Record<string, Rollegrupper>> = {
  '700099903': [
    group('BOBE', BANKRUPTCY, [
      {
        type: codeOf(ROLLETYPER, 'BOBE'),
        bostyrer: {
          navn: 'Adv. Synt Bostyrer',
          postadresse: { landkode: 'NO', postnummer: '0001', poststed: 'OSLO', adresse: ['Postboks 1'] },
          erDoed: false,
        },
        avregistrert: false,
        rekkefolge: 0,
      },
    ]),
    group('STYR', '2026-07-24', [
      {
        type: codeOf(ROLLETYPER, 'LEDE'),
        person: writePerson('01817010055'),
        valgtAv: codeOf(REPRESENTANTER, 'AREP'),
        avregistrert: false,
        rekkefolge: 0,
      },
    ]),
    group('REVI', '2019-12-09', [
      {
        type: codeOf(ROLLETYPER, 'REVI'),
        enhet: { organisasjonsnummer: '700040003' },
        avregistrert: true,
        rekkefolge: 0,
      },
    ]),
  ],
};

/** The unit's roles in grunndata: what was registered together is one group here. */
function deriveGroups(enhet: Enhet): Rollegrupper {
  const roller = rollerOf(enhet, Settings.parse({}));
  const groups = Map.groupBy(roller, ({ samendring }) => samendring[0]);
  return [...groups].map(([kode, together]) => {
    const sistEndret =
      together
        .map(({ registrert }) => registrert)
        .toSorted()
        .at(-1) ?? '';
    return group(kode === 'DTSO' ? 'DELT' : kode, sistEndret, together.map(writeRolle));
  });
}

function writeRolle(rolle: Rolle, rekkefolge: number): Fields {
  const { innehaver, valgtAv, ansvarsandel, fratraadt = false } = rolle;
  return {
    type: codeOf(ROLLETYPER, rolle.rolle[0], rolle.rolle[1]),
    ...writeHolder(innehaver),
    ...(valgtAv && { valgtAv: codeOf(REPRESENTANTER, valgtAv[0], valgtAv[1]) }),
    ...(ansvarsandel !== undefined && { ansvarsandel: ansvarsandel.replace(',00 %', '%') }),
    ...(hasGuardian(rolle) && { begrensetRettsligHandleevne: true }),
    avregistrert: fratraadt,
    rekkefolge,
  };
}

function hasGuardian({ innehaver, vergeTekst }: Rolle): boolean {
  return vergeTekst !== undefined || ('fodselsnr' in innehaver && findPerson(innehaver.fodselsnr)?.status === 183);
}

function writeHolder(innehaver: Innehaver): Fields {
  if ('orgnr' in innehaver) return { enhet: { organisasjonsnummer: innehaver.orgnr } };
  if ('fodselsnr' in innehaver) return { person: writePerson(innehaver.fodselsnr) };
  const { fodselsdato, slektsnavn } = innehaver;
  return { person: { fodselsdato, navn: { fornavn: 'Synt', etternavn: slektsnavn }, erDoed: false } };
}

function writePerson(fodselsnummer: string): Fields {
  const person = findPerson(fodselsnummer);
  if (!person) throw new Error('a role is held by somebody who is not in the table');
  const { fornavn, mellomnavn, slektsnavn, status } = person;
  return {
    fodselsnummer,
    fodselsdato: fodselsdatoOf(person),
    navn: { fornavn, ...(mellomnavn !== undefined && { mellomnavn }), etternavn: slektsnavn },
    erDoed: status === 181,
  };
}

function group(kode: string, sistEndret: string, roller: readonly Json[]): Fields {
  return { type: codeOf(ROLLEGRUPPETYPER, kode), sistEndret, roller };
}

function codeOf(list: readonly Code[], kode: string, otherwise = kode): Fields {
  return { kode, beskrivelse: list.find((code) => code.kode === kode)?.beskrivelse ?? otherwise };
}
