import { readConfig } from '../src/config.ts';
import { backendCalls } from '../src/graph/cost.ts';
import { schema } from '../src/graph/schema.ts';
import { createGateway } from '../src/server/gateway.ts';
import { createLogger } from '../src/server/logging.ts';
import { connectSources } from '../src/sources/index.ts';
import { answerParent } from './child.ts';

// The gateway as main.ts puts it together, its log included: level info, on a standard output that is /dev/null here.
const { limits, fristMs, sandkasse, sources: configured, loggNivaa, port, host } = readConfig(process.env);
const gateway = createGateway({
  schema,
  sources: connectSources(configured),
  options: { limits, fristMs, sandkasse, backendCalls },
  logger: createLogger(loggNivaa),
});

answerParent((await gateway.listen(port, host)).url);
