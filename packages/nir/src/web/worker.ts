import { ready } from 'h5wasm';
import { serveNir } from '../worker/serve-nir.js';

addEventListener('message', ({ data }) => serveNir(data, () => ready, postMessage), { once: true });
