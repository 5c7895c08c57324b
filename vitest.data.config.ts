import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const folder = process.env.XUNJIAN_DATA;
if (folder === undefined || !existsSync(folder)) {
  throw new Error(
    `XUNJIAN_DATA ${folder ?? '(unset)'}: no such folder; set it to the folder of real pages, sites and registers`,
  );
}

/** Accuracy over real material that is no part of the project; the folder comes from XUNJIAN_DATA. */
export default defineConfig({
  test: { include: ['src/**/*.data.test.ts'], testTimeout: 300_000, hookTimeout: 120_000 },
});
