import Fastify from 'fastify';
import mercurius from 'mercurius';
import { answerParent } from '../answer-parent.ts';
import { createContext, rebuildSchema } from './graph.ts';

/** How often a document must have come before it is compiled: the first time. */
const COMPILE_AFTER = 1;

const server = Fastify({ logger: false });
await server.register(mercurius as never, {
  schema: rebuildSchema(),
  context: createContext,
  jit: COMPILE_AFTER,
  // Of parsed and validated documents; on by default.
  cache: true,
  graphiql: false,
});
answerParent(await server.listen({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1' }));
