import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { answerParent } from '../answer-parent.ts';
import { createContext, rebuildSchema } from './graph.ts';

/** Its cache of parsed and validated documents, 30 MB, is on by default; its page and reports to its maker are off. */
const server = new ApolloServer({ schema: rebuildSchema(), includeStacktraceInErrorResponses: false });
const { url } = await startStandaloneServer(server, {
  context: async () => createContext(),
  listen: { port: Number(process.env.PORT ?? 0), host: '127.0.0.1' },
});
answerParent(new URL(url).origin);
