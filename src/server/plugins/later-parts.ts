import type { GraphQLError } from 'graphql';
import type { GatewayPlugin, Json, Later, Parts, ServerContext } from '../context.ts';
import { byteLength, refuseTooLarge } from './use-answer-size.ts';

interface Answering {
  /** Bytes of the part that has gone before. */
  readonly firstBytes: number;
  readonly context: ServerContext;
  readonly plugins: readonly GatewayPlugin[];
  readonly maskBug: (error: unknown) => Error;
  readonly parts: Pick<Parts, 'options' | 'writeJson'>;
}

/**
 * Writes the parts of an answer that come after the first, each when it is asked for and known. What Yoga and the plugins have done to
 * the errors of the first part is done to theirs. All parts together are as long as one answer may be: what would be longer is
 * replaced by an error, and is the last.
 */
export async function* writeLater(
  results: AsyncGenerator<Later>,
  { firstBytes, context, plugins, maskBug, parts }: Answering,
): AsyncGenerator<Json> {
  const { answerBytes } = parts.options.limits;
  const shown = (errors: readonly GraphQLError[]) => {
    const masked: readonly GraphQLError[] = errors.map((error) => maskBug(error) as GraphQLError);
    return plugins.reduce((sofar, { onLaterErrors }) => onLaterErrors?.(sofar) ?? sofar, masked).map(withoutInternals);
  };
  let room = answerBytes - firstBytes;
  for await (const { incremental = [], hasNext } of results) {
    const told = incremental.map(({ errors, ...data }) => (errors ? { ...data, errors: shown(errors) } : data));
    // A part that tells nothing but that it is the last has no list.
    const part = told.length > 0 ? { incremental: told, hasNext } : { hasNext };
    const json = await parts.writeJson(part, room);
    if (json === undefined) {
      const errors = shown([refuseTooLarge(context, answerBytes)]);
      const refused = incremental.map(({ path, label }) => ({ data: null, path, label, errors }));
      yield JSON.stringify({ incremental: refused, hasNext: false });
      return;
    }
    room -= byteLength(json);
    yield json;
  }
}

/** As Yoga tells an error: without what is meant for Yoga. */
function withoutInternals(error: GraphQLError): object {
  const { extensions, ...told } = error.toJSON();
  const { http: _, unexpected: __, ...shown } = extensions ?? {};
  return Object.keys(shown).length > 0 ? { ...told, extensions: shown } : told;
}
