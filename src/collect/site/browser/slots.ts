/** Lets at most `count` tasks run at once, in the order in which they came. */
export function createSlots(count: number): { run<T>(task: () => Promise<T>): Promise<T> } {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    async run(task) {
      if (free > 0) free--;
      else await new Promise<void>((resume) => waiting.push(resume));
      try {
        return await task();
      } finally {
        const next = waiting.shift();
        // The place is handed on, never given back in between, so that nobody overtakes.
        if (next === undefined) free++;
        else next();
      }
    },
  };
}
