import { expect, it } from 'vitest';
import { clockAfter, daysAfter, showClock, showDay } from '../../web/lib/ui/dates.ts';

it('shows a day as people say it, in their language', () => {
  expect(showDay('2027-01-14', 'sv')).toBe('torsdag 14 januari 2027');
  expect(showDay('2027-01-14', 'en')).toMatch(/^Thursday,? 14 January 2027$/);
  expect(showDay('snart', 'sv')).toBe('snart');
});

it('counts days over the ends of months, years and summer time', () => {
  expect(daysAfter('2027-01-14', 90)).toBe('2027-04-14');
  expect(daysAfter('2027-12-31', 1)).toBe('2028-01-01');
  expect(daysAfter('', 90)).toBe('');
});

it('counts minutes past midnight and writes the clock as the language does', () => {
  expect(clockAfter('18:30', 150)).toBe('21:00');
  expect(clockAfter('23:50', 25)).toBe('00:15');
  expect(showClock('18:30', 'sv')).toBe('18.30');
  expect(showClock('18:30', 'en')).toBe('18:30');
});
