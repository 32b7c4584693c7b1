import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceRegistry } from '@xylopipe/core/registry';
import type { BoardIdentity } from '@xylopipe/hdk-transport';
import { listBoards } from '@xylopipe/xylo-hdk';
import { connectBoard } from '../../node/targets/connect-board.js';
import type { ListenAddress } from '../../node/targets/listen-address.js';
import { serveEmulated } from '../../node/targets/serve-emulated.js';
import type { DeployTarget } from '../../targets/deploy-target.js';
import { isEmulated } from '../../targets/emulated-board.js';
import { type BoardAddress, formatTarget } from '../../targets/target.js';
import { type LinkChoice, OWN_LINKS, type OwnLink } from './link-choice.js';

/** A way to boards. */
export interface SelftestLink {
  readonly name: string;
  /** Chips that there are boards with. */
  readonly chips: readonly string[];
  /** A board with one of them. */
  open(chipId: string): Promise<OpenLink>;
}

/** A board to be tested. */
export interface OpenLink {
  readonly target: DeployTarget;
  close(): Promise<void>;
}

/** A link that is not tested, and why. */
export interface SkippedLink {
  readonly link: string;
  readonly reason: string;
}

/** The links that a user has named. @throws what connecting to a board does, and UNKNOWN_BOARD, UNKNOWN_CHIP for its chip */
export function namedLinks(
  choices: readonly LinkChoice[],
  registry: DeviceRegistry,
  signal: AbortSignal,
): Promise<readonly SelftestLink[]> {
  return Promise.all(
    choices.map((choice) =>
      typeof choice === 'string' ? ownLink(choice, registry) : boardLink(choice, registry, signal),
    ),
  );
}

/** Every link that works here: emulated boards, and boards on USB that speak HXP. */
export async function usualLinks(
  registry: DeviceRegistry,
  signal: AbortSignal,
): Promise<{ readonly links: readonly SelftestLink[]; readonly skipped: readonly SkippedLink[] }> {
  const { usbFinder } = await import('../../node/targets/usb-finder.js');
  const { value: boards, issues } = await listBoards([usbFinder()], registry, { signal });
  const own: readonly OwnLink[] =
    process.platform === 'win32' ? OWN_LINKS.filter((name) => name !== 'unix') : OWN_LINKS;
  return {
    links: [
      ...own.map((name) => ownLink(name, registry)),
      ...boards.flatMap(({ address, chipId, connect, issues }) =>
        chipId === undefined || issues.length > 0 ? [] : [linkWith(address, [chipId], () => opened(connect))],
      ),
    ],
    skipped: [
      ...issues.map(({ message }) => ({ link: 'usb', reason: message })),
      ...(issues.length === 0 && boards.length === 0 ? [{ link: 'usb', reason: 'there are no boards' }] : []),
      ...boards.flatMap(({ address, issues: [issue] }) => (issue ? [{ link: address, reason: issue.message }] : [])),
      ...OWN_LINKS.flatMap((link) => (own.includes(link) ? [] : [{ link, reason: 'not on Windows' }])),
      { link: 'samna', reason: 'boards of SynSense are tested when asked for: --link samna' },
    ],
  };
}

const linkWith = (name: string, chips: readonly string[], open: SelftestLink['open']): SelftestLink => ({
  name,
  chips,
  open,
});

const opened = (target: DeployTarget): Promise<OpenLink> => Promise.resolve({ target, close: () => Promise.resolve() });

function ownLink(name: OwnLink, registry: DeviceRegistry): SelftestLink {
  const chips = registry
    .list()
    .flatMap(({ chipId, capabilities }) => (capabilities.hdk && isEmulated(registry, chipId) ? [chipId] : []));
  if (name === 'loopback') return linkWith(name, chips, () => opened('emulated'));
  if (name === 'tcp') return linkWith(name, chips, (chipId) => openTcp(registry, chipId));
  return linkWith(name, chips, (chipId) => openUnix(registry, chipId));
}

async function openTcp(registry: DeviceRegistry, chipId: string): Promise<OpenLink> {
  const server = await serveEmulated(registry, { chipId, listen: { kind: 'tcp', host: '127.0.0.1', port: 0 } });
  const { host, port } = { host: '127.0.0.1', port: Number(server.address.split(':').at(-1)) };
  return { target: connectBoard({ kind: 'tcp', host, port }), close: () => server.close() };
}

async function openUnix(registry: DeviceRegistry, chipId: string): Promise<OpenLink> {
  const folder = await mkdtemp(join(tmpdir(), 'xylopipe-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const listen: ListenAddress = { kind: 'unix', path: join(folder, 'board.sock') };
  try {
    const server = await serveEmulated(registry, { chipId, listen });
    const close = async (): Promise<void> => {
      await server.close();
      await remove();
    };
    return { target: connectBoard(listen), close };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function boardLink(address: BoardAddress, registry: DeviceRegistry, signal: AbortSignal): Promise<SelftestLink> {
  const connect = connectBoard(address);
  const bus = await connect({ signal });
  await bus.close();
  return linkWith(formatTarget(address), [chipOn(bus.board, registry)], () => opened(connect));
}

const chipOn = ({ chipId, deviceTypeName }: BoardIdentity, registry: DeviceRegistry): string =>
  (chipId === '' ? registry.forBoard({ deviceTypeName }) : registry.get(chipId)).chipId;
