// A process of ours in which something goes wrong; it says `lived` when it has got over it, and ends when told to.
import { setTimeout as pause } from 'node:timers/promises';
import { runProcess } from '@plenary/platform/process';

const fault = () => {
  throw new Error('a fault');
};

const faults = {
  'a rejected promise that nobody awaits': async () => {
    void Promise.reject(new Error('a fault'));
  },
  'a listener of live updates that throws': async ({ live }) => {
    const heard = new Promise((resolve) => {
      live.onChange('topic', fault);
      live.onChange('topic', resolve);
    });
    live.publish(['topic']);
    await heard;
  },
  'a notification that is none of ours': async ({ live, pool }) => {
    const heard = new Promise((resolve) => live.onChange('topic', resolve));
    for (const payload of ['', '{', '{}', '["x", 1]', 'null']) {
      await pool.query('SELECT pg_notify($1, $2)', ['plenary', payload]);
    }
    live.publish(['topic']);
    await heard;
  },
  'a connection that dies while it is in use': async ({ pool }) => {
    const client = await pool.connect();
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
    const ended = new Promise((resolve) => client.once('end', resolve));
    await pool.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
    await ended;
    client.release();
    await pool.query('SELECT 1');
  },
  'the connection of live updates dies, again and again': async ({ live, pool }) => {
    for (let round = 0; round < 3; round += 1) {
      const heard = new Promise((resolve) => live.onChange('topic', resolve));
      await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'plenary live'`,
      );
      await heard;
    }
  },
  'a log that can not be written': async ({ log }) => {
    for (let line = 0; line < 2_000; line += 1) log.error({ padding: 'x'.repeat(1_000) }, 'a line');
  },
  'an error that nobody caught': async () => {
    setImmediate(fault);
  },
};

runProcess('faulty', async (services) => {
  const cause = faults[process.argv[2]];
  await cause(services);
  // Whatever Node does with it, it does before the next turn of its loop.
  await pause(0);
  process.stderr.write('lived\n');
  return { stop: async () => undefined };
});
