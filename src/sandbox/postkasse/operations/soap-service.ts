import type { XmlElement, XmlMarkup } from '../../../wire/soap/xml.ts';
import type { ElementSchema } from '../schema/schema.ts';
import type { SoapVersion } from '../soap-version.ts';
import type { PostkasseSandbox } from '../state.ts';

/** What makes one of the two services: its SOAP version, its operations, and what each answers. */
export interface SoapService {
  readonly name: string;
  /** How its paths end. */
  readonly path: string;
  readonly version: SoapVersion;
  /** Names that stand in the WSDL and never on the wire. */
  readonly wsdl: { readonly namespace: string; readonly binding: string; readonly port: string };
  /** Who calls when nobody says. */
  readonly defaultSender: string;
  /** The header blocks that the service reads itself. */
  readonly headers: readonly ElementSchema[];
  /** The operations offered now, by name. */
  operations(sandbox: PostkasseSandbox): readonly SoapOperation[];
}

export interface SoapOperation {
  readonly name: string;
  readonly forespoersel: ElementSchema;
  readonly respons: ElementSchema;
  /** Check 8: throws the fault of a caller who has no access. */
  checkAccess(call: SoapCall): void;
  readonly personer: (forespoersel: XmlElement) => readonly string[];
  answer(call: SoapCall, sandbox: PostkasseSandbox): XmlMarkup;
}

/** A request that has passed the checks: who asks, with which headers, for what. */
export interface SoapCall {
  readonly organisasjonsnummer: string;
  readonly headers: readonly XmlElement[];
  readonly forespoersel: XmlElement;
}
