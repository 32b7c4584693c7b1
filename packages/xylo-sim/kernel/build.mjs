// Compiles the kernel and writes it as base64 into src/fast/kernel.gen.ts; with --check, fails if that file is another.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../src/fast/kernel.gen.ts', import.meta.url));

const files = new Map();
const { error, stderr } = await asc.main(
  [
    ...['index.ts', '--baseDir', folder, '--outFile', 'kernel.wasm'],
    ...['--runtime', 'stub', '--enable', 'simd', '-O3', '--noAssert', '--importMemory'],
    // Vectors pass between files of the kernel, and never to JavaScript.
    ...['--disableWarning', '112'],
  ],
  { writeFile: (name, contents) => void files.set(name, contents) },
);
if (error !== null) throw new Error(`the kernel does not compile\n${stderr.toString()}`, { cause: error });

const wasm = files.get('kernel.wasm');
const lines = Buffer.from(wasm)
  .toString('base64')
  .match(/.{1,116}/g);
const source = [
  '// Made from packages/xylo-sim/kernel by `pnpm kernel`.',
  '',
  '/** The compiled kernel, base64. */',
  'export const KERNEL = `',
  ...lines,
  '`;',
  '',
].join('\n');

if (!process.argv.includes('--check')) {
  await writeFile(target, source);
  console.log(`kernel: ${wasm.length} bytes`);
} else if (source === (await readFile(target, 'utf8'))) {
  console.log(`kernel: ${wasm.length} bytes, src/fast/kernel.gen.ts is up to date`);
} else {
  console.error('kernel: src/fast/kernel.gen.ts is not what the sources compile to; run pnpm kernel and commit it');
  process.exitCode = 1;
}
