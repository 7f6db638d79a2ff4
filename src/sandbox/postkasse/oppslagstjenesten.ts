import { childrenOf, type XmlElement, type XmlMarkup, xml } from '../../wire/soap/xml.ts';
import { TESTETATEN, TESTPRINT } from './leverandoerer.ts';
import {
  BEGREP,
  forespoersler,
  OPPSLAG,
  OPPSLAGSTJENESTE,
  OPPSLAGSTJENESTEN_HEADER,
  type Oppslag,
  responser,
} from './oppslagstjenestenSkjema.ts';
import { writePerson } from './personskriving.ts';
import { readLong } from './skjema.ts';
import type { Soapoperasjon, Soaptjeneste } from './soaptjeneste.ts';
import { SOAP_12 } from './soapversjon.ts';
import { checkTilgang } from './tilgang.ts';
import type { Tilstand } from './tilstand.ts';

/** Oppslagstjenesten 16-02 (SOAP 1.2): public bodies read reservations, contact data, mailboxes and certificates. */
export const oppslagstjenesten: Soaptjeneste = {
  navn: 'oppslagstjeneste-16-02',
  sti: '/ws-v5',
  versjon: SOAP_12,
  wsdl: {
    namespace: 'http://kontaktinfo.difi.no/wsdl/oppslagstjeneste-16-02',
    binding: 'oppslagstjeneste-16-02_SOAP12Binding',
    port: 'oppslagstjeneste_SOAP12',
  },
  standardavsender: TESTETATEN.organisasjonsnummer,
  headere: [OPPSLAGSTJENESTEN_HEADER],
  operasjoner: () => OPPSLAG.map(operasjon),
};

function operasjon(navn: Oppslag): Soapoperasjon {
  const tjeneste = navn === 'HentEndringer' ? 'ENDRINGSTJENESTEN' : 'OPPSLAGSTJENESTEN';
  return {
    navn,
    forespoersel: forespoersler[navn],
    respons: responser[navn],
    personer: (forespoersel) => textsOf(forespoersel, 'personidentifikator'),
    checkAccess: (soapkall) => checkTilgang(soapkall, tjeneste),
    answer: ({ forespoersel }, tilstand) => svar[navn](forespoersel, tilstand),
  };
}

const svar: Record<Oppslag, (forespoersel: XmlElement, tilstand: Tilstand) => XmlMarkup> = {
  HentPersoner(forespoersel, tilstand) {
    const behov = textsOf(forespoersel, 'informasjonsbehov');
    // One Person for each that was asked for, in the same order, duplicates and strangers too.
    const personer = textsOf(forespoersel, 'personidentifikator').map((personidentifikator) =>
      writePerson(personidentifikator, tilstand.register.find(personidentifikator), behov, tilstand),
    );
    return xml`<ns3:HentPersonerRespons xmlns:ns2="${BEGREP}" xmlns:ns3="${OPPSLAGSTJENESTE}">${personer}</ns3:HentPersonerRespons>`;
  },

  HentEndringer(forespoersel, tilstand) {
    const { register, innstillinger } = tilstand;
    const fra = readLong(forespoersel.attributes.fraEndringsNummer ?? '') ?? 0n;
    const asked = textsOf(forespoersel, 'informasjonsbehov').filter((behov) => behov !== 'VarslingsStatus');
    const behov = [...asked, 'Kontaktinfo']; // always included here; VarslingsStatus has no effect
    const endret = [...register.personer()]
      .filter((person) => person.endringsNummer >= fra)
      .sort((one, other) => one.endringsNummer - other.endringsNummer);
    const side = endret.slice(0, innstillinger.pageSize);
    const seneste = register.senesteEndringsNummer();
    const til = side.length < endret.length ? side.at(-1)?.endringsNummer : seneste;
    const personer = side.map((person) => writePerson(person.personidentifikator, person, behov, tilstand));
    return xml`<ns3:HentEndringerRespons xmlns:ns2="${BEGREP}" xmlns:ns3="${OPPSLAGSTJENESTE}" fraEndringsNummer="${String(fra)}" tilEndringsNummer="${til}" senesteEndringsNummer="${seneste}">${personer}</ns3:HentEndringerRespons>`;
  },

  HentPrintSertifikat(_, { sertifikater }) {
    const nummer = TESTPRINT.organisasjonsnummer;
    const sertifikat = sertifikater.forVirksomhet(nummer).der.toString('base64');
    return xml`<ns3:HentPrintSertifikatRespons xmlns:ns3="${OPPSLAGSTJENESTE}"><ns3:postkasseleverandoerAdresse>${nummer}</ns3:postkasseleverandoerAdresse><ns3:X509Sertifikat>${sertifikat}</ns3:X509Sertifikat></ns3:HentPrintSertifikatRespons>`;
  },
};

function textsOf(forespoersel: XmlElement, name: string): readonly string[] {
  return childrenOf(forespoersel, name).map((element) => element.text);
}
