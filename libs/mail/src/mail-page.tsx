import type { ReactElement } from 'react';
import type { Block, Mail } from './mail.js';

const body = {
  fontFamily: 'Georgia, "Noto Serif JP", serif',
  fontSize: '16px',
  lineHeight: 1.6,
  color: '#1b1b1b',
};

/** A mail as HTML: styles stand inline, for that is all that mail programs keep. */
export function MailPage({ mail }: { mail: Mail }): ReactElement {
  return (
    <html lang={mail.language}>
      <head>
        <meta charSet="utf-8" />
        <title>{mail.subject}</title>
      </head>
      <body style={body}>
        {mail.blocks.map((block, index) => (
          <BlockLine key={index} block={block} />
        ))}
      </body>
    </html>
  );
}

function BlockLine({ block }: { block: Block }): ReactElement {
  if ('paragraph' in block) return <p>{block.paragraph}</p>;
  return (
    <p>
      <a href={block.url}>{block.link}</a>
    </p>
  );
}
