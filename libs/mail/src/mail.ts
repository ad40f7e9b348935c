import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MailPage } from './mail-page.js';

/** A part of a mail: a paragraph, or a link that stands alone. */
export type Block = { readonly paragraph: string } | { readonly link: string; readonly url: string };

/** A mail before it is laid out as text and as HTML. */
export interface Mail {
  /** BCP 47. */
  readonly language: string;
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** iCalendar (METHOD:PUBLISH) that is attached; null or left out for none. */
  readonly calendar?: string | null;
}

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
