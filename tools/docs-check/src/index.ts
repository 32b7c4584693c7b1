export { codeBlocksIn } from './code-blocks.js';
export { compileErrorsIn } from './compile-errors.js';
