import { decodeBase64 } from '../../../wire/base64.ts';
import { child, type XmlElement, xml } from '../../../wire/soap/xml.ts';
import { type Refusal, findRefusal, type Submission } from './decision.ts';
import { FAULTS } from '../answers/fault.ts';
import { findSupplier, suppliers } from '../suppliers.ts';
import {
  forespoersel,
  OPERATIONS,
  type Operation,
  POSTKASSELEVERANDOER,
  respons,
  WITHDRAWN,
} from '../schema/postkasseleverandoer.ts';
import { writePostkasse } from './postkasse-writing.ts';
import type { SoapCall, SoapOperation, SoapService } from './soap-service.ts';
import { SOAP_11 } from '../soap-version.ts';
import { safeNumber } from './access.ts';
import type { PostkasseSandbox } from '../state.ts';

/** postkasseleverandoer-v1 (SOAP 1.1): a supplier asks about, and sets, one citizen's mailbox for public post. */
export const postkasseleverandoerTjeneste: SoapService = {
  name: 'postkasseleverandoer-v1',
  path: '/ws-postkasseleverandoer-v1',
  version: SOAP_11,
  wsdl: {
    namespace: 'http://kontaktinfo.difi.no/wsdl/postkasseleverandoer/v1',
    binding: 'postkasseleverandoer-v1_SOAP11Binding',
    port: 'postkasseleverandoer',
  },
  defaultSender: suppliers[0].organisasjonsnummer,
  headers: [],
  operations: ({ settings }) =>
    OPERATIONS.filter((navn) => settings.withdrawnOperations || !WITHDRAWN.includes(navn)).map(operation),
};

function operation(navn: Operation): SoapOperation {
  return {
    name: navn,
    forespoersel: forespoersel(navn),
    respons: respons(navn),
    personer: (melding) => [fieldOf(melding, 'personidentifikator') ?? ''],
    // An L3, whose approval is withdrawn, comes in and is told so; who is no supplier at all does not come in.
    checkAccess({ organisasjonsnummer }) {
      if (!findSupplier(organisasjonsnummer))
        throw FAULTS.access(safeNumber(organisasjonsnummer), 'POSTKASSELEVERANDOER');
    },
    answer: (call, sandbox) => respond(navn, decide(navn, call, sandbox)),
  };
}

function decide(navn: Operation, call: SoapCall, sandbox: PostkasseSandbox): Refusal | undefined {
  const submission = readSubmission(navn, call, sandbox);
  const refusal = findRefusal(submission, sandbox.settings);
  if (!refusal) writePostkasse(submission, fieldOf(call.forespoersel, 'postkasseadresse') ?? '', sandbox);
  return refusal;
}

function readSubmission(
  navn: Operation,
  { forespoersel: melding, organisasjonsnummer }: SoapCall,
  sandbox: PostkasseSandbox,
): Submission {
  const personidentifikator = fieldOf(melding, 'personidentifikator') ?? '';
  const sertifikat = fieldOf(melding, 'x509Sertifikat');
  return {
    operation: navn,
    sender: organisasjonsnummer,
    personidentifikator,
    supplier: fieldOf(melding, 'postkasseleverandoerOrgNummer'),
    sertifikat: sertifikat === undefined ? undefined : decodeBase64(sertifikat),
    person: sandbox.state.register.find(personidentifikator),
    now: sandbox.clock.now(),
  };
}

/** As written, also when empty: an empty x509Sertifikat is an invalid one, a missing one is none. */
function fieldOf(melding: XmlElement, navn: string): string | undefined {
  return child(melding, navn)?.text;
}

function respond(navn: Operation, refusal: Refusal | undefined) {
  const [ja, nei] = navn === 'KanVelgeSikkerDigitalPostkasse' ? ['JA', 'NEI'] : ['OK', 'FEILET'];
  const beskrivelse = refusal?.beskrivelse;
  const reason = beskrivelse ? xml`<ns2:beskrivelse>${beskrivelse}</ns2:beskrivelse>` : undefined;
  return xml`<ns2:${navn}Respons xmlns:ns2="${POSTKASSELEVERANDOER}"><ns2:status>${refusal ? nei : ja}</ns2:status>${reason}</ns2:${navn}Respons>`;
}
