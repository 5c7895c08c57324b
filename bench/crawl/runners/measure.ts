/** Runs one crawler in this process and prints pages, seconds, CPU and peak memory as one line of JSON. */
export async function measure(work: () => Promise<number>): Promise<void> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const pages = await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  // ru_maxrss is in kilobytes on Linux.
  const rss = process.resourceUsage().maxRSS / 1024;
  console.log(
    JSON.stringify({
      pages,
      seconds,
      cpuMs: (user + system) / 1000,
      rss,
      user: user / 1000,
      sys: system / 1000,
    }),
  );
  process.exit(0);
}
