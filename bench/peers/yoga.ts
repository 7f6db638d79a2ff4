import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createYoga } from 'graphql-yoga';
import { answerParent } from '../answer-parent.ts';
import { createContext, rebuildSchema } from './graph.ts';

/** As it comes: its caches of parsed and validated documents are on by default. */
const yoga = createYoga({ schema: rebuildSchema(), context: createContext, graphiql: false, logging: false });
const server = createServer(yoga);
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () =>
  answerParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
