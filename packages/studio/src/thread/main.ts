import { createXylopipe } from 'xylopipe';
import { config } from 'zod';
import { Workbench } from '../workbench/workbench.js';
import { packedReaders } from './packed-readers.js';
import { serveWorkbench } from './serve-workbench.js';

// The script of the thread. The page allows no code from strings, which zod would try.
config({ jitless: true });
// The first message brings what NIR files need; requests come after it.
addEventListener(
  'message',
  ({ data }: MessageEvent<Blob>) => serveWorkbench(self, new Workbench(createXylopipe(), packedReaders(data))),
  { once: true },
);
