import { type XmlMarkup, xml } from '../../../wire/soap/xml.ts';
import { type ElementSchema, type SimpleType, isSequence } from './schema.ts';

/** XML Schemas of the elements, one for each namespace they reach, written from the data that `validate` reads. */
export function writeXsd(elements: readonly ElementSchema[], headers: readonly ElementSchema[]): XmlMarkup[] {
  const globals = [...elements, ...headers];
  const borrowed = globals.flatMap(findBorrowed);
  const namespaces = [...new Set([...borrowed, ...globals].map(({ namespace }) => namespace))];
  return namespaces.map((namespace) => {
    const own = [...globals, ...borrowed].filter((element) => element.namespace === namespace);
    const once = [...new Map(own.map((element) => [element.name, element])).values()];
    const others = namespaces.filter((other) => other !== namespace);
    const imports = others.map((other) => xml`<xs:import namespace="${other}"/>`);
    const prefixes = namespaces.map((one) => xml` xmlns:${prefixOf(one, namespaces)}="${one}"`);
    const elements = once.map((element) => writeElement(element, namespaces));
    const withAttributes = once.flatMap(findWithAttributes).filter((element) => element.namespace === namespace);
    const named = withAttributes.map(writeNamedType);
    return xml`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"${prefixes} targetNamespace="${namespace}" elementFormDefault="qualified">${imports}${named}${elements}</xs:schema>`;
  });
}

/** Elements of another namespace stand as global elements of that one's own schema. */
function findBorrowed(element: ElementSchema): readonly ElementSchema[] {
  const children = isSequence(element.content) ? element.content : [];
  const here = children.filter((child) => child.namespace !== element.namespace);
  return [...here, ...children.flatMap(findBorrowed)];
}

/** Text with attributes: XML Schema wants the type of the text to have a name. */
function findWithAttributes(element: ElementSchema): readonly ElementSchema[] {
  if (isSequence(element.content)) return element.content.flatMap(findWithAttributes);
  return element.attributes ? [element] : [];
}

function writeNamedType({ name, content }: ElementSchema): XmlMarkup {
  return isSequence(content)
    ? xml``
    : xml`<xs:simpleType name="${name}Type">${writeRestriction(content)}</xs:simpleType>`;
}

function writeElement(element: ElementSchema, namespaces: readonly string[], parent?: ElementSchema): XmlMarkup {
  const { namespace, name, content } = element;
  const occurs = parent ? writeOccurs(element) : undefined;
  const prefix = prefixOf(namespace, namespaces);
  if (parent && parent.namespace !== namespace) return xml`<xs:element ref="${prefix}:${name}"${occurs}/>`;
  const attributes = (element.attributes ?? []).map(
    (attribute) =>
      xml`<xs:attribute name="${attribute.name}" type="xs:${attribute.content.type}" use="${attribute.required ? 'required' : 'optional'}"/>`,
  );
  if (!isSequence(content)) {
    const type =
      attributes.length > 0
        ? xml`<xs:complexType><xs:simpleContent><xs:extension base="${prefix}:${name}Type">${attributes}</xs:extension></xs:simpleContent></xs:complexType>`
        : xml`<xs:simpleType>${writeRestriction(content)}</xs:simpleType>`;
    return xml`<xs:element name="${name}"${occurs}>${type}</xs:element>`;
  }
  const children = content.map((child) => writeElement(child, namespaces, element));
  return xml`<xs:element name="${name}"${occurs}><xs:complexType><xs:sequence>${children}</xs:sequence>${attributes}</xs:complexType></xs:element>`;
}

function writeOccurs({ minOccurs = 1, maxOccurs = 1 }: ElementSchema): XmlMarkup {
  return xml` minOccurs="${minOccurs}" maxOccurs="${Number.isFinite(maxOccurs) ? maxOccurs : 'unbounded'}"`;
}

function writeRestriction(content: SimpleType): XmlMarkup {
  if (content.type === 'enumeration') {
    const values = content.values.map((value) => xml`<xs:enumeration value="${value}"/>`);
    return xml`<xs:restriction base="xs:string">${values}</xs:restriction>`;
  }
  if (content.type !== 'string') return xml`<xs:restriction base="xs:${content.type}"/>`;
  const { minLength, maxLength } = content;
  const least = minLength ? xml`<xs:minLength value="${minLength}"/>` : undefined;
  const most = Number.isFinite(maxLength) ? xml`<xs:maxLength value="${maxLength}"/>` : undefined;
  return xml`<xs:restriction base="xs:string">${least}${most}</xs:restriction>`;
}

function prefixOf(namespace: string, namespaces: readonly string[]): string {
  return `n${namespaces.indexOf(namespace)}`;
}
