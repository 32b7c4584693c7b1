import type { DeviceSession } from '@xylopipe/core';
import type { BoardIdentity } from '@xylopipe/hdk-transport';

/** What a network has run on. */
export type RanOn =
  | { readonly kind: 'simulator' }
  /** `emulated`: a program that behaves like a board. */
  | ({ readonly kind: 'emulated' | 'board' } & Omit<BoardIdentity, 'emulated'>);

/** What an opened chip is; `undefined` where none was opened, and for hardware that does not say. */
export function ranOnOf(session: (DeviceSession & { readonly board?: BoardIdentity }) | undefined): RanOn | undefined {
  if (session?.kind === 'simulator') return { kind: 'simulator' };
  if (session?.board === undefined) return undefined;
  const { emulated, ...identity } = session.board;
  return { kind: emulated ? 'emulated' : 'board', ...identity };
}

/** One line of it, e.g. `emulated board XyloA2TestBoard, serial 0042, fxtree 0.11.5, unifirm 1.1.3`. */
export function formatRanOn(ranOn: RanOn): string {
  if (ranOn.kind === 'simulator') return 'simulator';
  const { kind, deviceTypeName, serial, firmware } = ranOn;
  const versions = Object.entries(firmware).map(([part, version]) => `${part} ${version}`);
  const what = kind === 'emulated' ? 'emulated board' : 'board';
  return [`${what} ${deviceTypeName}`, ...(serial === '' ? [] : [`serial ${serial}`]), ...versions].join(', ');
}
