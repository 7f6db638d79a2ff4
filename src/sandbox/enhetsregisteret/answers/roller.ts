import { organisasjonsform } from '../units/codes.ts';
import { findEnhet } from '../../enhet/enheter.ts';
import { type Fields, fieldsOf, isList, textOf, type Unit } from '../units/document.ts';
import type { Rollegrupper } from '../units/roller.ts';
import { hrefOfUnit, link, linkedCode } from './links.ts';
import type { Base } from './write.ts';

/** What the writer has to know beside the roles themselves. */
export interface About {
  readonly base: Base;
  readonly units: ReadonlyMap<string, Unit>;
  /** Whether persons are told with their fødselsnummer: in the authorised tier only. */
  readonly authorised: boolean;
}

export function writeRoller(number: string, groups: Rollegrupper, tier: string, about: About): Fields {
  return {
    rollegrupper: writeGroups(groups, about),
    _links: { self: link(`${tier}/enheter/${number}/roller`), enhet: link(`${about.base}/enheter/${number}`) },
  };
}

export function writeGroups(groups: Rollegrupper, about: About): readonly Fields[] {
  return groups.map((group) => ({
    ...group,
    type: linkedCode(group.type, about.base, 'roller/rollegruppetyper'),
    roller: rolesOf(group).map((rolle) => writeRolle(rolle, about)),
  }));
}

export function rolesOf(group: Fields): readonly Fields[] {
  const roller = isList(group.roller) ? group.roller : [];
  return roller.flatMap((rolle) => {
    const fields = fieldsOf(rolle);
    return fields ? [fields] : [];
  });
}

function writeRolle(rolle: Fields, about: About): Fields {
  const person = fieldsOf(rolle.person);
  const enhet = fieldsOf(rolle.enhet);
  return {
    ...rolle,
    type: linkedCode(rolle.type, about.base, 'roller/rolletyper'),
    ...(person && { person: writePerson(person, about) }),
    ...(enhet && { enhet: writeHolder(textOf(enhet, 'organisasjonsnummer'), about) }),
    ...(rolle.valgtAv !== undefined && { valgtAv: linkedCode(rolle.valgtAv, about.base, 'roller/representanter') }),
  };
}

function writePerson({ fodselsnummer, ...rest }: Fields, { authorised }: About): Fields {
  return authorised && fodselsnummer !== undefined ? { fodselsnummer, ...rest } : rest;
}

/** A unit that holds a role: its name is a list of lines here, and only here. */
function writeHolder(organisasjonsnummer: string, { base, units }: About): Fields {
  const unit = units.get(organisasjonsnummer);
  const known = findEnhet(organisasjonsnummer);
  const form = unit?.fields.organisasjonsform ?? (known && { ...organisasjonsform(known.orgform) });
  const navn = unit && !unit.fjernet ? [textOf(unit.fields, 'navn')] : [];
  return {
    organisasjonsnummer,
    organisasjonsform: linkedCode(form, base, 'organisasjonsformer'),
    navn,
    erSlettet: unit?.slettet !== undefined || unit?.fjernet !== undefined,
    _links: { self: hrefOfUnit('enheter', organisasjonsnummer, base) },
  };
}
