import { describe, expect, test } from 'vitest';
import { Roll } from '../../src/domain/roll.ts';

describe('a roll', () => {
  test('holds its members in the order in which they have come', () => {
    const roll = new Roll<string>();
    const [first, second] = ['a', 'b', 'c'].map((member) => roll.add(member));
    expect(roll.all()).toEqual(['a', 'b', 'c']);
    if (second) roll.remove(second);
    expect(roll.all()).toEqual(['a', 'c']);
    if (first) roll.remove(first);
    roll.add('a');
    expect([roll.all(), roll.first, roll.size]).toEqual([['c', 'a'], 'c', 2]);
  });

  test('is empty when all have gone', () => {
    const roll = new Roll<string>();
    for (const place of ['a', 'b'].map((member) => roll.add(member))) roll.remove(place);
    expect([roll.all(), roll.first, roll.size]).toEqual([[], undefined, 0]);
  });

  test('removes nobody twice, and nobody else instead', () => {
    const roll = new Roll<string>();
    const gone = roll.add('a');
    roll.remove(gone);
    roll.add('b');
    roll.remove(gone);
    expect([roll.all(), roll.size]).toEqual([['b'], 1]);
  });

  test('says who was in it, though they go meanwhile', () => {
    const roll = new Roll<number>();
    const places = [1, 2, 3].map((member) => roll.add(member));
    const seen: number[] = [];
    for (const member of roll.all()) {
      seen.push(member);
      for (const place of places) roll.remove(place);
    }
    expect([seen, roll.size]).toEqual([[1, 2, 3], 0]);
  });

  test('leads from who has gone to nobody who comes after', () => {
    const roll = new Roll<object>();
    const gone = roll.add({});
    const place = roll.add({});
    roll.remove(gone);
    roll.add({});
    const led = Object.values(gone).filter((value) => value !== gone);
    expect(led).toEqual([undefined]);
    expect(place.member).toBeDefined();
  });
});
