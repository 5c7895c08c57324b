import { Parser } from 'htmlparser2';
import { Agent, request, setGlobalDispatcher } from 'undici';
import { measure } from './measure.ts';

/**
 * The floor: undici and htmlparser2, streaming: bytes are decoded and parsed as they come; links (resolved), text and meta of each
 * page are kept until the page ends. No state, no archive, one thread.
 */
const [url = ''] = process.argv.slice(2);
setGlobalDispatcher(new Agent({ connections: 12 }));
await measure(async () => {
  const seen = new Set([url]);
  const queue = [url];
  let done = 0;
  let text = 0;
  const one = async (target: string) => {
    const response = await request(target);
    const links: string[] = [];
    const parts: string[] = [];
    const meta: Record<string, string> = {};
    const parser = new Parser({
      onopentag: (name, attributes) => {
        if (name === 'a' && attributes.href !== undefined) {
          const link = new URL(attributes.href, target);
          link.hash = '';
          links.push(link.href);
        } else if (name === 'meta' && attributes.name !== undefined) {
          meta[attributes.name] = attributes.content ?? '';
        }
      },
      ontext: (part) => {
        parts.push(part);
      },
    });
    const decoder = new TextDecoder();
    for await (const chunk of response.body) parser.write(decoder.decode(chunk, { stream: true }));
    parser.end(decoder.decode());
    for (const link of links) {
      if (!link.startsWith(url) || seen.has(link)) continue;
      seen.add(link);
      queue.push(link);
    }
    text += parts.join('').length;
    if (meta.SiteName !== undefined) done += 1;
  };
  const active = new Set<Promise<void>>();
  while (queue.length > 0 || active.size > 0) {
    while (queue.length > 0 && active.size < 12) {
      const work: Promise<void> = one(queue.shift() ?? '').finally(() => active.delete(work));
      active.add(work);
    }
    await Promise.race(active);
  }
  if (text === 0) throw new Error('no text was read');
  return done;
});
