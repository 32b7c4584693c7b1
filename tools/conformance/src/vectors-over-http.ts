import type { Vectors } from './vectors.js';

/** The vectors that the server of this page has. */
export const vectorsOverHttp = (files: Vectors['files']): Vectors => ({
  files,
  read: async (path) => {
    const response = await fetch(`/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  },
});
