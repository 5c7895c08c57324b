import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { RefusedError } from '../../../model/index.ts';
import type { HostAddress } from '../net/address.ts';

/** Checked addresses of a host; rejects where one of them may not be connected to. */
export type AddressesOf = (host: string) => Promise<readonly HostAddress[]>;

export interface GuardProxy {
  /** `http://127.0.0.1:port`, for the browser. */
  readonly server: string;
  readonly port: number;
  /** Why a host was refused; null where it was not. */
  refusal(host: string): string | null;
  close(): Promise<void>;
}

/** Headers between the browser and this proxy only (RFC 9110 §7.6.1). */
const HOP_BY_HOP = new Set([
  'proxy-connection',
  'proxy-authorization',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'upgrade',
]);
/**
 * Where Chromium calls home by itself, whatever its flags say. An inspection contacts what it inspects and nobody else, so these
 * calls end here.
 */
const BROWSER_OWN =
  /^(?:accounts\.google|clients\d?\.google|update\.googleapis|mtalk\.google|optimizationguide-pa\.googleapis|safebrowsing\.googleapis|content-autofill\.googleapis|android\.clients\.google|edgedl\.me\.gvt1|redirector\.gvt1)\.com$/;
/** A page may name any number of hosts; so many are remembered. */
const MAX_REFUSED = 10_000;
const CONNECT_TIMEOUT = 15_000;
const IDLE_TIMEOUT = 60_000;

/**
 * The only way out of the browser: a proxy on loopback that checks every connection as the crawler does, and connects to the address
 * that was checked. Checking URLs inside the browser would miss redirects, and the browser would resolve names a second time.
 */
export async function startGuardProxy(addressesOf: AddressesOf): Promise<GuardProxy> {
  const refused = new Map<string, string>();
  const sockets = new Set<Duplex>();
  const track = (socket: Duplex) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  const dial = async (host: string, port: number): Promise<Socket> => {
    if (BROWSER_OWN.test(host)) throw new Error('not asked for by the page');
    const addresses = await addressesOf(host).catch((error: unknown) => {
      if (error instanceof RefusedError && refused.size < MAX_REFUSED) refused.set(host, error.why);
      throw error;
    });
    const socket = await connectFirst(addresses, port);
    track(socket);
    return socket;
  };
  const server = createServer((incoming, outgoing) => {
    forward(incoming, outgoing, dial).catch((error: unknown) => deny(outgoing, error));
  });
  server.on('connection', track);
  server.on('connect', (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
    tunnel(incoming, client, head, dial).catch(() => client.destroy());
  });
  // A protocol switch on plain HTTP is a WebSocket: a page is shown without.
  server.on('upgrade', (_incoming: IncomingMessage, client: Duplex) => client.destroy());
  server.on('clientError', (_error: Error, client: Duplex) => client.destroy());
  const port = await listen(server);
  return {
    server: `http://127.0.0.1:${port}`,
    port,
    refusal: (host) => refused.get(host) ?? null,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

type Dial = (host: string, port: number) => Promise<Socket>;

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}

async function connectFirst(addresses: readonly HostAddress[], port: number): Promise<Socket> {
  let last: unknown = new Error('no address');
  for (const { address, family } of addresses.slice(0, 3)) {
    try {
      return await connectTo(address, family, port);
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

function connectTo(host: string, family: number, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, family, port, timeout: CONNECT_TIMEOUT });
    socket.once('connect', () => {
      socket.setTimeout(IDLE_TIMEOUT, () => socket.destroy());
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('timeout', () => socket.destroy(new Error('connection timed out')));
    socket.once('error', reject);
  });
}

/** Plain HTTP: the browser sends the whole URL; it is asked for over a connection that was checked. */
async function forward(incoming: IncomingMessage, outgoing: ServerResponse, dial: Dial): Promise<void> {
  const target = incoming.url ?? '';
  if (!URL.canParse(target) || !target.startsWith('http://')) return void outgoing.writeHead(400).end();
  const url = new URL(target);
  const socket = await dial(url.hostname, Number(url.port === '' ? 80 : url.port));
  const onward = request({
    createConnection: () => socket,
    method: incoming.method,
    path: url.pathname + url.search,
    headers: withoutHops(incoming.headers),
    setHost: false,
  });
  onward.on('response', (answer) => {
    const headers = withoutHops(answer.headers);
    outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, headers);
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
  });
  onward.on('error', (error) => deny(outgoing, error));
  outgoing.on('close', () => onward.destroy());
  incoming.on('error', () => onward.destroy());
  incoming.pipe(onward);
}

function withoutHops(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

function deny(outgoing: ServerResponse, error: unknown): void {
  if (outgoing.headersSent) return void outgoing.destroy();
  // Cut the connection rather than answer: an answer of ours must never look like one of the site's.
  outgoing.socket?.destroy(error instanceof Error ? error : undefined);
}

/** HTTPS: the browser asks for a tunnel to host and port. */
async function tunnel(incoming: IncomingMessage, client: Duplex, head: Buffer, dial: Dial): Promise<void> {
  client.on('error', () => client.destroy());
  const target = `https://${incoming.url ?? ''}`;
  if (!URL.canParse(target)) return void client.destroy();
  const url = new URL(target);
  const socket = await dial(url.hostname, Number(url.port === '' ? 443 : url.port));
  socket.on('error', () => client.destroy());
  client.on('close', () => socket.destroy());
  socket.on('close', () => client.destroy());
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  if (head.length > 0) socket.write(head);
  socket.pipe(client);
  client.pipe(socket);
}
