import { defineConfig } from 'vitest/config';

/** The tests that need nothing but the clone. Accuracy tests over outside data run by `npm run test:data`. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'sample/**/*.test.ts'],
    exclude: ['**/*.data.test.ts', '**/node_modules/**'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
