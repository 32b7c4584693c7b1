import { defineConfig } from 'vitest/config';

const conditions = ['@xylopipe/source', 'module', 'node', 'import', 'default'];

export default defineConfig({
  root: import.meta.dirname,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['*.fixture.ts'], env: { XYLOPIPE_BOARD: 'OtherBoard, ToyBoard', XYLOPIPE_SEED: '' } },
});
