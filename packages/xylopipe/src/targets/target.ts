import { XylopipeError } from '@xylopipe/core';

/** Where a configuration is to run, as users write it and as data. */
export type Target = { readonly kind: 'simulator' } | { readonly kind: 'emulated' } | BoardAddress;

/** Where a board is, that this process has to connect to. */
export type BoardAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'usb'; readonly serial?: string | undefined }
  | { readonly kind: 'samna'; readonly serial?: string | undefined };

/** All that a target can be, for messages. */
const TARGET_FORMS = 'simulator, emulated, tcp://host:port, unix:path, usb, usb:serial, samna, samna:serial';

/**
 * Reads a target: `simulator`, `emulated` (a board in this process), `tcp://host:port`, `unix:path`, `usb[:serial]`,
 * `samna[:serial]`. Numbers of IPv6 stand in brackets, as in an URL.
 * @throws TARGET_INVALID
 */
export function parseTarget(text: string): Target {
  if (text === 'simulator' || text === 'emulated') return { kind: text };
  const [, kind, rest] = /^(tcp|unix|usb|samna)(?::(.*))?$/s.exec(text) ?? [];
  if (kind === 'tcp') return tcpTarget(text);
  if (kind === 'unix') {
    if (rest === undefined || rest === '') throw invalid(text, 'a path is needed', 'write unix:/path/of/the.sock');
    return { kind, path: rest };
  }
  if (kind === 'usb' || kind === 'samna') {
    if (rest === undefined) return { kind };
    if (rest.trim() === '') throw invalid(text, 'a serial number is needed behind the colon', `or write ${kind} alone`);
    return { kind, serial: rest };
  }
  throw invalid(text, 'there is no such target', `have: ${TARGET_FORMS}`);
}

/** A target as users write it: what `parseTarget` reads. */
export function formatTarget(target: Target): string {
  switch (target.kind) {
    case 'tcp':
      return `tcp://${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
    case 'unix':
      return `unix:${target.path}`;
    case 'usb':
    case 'samna':
      return target.serial === undefined ? target.kind : `${target.kind}:${target.serial}`;
    default:
      return target.kind;
  }
}

/** Host and port as in an URL; `undefined` where they are not. A host of IPv6 comes without its brackets. */
export function hostAndPort(text: string): { readonly host: string; readonly port: number } | undefined {
  const [, ipv6, name, digits] = /^(?:\[([0-9a-f:.]+(?:%\w+)?)\]|([^\s:/?#@[\]]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = ipv6 ?? name;
  const port = Number(digits);
  return host === undefined || port > 65_535 ? undefined : { host, port };
}

function tcpTarget(text: string): Target {
  const found = text.startsWith('tcp://') ? hostAndPort(text.slice('tcp://'.length)) : undefined;
  if (found !== undefined && found.port > 0) return { kind: 'tcp', ...found };
  throw invalid(text, 'a host and a port from 1 to 65535 are needed', 'write tcp://127.0.0.1:4711 or tcp://[::1]:4711');
}

const invalid = (text: string, message: string, hint: string): XylopipeError =>
  new XylopipeError('TARGET_INVALID', message, { who: JSON.stringify(text), hint });
