import { SaxesParser } from 'saxes';
import type { XmlElement } from '../../../src/wire/soap/xml.ts';

interface Open extends XmlElement {
  children: Open[];
  text: string;
}

// What a name may hold and not begin with. saxes takes a local name that does.
const NO_START = /^(?:[-.0-9\u00b7\u203f\u2040]|[\u0300-\u036f])/;

/** A document as saxes reads it, which is strict, and shares no line with our reader; undefined where it is none that we would read. */
export function readWithSaxes(text: string): XmlElement | undefined {
  const parser = new SaxesParser({ xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true });
  const open: Open[] = [];
  let root: Open | undefined;
  let isRefused = false;
  const refuse = () => {
    isRefused = true;
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('processinginstruction', refuse);
  parser.on('opentag', ({ local, uri, attributes }) => {
    const read: Record<string, string> = Object.create(null);
    for (const { name, prefix, uri: namespace, local: key, value } of Object.values(attributes)) {
      if (NO_START.test(key)) isRefused = true;
      if (prefix !== 'xmlns' && name !== 'xmlns') read[namespace === '' ? key : `{${namespace}}${key}`] = value;
    }
    const element = { name: local, namespace: uri, attributes: read, children: [], text: '' };
    if (NO_START.test(local)) isRefused = true;
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const add = (piece: string) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    open.pop();
  });
  // What stands behind half of a surrogate pair is no character to it.
  if (!text.isWellFormed()) return undefined;
  parser.write(text).close();
  return isRefused ? undefined : root;
}
