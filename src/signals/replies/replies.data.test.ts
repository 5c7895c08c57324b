import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeCensus } from '../../census/index.ts';
import { readRegister, readRegisterWords } from '../../collect/import/index.ts';
import { standardsIn } from '../../inspect/index.ts';
import { loadStandard } from '../../judge/index.ts';
import { type Finding, parseTime } from '../../model/index.ts';
import { loadReplyWords } from '../../packs/index.ts';
import { createReplyReader } from './index.ts';

const packs = resolve(import.meta.dirname, '../../../packs');
const folder = join(process.env.XUNJIAN_DATA ?? '', 'registers');

interface Truth {
  readonly asOf: string;
  readonly messages: Record<string, { readonly label: string }>;
  readonly accounts: Record<
    string,
    { readonly labels: { readonly interaction: { readonly poor: boolean } } }
  >;
  readonly sites: Record<string, { readonly poor: boolean }>;
}

describe('replies of the labelled register', () => {
  it.runIf(existsSync(join(folder, 'messages')))('are told apart', async () => {
    const truth = JSON.parse(readFileSync(join(folder, 'messages.truth.json'), 'utf8')) as Truth;
    const read = createReplyReader(loadReplyWords(packs));
    const seen: { readonly label: string; readonly quality: string; readonly said: string }[] = [];
    await readRegister(join(folder, 'messages'), {
      words: readRegisterWords(join(packs, 'register-columns.yaml')),
      sink: () => ({
        messages: ({ id, text, reply }) => {
          const label = truth.messages[id]?.label;
          if (label === undefined || (reply ?? '').trim() === '') return;
          const { quality } = read(text ?? '', reply ?? '');
          seen.push({ label, quality, said: `${label} ${quality}: ${text} → ${reply}` });
        },
      }),
    });
    const count = (label: string | null, quality: string | null) =>
      seen.filter((one) => (label ?? one.label) === one.label && (quality ?? one.quality) === one.quality)
        .length;
    for (const label of ['perfunctory', 'off-topic']) {
      const precision = count(label, label) / count(null, label);
      const recall = count(label, label) / count(label, null);
      console.info(
        `${label}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} of ${count(label, null)}`,
      );
      expect(precision).toBeGreaterThanOrEqual(0.98);
      expect(recall).toBeGreaterThanOrEqual(label === 'perfunctory' ? 0.95 : 0.8);
    }
    const wrong = seen.filter(({ label, quality }) => label === 'fine' && quality !== 'substantive');
    console.info(`fine: ${count('fine', null)}, of them not held to be substantive: ${wrong.length}`);
    expect(wrong.filter(({ quality }) => quality !== 'unsure').map(({ said }) => said)).toEqual([]);
  });

  it.runIf(existsSync(join(folder, 'messages')))(
    'most of them poor: each account and site, and no other',
    async () => {
      const truth = JSON.parse(readFileSync(join(folder, 'messages.truth.json'), 'utf8')) as Truth;
      const census = await takeCensus(join(folder, 'messages'), {
        words: readRegisterWords(join(packs, 'register-columns.yaml')),
        standard: loadStandard('local-replies', standardsIn(resolve(packs, '../standards'))),
        asOf: parseTime(truth.asOf) ?? 0,
        scanner: null,
        replies: createReplyReader(loadReplyWords(packs)),
      });
      const suspected = (findings: readonly Finding[]) =>
        findings.some(
          ({ indicator, state }) => indicator.endsWith('.reply-quality') && state === 'suspected',
        );
      const found = [
        ...census.accounts.filter(({ id }) => suspected(census.verdict(id).findings)),
        ...census.sites.filter(({ findings }) => suspected(findings)),
      ].map(({ id }) => id);
      const poor = [
        ...Object.entries(truth.accounts).filter(([, { labels }]) => labels.interaction.poor),
        ...Object.entries(truth.sites).filter(([, site]) => site.poor),
      ].map(([id]) => id);
      console.info(`subjects whose replies are poor: ${found.length} found of ${poor.length}`);
      expect(found.sort()).toEqual(poor.sort());
    },
  );
});
