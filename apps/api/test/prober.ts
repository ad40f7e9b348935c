import { z } from 'zod';

/**
 * A process of its own that asks the health probe of an API again and again, and is told what happens meanwhile. When it
 * is told to end, it tells the slowest answer of each, in milliseconds.
 */
const orders = z.object({ url: z.string() });
const news = z.union([z.object({ meanwhile: z.string() }), z.literal('end')]);

process.once('message', (order) => {
  const { url } = orders.parse(order);
  const slowest: Record<string, number> = {};
  let [meanwhile, isOver, asked] = ['nothing', false, 0];
  process.on('message', (message) => {
    const heard = news.parse(message);
    if (heard === 'end') isOver = true;
    else ({ meanwhile } = heard);
  });
  const probe = async (): Promise<void> => {
    while (!isOver) {
      const [during, started] = [meanwhile, performance.now()];
      const { status } = await fetch(`${url}/health/live`);
      const ms = performance.now() - started;
      if (status !== 200) throw new Error(`The probe answered ${String(status)}.`);
      slowest[during] = Math.max(slowest[during] ?? 0, ms);
      asked += 1;
    }
    process.send?.({ asked, slowest }, () => process.exit(0));
  };
  void probe();
});
process.send?.('ready');
