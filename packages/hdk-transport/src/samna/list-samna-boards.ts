import { type SamnaBoard, samnaBoard } from './samna-board.js';
import { type SamnaOptions, samnaSettings } from './samna-options.js';
import { withBridge } from './start-bridge.js';

/**
 * All boards that samna sees, those included that cannot be opened (`refusal`). Nothing is sent to any board.
 * Not yet run with a physical board.
 *
 * @throws PYTHON_MISSING, PYTHON_FAILED, SAMNA_MISSING, SAMNA_VERSION, SAMNA_ERROR, OPTIONS_INVALID, BUS_TIMEOUT, ABORTED
 */
export async function listSamnaBoards(options: SamnaOptions = {}): Promise<readonly SamnaBoard[]> {
  return withBridge(samnaSettings(options), async ({ bridge, boards, standIn }) => {
    const infos = await boards();
    await bridge.close();
    return infos.map((info) => samnaBoard(info, standIn));
  });
}
