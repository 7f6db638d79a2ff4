import type { z } from 'zod';
import { parseMediaType } from '../../../domain/media-type.ts';
import type { Request, Response } from '../../common/server.ts';
import { type Refusal, refuse, refuseStatus } from '../answers/fejl.ts';
import type { Settings } from '../settings.ts';
import type { Borger, StarSandbox } from '../state.ts';

/** A call that went well. No body where STAR documents none. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
}

/** What a call came to, before it is put on the wire; a text is a body that is not JSON of ours. */
export type Outcome = Answer | Refusal | { readonly status: 200; readonly tekst: string } | Extract<Response, string>;

/**
 * An operation on one borger, in two steps, since the borger is looked up between them: the call is read (checks 8 and 9),
 * and what comes of it is run (checks 13 to 17, then the work).
 */
export type Operation = (
  call: { readonly request: Request; readonly parameter: string },
  sandbox: Pick<StarSandbox, 'settings' | 'state' | 'clock'>,
) => ((borger: Borger) => Answer | Refusal) | Refusal;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Check 8: the body of a POST, keys to the letter and unknown ones let pass, or 415, or 1014. */
export function readContent<Shape>({ headers, body }: Request, shape: z.ZodType<Shape>): { data: Shape } | Refusal {
  if (!isJsonInUtf8(headers['content-type'])) return refuseStatus(415);
  try {
    const parsed = shape.safeParse(JSON.parse(UTF8.decode(body)));
    return parsed.success ? { data: parsed.data } : refuse(1014);
  } catch {
    return refuse(1014);
  }
}

/** The one content type that STAR's contract names; anything else is 415. */
function isJsonInUtf8(contentType: string | undefined): boolean {
  const { essence, parameters } = parseMediaType(contentType) ?? { essence: '', parameters: {} };
  const { charset = '', ...others } = parameters;
  return essence === 'application/json' && /^utf-8$/i.test(charset) && Object.keys(others).length === 0;
}

/** Check 13: data follow the current number, and a former one takes no writes. */
export function checkAktueltCpr({ persona }: Borger, { formerCpr }: Settings): Refusal | undefined {
  return formerCpr === 'on' && persona.aktueltCpr !== undefined ? refuse(9460) : undefined;
}

/** Check 14: 4405, or 60007 as sister services say it. */
export function checkAlive({ persona }: Borger, { codeSet }: Settings): Refusal | undefined {
  return persona.doed ? refuse(codeSet === 'new' ? 60007 : 4405) : undefined;
}
