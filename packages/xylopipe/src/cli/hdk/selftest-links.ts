import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceRegistry } from '@xylopipe/core/registry';
import type { BoardIdentity } from '@xylopipe/hdk-transport';
import { listBoards } from '@xylopipe/xylo-hdk';
import { connectBoard } from '../../node/targets/connect-board.js';
import { deployTarget } from '../../node/targets/deploy-target.js';
import { serveEmulated } from '../../node/targets/serve-emulated.js';
import type { DeployTarget } from '../../targets/deploy-target.js';
import { isEmulated } from '../../targets/emulated-board.js';
import { type BoardAddress, formatTarget } from '../../targets/target.js';
import { type LinkChoice, OWN_LINKS, type OwnLink } from './link-choice.js';

/** A way to boards. */
export interface SelftestLink {
  readonly name: string;
  /** Chips that are to be tested over it. */
  readonly chips: readonly string[];
  /** A board with one of them. */
  open(chipId: string): Promise<OpenLink>;
}

/** A board to be tested. */
interface OpenLink {
  readonly target: DeployTarget;
  close(): Promise<void>;
}

/** What is not tested, and why. */
export interface SkippedLink {
  readonly link: string;
  readonly reason: string;
}

/** Where links are looked for, and what is to be tested over them: all chips that they have boards with, unless some are named. */
export interface LinkSearch {
  readonly registry: DeviceRegistry;
  readonly chips: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

/** The links that a user has named. @throws what connecting to a board does, and UNKNOWN_BOARD, UNKNOWN_CHIP for its chip */
export const namedLinks = (choices: readonly LinkChoice[], search: LinkSearch): Promise<readonly SelftestLink[]> =>
  Promise.all(
    choices.map((choice) => (typeof choice === 'string' ? ownLink(choice, search) : boardLink(choice, search))),
  );

/** Every link that works here: emulated boards, and boards on USB that speak HXP. */
export async function usualLinks(
  search: LinkSearch,
): Promise<{ readonly links: readonly SelftestLink[]; readonly skipped: readonly SkippedLink[] }> {
  const { registry, chips, signal } = search;
  const { usbFinder } = await import('../../node/targets/usb-finder.js');
  const { value: boards, issues } = await listBoards([usbFinder()], registry, { signal });
  const own: readonly OwnLink[] =
    process.platform === 'win32' ? OWN_LINKS.filter((name) => name !== 'unix') : OWN_LINKS;
  const usable = boards.flatMap(({ address, chipId, connect, issues }) =>
    chipId === undefined || issues.length > 0 ? [] : [{ address, chipId, connect }],
  );
  return {
    links: [
      ...own.map((name) => ownLink(name, search)),
      ...usable
        .filter(({ chipId }) => chips === undefined || chips.includes(chipId))
        .map(({ address, chipId, connect }) => ({ name: address, chips: [chipId], open: () => opened(connect) })),
    ],
    skipped: [
      ...OWN_LINKS.flatMap((link) => (own.includes(link) ? [] : [{ link, reason: 'not on Windows' }])),
      ...issues.map(({ message }) => ({ link: 'usb', reason: message })),
      ...(issues.length === 0 && boards.length === 0 ? [{ link: 'usb', reason: 'there are no boards' }] : []),
      ...boards.flatMap(({ address, issues: [issue] }) => (issue ? [{ link: address, reason: issue.message }] : [])),
      { link: 'samna', reason: 'boards of SynSense are tested when asked for: --link samna' },
    ],
  };
}

const opened = (target: DeployTarget): Promise<OpenLink> => Promise.resolve({ target, close: () => Promise.resolve() });

function ownLink(name: OwnLink, { registry, chips }: LinkSearch): SelftestLink {
  const emulated = registry
    .list()
    .flatMap(({ chipId, capabilities }) => (capabilities.hdk && isEmulated(registry, chipId) ? [chipId] : []));
  const open = (chipId: string): Promise<OpenLink> =>
    name === 'loopback' ? opened('emulated') : openServed(name, registry, chipId);
  return { name, chips: chips ?? emulated, open };
}

/** An emulated board behind a server of its own. */
async function openServed(name: 'tcp' | 'unix', registry: DeviceRegistry, chipId: string): Promise<OpenLink> {
  const folder = await mkdtemp(join(tmpdir(), 'xylopipe-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const listen =
      name === 'tcp'
        ? ({ kind: name, host: '127.0.0.1', port: 0 } as const)
        : ({ kind: name, path: join(folder, 'board.sock') } as const);
    const server = await serveEmulated(registry, { chipId, listen });
    const close = async (): Promise<void> => {
      await server.close();
      await remove();
    };
    return { target: deployTarget(server.target), close };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A board that is asked which chip it has. */
async function boardLink(address: BoardAddress, { registry, chips, signal }: LinkSearch): Promise<SelftestLink> {
  const connect = connectBoard(address);
  const bus = await connect({ signal });
  await bus.close();
  return {
    name: formatTarget(address),
    chips: chips ?? [chipOn(bus.board, registry)],
    open: () => opened(connect),
  };
}

const chipOn = ({ chipId, deviceTypeName }: BoardIdentity, registry: DeviceRegistry): string =>
  (chipId === '' ? registry.forBoard({ deviceTypeName }) : registry.get(chipId)).chipId;
