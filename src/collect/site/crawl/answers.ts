import type { FailureKind, Obstacle } from '../../../model/index.ts';

/** Statuses by which firewalls and their services turn visitors away (facts inconclusive, never an absent page). */
const REFUSALS: ReadonlyMap<number, FailureKind> = new Map([
  [401, 'login'],
  [403, 'blocked'],
  [405, 'blocked'],
  [407, 'blocked'],
  [412, 'blocked'],
  [418, 'blocked'],
  [451, 'blocked'],
  [521, 'blocked'],
]);

export function refusalKind(status: number): FailureKind | null {
  return REFUSALS.get(status) ?? null;
}

/** What a page that is not the page asked for counts as; null where it is no wall (an error page, a parked domain). */
export function obstacleKind(obstacle: Obstacle | null): FailureKind | null {
  switch (obstacle?.kind) {
    case 'captcha':
      return 'captcha';
    case 'firewall':
    case 'script-challenge':
      return 'blocked';
    case 'login':
      return 'login';
    default:
      return null;
  }
}

const HTML = /^(?:text\/html|application\/xhtml\+xml|application\/vnd\.wap\.xhtml\+xml)$/;
/** Types that servers send for pages by mistake or not at all: the bytes decide. */
const UNSURE =
  /^(?:|text\/plain|text\/xml|application\/xml|application\/octet-stream|content\/unknown|unknown\/unknown)$/;
const MARKUP = /<(?:!doctype\s+html|html|head|body|title|meta|script|div|table|p|a)[\s>]/i;

/** Whether an answer is a page, by its type and, where that is unsure, by its first bytes. */
export function isHtml(type: string, body?: Uint8Array): 'yes' | 'no' | 'maybe' {
  if (HTML.test(type)) return 'yes';
  if (!UNSURE.test(type)) return 'no';
  if (body === undefined) return 'maybe';
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 1024)).toString('latin1');
  return MARKUP.test(start) ? 'yes' : 'no';
}

/** A link is dead only where the other side said so, or is not there at all. Whatever else went wrong proves nothing. */
export function isDead(kind: FailureKind, status: number | null): boolean {
  switch (kind) {
    case 'http-4xx':
      return status === 404 || status === 410;
    case 'http-5xx':
    case 'dns':
    case 'refused-connection':
      return true;
    default:
      return false;
  }
}
