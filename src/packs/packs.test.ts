import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageFacts } from '../facts/testing/pages.ts';
import {
  compileLexicon,
  createScanner,
  type Pack,
  parseFolding,
  planLexicon,
  type Rule,
  type Term,
} from '../text/index.ts';
import { pageScan, readPack, shippedPacks } from './index.ts';
import { createPageScanner } from './page-scanner.ts';

const folder = join(import.meta.dirname, '../../packs');
const folding = parseFolding(readFileSync(join(folder, 'folding.yaml'), 'utf8'));

/** Detectors that tell the right form of what they find. */
const SAYS: ReadonlySet<string> = new Set(['wrong-weekday', 'document-number']);

/** Every rule of every pack that ships, with every term in every example and counter-example. */
describe.each(shippedPacks(folder))('%s', (file) => {
  const { pack, problems } = readPack(file);
  it('is without problems', () => {
    expect(problems).toEqual([]);
    expect(pack).not.toBeNull();
  });
  const loaded: Pack = pack ?? {
    id: 'none',
    title: { zh: '无', en: 'none' },
    version: '0',
    rules: [],
    allow: [],
  };
  const scanner = createScanner(compileLexicon(planLexicon([loaded], folding)));
  it('says of every term what is wrong, what to do, where that stands, and shows it', () => {
    const lacking = loaded.rules.flatMap((rule) =>
      (rule.terms.length === 0 ? [{ text: rule.id }] : rule.terms).flatMap((term: Term) => {
        const own = 'severity' in term || 'suggest' in term ? term : rule;
        // What is right in place of a wrong date or number the detector says.
        const suggest = own.suggest ?? rule.suggest ?? (SAYS.has(rule.detector ?? '') ? 'says' : undefined);
        const whole = [rule.category, rule.severity, rule.why, rule.source, suggest].every(Boolean);
        return whole && examples(rule, 'examples').length > 0 && examples(rule, 'counters').length > 0
          ? []
          : [`${rule.id} ${term.text}`];
      }),
    );
    expect(lacking).toEqual([]);
  });
  it.each(loaded.rules.map((rule) => [rule.id, rule] as const))(
    '%s hits its examples and no counter-example',
    (_, rule) => {
      const hitsIn = (written: string) => {
        const { text, date } = dated(written);
        return scanner.scan(text, { date }).filter((hit) => hit.rule === rule.id);
      };
      expect(examples(rule, 'examples').filter((text) => hitsIn(text).length === 0)).toEqual([]);
      expect(examples(rule, 'counters').filter((text) => hitsIn(text).length > 0)).toEqual([]);
    },
  );
});

it('gives a reading thread the packs that were read, and finds the same there', async () => {
  const { options } = pageScan({ folder });
  const handed = await createPageScanner(structuredClone(options));
  const read = await createPageScanner({ folder });
  const [pack] = shippedPacks(folder).flatMap((file) => readPack(file).pack ?? []);
  const text = (pack?.rules ?? []).flatMap((rule) => examples(rule, 'examples')).join('\n');
  const facts = pageFacts('http://www.example.gov.cn/a.html', {
    article: { title: '', published: null, source: null, author: null, text },
  });
  expect(handed(facts)).toEqual(read(facts));
  expect(handed(facts).length).toBeGreaterThan(0);
});

function examples(rule: Rule, which: 'examples' | 'counters'): string[] {
  const own = (term: Term): readonly string[] =>
    which in term ? (((term as { [key: string]: unknown })[which] as string[] | undefined) ?? []) : [];
  const terms = rule.terms.length === 0 ? [{ text: '' }] : rule.terms;
  return [
    ...new Set(
      terms.flatMap((term) => {
        // A term with examples of its own says that the general ones are not for it.
        const given = own(term).length > 0 ? own(term) : rule[which];
        return given.map((text) => text.replaceAll('{term}', term.text));
      }),
    ),
  ];
}

/** `[2019-05-20] text`: a text of that day. */
function dated(written: string): { readonly text: string; readonly date: string | null } {
  const match = /^\[(\d{4}-\d{2}-\d{2})\] (.*)$/s.exec(written);
  return match === null ? { text: written, date: null } : { text: match[2] ?? '', date: match[1] ?? null };
}
