import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localPath } from '../../web/lib/server/local-path.ts';

const home = '/staff';

describe('localPath', () => {
  it.each(['/staff/0482', '/lead/1?step=2#notes', '/', '/sign-in?next=//elsewhere.example'])(
    'keeps an address on this site: %s',
    (path) => {
      expect(localPath(path, home)).toBe(path);
    },
  );

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '///elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '/\n/elsewhere.example',
    '/./\\elsewhere.example',
    '/..//elsewhere.example',
    'javascript:alert(1)',
    'staff',
    '',
    null,
    undefined,
  ])('goes home instead of %j', (path) => {
    expect(localPath(path, home)).toBe(home);
  });

  it('never leads a browser to another host, whatever is sent', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '\t',
      '\n',
      '@',
      ':',
      'x',
      'e.example',
      '?',
      '#',
      ' ',
      '%2f',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const led = new URL(localPath(`/${parts.join('')}`, home), 'https://here.example/sign-in');
        expect(led.origin).toBe('https://here.example');
      }),
    );
  });
});
