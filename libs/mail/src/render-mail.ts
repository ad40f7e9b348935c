import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MailPage } from './mail-page.js';
import type { Mail } from './mail.js';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The mail as text and as HTML, with the same words in both. */
export function renderMail(mail: Mail): RenderedMail {
  const subject = mail.subject.replace(/[\r\n]+/g, ' ');
  const text = mail.blocks.map((block) =>
    'url' in block ? `${block.link}:\n${block.url}` : block.paragraph,
  );
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html>${renderToStaticMarkup(createElement(MailPage, { mail: { ...mail, subject } }))}`,
  };
}
