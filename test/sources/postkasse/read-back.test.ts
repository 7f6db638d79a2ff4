import { describe, expect, onTestFinished, test } from 'vitest';
import { isOrganisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import { parsePersonidentifikator } from '../../../src/domain/personidentifikator.ts';
import { listen, type Request } from '../../../src/sandbox/common/server.ts';
import { connectSources } from '../../../src/sources/index.ts';
import { SOAP_NAMESPACE } from '../../../src/wire/soap/envelope.ts';
import { sertifikat } from '../../mutations/support.ts';
import { nobody } from '../../wire/loopback.ts';
import { BASE, countedCall, writeFault } from '../registers.ts';

const PERSON = parsePersonidentifikator('02827112006', { synthetic: true, accept2032: true });
const [L1, L2] = ['311000012', '312000016'];
if (!PERSON || !isOrganisasjonsnummer(L1)) throw new Error('a test number that is none');

const OWN = sertifikat(L1);
const ANOTHER = sertifikat(L2);
const ADRESSE = 'test.person#S02A';

interface Shown {
  readonly person?: string;
  readonly adresse?: string;
  readonly supplier?: string;
  readonly sertifikat?: string | null;
  readonly namespace?: string;
  readonly status?: string;
}

/** What the contact register shows: by default the mailbox, and the certificate, that the writes below want. */
function show({
  person = '02827112006',
  adresse = ADRESSE,
  supplier = L1,
  sertifikat: shown = OWN,
  namespace = 'http://begrep.difi.no',
  status = 'AKTIV',
}: Shown = {}): string {
  const certificate = shown === null ? '' : `<b:X509Sertifikat>${shown}</b:X509Sertifikat>`;
  return `<b:Person xmlns:b="${namespace}"><b:personidentifikator>${person}</b:personidentifikator><b:status>${status}</b:status><b:SikkerDigitalPostAdresse><b:postkasseadresse>${adresse}</b:postkasseadresse><b:postkasseleverandoerAdresse>${supplier}</b:postkasseleverandoerAdresse></b:SikkerDigitalPostAdresse>${certificate}</b:Person>`;
}

const respons = (persons: string) =>
  `<o:HentPersonerRespons xmlns:o="http://kontaktinfo.difi.no/xsd/oppslagstjeneste/16-02">${persons}</o:HentPersonerRespons>`;
const envelope = (body: string) =>
  `<e:Envelope xmlns:e="${SOAP_NAMESPACE['1.2']}"><e:Body>${body}</e:Body></e:Envelope>`;

/** A write whose answer is lost, at a contact register that shows this. */
async function lose(
  write: 'oppdaterPostkasse' | 'opprettOgVelgSikkerDigitalPostkasse' | 'slettPostkasse',
  shown: string,
  { x509Sertifikat, paaVegneAv }: { x509Sertifikat?: string | undefined; paaVegneAv?: string } = {},
) {
  const requests: Request[] = [];
  const lost = await listen(() => ({ status: 503, headers: {}, body: '' }));
  const kontaktregister = await listen((request) => {
    requests.push(request);
    return { status: 200, headers: { 'content-type': 'application/soap+xml' }, body: envelope(shown) };
  });
  const sources = connectSources({
    ...BASE,
    pausesMs: [],
    postkasse: { security: 'none', postkasseUrl: lost.url, kontaktregisterUrl: kontaktregister.url, paaVegneAv },
  });
  onTestFinished(async () => {
    await sources.close();
    await lost.close();
    await kontaktregister.close();
  });
  if (!PERSON || !isOrganisasjonsnummer(L1)) throw new Error('seen above');
  const { call } = countedCall();
  const port = sources.ports.postkasse;
  const outcome =
    write === 'slettPostkasse'
      ? await port.slettPostkasse(PERSON, L1, call)
      : await port[write](PERSON, { supplier: L1, postkasseadresse: ADRESSE, x509Sertifikat }, call);
  return { outcome, requests };
}

const DONE = { ok: true, effect: 'done' };
const unknown = (kanProevesIgjen: boolean) => ({
  ok: false,
  effect: 'unknown',
  feil: { kode: 'UTFALL_UKJENT', kanProevesIgjen },
});

describe.each([
  ['oppdaterPostkasse', true],
  ['opprettOgVelgSikkerDigitalPostkasse', false],
] as const)('%s whose answer is lost', (write, again) => {
  const wrapped = OWN.replace(/(.{64})/g, '$1\r\n');
  test.each<[string, string, string | undefined]>([
    ['the mailbox and the certificate', show(), OWN],
    ['the same certificate, over several lines', show({ sertifikat: wrapped }), OWN],
    ['the same certificate, which was given over several lines', show(), wrapped],
    ['the supplier with the prefix of Norwegian numbers', show({ supplier: `9908:${L1}` }), OWN],
    // What is left out is left as it is: which certificate there is, the supplier's own for one, says nothing.
    ['the mailbox, where no certificate was given', show({ sertifikat: null }), undefined],
    ['the mailbox and some certificate, where none was given', show({ sertifikat: ANOTHER }), undefined],
  ])('was done when the contact register shows %s', async (_, shown, x509Sertifikat) => {
    expect((await lose(write, respons(shown), { x509Sertifikat })).outcome).toEqual(DONE);
  });

  test.each<[string, string]>([
    ['the same address with another certificate', respons(show({ sertifikat: ANOTHER }))],
    ['the same address without a certificate', respons(show({ sertifikat: null }))],
    ['the same address with a certificate that is none', respons(show({ sertifikat: 'MIIB=' }))],
    ['the certificate with bytes after it', respons(show({ sertifikat: `${OWN.replace(/=+$/, '')}AAAA` }))],
    ['another address', respons(show({ adresse: 'test.person#S02B' }))],
    ['the address in other letters', respons(show({ adresse: ADRESSE.toUpperCase() }))],
    ['another supplier', respons(show({ supplier: L2 }))],
    ['a person of another namespace', respons(show({ namespace: 'urn:another' }))],
    ['a person of no namespace', respons(show().replaceAll('b:', '').replace('xmlns:b=', 'xmlns:c='))],
    [
      'an address of another namespace',
      respons(show().replaceAll('b:SikkerDigitalPostAdresse', 'SikkerDigitalPostAdresse')),
    ],
    ['a certificate of another namespace', respons(show().replaceAll('b:X509Sertifikat', 'X509Sertifikat'))],
    ['a person who is not in it', respons(show({ status: 'IKKE_REGISTRERT' }))],
    ['a person without a status that is known', respons(show({ status: 'HVILENDE' }))],
    ['somebody else', respons(show({ person: '04847314007' }))],
    ['nobody', respons('')],
    ['what is no answer to it', `<HentPersonerRespons>${show()}</HentPersonerRespons>`],
  ])('is unknown when the contact register shows %s', async (_, shown) => {
    const { outcome } = await lose(write, shown, { x509Sertifikat: OWN });
    expect(outcome).toMatchObject(unknown(again));
  });

  test('is unknown when the contact register answers a fault', async () => {
    const fault = /<e:Fault>.*<\/e:Fault>/.exec(writeFault('1.2', 'SENDER'))?.[0] ?? '';
    expect((await lose(write, fault, { x509Sertifikat: OWN })).outcome).toMatchObject(unknown(again));
  });

  test.each([undefined, '316000010'])('is looked for as it is read, by the body acted for: %s', async (paaVegneAv) => {
    const { outcome, requests } = await lose(write, respons(show()), { ...(paaVegneAv && { paaVegneAv }) });
    expect(outcome).toEqual(DONE);
    const [request, ...others] = requests;
    expect(others).toEqual([]);
    const text = String(request?.body);
    expect(/<ot:PaaVegneAv>(\d+)<\/ot:PaaVegneAv>/.exec(text)?.[1]).toBe(paaVegneAv);
    // Not about notices: a person whose contact data are too old would be shown without a mailbox.
    const needs = [...text.matchAll(/<ot:informasjonsbehov>(\w+)</g)].map(([, name]) => name);
    expect(needs).toEqual(['Person', 'SikkerDigitalPost', 'Sertifikat']);
  });
});

test('slettPostkasse whose answer is lost is unknown, and nothing is asked: one that is not active looks as if it were gone', async () => {
  const { outcome, requests } = await lose('slettPostkasse', respons(show({ supplier: L2 })));
  expect(outcome).toMatchObject(unknown(false));
  expect(requests).toEqual([]);
});

test('at a gateway without the contact register a lost answer is unknown', async () => {
  const lost = await listen(() => ({ status: 503, headers: {}, body: '' }));
  const sources = connectSources({
    ...BASE,
    pausesMs: [],
    postkasse: { security: 'none', postkasseUrl: lost.url },
  });
  onTestFinished(async () => {
    await sources.close();
    await lost.close();
  });
  const { call } = countedCall();
  if (!PERSON || !isOrganisasjonsnummer(L1)) throw new Error('seen above');
  const postkasse = { supplier: L1, postkasseadresse: ADRESSE };
  expect(await sources.ports.postkasse.oppdaterPostkasse(PERSON, postkasse, call)).toMatchObject(unknown(true));
  const unsent = connectSources({
    ...BASE,
    pausesMs: [],
    postkasse: { security: 'none', postkasseUrl: await nobody() },
  });
  onTestFinished(() => unsent.close());
  expect(await unsent.ports.postkasse.oppdaterPostkasse(PERSON, postkasse, call)).toMatchObject({
    effect: 'not done',
    feil: { kode: 'TILKOBLING' },
  });
});
