import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';

/** Why a stand-in for samna cannot run here; `undefined` where it can. */
export const whyNoStandIn = spawnSync('python3', ['--version']).status === 0 ? undefined : 'needs python3';

/** A board as the stand-in plays it. */
interface StandInBoard {
  readonly type: string;
  readonly serial?: string;
  readonly opened?: boolean;
}

/** Lets Python find the stand-in under the name of samna, with these boards, until the test is over. */
export function standInFor(...boards: readonly StandInBoard[]): void {
  const folder = new URL('../../hdk-transport/test/samna/stand-in', import.meta.url);
  vi.stubEnv('PYTHONPATH', fileURLToPath(folder));
  vi.stubEnv('PYTHONDONTWRITEBYTECODE', '1');
  vi.stubEnv('XYLOPIPE_STAND_IN', JSON.stringify({ boards }));
  onTestFinished(() => void vi.unstubAllEnvs());
}
