import type { SoapMessage } from '../../../../../wire/soap/client.ts';
import { xml } from '../../../../../wire/soap/xml.ts';
import type { GrunndataOperation } from '../../../codes.ts';

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
  const keyElement = `ws:${KEY_ELEMENTS[operation] ?? 'orgnr'}`;
  const wrapper = `ws:${operation}`;
  return {
    body() {
      const key = writeKey();
      const written = key === undefined ? undefined : xml`<${keyElement}>${key}</${keyElement}>`;
      return xml`<${wrapper} xmlns:ws="${NAMESPACE}"><ws:userid>${brukerId}</ws:userid><ws:password>${passord}</ws:password>${written}</${wrapper}>`;
    },
  };
}
