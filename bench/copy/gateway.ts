import { readConfig } from '../../src/config.ts';
import { schema } from '../../src/graph/schema.ts';
import { createAuditTrail } from '../../src/server/audit/trail.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { createLogger } from '../../src/server/logging.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { connectSources } from '../../src/sources/index.ts';
import { answerParent } from '../answer-parent.ts';

// The gateway as assemble.ts puts it together, its log included: level info, on a standard output that is /dev/null here.
const { limits, deadlineMs, sandbox, sources: configured, logLevel, port, host } = readConfig(process.env);
// Nobody is asked about here, so nothing is written.
const audit = createAuditTrail({ write: () => {}, onLost: () => {} });
// Each request is another caller's: equal reads of one caller at once are joined, and there would be fewer to measure.
const caller = configuredCaller(undefined);
let requests = 0;
const identify = async () => {
  requests += 1;
  return { caller: { ...caller, id: String(requests) } };
};
const gateway = createGateway({
  schema,
  sources: connectSources(configured),
  options: {
    limits,
    profile: PROFILES.open,
    documents: new Map(),
    deadlineMs,
    sandbox,
    tokenRequired: false,
    identify,
    audit,
  },
  logger: createLogger(logLevel),
});

answerParent((await gateway.listen(port, host)).url);
