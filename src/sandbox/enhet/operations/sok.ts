import { child, parseXml, textOf, type XmlElement, type XmlMarkup, xml } from '../../../wire/soap/xml.ts';
import { XmlError } from '../../../wire/soap/xml-limits.ts';
import { forretningsadresseOf, postadresseOf, placeName } from '../addresses.ts';
import { element } from '../answers/element.ts';
import { type Enhet, isSubUnit, ALIVE } from '../enheter.ts';
import { type Answer, withoutData } from '../answers/inner-document.ts';
import { understatus } from '../answers/codes.ts';

interface Sok {
  readonly sokeStreng: string;
  readonly maksTreff: number;
  readonly ingenHvisMax: boolean;
  readonly kommunenr: string | undefined;
  readonly fylkesnr: string | undefined;
  readonly orgForm: string | undefined;
  readonly medUnderenheter: boolean;
}

interface Treff {
  readonly enhet: Enhet;
  readonly navn: string;
  readonly score: number;
}

/** Answers sokEnhet. Too many hits, where the caller wants none then, look like no hit but for the count. */
export function answerSok(searchRequest: string): Answer {
  const sok = readSok(searchRequest);
  if ('feiltekst' in sok) return withoutData(20, sok.feiltekst);
  const all = search(sok);
  const returnert = sok.ingenHvisMax && all.length > sok.maksTreff ? [] : all.slice(0, sok.maksTreff);
  return { hovedStatus: 0, underStatus: [understatus(0)], melding: [writeAnswer(sok, all.length, returnert)] };
}

function readSok(searchRequest: string): Sok | { readonly feiltekst: string } {
  let sok: XmlElement | undefined;
  try {
    // The declaration says ISO-8859-1 of what has long since been decoded: it is cut, not obeyed.
    const root = parseXml(searchRequest.replace(/^\uFEFF?\s*<\?xml[^>]*\?>\s*/, ''));
    sok = root.name === 'BrAixXmlRequest' ? child(root, 'BrErfrSok') : undefined;
  } catch (error) {
    if (error instanceof XmlError) return { feiltekst: 'dokumentet kan ikke leses' };
    throw error;
  }
  const sokeStreng = textOf(sok, 'BrSokeStreng');
  const maksTreff = textOf(sok, 'MaxTreffReturneres') ?? '';
  const kommunenr = textOf(sok, 'Kommunenr');
  const fylkesnr = textOf(sok, 'Fylkesnr');
  if (sokeStreng === undefined) return { feiltekst: 'BrSokeStreng mangler' };
  if (!/^([1-9][0-9]{0,2}|1000)$/.test(maksTreff)) return { feiltekst: 'MaxTreffReturneres er ikke mellom 1 og 1000' };
  if (kommunenr !== undefined && !/^[0-9]{4}$/.test(kommunenr)) return { feiltekst: 'Kommunenr er ikke fire siffer' };
  if (fylkesnr !== undefined && !/^[0-9]{2}$/.test(fylkesnr)) return { feiltekst: 'Fylkesnr er ikke to siffer' };
  return {
    sokeStreng,
    maksTreff: Number(maksTreff),
    ingenHvisMax: textOf(sok, 'ReturnerIngenHvisMax') === 'true',
    kommunenr,
    fylkesnr,
    orgForm: textOf(sok, 'OrgForm'),
    medUnderenheter: textOf(sok, 'MedUnderenheter') === 'true',
  };
}

function search(sok: Sok): readonly Treff[] {
  const sokeStreng = sok.sokeStreng.toLocaleUpperCase('nb');
  return ALIVE.filter((enhet) => isAskedFor(enhet, sok))
    .map((enhet) => ({ enhet, navn: enhet.navn.join(' ') }))
    .filter(({ navn }) => navn.includes(sokeStreng))
    .map((treff) => ({ ...treff, score: treff.navn.startsWith(sokeStreng) ? 100 : 90 }))
    .toSorted((one, other) => other.score - one.score);
}

function isAskedFor(enhet: Enhet, { kommunenr = '', fylkesnr = '', orgForm, medUnderenheter }: Sok): boolean {
  const kommune = (forretningsadresseOf(enhet) ?? postadresseOf(enhet))?.kommunenummer ?? '';
  return (
    (medUnderenheter || !isSubUnit(enhet)) &&
    (orgForm === undefined || orgForm === 'ALLE' || orgForm === enhet.orgform) &&
    kommune.startsWith(kommunenr) &&
    kommune.startsWith(fylkesnr)
  );
}

function writeAnswer(sok: Sok, antall: number, returnert: readonly Treff[]): XmlMarkup {
  const header = xml`<BrAixResponseHeader><ReturStatus>0</ReturStatus><TimeStamp>2026-01-15T12:00:00</TimeStamp><ElapsedTime>41</ElapsedTime><AntallTreff>${antall}</AntallTreff></BrAixResponseHeader>`;
  if (returnert.length === 0) return element('BrAixXmlResponse', header, { ResponseType: 'HeaderOnly' });
  const treffliste = element('BrErfrTreffliste', returnert.map(writeTreff), { Antall: String(returnert.length) });
  return element('BrAixXmlResponse', [header, writeSokeverdier(sok), treffliste], { ResponseType: 'BrErfrTreffliste' });
}

/** What was asked, as the register understood it. */
function writeSokeverdier(sok: Sok): XmlMarkup {
  const { fylkesnr, kommunenr } = sok;
  return element('Sokeverdier', [
    element('BrSokeStreng', sok.sokeStreng),
    element('OrgForm', sok.orgForm ?? 'ALLE'),
    element('Fylke', writeSted(fylkesnr), { Fylkesnr: fylkesnr ?? '0' }),
    element('Kommune', writeSted(kommunenr), { Kommunenr: kommunenr ?? '0' }),
    element('Slettet', 'N'),
    element('MedUnderenheter', String(sok.medUnderenheter)),
    element('MaxTreffReturneres', String(sok.maksTreff)),
    element('ReturnerIngenHvisMax', String(sok.ingenHvisMax)),
  ]);
}

function writeSted(nummer: string | undefined): string {
  return nummer === undefined ? 'ALLE' : (placeName(nummer) ?? nummer);
}

function writeTreff({ enhet, navn, score }: Treff): XmlMarkup {
  const adresse = forretningsadresseOf(enhet) ?? postadresseOf(enhet);
  const sted = adresse?.postnr === undefined ? adresse?.land : `${adresse.postnr} ${adresse.poststed}`;
  return element('BrErfrTrefflisteElement', [
    element('Orgnr', enhet.orgnr),
    element('OrgNavn', navn),
    element('Sted', sted),
    element('Score', String(score)),
    element('OrgForm', enhet.orgform),
  ]);
}
