/** A part of a mail: a paragraph, or a link that stands alone. */
export type Block = { readonly paragraph: string } | { readonly link: string; readonly url: string };

/** A file that goes with a mail. */
export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** A mail before it is laid out as text and as HTML. */
export interface Mail {
  /** BCP 47. */
  readonly language: string;
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** iCalendar (METHOD:PUBLISH) that is attached; null or left out for none. */
  readonly calendar?: string | null;
  readonly attachments?: readonly Attachment[];
}
