import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { AnswerErrors, type Path } from '../../../src/server/execution/answer-errors.ts';

const at = (prev: Path | undefined, key: string): Path => ({ prev, key, typename: 'Query' });

test('an error below a place that an error has made null tells nothing; one beside it does', () => {
  const errors = new AnswerErrors();
  const outer = at(undefined, 'outer');
  errors.add(new GraphQLError('outer'), outer);
  errors.add(new GraphQLError('below'), at(at(outer, 'inner'), 'innermost'));
  errors.add(new GraphQLError('beside'), at(undefined, 'other'));
  errors.add(new GraphQLError('whole'), undefined);
  errors.add(new GraphQLError('after'), at(undefined, 'last'));
  expect(errors.with(null).errors?.map(({ message }) => message)).toEqual(['outer', 'beside', 'whole']);
});
