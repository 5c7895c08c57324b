import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pacer } from './pacer.ts';

function pacer(more: Partial<ConstructorParameters<typeof Pacer>[0]> = {}) {
  const time = { now: 1_000 };
  const made = new Pacer({
    connections: 8,
    delayMs: 0,
    firstDelayMs: 125,
    maxDelayMs: 5_000,
    maxPauseMs: 60_000,
    clock: () => time.now,
    ...more,
  });
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

  it('tells how long nothing but faults has come', () => {
    const { time, made } = pacer();
    const fault = () => {
      made.start();
      made.fault(time.now, null);
    };
    expect(made.faultyMs).toBe(0);
    fault();
    time.now += 7_000;
    fault();
    expect(made.faultyMs).toBe(7_000);
    made.tryAgain(20);
    expect([made.faults, made.faultyMs]).toEqual([20, 0]);
    made.start();
    made.success();
    expect([made.faults, made.faultyMs]).toEqual([0, 0]);
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

  it.each([
    { delayMs: 0, steps: [125, 111, 100] },
    { delayMs: 100, steps: [200, 167, 143] },
    // From next to a standstill the rate no more than triples with each success.
    { delayMs: 1_000, faults: 3, steps: [5_000, 1_667, 1_000] },
  ])(
    'adds a constant to the rate with every success, down to $delayMs ms',
    ({ delayMs, faults = 1, steps }) => {
      const { time, made } = pacer({ delayMs });
      for (let i = 0; i < faults; i++) {
        made.start();
        made.fault(time.now, null);
      }
      const seen = [Math.round(made.delayMs)];
      for (let i = 1; i < steps.length; i++) {
        made.start();
        made.success();
        seen.push(Math.round(made.delayMs));
      }
      expect(seen).toEqual(steps);
    },
  );

  it('never waits longer than the ceiling, nor makes a slow crawl faster by a fault', () => {
    const { time, made } = pacer();
    const slow = pacer({ delayMs: 10_000 });
    for (let i = 0; i < 20; i++) {
      made.start();
      made.fault(time.now, null);
    }
    slow.made.start();
    slow.made.fault(slow.time.now, null);
    expect(made.delayMs).toBe(5_000);
    expect(slow.made.delayMs).toBe(20_000);
  });

  it('settles where one request in k fails, however slow it was before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 0, max: 12 }),
        fc.constantFrom(0, 50, 100, 500),
        fc.constantFrom(10, 125),
        (k, faultsBefore, delayMs, firstDelayMs) => {
          const { time, made } = pacer({ delayMs, firstDelayMs });
          const request = (fails: boolean) => {
            time.now += Math.max(1, made.waitMs());
            made.start();
            if (fails) made.fault(time.now, null);
            else made.success();
          };
          for (let i = 0; i < faultsBefore; i++) request(true);
          // Where every other request fails, a round gives back a third at most: from the slowest it takes some fourteen.
          for (let i = 1; i <= 20 * k; i++) request(i % k === 0);
          let longest = 0;
          for (let i = 1; i <= 4 * k; i++) {
            request(i % k === 0);
            longest = Math.max(longest, made.delayMs);
          }
          const settled = (8 * firstDelayMs) / (k - 1);
          expect(longest).toBeLessThanOrEqual(Math.max(settled * 1.1, firstDelayMs, delayMs * 2));
        },
      ),
    );
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
