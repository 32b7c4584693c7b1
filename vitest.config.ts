import { configDefaults, defineConfig } from 'vitest/config';
import { DeviceReporter } from './packages/device-testkit/src/reporter.js';

// Packages are tested from their sources: no build, no stale dist.
const conditions = ['@xylopipe/source', 'module', 'node', 'import', 'default'];

const include = [
  'packages/*/src/**/*.test.ts',
  'packages/*/test/**/*.test.ts',
  'tools/*/src/**/*.test.ts',
  'examples/*/{src,test}/**/*.test.ts',
];

// Files about boards load the same modules again and again, which takes longer than their tests. Those have no state, so
// that a worker can keep them; but not for files that replace modules, or tell others what is connected.
const aboutBoards = [
  'packages/{hdk-emulator,usb-emulator,xylo-hdk}/{src,test}/**/*.test.ts',
  'packages/hdk-transport/{src/**,test}/*.test.ts',
  'tools/{fault-table,bench-hdk}/src/**/*.test.ts',
  'tools/conformance/src/boards/**/*.test.ts',
];
const apart = ['packages/hdk-transport/src/hxp/frame-reader.test.ts', 'packages/xylo-hdk/test/device-kit.test.ts'];
const { exclude } = configDefaults;

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // One core is left idle by default: half of a small machine.
    maxWorkers: '100%',
    // No test is about time: what hangs may be told late, what is slow on a busy machine is no failure.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    reporters: [new DeviceReporter(), 'default'],
    coverage: { include: ['packages/*/src/**/*.ts'], exclude: ['**/*.test.ts', '**/*.test-d.ts', '**/*.gen.ts'] },
    projects: [
      {
        extends: true,
        test: { name: 'boards', include: aboutBoards, exclude: [...exclude, ...apart], isolate: false },
      },
      { extends: true, test: { name: 'boards, apart', include: apart } },
      { extends: true, test: { name: 'others', include, exclude: [...exclude, ...aboutBoards] } },
    ],
  },
});
