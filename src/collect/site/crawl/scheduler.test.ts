import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Pacer } from '../pacer.ts';
import type { UrlRow } from '../store.ts';
import { type Lane, Scheduler } from './scheduler.ts';

const row = (id: number): UrlRow => ({
  id,
  url: `http://127.0.0.1/${id}`,
  host: 1,
  prio: id,
  depth: 1,
  referrer: 0,
  text: null,
  tries: 0,
  pass: 1,
  asked: 0,
  hops: 0,
});

function lane(connections: number): Lane {
  const pacer = new Pacer({
    connections,
    delayMs: 0,
    firstDelayMs: 10,
    maxDelayMs: 250,
    maxPauseMs: 1_000,
    clock: Date.now,
  });
  return { id: 1, name: '127.0.0.1', pacer, later: [], stopped: null };
}

describe('Scheduler', () => {
  it.each([1, 3, 8])(
    'ends only when all is done, though writing down makes room while it settles (%i at once)',
    async (room) => {
      const total = 40;
      const waiting = Array.from({ length: total }, (_, i) => row(i + 1));
      const done: number[] = [];
      const finished: number[] = [];
      let draining: Promise<void> | null = null;
      const only = lane(room);
      const drain = async () => {
        // Slow, as a checkpoint is: everything in flight ends meanwhile and there is no room for more.
        await sleep(3);
        done.push(...finished.splice(0));
        draining = null;
        scheduler.pump();
      };
      const scheduler = new Scheduler({
        lanes: () => [only],
        take: () => waiting.shift() ?? null,
        visit: async (to, { id }) => {
          await sleep(1);
          to.pacer.success();
          finished.push(id);
          draining ??= drain();
        },
        hasRoom: () => finished.length < room,
        settle: async () => {
          while (draining !== null) await draining;
          await sleep(1);
          return waiting.length > 0;
        },
        clock: Date.now,
        signal: new AbortController().signal,
        maxInFlight: 64,
      });
      await scheduler.run();
      expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
    },
  );

  it('ends with the error of a visit', async () => {
    const only = lane(2);
    const waiting = [row(1), row(2)];
    const scheduler = new Scheduler({
      lanes: () => [only],
      take: () => waiting.shift() ?? null,
      visit: () => Promise.reject(new Error('disk')),
      hasRoom: () => true,
      settle: () => Promise.resolve(false),
      clock: Date.now,
      signal: new AbortController().signal,
      maxInFlight: 64,
    });
    await expect(scheduler.run()).rejects.toThrow('disk');
  });
});
