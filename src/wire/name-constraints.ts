import type { GeneralName, GeneralSubtree, Name, NameConstraints } from '@peculiar/asn1-x509';
import { loadAsn1 } from './asn1.ts';
import { type CertificateFields, subjectValues } from './certificate-fields.ts';

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

type Form = keyof GeneralName;

/**
 * Whether an authority's name constraints (RFC 5280 §4.2.1.10) keep it from naming whom it names. Constraints on a form of
 * name that is not read here, IP addresses and URIs among them, keep it from every name of that form.
 */
export function isNameForbidden(fields: CertificateFields, constraints: NameConstraints): boolean {
  return namesOf(fields).some((name) => {
    const form = formOf(name);
    const ofForm = ({ base }: GeneralSubtree) => formOf(base) === form;
    const permitted = (constraints.permittedSubtrees ?? []).filter(ofForm);
    const excluded = (constraints.excludedSubtrees ?? []).filter(ofForm);
    const all = [...permitted, ...excluded];
    if (all.length === 0) return false;
    const isWithin = form && READ[form];
    if (!isWithin || all.some(({ minimum, maximum }) => minimum !== 0 || maximum !== undefined)) return true;
    const within = ({ base }: GeneralSubtree) => isWithin(name, base);
    return (permitted.length > 0 && !permitted.some(within)) || excluded.some(within);
  });
}

/** The subject, the addresses in it, and the alternative names. */
function namesOf(fields: CertificateFields): readonly GeneralName[] {
  const { GeneralName } = loadAsn1();
  return [
    ...(fields.subject.length > 0 ? [new GeneralName({ directoryName: fields.subject })] : []),
    ...subjectValues(fields, EMAIL_ADDRESS).map((rfc822Name) => new GeneralName({ rfc822Name })),
    ...fields.alternativeNames,
  ];
}

function formOf(name: GeneralName): Form | undefined {
  return (Object.keys(name) as Form[]).find((form) => name[form] !== undefined);
}

const READ: Partial<Record<Form, (name: GeneralName, base: GeneralName) => boolean>> = {
  directoryName: ({ directoryName: name }, { directoryName: base }) =>
    !!name && !!base && isDirectoryWithin(name, base),
  dNSName: ({ dNSName: name = '' }, { dNSName: base = '' }) => isHostWithin(name, base),
  rfc822Name: ({ rfc822Name: name = '' }, { rfc822Name: base = '' }) => isAddressWithin(name, base),
};

function isDirectoryWithin(name: Name, base: Name): boolean {
  return base.length <= name.length && base.every((rdn, index) => writeRdn(rdn) === writeRdn(name[index] ?? []));
}

/** Case, width and spaces make no difference, nor does the kind of string (RFC 5280 §7.1). */
function writeRdn(rdn: Name[number]): string {
  const comparable = (text: string) => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
  return JSON.stringify(rdn.map(({ type, value }) => [type, comparable(value.toString())]).toSorted());
}

/** The host itself and all below it. */
function isHostWithin(name: string, base: string): boolean {
  const [host, whole] = [name.toLowerCase(), base.toLowerCase()];
  return whole === '' || host === whole || host.endsWith(whole.startsWith('.') ? whole : `.${whole}`);
}

/** One mailbox, all of one host, or, after a dot, all of the hosts below. */
function isAddressWithin(name: string, base: string): boolean {
  const at = name.lastIndexOf('@');
  const host = name.slice(at + 1).toLowerCase();
  const baseAt = base.lastIndexOf('@');
  const whole = base.slice(baseAt + 1).toLowerCase();
  if (baseAt !== -1) return host === whole && name.slice(0, at) === base.slice(0, baseAt);
  return whole.startsWith('.') ? host.endsWith(whole) : host === whole;
}
