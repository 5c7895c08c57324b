import {
  type AttachmentReader,
  createAttachmentReader,
  createImageReader,
  type ImageReader,
  type ReadPart,
} from '../../attachments/index.ts';
import type { Coverage, SectionValue, SiteFacts } from '../../model/index.ts';
import type { TextScan } from '../../packs/index.ts';
import { withSection } from '../probe/entries.ts';
import type { Candidate } from './candidates.ts';

type Hit = SectionValue<'content'>['hits'][number];
/** Why an attachment was not scanned; `report/labels` names each. */
export type Missed =
  | 'budget'
  | 'encrypted'
  | 'format'
  | 'limit'
  | 'broken'
  | 'pictures'
  | 'unreachable'
  | 'elsewhere'
  | 'not-held';

/** Bytes of all attachments of one inspection. */
const ALL_BYTES = 256 * 1024 * 1024;
/** Hits kept of all attachments; one file of personal data may have thousands. */
const HITS = 200;
const HITS_OF_ONE = 20;
const EXAMPLES = 10;
/** One file must not hold up an inspection. */
const LIMITS = { timeMs: 20_000, characters: 10_000_000 } as const;

/** Reads attachments one by one, scans their text, and keeps the account of what was not seen. */
export class AttachmentScan {
  readonly #reader: AttachmentReader;
  readonly #images: ImageReader | null;
  readonly #scan: TextScan;
  readonly #region: string | null;
  readonly #hits: Hit[] = [];
  readonly #missed = new Map<Missed, { count: number; examples: string[] }>();
  #hitCount = 0;
  #read = 0;
  #bytes = 0;

  /** `region`: division code of the body; `ocr`: recognise text in pictures, where that is installed. */
  constructor(scan: TextScan, region: string | null, ocr: boolean) {
    this.#images = ocr ? createImageReader() : null;
    this.#reader = createAttachmentReader(LIMITS, this.#images);
    this.#scan = scan;
    this.#region = region;
  }

  get isFull(): boolean {
    return this.#bytes >= ALL_BYTES;
  }

  miss(why: Missed, urls: readonly string[]): void {
    if (urls.length === 0) return;
    const entry = this.#missed.get(why) ?? { count: 0, examples: [] };
    this.#missed.set(why, {
      count: entry.count + urls.length,
      examples: [...entry.examples, ...urls].slice(0, EXAMPLES),
    });
  }

  async take(candidate: Candidate, bytes: Uint8Array, contentType: string | null): Promise<void> {
    this.#bytes += bytes.length;
    const { parts, unread } = await this.#reader.read(bytes, contentType ?? undefined);
    // One file counts once for each reason, however many parts of it were not read.
    for (const reason of new Set(unread.map((one) => one.reason))) this.miss(reason, [candidate.url]);
    if (parts.length > 0) this.#read++;
    let own = 0;
    for (const part of parts) {
      const hits = this.#scan(part.text, { date: candidate.date, region: this.#region });
      this.#hitCount += hits.length;
      for (const hit of hits) {
        if (own++ >= HITS_OF_ONE || this.#hits.length >= HITS) break;
        this.#hits.push({
          ...hit,
          url: addressOf(candidate.url, part),
          title: titleOf(candidate.name, part),
          date: candidate.date,
          selector: null,
          attachment: true,
        });
      }
    }
  }

  /** The facts with what was found, and with what was not seen in their coverage. */
  into(facts: SiteFacts, found: number): SiteFacts {
    const { content } = facts.sections;
    const unseen: Coverage['unseen'] = [...this.#missed].map(([why, { count, examples }]) => ({
      reason: `attachment-${why}`,
      count,
      examples,
    }));
    const told: SiteFacts = {
      ...facts,
      coverage: { ...facts.coverage, unseen: [...facts.coverage.unseen, ...unseen] },
    };
    if (content.status !== 'ok') return told;
    return withSection(told, 'content', {
      status: 'ok',
      value: {
        ...content.value,
        hits: [...content.value.hits, ...this.#hits],
        hitCount: content.value.hitCount + this.#hitCount,
        attachments: { found, read: this.#read },
      },
    });
  }

  async close(): Promise<void> {
    await this.#reader.close();
    await this.#images?.close();
  }
}

/** Programs that show a PDF open it at the page that the fragment names (RFC 8118). */
function addressOf(url: string, { path, place }: ReadPart): string {
  return path === '' && place?.kind === 'page' ? `${url.split('#')[0]}#page=${place.number}` : url;
}

const PLACE = { page: '页', slide: '张幻灯片', sheet: '张工作表' } as const;

function titleOf(name: string, { path, place, recognised }: ReadPart): string {
  const inner = path === '' ? '' : ` › ${path}`;
  const seen = recognised === true ? '，图片文字识别' : '';
  if (place === null) return `${name}${inner}（附件${seen}）`;
  const sheet = place.name === undefined ? '' : `“${place.name}”`;
  return `${name}${inner}（附件第${place.number}${PLACE[place.kind]}${sheet}${seen}）`;
}
