import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleStudio } from './bundle-studio.js';

// Writes the page of the studio to where the published package has it.
const folder = fileURLToPath(new URL('../../../../packages/studio/dist/site', import.meta.url));
const html = await bundleStudio();
await mkdir(folder, { recursive: true });
await writeFile(`${folder}/index.html`, html);
console.log(`studio: index.html, ${Math.round(Buffer.byteLength(html) / 1024)} KiB`);
