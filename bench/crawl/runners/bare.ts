import { Parser } from 'htmlparser2';
import { Agent, request, setGlobalDispatcher } from 'undici';
import { measure } from './measure.ts';

/** The floor: undici and htmlparser2, links, text and meta, no state, no archive, one thread. */
const [url = ''] = process.argv.slice(2);
setGlobalDispatcher(new Agent({ connections: 12 }));
await measure(async () => {
  const seen = new Set([url]);
  const queue = [url];
  let done = 0;
  let text = 0;
  const one = async (target: string) => {
    const response = await request(target);
    const html = new TextDecoder().decode(await response.body.arrayBuffer());
    const parser = new Parser({
      onopentag: (name, attributes) => {
        if (name !== 'a' || attributes.href === undefined) return;
        const link = new URL(attributes.href, target);
        link.hash = '';
        if (!link.href.startsWith(url) || seen.has(link.href)) return;
        seen.add(link.href);
        queue.push(link.href);
      },
      ontext: (part) => {
        text += part.length;
      },
    });
    parser.end(html);
    if (response.statusCode === 200) done += 1;
  };
  const active = new Set<Promise<void>>();
  while (queue.length > 0 || active.size > 0) {
    while (queue.length > 0 && active.size < 12) {
      const work: Promise<void> = one(queue.shift() ?? '').finally(() => active.delete(work));
      active.add(work);
    }
    await Promise.race(active);
  }
  if (text === 0) throw new Error('no text');
  return done;
});
