import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Config, ConfigError, readConfig } from '../../config.ts';
import { chooseDocuments } from '../../documents.ts';
import { schema } from '../../graph/schema.ts';
import { configOf, SOURCES } from '../../sources/index.ts';
import type { Check } from './check.ts';

// What can be told without asking anybody.

export function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > 22 || (major === 22 && minor >= 19);
  const text = `Node ${process.versions.node}${isNew ? '' : '; 22.19 or newer is needed'}`;
  return { area: 'node', state: isNew ? 'ok' : 'failure', text, facts: { version: process.versions.node } };
}

/** The configuration as the gateway would read it, or a line for each mistake. */
export function checkConfiguration(environment: NodeJS.ProcessEnv): { checks: Check[]; config?: Config } {
  try {
    const config = readConfig(environment);
    return { config, checks: describe(config) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { checks: error.problems.map((text) => ({ area: 'configuration', state: 'failure', text })) };
  }
}

function describe({ sandbox, sources, authentication, warnings }: Config): Check[] {
  const present = SOURCES.flatMap((source) => {
    const config = configOf(source, sources);
    return config ? [{ source, config }] : [];
  });
  const configured = present.flatMap(({ source, config }) =>
    Object.values(source.services).flatMap((service) => (service.addressOf(config) ? service.title : [])),
  );
  const answers = 'the embedded sandbox answers';
  const text = !sandbox
    ? configured.join(', ')
    : configured.length > 0
      ? `${configured.join(', ')}; ${answers} for the other registers`
      : `no register is configured: ${answers}`;
  const checks: Check[] = [{ area: 'configuration', state: 'ok', text: `complete; ${text}` }];
  for (const warning of warnings) checks.push({ area: 'configuration', state: 'warning', text: warning });
  if (!authentication.required && !sandbox) {
    const open = 'AUTHENTICATION=off: whoever reaches this gateway may ask the registers';
    checks.push({ area: 'configuration', state: 'warning', text: open });
  }
  for (const { source, config } of sandbox ? [] : present) {
    for (const text of source.warningsOf?.(config) ?? [])
      checks.push({ area: 'configuration', state: 'warning', text });
  }
  return checks;
}

/** The profile, and whether every document that the gateway would answer by its id fits the graph. */
export function checkDocuments(config: Config): Check {
  try {
    const documents = chooseDocuments(config, schema).size;
    const text = `PROFILE=${config.profile}, ${documents} persisted documents`;
    return { area: 'documents', state: 'ok', text, facts: { profile: config.profile, documents } };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { area: 'documents', state: 'failure', text: error.problems.join(' ') };
  }
}

/** Whether records can be kept, and found again. The file is not made by this. */
export function checkAudit({ audit: { file, key }, sandbox }: Config): Check[] {
  const keyCheck: Check = key
    ? { area: 'audit', state: 'ok', text: 'AUDIT_KEY is set' }
    : {
        area: 'audit',
        state: sandbox ? 'ok' : 'warning',
        text: 'AUDIT_KEY is not set: each start makes a key that nobody knows',
      };
  if (file === undefined) return [keyCheck, { area: 'audit', state: 'ok', text: 'records go to standard error' }];
  const isThere = existsSync(file);
  const text = isThere ? 'AUDIT_FILE can be written to' : 'AUDIT_FILE can be made';
  return [keyCheck, checkWritable(isThere ? file : dirname(resolve(file)), text)];
}

function checkWritable(path: string, text: string): Check {
  try {
    accessSync(path, constants.W_OK);
    return { area: 'audit', state: 'ok', text };
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    return { area: 'audit', state: 'failure', text: `AUDIT_FILE cannot be written to${why}` };
  }
}
