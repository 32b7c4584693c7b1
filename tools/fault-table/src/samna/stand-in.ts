import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OpenSamnaOptions } from '@xylopipe/hdk-transport/samna';

/** Where Python finds our stand-in under the name of samna. */
const FOLDER = fileURLToPath(new URL('../../../../packages/hdk-transport/test/samna/stand-in', import.meta.url));

/** What the stand-in plays; its `_script.py` says more. */
export interface Script {
  readonly version?: string;
  readonly boards?: readonly { readonly type: string; readonly opened?: boolean }[];
  readonly firmware?: Readonly<Record<string, string>>;
  readonly faults?: Readonly<Record<string, { readonly at?: number; readonly do?: 'raise' | 'hang' | 'die' }>>;
}

/** Options by which the bridge finds a stand-in that plays this. */
export const standInOptions = (script: Script): OpenSamnaOptions => ({
  deviceTypeName: 'XyloA2TestBoard',
  env: {
    ...process.env,
    PYTHONPATH: FOLDER,
    PYTHONDONTWRITEBYTECODE: '1',
    XYLOPIPE_STAND_IN: JSON.stringify(script),
  },
});

/** Why the bridge cannot run here; `undefined` where it can. */
export function whyNoPython(): string | undefined {
  const { error, status } = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']);
  if (error !== undefined) return `needs python3: ${error.message}`;
  return status === 0 ? undefined : 'needs Python 3.8 or later';
}
