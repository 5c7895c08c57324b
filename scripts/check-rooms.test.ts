import { describe, expect, it } from 'vitest';
import { checkFile, roomOf } from './check-rooms.ts';

const why = (path: string, code: string) => checkFile(path, code).map((breach) => breach.why);

describe('roomOf', () => {
  it.each([
    ['page/read.ts', 'page'],
    ['collect/site/crawl.ts', 'collect/site'],
    ['pages/x.ts', null],
    ['index.ts', null],
  ])('%s → %s', (path, room) => {
    expect(roomOf(path)).toBe(room);
  });
});

describe('checkFile', () => {
  it.each([
    ['judge/run.ts', `import { x } from '../model/index.ts';`],
    ['judge/indicators/a/index.ts', `import { defineIndicator } from '../../indicator.ts';`],
    ['collect/site/crawl.ts', `import { readPage } from '../../page/index.ts';`],
    ['cli/read.ts', `import { InputError } from '../model/errors.ts';`],
    ['page/read.test.ts', `import { readFileSync } from 'node:fs';`],
  ])('allows %s', (path, code) => {
    expect(why(path, code)).toEqual([]);
  });
  it.each([
    ['model/x.ts', `import { y } from '../page/index.ts';`, 'imports go down only'],
    ['page/x.ts', `import { y } from '../model/page.ts';`, 'import model/index.ts'],
    ['page/x.ts', `import { readFileSync } from 'node:fs';`, 'page is pure'],
    ['judge/x.ts', 'const now = Date.now();', 'no clock'],
    ['attic/x.ts', '', 'is in no room'],
  ])('refuses %s: %s', (path, code, part) => {
    expect(why(path, code).join()).toContain(part);
  });
});
