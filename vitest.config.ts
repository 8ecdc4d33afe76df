import { defineConfig } from 'vitest/config';

/** `unit` is fast and runs everywhere; `e2e` starts the built server, a real browser, and breaks things. */
export default defineConfig({
  test: {
    projects: [
      {
        // One module cache for all files: nothing here keeps state in a module, and loading it 80 times took a minute.
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/faults/**'],
          environment: 'node',
          isolate: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/faults/**/*.test.ts'],
          environment: 'node',
          // Bounds for a machine that is busy with other things; a quiet one needs a fraction.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } },
          fileParallelism: false,
          // After the unit tests, not beside them: a browser starved of processor time misses its moments.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
