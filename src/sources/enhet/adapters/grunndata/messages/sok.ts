import { child, textOf } from '../../../../../wire/soap/once.ts';
import { childrenOf, type XmlElement, xml } from '../../../../../wire/soap/xml.ts';
import type { Answered, SokEnhet, SokEnhetTreffliste } from '../../../enhet.ts';
import { readNummer, readRows, readTall } from './common.ts';

// sokEnhet wants the address of whoever asks; the gateway does not pass its clients' addresses on.
const NO_ADDRESS = '000.000.000.000';

/** The search as the document that searchRequest holds as text: escaped once here, and once more on its way out. */
export function writeSearchRequest(soek: SokEnhet): string {
  const { kommunenummer, fylkesnummer, organisasjonsform } = soek;
  const request = xml`<BrAixXmlRequest RequestName="BrErfrSok"><BrErfrSok><BrSokeStreng>${soek.soekestreng}</BrSokeStreng><MaxTreffReturneres>${soek.maksTreff}</MaxTreffReturneres><ReturnerIngenHvisMax>false</ReturnerIngenHvisMax><RequestingIPAddr>${NO_ADDRESS}</RequestingIPAddr><RequestingTjeneste>SOAP</RequestingTjeneste>${kommunenummer ? xml`<Kommunenr>${kommunenummer}</Kommunenr>` : undefined}${fylkesnummer ? xml`<Fylkesnr>${fylkesnummer}</Fylkesnr>` : undefined}${organisasjonsform ? xml`<OrgForm>${organisasjonsform}</OrgForm>` : undefined}<MedUnderenheter>${soek.medUnderenheter}</MedUnderenheter></BrErfrSok></BrAixXmlRequest>`;
  return `<?xml version='1.0' encoding='ISO-8859-1'?>${request.text}`;
}

/** The words that were searched for, as the answer repeats them; undefined where it does not. */
export function readSoekestreng(melding: XmlElement): string | undefined {
  return textOf(child(child(melding, 'BrAixXmlResponse'), 'Sokeverdier'), 'BrSokeStreng');
}

/** The hits, without whose they are. */
type Treffliste = Omit<SokEnhetTreffliste, keyof Answered>;

/** The hits; a ReturStatus other than 0 as the code it is; undefined when it makes no sense. */
export function readTreffliste(melding: XmlElement): Treffliste | { readonly returStatus: string } | undefined {
  const response = child(melding, 'BrAixXmlResponse');
  const header = child(response, 'BrAixResponseHeader');
  const returStatus = textOf(header, 'ReturStatus');
  const antall = readTall(textOf(header, 'AntallTreff'));
  if (returStatus === undefined) return undefined;
  if (returStatus !== '0') return { returStatus };
  const elements = childrenOf(child(response, 'BrErfrTreffliste'), 'BrErfrTrefflisteElement');
  const treff = readRows(elements, (element) => {
    const organisasjonsnummer = readNummer(textOf(element, 'Orgnr'));
    const navn = textOf(element, 'OrgNavn');
    if (organisasjonsnummer === undefined || navn === undefined) return undefined;
    return {
      organisasjonsnummer,
      navn,
      sted: textOf(element, 'Sted') ?? null,
      score: readTall(textOf(element, 'Score')) ?? 0,
      organisasjonsform: textOf(element, 'OrgForm') ?? null,
    };
  });
  return treff && { antall: antall ?? treff.length, treff };
}
