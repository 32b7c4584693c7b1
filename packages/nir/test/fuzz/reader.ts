import { parentPort } from 'node:worker_threads';
import { isXylopipeError } from '@xylopipe/core';
import { ready } from 'h5wasm';
import { decodeNir } from '../../src/codec/nir-codec.js';
import { decodeNirData } from '../../src/data/nir-data-codec.js';
import { validateNir } from '../../src/validate/validate-nir.js';

/** Reads and validates what it is sent, one file after the other; says the code of the error, or that there was none. */
const library = await ready;
parentPort?.on('message', (bytes: Uint8Array) => parentPort?.postMessage(outcomeOf(bytes)));
parentPort?.postMessage('ready');

function outcomeOf(bytes: Uint8Array): string {
  try {
    // What a file of data says at its root, unless that is spoiled too.
    if (new TextDecoder('latin1').decode(bytes).includes('NIRGraphData')) decodeNirData(library, bytes);
    else validateNir(decodeNir(library, bytes).value.root);
    return 'value';
  } catch (error) {
    return isXylopipeError(error) ? error.code : `untyped: ${String(error)}`;
  }
}
