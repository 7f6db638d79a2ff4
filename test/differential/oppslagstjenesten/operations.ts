import type { Organisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import { catalogue } from '../../../src/sources/postkasse/codes.ts';
import { type Answer, isCertain } from '../answer.ts';
import { mutateBytes } from '../bytes.ts';
import type { Random } from '../random.ts';
import type { Case, Operation } from '../run.ts';
import { person, unit, words } from '../texts.ts';
import type { Expected, Verdict } from '../verdict.ts';
import { readDocuments } from '../xml/decoded.ts';
import { chooseEncoding } from '../xml/encode.ts';
import { mutateText, mutateTree } from '../xml/mutate.ts';
import { chooseStyle, print } from '../xml/print.ts';
import { toElement } from '../xml/raw.ts';
import { build, copy, type Element, element, text } from '../xml/tree.ts';
import { BEGREP, judgeHentPersoner, judgeRespons, type Mailbox, OT, PK, SOAP11, SOAP12, shows } from './judge.ts';
import { certificate, personModel } from './models.ts';

/** What the sandbox has answered about some persons. */
export interface Seed {
  readonly keys: readonly string[];
  readonly answer: Answer;
}

type Seeds = ReadonlyMap<string, readonly Seed[]>;

const REASONS = catalogue.codes.map(({ kode }) => kode).filter((kode) => kode !== 'NEI' && kode !== 'FEILET');

export function oppslagstjenestenOperations(seeds: Seeds): Operation[] {
  return [
    {
      navn: 'HentPersoner',
      make: (random) => makeHentPersoner(seeds.get('HentPersoner') ?? [], random),
      ask: (ports, keys: Personidentifikator[], call) => ports.postkasse.hentPersoner(keys, call),
      judge: ({ key, whole }, { answers }) => (answers[0] ? judgeHentPersoner(key as string[], answers[0], whole) : []),
    },
    {
      navn: 'KanVelgeSikkerDigitalPostkasse',
      make: (random) => {
        const seed = pickSeed(seeds.get('KanVelgeSikkerDigitalPostkasse'), random);
        const key = seed?.keys[0] ?? person(random);
        return { key, ...respond('KanVelgeSikkerDigitalPostkasse', ['JA', 'NEI'], seed?.answer, random) };
      },
      ask: (ports, key: Personidentifikator, call) => ports.postkasse.kanVelgeSikkerDigitalPostkasse([key], call),
      judge({ key, whole }, { answers }) {
        const [answer] = answers;
        if (!answer) return [];
        const outcomes = judgeRespons('KanVelgeSikkerDigitalPostkasse', answer, 'JA', 'NEI', {
          kilde: 'OPPSLAGSTJENESTEN',
          avledet: false,
          personidentifikator: key,
        });
        return [{ outcomes, mustBeRead: whole }];
      },
    },
    write('OppdaterPostkasse', seeds, (ports, { person: who, mailbox }, call) =>
      ports.postkasse.oppdaterPostkasse(who, mailbox, call),
    ),
    write('OpprettOgVelgSikkerDigitalPostkasse', seeds, (ports, { person: who, mailbox }, call) =>
      ports.postkasse.opprettOgVelgSikkerDigitalPostkasse(who, mailbox, call),
    ),
    write('SlettPostkasse', seeds, (ports, { person: who, mailbox }, call) =>
      ports.postkasse.slettPostkasse(who, mailbox.supplier, call),
    ),
  ];
}

interface Written {
  readonly person: Personidentifikator;
  readonly mailbox: Mailbox & { readonly supplier: Organisasjonsnummer };
}

type AskWrite = (
  ports: Parameters<Operation['ask']>[0],
  written: Written,
  call: Parameters<Operation['ask']>[2],
) => Promise<unknown>;

function write(navn: string, seeds: Seeds, ask: AskWrite): Operation {
  return {
    navn,
    make(random) {
      const seed = pickSeed(seeds.get(navn), random);
      const mailbox: Mailbox = {
        supplier: unit(random),
        postkasseadresse: `${words(60)(random).slice(0, 80).trim()}#0000000`,
        ...(random.chance(0.5) && { x509Sertifikat: certificate(random) }),
      };
      const key = { person: person(random), mailbox };
      return {
        key,
        readBack: makeReadBack(key.person, mailbox, random),
        ...respond(navn, ['OK', 'FEILET'], seed?.answer, random),
      };
    },
    ask: async (ports, key: Written, call) => [(await ask(ports, key, call)) as never],
    isReadBack: (path) => path.startsWith('/kontaktregister'),
    judge({ key, whole }, { answers, readBack }) {
      const { person: who, mailbox } = key as Written;
      const said = answers.flatMap((answer) => judgeRespons(navn, answer, 'OK', 'FEILET', undefined));
      const isShown = navn !== 'SlettPostkasse' && readBack !== undefined && shows(readBack, who, mailbox);
      const done: Expected[] = isShown ? [{ kind: 'data', data: undefined }] : [];
      return [{ outcomes: [...said, ...done], mustBeRead: whole && said.length > 0 } satisfies Verdict];
    },
  };
}

const pickSeed = (seeds: readonly Seed[] | undefined, random: Random) =>
  seeds && seeds.length > 0 && random.chance(0.3) ? random.pick(seeds) : undefined;

/** The answer to a question that is asked with yes or no, generated or the sandbox's, and broken where it is to be. */
function respond(
  operation: string,
  [yes, no]: readonly [string, string],
  seed: Answer | undefined,
  random: Random,
): Pick<Case, 'answers' | 'whole'> {
  const isMutated = random.chance(0.7);
  if (seed && !isMutated) return { answers: [seed], whole: true };
  const isYes = random.chance(0.5);
  const reason = random.chance(isYes ? 0.05 : 0.8)
    ? [text('beskrivelse', random.pick([...REASONS, 'HELT_NY_KODE']))]
    : [];
  const respons = inNamespace(element(`${operation}Respons`, [text('status', isYes ? yes : no), ...reason]), PK);
  const body = seed && random.chance(0.5) ? seededBody(seed) : undefined;
  const answer = send(body ?? respons, SOAP11, 'text/xml', random, isMutated ? (seed ?? EMPTY) : undefined);
  return {
    answers: [answer],
    whole: !isMutated && isCertain(answer),
  };
}

const EMPTY: Answer = { status: 200, contentType: 'text/xml', body: Buffer.from('<x/>') };

function seededBody(answer: Answer): Element | undefined {
  const envelope = readDocuments(answer)[0];
  const body = envelope?.children.find(({ name }) => name === 'Body')?.children[0];
  return body && toElement(body);
}

function inNamespace(root: Element, namespace: string): Element {
  return {
    ...root,
    namespace,
    content: root.content.map((child) => (typeof child === 'string' ? child : inNamespace(child, namespace))),
  };
}

function makeHentPersoner(seeds: readonly Seed[], random: Random): Case {
  const isMutated = random.chance(0.7);
  const seed = pickSeed(seeds, random);
  if (seed && !isMutated) return { key: seed.keys, answers: [seed.answer], whole: true };
  const keys = seed?.keys ?? [...new Set(Array.from({ length: 1 + random.below(4) }, () => person(random)))];
  const rows = keys.map((key) => build(personModel(key), random));
  const respons = (seed && seededBody(seed.answer)) ?? element('HentPersonerRespons', rows, {}, OT);
  // One who was not asked about is nobody's answer.
  if (random.chance(0.1)) respons.content.push(build(personModel(person(random)), random));
  if (isMutated && random.chance(0.3)) confuse(respons, keys, random);
  const other = seeds.length > 0 ? random.pick(seeds).answer : EMPTY;
  const answer = send(respons, SOAP12, 'application/soap+xml', random, isMutated ? other : undefined);
  return {
    key: keys,
    answers: [answer],
    whole: !isMutated && isCertain(answer),
  };
}

/** A person told of twice, or with another's number. */
function confuse(respons: Element, keys: readonly string[], random: Random): void {
  const rows = respons.content.filter((child) => typeof child !== 'string');
  if (rows.length === 0) return;
  const row = random.pick(rows);
  const number = row.content.find((child) => typeof child !== 'string' && child.name === 'personidentifikator');
  switch (random.below(4)) {
    case 0:
      respons.content.splice(
        random.below(respons.content.length + 1),
        0,
        build(personModel(random.pick(keys)), random),
      );
      break;
    case 1:
      respons.content.push(copy(row));
      break;
    case 2:
      if (number && typeof number !== 'string') number.content = [random.pick([...keys, person(random)])];
      break;
    default:
      respons.content = random.shuffled(respons.content.filter((child) => child !== row));
  }
}

/** What the contact register shows afterwards: that mailbox, nearly that mailbox, another, or nothing that can be read. */
function makeReadBack(who: string, { supplier, postkasseadresse, x509Sertifikat }: Mailbox, random: Random): Answer {
  const nearly = random.chance(0.5);
  const altered = (value: string, another: string) => (nearly && random.chance(0.4) ? another : value);
  const mailbox = element('SikkerDigitalPostAdresse', [
    text('postkasseadresse', altered(postkasseadresse, `${postkasseadresse}1`)),
    text('postkasseleverandoerAdresse', random.pick(['', '9908:']) + altered(supplier, unit(random))),
  ]);
  const shown = x509Sertifikat ?? (random.chance(0.5) ? certificate(random) : undefined);
  const certified = shown === undefined ? [] : [text('X509Sertifikat', altered(shown, certificate(random)))];
  const row = inNamespace(
    element('Person', [
      text('personidentifikator', altered(who, person(random))),
      text('status', 'AKTIV'),
      mailbox,
      ...certified,
    ]),
    BEGREP,
  );
  const respons = element('HentPersonerRespons', random.chance(0.9) ? [row] : [], {}, OT);
  if (random.chance(0.1)) respons.content.push(build(personModel(who), random));
  return send(respons, SOAP12, 'application/soap+xml', random, random.chance(0.3) ? EMPTY : undefined);
}

/** In an envelope and in bytes, with mistakes on the way where `other`, an answer to splice in, is given. */
function send(content: Element, soap: string, mediaType: string, random: Random, other: Answer | undefined): Answer {
  const wrong = (probability: number) => other !== undefined && random.chance(probability);
  const envelope = element(
    'Envelope',
    [...(random.chance(0.3) ? [element('Header', [], {}, soap)] : []), element('Body', [content], {}, soap)],
    {},
    soap,
  );
  if (wrong(0.75)) mutateTree(wrong(0.15) ? envelope : content, random);
  const encoding = chooseEncoding(random);
  let document = print(envelope, chooseStyle(random, encoding.lacks));
  if (wrong(0.1)) document = mutateText(document, random);
  const answer = { status: 200, gzip: random.chance(0.02), ...encoding.encode(document, mediaType) };
  return other !== undefined && random.chance(0.15) ? mutateBytes(answer, random, other) : answer;
}
