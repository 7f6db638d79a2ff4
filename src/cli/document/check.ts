import { coerceInputValue } from 'graphql';
import type { Environment } from '../../sources/values.ts';
import { CliError } from '../errors.ts';
import type { Fixed } from './conditions.ts';
import { examine, type Held, membersIn, nameOf } from './examine.ts';
import { findingAt, ID_BEGINNING, isFailing, sorted } from './findings.ts';
import type { Manifest } from './manifest.ts';
import { readDocuments } from './read-documents.ts';
import type { FailOn, Finding, Report } from './report.ts';
import { readSchema } from './schemas.ts';
import { readSettings } from './settings.ts';
import { typesOf } from './sizes.ts';
import { type Unit, unitsOf } from './units.ts';
import { findingOf, findingsOfUnused, mistakesOfFile } from './validation.ts';
import { placeOf } from './written.ts';

export interface CheckOptions {
  readonly schema: string | undefined;
  readonly against: string | undefined;
  readonly variables: Fixed;
  readonly allowMissing: readonly string[];
  readonly failOn: FailOn;
  /** For the limits. */
  readonly environment: Environment;
}

/** Looks at all operations of these files, folders and manifests. */
export async function checkDocuments(paths: readonly string[], options: CheckOptions): Promise<Report> {
  const settings = readSettings(options.environment);
  const [held, against] = await Promise.all([
    readSchema(options.schema),
    options.against === undefined ? undefined : readSchema(options.against),
  ]);
  refuseUnknown(options.allowMissing, [...membersIn(held), ...(against ? membersIn(against) : [])]);
  const read = await readDocuments(paths);
  const { units, unused, files, findings } = unitsOf(read);
  if (units.length === 0 && findings.length === 0) throw new CliError(`there is no operation in ${paths.join(', ')}`);
  const values = valuesOf(units, options.variables, held.schema);

  const what: Held = { held, against, settings, allowed: new Set(options.allowMissing) };
  const examined = units.map((unit, index) => examine(unit, values[index] ?? {}, what));
  const all = sorted([
    ...findings,
    ...read.manifests.flatMap(findingsOfManifest),
    ...files.flatMap((file) =>
      mistakesOfFile(file, held.schema).map((mistake) => findingOf(mistake, placeOf(file), 'validation')),
    ),
    ...unused.flatMap((one) => findingsOfUnused(one, held.schema)),
    ...repeatedNames(units),
    ...examined.flatMap((one) => one.findings),
  ]);
  return {
    version: 1,
    schema: held.name ?? null,
    against: against?.name ?? null,
    limits: settings.limits,
    failOn: options.failOn,
    fails: all.some(({ level }) => isFailing(level, options.failOn)),
    operations: examined.map(({ report }) => report),
    findings: all,
  };
}

function refuseUnknown(members: readonly string[], known: readonly string[]): void {
  const unknown = members.filter((member) => !known.includes(member));
  if (unknown.length > 0) throw new CliError(`--allow-missing: no union has ${unknown.join(', ')}`);
}

/** The values of --variables that each operation has, read by their types. No message repeats a value. */
function valuesOf(units: readonly Unit[], given: Fixed, schema: Parameters<typeof typesOf>[1]): readonly Fixed[] {
  const used = new Set<string>();
  const values = units.map(({ operation }) => {
    const read = typesOf(operation.variableDefinitions, schema).flatMap(([name, type]) => {
      if (!Object.hasOwn(given, name)) return [];
      used.add(name);
      const value: unknown = coerceInputValue(given[name], type, () => {
        throw new CliError(`--variables: $${name} of ${nameOf({ operation })} is not of its type, ${String(type)}`);
      });
      return [[name, value] as const];
    });
    return Object.fromEntries(read);
  });
  const unused = Object.keys(given).filter((name) => !used.has(name));
  if (unused.length > 0) throw new CliError(`--variables holds ${unused.length} that no operation has`);
  return values;
}

/** What keeps a gateway from starting with the manifest. */
function findingsOfManifest({ file, wrongIds, repeatedIds }: Manifest): Finding[] {
  const at = (id: string) => ({ file, id, line: 1, column: 1 });
  return [
    ...wrongIds.map((id) => findingAt(at(id), 'error', 'wrong-id', 'The id is not the sha256 of its document.')),
    ...repeatedIds.map((id) => findingAt(at(id), 'error', 'repeated-id', 'The id stands more than once in the file.')),
  ];
}

/** Logs and metrics tell operations apart by their names. Two of one file are a mistake of the file. */
function repeatedNames(units: readonly Unit[]): Finding[] {
  const named = Map.groupBy(
    units.filter(({ operation }) => operation.name),
    ({ operation }) => operation.name?.value,
  );
  return [...named.values()].flatMap(([first, ...others]) =>
    others.flatMap(({ operation }) => {
      const [place, before] = [placeOf(operation), first && placeOf(first.operation)];
      if (!before || (before.file === place.file && before.id === place.id)) return [];
      const message = `${before.file}${before.id ? ` (${before.id.slice(0, ID_BEGINNING)})` : ''} has an operation of this name, too.`;
      return findingAt(place, 'notice', 'repeated-name', message, { operation: nameOf({ operation }) });
    }),
  );
}
