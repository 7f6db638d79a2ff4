import { type XmlMarkup, xml } from '../../wire/soap/xml.ts';

export interface SoapVersion {
  readonly name: '1.1' | '1.2';
  readonly namespace: string;
  readonly mediaType: string;
  /** The envelope around a body, with the prefix that the real register writes. */
  readonly wrap: (body: XmlMarkup) => XmlMarkup;
}

const NAMESPACE_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const NAMESPACE_12 = 'http://www.w3.org/2003/05/soap-envelope';

export const SOAP_11: SoapVersion = {
  name: '1.1',
  namespace: NAMESPACE_11,
  mediaType: 'text/xml',
  wrap: (body) =>
    xml`<SOAP-ENV:Envelope xmlns:SOAP-ENV="${NAMESPACE_11}"><SOAP-ENV:Header/><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`,
};

export const SOAP_12: SoapVersion = {
  name: '1.2',
  namespace: NAMESPACE_12,
  mediaType: 'application/soap+xml',
  wrap: (body) =>
    xml`<env:Envelope xmlns:env="${NAMESPACE_12}"><env:Header/><env:Body>${body}</env:Body></env:Envelope>`,
};
