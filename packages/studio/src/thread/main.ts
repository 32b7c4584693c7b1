import { config } from 'zod';
import { Workbench } from '../workbench/workbench.js';
import { serveWorkbench } from './serve-workbench.js';

// The script of the thread. The page allows no code from strings, which zod would try.
config({ jitless: true });
serveWorkbench(self, new Workbench());
