import { describe, expect, it } from 'vitest';
import { isDate, isDateTime, toDate, toDateTime } from '../../src/domain/dates.ts';

describe('a date', () => {
  it.each(['2024-02-29', '2000-02-29', '2400-02-29', '1999-12-31', '0001-01-01', '9999-12-31', '2023-04-30'])(
    '%s is one',
    (text) => {
      expect([isDate(text), toDate(text), isDateTime(`${text}T00:00:00Z`)]).toEqual([true, text, true]);
    },
  );

  it.each([
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2100-02-29',
    '2023-04-31',
    '2023-06-31',
    '2023-09-31',
    '2023-11-31',
    '2024-01-32',
    '2024-01-00',
    '2024-00-10',
    '2024-13-01',
    '0000-01-01',
    '0000-00-00',
    '24-01-01',
    '12024-01-01',
    '-2024-01-01',
    '2024-1-1',
    '20240101',
    '2024/01/01',
    '2024-01-01T00:00:00Z',
    '٢٠٢٤-01-01',
    '',
  ])('%j is none', (text) => {
    expect([isDate(text), toDate(text), isDateTime(`${text}T00:00:00Z`)]).toEqual([false, undefined, false]);
  });

  it('is each day that the calendar has, and no other', () => {
    for (const year of [1896, 1900, 1999, 2000, 2001, 2024, 2100]) {
      let days = 0;
      for (let month = 0; month <= 13; month += 1) {
        for (let day = 0; day <= 32; day += 1) {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const there = new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(text);
          expect([text, isDate(text)]).toEqual([text, there]);
          if (there) days += 1;
        }
      }
      expect(days).toBe(new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1 ? 366 : 365);
    }
  });

  it.each(['Z', '+01:00', '-00:00', '+14:00', '-14:00', '+13:59'])('loses its offset %s', (offset) => {
    expect(toDate(`2024-02-29${offset}`)).toBe('2024-02-29');
    expect(toDate(` 2024-02-29${offset}\n`)).toBe('2024-02-29');
  });

  it.each(['+25:00', '+14:01', '+15:00', '+01:60', '+1:00', '+0100', 'z', 'CET', '+01:00Z'])(
    'with the offset %s is none',
    (offset) => {
      expect(toDate(`2024-02-29${offset}`)).toBeUndefined();
      expect(toDateTime(`2024-02-29T12:00:00${offset}`)).toBeUndefined();
    },
  );

  it('that is not there is none', () => {
    expect([toDate(undefined), toDateTime(undefined)]).toEqual([undefined, undefined]);
  });
});

describe('a moment', () => {
  it.each([
    '2024-01-05T13:12:00Z',
    '2024-01-05T00:00:00+00:00',
    '2024-01-05T23:59:59-14:00',
    '2024-01-05T13:12:00.000+01:00',
    '2024-02-29T13:12:00.1234567Z',
  ])('%s is one', (text) => {
    expect([isDateTime(text), toDateTime(` ${text} `)]).toEqual([true, text]);
    expect(Date.parse(text)).not.toBeNaN();
  });

  it.each([
    '2024-02-30T24:61:00Z',
    '2024-02-30T12:00:00Z',
    '2024-01-05T24:00:00Z',
    '2024-01-05T25:00:00Z',
    '2024-01-05T12:60:00Z',
    '2024-01-05T12:61:00Z',
    '2016-12-31T23:59:60Z',
    '2024-01-05T12:00:61Z',
    '2024-01-05T12:00:00',
    '2024-01-05T12:00Z',
    '2024-01-05 12:00:00Z',
    '2024-01-05t12:00:00Z',
    '2024-01-05T12:00:00.Z',
    '2024-01-05T12:00:00,5Z',
    '2024-01-05',
    'i går',
  ])('%s is none', (text) => {
    expect([isDateTime(text), toDateTime(text)]).toEqual([false, undefined]);
  });
});
