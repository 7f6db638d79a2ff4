import type { SoapMessage } from '../../../wire/soap/client.ts';
import { XmlMarkup, xml } from '../../../wire/soap/xml.ts';
import type { GrunndataOperation } from '../codes.ts';

export const NAMESPACE = 'http://no/brreg/saksys/grunndata/ws';

export interface Credentials {
  readonly brukerId: string;
  readonly passord: string;
}

/** The element that each operation's key stands in. */
const KEY_ELEMENTS: Partial<Record<GrunndataOperation, string>> = {
  hentRolleutskrift: 'requestId',
  sokEnhet: 'searchRequest',
};

/** A request: user name and password are its first two body elements, the key (where the operation has one) its third. */
export function writeForespoersel(
  operation: GrunndataOperation,
  { brukerId, passord }: Credentials,
  writeKey: () => string | undefined,
): SoapMessage {
  const keyElement = KEY_ELEMENTS[operation] ?? 'orgnr';
  const wrapper = `ws:${operation}`;
  return {
    body() {
      const key = writeKey();
      return xml`${open(wrapper)}<ws:userid>${brukerId}</ws:userid><ws:password>${passord}</ws:password>${key === undefined ? undefined : element(`ws:${keyElement}`, key)}${close(wrapper)}`;
    },
  };
}

// Element names come from our own tables, never from outside.
const open = (name: string) => new XmlMarkup(`<${name} xmlns:ws="${NAMESPACE}">`);
const close = (name: string) => new XmlMarkup(`</${name}>`);
const element = (name: string, text: string) => xml`${new XmlMarkup(`<${name}>`)}${text}${close(name)}`;
