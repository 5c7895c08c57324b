import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalError } from '../../../model/index.ts';
import { findBrowser } from './find.ts';

let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunjian-find-'));
  program = join(folder, 'chromium');
  await writeFile(program, '#!/bin/sh\n');
  await chmod(program, 0o755);
  await writeFile(join(folder, 'not-executable'), '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('findBrowser', () => {
  it('takes the one that a person names, by path or by name', async () => {
    expect(await findBrowser({ configured: program, path: '' })).toBe(program);
    expect(await findBrowser({ configured: 'chromium', path: folder })).toBe(program);
  });

  it('looks in the folders of programs, then in the usual places', async () => {
    expect(await findBrowser({ configured: null, path: `relative:/nowhere:${folder}` })).toBe(program);
    expect(await findBrowser({ configured: null, path: '', usual: ['/nowhere/chrome', program] })).toBe(
      program,
    );
  });

  it.each([
    ['a named one is not there', { configured: '/nowhere/chrome', path: '' }, 'XUNJIAN_BROWSER'],
    ['a named one cannot be run', { configured: 'not-executable', path: '' }, 'XUNJIAN_BROWSER'],
    ['there is none', { configured: null, path: '/nowhere', usual: [] }, 'apt-get install chromium'],
  ])('gives advice where %s', async (_, search, advice) => {
    const failure = findBrowser(search);
    await expect(failure).rejects.toBeInstanceOf(LocalError);
    await expect(failure).rejects.toThrow(advice);
  });
});
