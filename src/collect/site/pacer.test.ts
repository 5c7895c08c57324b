import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pacer } from './pacer.ts';

function pacer(more: Partial<ConstructorParameters<typeof Pacer>[0]> = {}) {
  const time = { now: 1_000 };
  const made = new Pacer({ connections: 8, delayMs: 0, maxPauseMs: 60_000, clock: () => time.now, ...more });
  return { time, made };
}

describe('Pacer', () => {
  it('halves connections and rate on a fault, once for all requests that were under way', () => {
    const { time, made } = pacer();
    for (let i = 0; i < 8; i++) made.start();
    time.now += 10;
    for (let i = 0; i < 4; i++) made.fault(1_000, null);
    expect(made.connections).toBe(4);
    expect(made.delayMs).toBe(125);
    made.fault(1_010, null);
    expect(made.connections).toBe(2);
    expect(made.delayMs).toBe(250);
  });

  it('recovers step by step', () => {
    const { time, made } = pacer();
    made.start();
    made.fault(time.now, null);
    for (let i = 0; i < 200; i++) {
      made.start();
      made.success();
    }
    expect(made.connections).toBe(8);
    expect(made.delayMs).toBe(0);
  });

  it('waits for Retry-After, but no longer than allowed', () => {
    const { time, made } = pacer({ maxPauseMs: 5_000 });
    made.start();
    made.fault(time.now, 3_000);
    expect(made.waitMs()).toBe(3_000);
    made.start();
    made.fault(time.now, 3_600_000);
    expect(made.waitMs()).toBe(5_000);
  });

  it('keeps the delay between requests and the number of connections', () => {
    const { time, made } = pacer({ connections: 2, delayMs: 100 });
    expect(made.waitMs()).toBe(0);
    made.start();
    expect(made.waitMs()).toBe(100);
    time.now += 100;
    made.start();
    expect(made.waitMs()).toBe(Number.POSITIVE_INFINITY);
    made.success();
    expect(made.waitMs()).toBe(100);
  });

  it('never lets more than the connections through, whatever happens', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('start', 'success', 'fault', 'neutral', 'tick'), { maxLength: 300 }),
        (events) => {
          const { time, made } = pacer({ connections: 4 });
          for (const event of events) {
            if (event === 'tick') time.now += 500;
            else if (event === 'start') {
              if (made.waitMs() === 0) made.start();
            } else if (made.inFlight > 0) {
              if (event === 'fault') made.fault(time.now, null);
              else made[event]();
            }
            expect(made.inFlight).toBeLessThanOrEqual(4);
            expect(made.connections).toBeGreaterThanOrEqual(1);
          }
        },
      ),
    );
  });
});
