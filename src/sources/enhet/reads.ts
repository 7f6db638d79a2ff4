import type { CallContext } from '../../domain/call.ts';
import { isTooLong } from '../../domain/key.ts';
import { createLoader, type OutcomeLoader } from '../../domain/loader.ts';
import {
  type Organisasjonsnummer,
  type OrganisasjonsnummerFeil,
  parseOrganisasjonsnummer,
} from '../../domain/organisasjonsnummer.ts';
import { failed, found, type Outcome } from '../../domain/outcome.ts';
import type { Pace } from '../../domain/pace.ts';
import { type PersonidentifikatorRules, parsePersonidentifikator } from '../../domain/personidentifikator.ts';
import { isXmlText } from '../../wire/soap/xml.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import type {
  DataOfOperation,
  Endringslogg,
  EnhetAnswer,
  EnhetError,
  EnhetPort,
  Rolleutskrift,
  SokEnhet,
  SokEnhetTreffliste,
} from './enhet.ts';
import type { RegisterOperation } from './operations.ts';

export interface EnhetLoaders {
  hent<Operation extends keyof DataOfOperation>(
    operation: Operation,
    organisasjonsnummer: string,
  ): Promise<EnhetAnswer<DataOfOperation[Operation]>>;
  readonly rolleutskrift: OutcomeLoader<string, Rolleutskrift, EnhetError>;
  readonly sokEnhet: OutcomeLoader<SokEnhet, SokEnhetTreffliste, EnhetError>;
  endringslogg(): Promise<EnhetAnswer<Endringslogg>>;
}

export interface EnhetRules extends PersonidentifikatorRules {
  /** Whether a malformed organisasjonsnummer is answered without a call. */
  readonly precheck: boolean;
  /** Of the register that is asked. */
  readonly catalogue: Catalogue;
}

type AnyLoader = OutcomeLoader<string, DataOfOperation[keyof DataOfOperation], EnhetError>;

export function createEnhetLoaders(port: EnhetPort, rules: EnhetRules, call: CallContext, pace: Pace): EnhetLoaders {
  return new LazyLoaders({ port, rules, call, pace });
}

type Parts = Readonly<{ port: EnhetPort; rules: EnhetRules; call: CallContext; pace: Pace }>;

/** A request uses two or three of the operations: their loaders are made when first wanted. */
class LazyLoaders implements EnhetLoaders {
  readonly #parts: Parts;
  readonly #byOperation: Partial<Record<keyof DataOfOperation, AnyLoader>> = {};
  #rolleutskrift: EnhetLoaders['rolleutskrift'] | undefined;
  #sokEnhet: EnhetLoaders['sokEnhet'] | undefined;
  #endringslogg: Promise<EnhetAnswer<Endringslogg>> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  hent<Operation extends keyof DataOfOperation>(
    operation: Operation,
    organisasjonsnummer: string,
  ): Promise<EnhetAnswer<DataOfOperation[Operation]>> {
    const { port, rules, call, pace } = this.#parts;
    this.#byOperation[operation] ??= createLoader({
      parse: (text) => parseNummer(operation, text, rules),
      cacheKey: (nummer) => nummer,
      ask: (numbers) => port.hent(operation, numbers, call),
      pace,
    });
    const answer: unknown = this.#byOperation[operation].load(organisasjonsnummer);
    return answer as Promise<EnhetAnswer<DataOfOperation[Operation]>>;
  }

  get rolleutskrift(): EnhetLoaders['rolleutskrift'] {
    const { port, rules, call, pace } = this.#parts;
    this.#rolleutskrift ??= createLoader({
      parse: (text) => {
        const person = parsePersonidentifikator(text, rules);
        return person ? found(person) : failed(rules.catalogue.feil('hentRolleutskrift', '160', { opphav: 'GATEWAY' }));
      },
      cacheKey: (person) => person,
      ask: (personer) => port.hentRolleutskrift(personer, call),
      pace,
    });
    return this.#rolleutskrift;
  }

  get sokEnhet(): EnhetLoaders['sokEnhet'] {
    const { port, rules, call, pace } = this.#parts;
    this.#sokEnhet ??= createLoader({
      parse: (soek) => parseSoek(soek, rules.catalogue),
      cacheKey: (soek) => JSON.stringify(soek),
      ask: (soek) => port.sokEnhet(soek, call),
      pace,
    });
    return this.#sokEnhet;
  }

  endringslogg(): Promise<EnhetAnswer<Endringslogg>> {
    this.#endringslogg ??= this.#parts.port.hentEndringslogg(this.#parts.call);
    return this.#endringslogg;
  }
}

const KODE_OF_FEIL: Record<OrganisasjonsnummerFeil, string> = { EMPTY: '10', FORMAT: '10000', CHECK_DIGIT: '170' };

function parseNummer(
  operation: RegisterOperation,
  text: string,
  { precheck, catalogue }: EnhetRules,
): Outcome<Organisasjonsnummer> {
  const nummer = parseOrganisasjonsnummer(text);
  if (typeof nummer === 'string') return found(nummer);
  // Switched off, the register shows its own answer; but what XML cannot hold cannot be sent.
  if (!precheck && !isTooLong(text) && isXmlText(text)) return found(text as Organisasjonsnummer);
  return failed(catalogue.feil(operation, KODE_OF_FEIL[nummer.breach], { opphav: 'GATEWAY' }));
}

/** The most hits that a search may ask for. */
export const MAX_TREFF = 1000;
/** Characters of a name: grunndata has none longer than 175, and the register's REST service takes 180 of a search. */
const MAX_SOEKESTRENG = 180;
/** An open list of words of up to four letters. */
const MAX_ORGANISASJONSFORM = 20;

/** The search request's own limits, as its documentation gives them. */
function parseSoek(soek: SokEnhet, catalogue: Catalogue): Outcome<SokEnhet, EnhetError> {
  const feiltekst = feiltekstOf(soek);
  if (feiltekst === undefined) return found(soek);
  return failed({ ...catalogue.feil('sokEnhet', '20', { opphav: 'GATEWAY' }), feiltekst });
}

function feiltekstOf({
  soekestreng,
  maksTreff,
  kommunenummer,
  fylkesnummer,
  organisasjonsform,
}: SokEnhet): string | undefined {
  if (soekestreng.length > MAX_SOEKESTRENG) return `soekestreng has at most ${MAX_SOEKESTRENG} characters.`;
  if (soekestreng.trim() === '') return 'soekestreng is empty.';
  if (maksTreff < 1 || maksTreff > MAX_TREFF) return `maksTreff is a number from 1 to ${MAX_TREFF}.`;
  if (kommunenummer && !isDigits(kommunenummer, 4)) return 'kommunenummer is four digits.';
  if (fylkesnummer && !isDigits(fylkesnummer, 2)) return 'fylkesnummer is two digits.';
  if (organisasjonsform && organisasjonsform.length > MAX_ORGANISASJONSFORM)
    return `organisasjonsform has at most ${MAX_ORGANISASJONSFORM} characters.`;
  if (![soekestreng, organisasjonsform ?? ''].every(isXmlText))
    return 'The search holds a character that XML cannot carry.';
  return undefined;
}

function isDigits(text: string, length: number): boolean {
  return text.length === length && /^\d+$/.test(text);
}
