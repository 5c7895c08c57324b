import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { readRecords, subjectsOf } from '../collect/import/index.ts';
import { messageOf } from '../model/index.ts';
import type { GatheredAccounts } from '../signals/index.ts';
import { CensusShard, type CensusTools } from './shard.ts';
import type { ShardSays, ShardTask } from './threads.ts';

/** Bytes read between two signs of life. */
const SIGN = 1 << 20;

if (parentPort !== null) {
  const port = parentPort;
  const say = (said: ShardSays, transfer: readonly ArrayBuffer[] = []) => port.postMessage(said, transfer);
  try {
    const { folder, asOf, share, tables, tools } = workerData as ShardTask;
    const { createCensusTools } = (await import(tools.module)) as {
      createCensusTools(options: unknown): CensusTools;
    };
    const shard = new CensusShard(tables, createCensusTools(tools.options), asOf);
    let unsaid = 0;
    const { rows, problems } = await readRecords(
      folder,
      {
        subjects: subjectsOf(tables, share),
        share,
        progress: (bytes) => {
          unsaid += bytes;
          if (unsaid < SIGN) return;
          unsaid = 0;
          say({ kind: 'alive' });
        },
      },
      shard.sink,
    );
    const { kept, errors, notices } = problems;
    const asked = once(port, 'message');
    say({ kind: 'read', rows, kept, errors, notices, gathered: shard.gathered() });
    const [parts] = (await asked) as [readonly GatheredAccounts[]];
    shard.join(parts, share.index);
    const rest = await shard.judge(async (accounts) => say({ kind: 'judging', accounts }));
    say({ kind: 'judged', rest });
  } catch (error) {
    say({ kind: 'failed', why: messageOf(error) });
  }
}
