import type { Command } from 'commander';
import { localText } from '@plenary/platform/texts';
import { findFindings, releaseProgram } from '@plenary/program';
import { print, withSession } from './session.js';

export function addReleaseProgram(program: Command): void {
  program
    .command('release-program')
    .argument('<event>', 'its slug')
    .option('--waive-all <reason>', 'waive every BLOCKER but room overlaps, and record why')
    .description('release the draft as the next program, which the public sees from now on')
    .action(async (slug: string, { waiveAll = null }: { waiveAll?: string | null }, command: Command) => {
      await withSession(async ({ inEvent }) => {
        const ctx = await inEvent(slug);
        const findings = await findFindings(ctx);
        const result = await releaseProgram(ctx, { waivers: [], waiveAll }).catch((error: unknown) => {
          for (const { severity, message, fix } of findings)
            process.stderr.write(`${severity}: ${message} ${fix}\n`);
          throw error;
        });
        const { release, noticesDrafted } = result;
        const untimed = result.untimed.map(({ title }) => localText(title, 'en', ctx.event.languages).text);
        const sessions = release.program.sessions.length;
        print(
          command,
          { event: slug, release: release.number, sessions, untimed, noticesDrafted, findings },
          [
            `Released ${slug}, release ${String(release.number)}: ${String(sessions)} sessions.`,
            ...untimed.map((title) => `Left out, for it has no time: ${title}`),
            ...(noticesDrafted === 0
              ? []
              : [`${String(noticesDrafted)} notices are drafted, for a person to send.`]),
          ],
        );
      });
    });
}
