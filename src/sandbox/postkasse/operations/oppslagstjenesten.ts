import { childrenOf, type XmlElement, type XmlMarkup, xml } from '../../../wire/soap/xml.ts';
import { TESTETATEN, TESTPRINT } from '../suppliers.ts';
import {
  BEGREP,
  requests,
  LOOKUPS,
  OPPSLAGSTJENESTE,
  OPPSLAGSTJENESTEN_HEADER,
  type LookupName,
  responses,
} from '../schema/oppslagstjenesten.ts';
import { writePerson } from '../answers/person.ts';
import { readLong } from '../schema/schema.ts';
import type { SoapOperation, SoapService } from './soap-service.ts';
import { SOAP_12 } from '../soap-version.ts';
import { checkAccess } from './access.ts';
import type { PostkasseSandbox } from '../state.ts';

/** Oppslagstjenesten 16-02 (SOAP 1.2): public bodies read reservations, contact data, mailboxes and certificates. */
export const oppslagstjenesten: SoapService = {
  name: 'oppslagstjeneste-16-02',
  path: '/ws-v5',
  version: SOAP_12,
  wsdl: {
    namespace: 'http://kontaktinfo.difi.no/wsdl/oppslagstjeneste-16-02',
    binding: 'oppslagstjeneste-16-02_SOAP12Binding',
    port: 'oppslagstjeneste_SOAP12',
  },
  defaultSender: TESTETATEN.organisasjonsnummer,
  headers: [OPPSLAGSTJENESTEN_HEADER],
  operations: () => LOOKUPS.map(operation),
};

function operation(navn: LookupName): SoapOperation {
  const tjeneste = navn === 'HentEndringer' ? 'ENDRINGSTJENESTEN' : 'OPPSLAGSTJENESTEN';
  return {
    name: navn,
    forespoersel: requests[navn],
    respons: responses[navn],
    personer: (forespoersel) => textsOf(forespoersel, 'personidentifikator'),
    checkAccess: (call) => checkAccess(call, tjeneste),
    answer: ({ forespoersel }, sandbox) => answers[navn](forespoersel, sandbox),
  };
}

const answers: Record<LookupName, (forespoersel: XmlElement, sandbox: PostkasseSandbox) => XmlMarkup> = {
  HentPersoner(forespoersel, sandbox) {
    const needs = textsOf(forespoersel, 'informasjonsbehov');
    // One Person for each that was asked for, in the same order, duplicates and strangers too.
    const personer = textsOf(forespoersel, 'personidentifikator').map((personidentifikator) =>
      writePerson(personidentifikator, sandbox.state.register.find(personidentifikator), needs, sandbox),
    );
    return xml`<ns3:HentPersonerRespons xmlns:ns2="${BEGREP}" xmlns:ns3="${OPPSLAGSTJENESTE}">${personer}</ns3:HentPersonerRespons>`;
  },

  HentEndringer(forespoersel, sandbox) {
    const { settings, state } = sandbox;
    const { register } = state;
    const fra = readLong(forespoersel.attributes.fraEndringsNummer ?? '') ?? 0n;
    const asked = textsOf(forespoersel, 'informasjonsbehov').filter((needs) => needs !== 'VarslingsStatus');
    const needs = [...asked, 'Kontaktinfo']; // always included here; VarslingsStatus has no effect
    const changed = [...register.personer()]
      .filter((person) => person.endringsNummer >= fra)
      .sort((one, other) => one.endringsNummer - other.endringsNummer);
    const side = changed.slice(0, settings.pageSize);
    const seneste = register.senesteEndringsNummer();
    const til = side.length < changed.length ? side.at(-1)?.endringsNummer : seneste;
    const personer = side.map((person) => writePerson(person.personidentifikator, person, needs, sandbox));
    return xml`<ns3:HentEndringerRespons xmlns:ns2="${BEGREP}" xmlns:ns3="${OPPSLAGSTJENESTE}" fraEndringsNummer="${String(fra)}" tilEndringsNummer="${til}" senesteEndringsNummer="${seneste}">${personer}</ns3:HentEndringerRespons>`;
  },

  HentPrintSertifikat(_, { state }) {
    const nummer = TESTPRINT.organisasjonsnummer;
    const sertifikat = state.certificates.forOrganisation(nummer).der.toString('base64');
    return xml`<ns3:HentPrintSertifikatRespons xmlns:ns3="${OPPSLAGSTJENESTE}"><ns3:postkasseleverandoerAdresse>${nummer}</ns3:postkasseleverandoerAdresse><ns3:X509Sertifikat>${sertifikat}</ns3:X509Sertifikat></ns3:HentPrintSertifikatRespons>`;
  },
};

function textsOf(forespoersel: XmlElement, name: string): readonly string[] {
  return childrenOf(forespoersel, name).map((element) => element.text);
}
