import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { addressToListenAt, socketError } from '@xylopipe/hdk-transport/tcp';

/** What to serve, and where. */
export interface PageServerOptions {
  readonly html: string;
  /** Default: 127.0.0.1. */
  readonly host?: string | undefined;
  /** 0 is any free one. */
  readonly port: number;
  /** Also where other machines can connect. Default false. */
  readonly allowRemote?: boolean | undefined;
}

/** A page that is served. */
export interface PageServer {
  /** Where a browser finds it, e.g. `http://127.0.0.1:4747/`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves one page, at `/` and `/index.html`, until it is closed. Nothing else is there, and nothing is taken in. Requests
 * that name a host which is none of this machine are refused: a page of that name could otherwise read the answer.
 * @throws ADDRESS_NOT_LOCAL unless only this machine reaches the host, or `allowRemote`; ADDRESS_IN_USE, ADDRESS_UNAVAILABLE,
 * ADDRESS_DENIED, LINK_UNREACHABLE.
 */
export async function servePage({
  html,
  host = '127.0.0.1',
  port,
  allowRemote = false,
}: PageServerOptions): Promise<PageServer> {
  const address = await addressToListenAt(host, allowRemote);
  const page = { bytes: Buffer.from(html), headers: headersFor(html) };
  const server = createServer((request, response) => answer(request, response, page, host));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(socketError(cause, `${host}:${port}`)));
    server.listen(port, address, resolve);
  });
  const bound = server.address() as AddressInfo;
  return {
    url: `http://${isIP(bound.address) === 6 ? `[${bound.address}]` : bound.address}:${bound.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Page {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** The page brings its policy along; only a header can say who may frame it. */
function headersFor(html: string): Page['headers'] {
  const [, policy = "default-src 'none'"] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}

function answer(request: IncomingMessage, response: ServerResponse, page: Page, host: string): void {
  const status = statusOf(request, host);
  if (status !== 200) {
    response.writeHead(status, { 'Content-Length': 0, ...(status === 405 && { Allow: 'GET, HEAD' }) }).end();
    return;
  }
  response.writeHead(200, { ...page.headers, 'Content-Length': page.bytes.length });
  response.end(request.method === 'HEAD' ? undefined : page.bytes);
}

function statusOf({ method = '', url = '', headers }: IncomingMessage, host: string): number {
  if (!isOurs(headers.host, host)) return 421;
  if (!['GET', 'HEAD'].includes(method)) return 405;
  const [path = ''] = url.split('?', 1);
  return ['/', '/index.html'].includes(path) ? 200 : 404;
}

/** Whether a request names this machine as its user does: a number cannot be made to lead elsewhere, other names can. */
function isOurs(header: string | undefined, host: string): boolean {
  const [, name = ''] = /^(\[[^\]]+\]|[^:]+)(:\d+)?$/.exec(header ?? '') ?? [];
  const bare = name.replace(/^\[|\]$/g, '').toLowerCase();
  return isIP(bare) !== 0 || bare === 'localhost' || bare === host.toLowerCase();
}
