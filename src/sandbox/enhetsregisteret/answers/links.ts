import { type Fields, fieldsOf, isList, type Json, type Resource, textOf, type Unit } from '../units/document.ts';
import type { Base } from './write.ts';

export function link(href: string): Fields {
  return { href };
}

/** A code with the address that its list has it at. */
export function linkedCode(code: Json | undefined, base: Base, list: string): Fields {
  const fields = fieldsOf(code) ?? {};
  return { ...fields, _links: { self: link(`${base}/${list}/${textOf(fields, 'kode')}`) } };
}

const CLASSES = {
  enheter: { live: 'Enhet', slettet: 'SlettetEnhet' },
  underenheter: { live: 'Underenhet', slettet: 'SlettetUnderEnhet' },
} as const;

/** A unit as its number, a search or a feed's reader gets it. */
export function writeUnit({ resource, fields, slettet }: Unit, base: Base): Fields {
  const self = link(`${base}/${resource}/${textOf(fields, 'organisasjonsnummer')}`);
  const classes = CLASSES[resource];
  const organisasjonsform = linkedCode(fields.organisasjonsform, base, 'organisasjonsformer');
  if (slettet) {
    const { organisasjonsnummer = '', navn = '', historiskeNavn = [] } = fields;
    const left = { organisasjonsnummer, navn, organisasjonsform, historiskeNavn, ...slettet };
    return { ...left, _links: { self }, respons_klasse: classes.slettet };
  }
  const parent = textOf(fields, 'overordnetEnhet');
  const overordnetEnhet = parent === '' ? {} : { overordnetEnhet: link(`${base}/enheter/${parent}`) };
  return { ...fields, organisasjonsform, _links: { self, ...overordnetEnhet }, respons_klasse: classes.live };
}

/** The files have an empty list where an answer has its links. */
export function withoutLinks(value: Json): Json {
  if (isList(value)) return value.map(withoutLinks);
  const fields = fieldsOf(value);
  if (!fields) return value;
  return Object.fromEntries(
    Object.entries(fields).map(([key, inner]) => (key === '_links' ? ['links', []] : [key, withoutLinks(inner)])),
  );
}

export function hrefOfUnit(resource: Resource, organisasjonsnummer: string, base: Base): Fields {
  return link(`${base}/${resource}/${organisasjonsnummer}`);
}
