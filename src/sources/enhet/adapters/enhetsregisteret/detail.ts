import type { CallContext } from '../../../../domain/call.ts';
import { failed, found } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import type { EnhetAnswer } from '../../enhet.ts';
import type { Ask, Question } from './ask.ts';
import { KILDE } from './codes.ts';
import type { RestAnswer } from './response.ts';

/** What is kept apart from a unit's own answer, and asked for one unit at a time. Undefined: the register knows nothing of it. */
export type Detail<Data> = (
  number: string,
  call: CallContext,
  rest?: () => void,
) => Promise<EnhetAnswer<Data | undefined>>;

/** Asks for a detail, which `readData` reads, or undefined when it makes no sense. */
export type AskAbout = <Data>(
  question: Omit<Question<Data | undefined>, 'read'>,
  readData: (json: unknown) => Data | undefined,
  call: CallContext,
  rest?: () => void,
) => Promise<EnhetAnswer<Data | undefined>>;

export function createAskAbout(ask: Ask): AskAbout {
  return (question, readData, call, rest) =>
    ask({ ...question, read: (answer) => readDetail(answer, readData) }, call, rest);
}

/** 404 says that there is nothing, whether there is a unit or not; what 410 means, whoever has the unit itself is asked. */
export function readDetail<Data>(
  { status, json }: RestAnswer,
  readData: (json: unknown) => Data | undefined,
): EnhetAnswer<Data | undefined> | undefined {
  if (status === 404 || status === 410) return found(undefined);
  if (status === 400) return failed(kildeUtilgjengelig(KILDE, 'HTTP_400', { kanProevesIgjen: false }));
  const data = readData(json);
  return data === undefined ? undefined : found(data);
}
