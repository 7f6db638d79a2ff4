import type { Path } from './answer-errors.ts';
import type { PlannedField, PlannedTypename, Selection } from './plan.ts';

type Data = Record<string, unknown>;

/** The fields of a mutation: each when the one before it is done. */
export function inTurn(
  { fields, Answer, type }: Selection,
  make: (planned: PlannedField | PlannedTypename, path: Path) => unknown,
): Data | Promise<Data> {
  const answer = new Answer();
  const from = (start: number): Data | Promise<Data> => {
    for (let index = start; index < fields.length; index += 1) {
      const planned = fields[index] as PlannedField | PlannedTypename;
      const value = make(planned, { prev: undefined, key: planned.name, typename: type.name });
      if (value instanceof Promise) {
        return value.then((known) => {
          answer[planned.name] = known;
          return from(index + 1);
        });
      }
      answer[planned.name] = value;
    }
    return answer;
  };
  return from(0);
}
