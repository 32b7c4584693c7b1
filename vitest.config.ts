import { defineConfig } from 'vitest/config';
import { DeviceReporter } from './packages/device-testkit/src/reporter.js';

// Packages are tested from their sources: no build, no stale dist.
const conditions = ['@xylopipe/source', 'module', 'node', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    reporters: [new DeviceReporter(), 'default'],
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'tools/*/src/**/*.test.ts',
      'examples/*/{src,test}/**/*.test.ts',
    ],
    coverage: { include: ['packages/*/src/**/*.ts'], exclude: ['**/*.test.ts', '**/*.test-d.ts', '**/*.gen.ts'] },
  },
});
