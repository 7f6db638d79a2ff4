import { decodeBase64 } from '../../wire/base64.ts';
import { child, type XmlElement, xml } from '../../wire/soap/xml.ts';
import { type Avslag, findAvslag, type Sak } from './beslutning.ts';
import { FAULTS } from './fault.ts';
import { findLeverandoer, leverandoerer } from './leverandoerer.ts';
import {
  forespoersel,
  OPERASJONER,
  type Operasjon,
  POSTKASSELEVERANDOER,
  respons,
  TILBAKETRUKNE,
} from './postkasseleverandoerSkjema.ts';
import { writePostkasse } from './postkasseskriving.ts';
import type { Soapkall, Soapoperasjon, Soaptjeneste } from './soaptjeneste.ts';
import { SOAP_11 } from './soapversjon.ts';
import { sikkertNummer } from './tilgang.ts';
import type { Tilstand } from './tilstand.ts';

/** postkasseleverandoer-v1 (SOAP 1.1): a supplier asks about, and sets, one citizen's mailbox for public post. */
export const postkasseleverandoerTjeneste: Soaptjeneste = {
  navn: 'postkasseleverandoer-v1',
  sti: '/ws-postkasseleverandoer-v1',
  versjon: SOAP_11,
  wsdl: {
    namespace: 'http://kontaktinfo.difi.no/wsdl/postkasseleverandoer/v1',
    binding: 'postkasseleverandoer-v1_SOAP11Binding',
    port: 'postkasseleverandoer',
  },
  standardavsender: leverandoerer[0].organisasjonsnummer,
  headere: [],
  operasjoner: ({ innstillinger }) =>
    OPERASJONER.filter((navn) => innstillinger.withdrawnOperations || !TILBAKETRUKNE.includes(navn)).map(operasjon),
};

function operasjon(navn: Operasjon): Soapoperasjon {
  return {
    navn,
    forespoersel: forespoersel(navn),
    respons: respons(navn),
    personer: (melding) => [fieldOf(melding, 'personidentifikator') ?? ''],
    // An L3, whose approval is withdrawn, comes in and is told so; who is no supplier at all does not come in.
    checkAccess({ organisasjonsnummer }) {
      if (!findLeverandoer(organisasjonsnummer))
        throw FAULTS.access(sikkertNummer(organisasjonsnummer), 'POSTKASSELEVERANDOER');
    },
    answer: (soapkall, tilstand) => respond(navn, decide(navn, soapkall, tilstand)),
  };
}

function decide(navn: Operasjon, soapkall: Soapkall, tilstand: Tilstand): Avslag | undefined {
  const sak = readSak(navn, soapkall, tilstand);
  const avslag = findAvslag(sak, tilstand.innstillinger);
  if (!avslag) writePostkasse(sak, fieldOf(soapkall.forespoersel, 'postkasseadresse') ?? '', tilstand);
  return avslag;
}

function readSak(navn: Operasjon, { forespoersel: melding, organisasjonsnummer }: Soapkall, tilstand: Tilstand): Sak {
  const personidentifikator = fieldOf(melding, 'personidentifikator') ?? '';
  const sertifikat = fieldOf(melding, 'x509Sertifikat');
  return {
    operasjon: navn,
    avsender: organisasjonsnummer,
    personidentifikator,
    leverandoer: fieldOf(melding, 'postkasseleverandoerOrgNummer'),
    sertifikat: sertifikat === undefined ? undefined : decodeBase64(sertifikat),
    person: tilstand.register.find(personidentifikator),
    naa: tilstand.naa(),
  };
}

/** As written, also when empty: an empty x509Sertifikat is an invalid one, a missing one is none. */
function fieldOf(melding: XmlElement, navn: string): string | undefined {
  return child(melding, navn)?.text;
}

function respond(navn: Operasjon, avslag: Avslag | undefined) {
  const [ja, nei] = navn === 'KanVelgeSikkerDigitalPostkasse' ? ['JA', 'NEI'] : ['OK', 'FEILET'];
  const beskrivelse = avslag?.beskrivelse;
  const reason = beskrivelse ? xml`<ns2:beskrivelse>${beskrivelse}</ns2:beskrivelse>` : undefined;
  return xml`<ns2:${navn}Respons xmlns:ns2="${POSTKASSELEVERANDOER}"><ns2:status>${avslag ? nei : ja}</ns2:status>${reason}</ns2:${navn}Respons>`;
}
