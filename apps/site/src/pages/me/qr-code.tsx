import encodeQR from 'qr';
import type { ReactElement } from 'react';

/** The light around it that scanners need, in modules. */
const quietZone = 4;

/** A text as a QR code, dark on light whatever the page's colours are: scanners know no other. */
export function QrCode({ text, alternative }: { text: string; alternative: string }): ReactElement {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: quietZone });
  const size = rows.length;
  const dark = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? `M${String(x)} ${String(y)}h1v1h-1z` : [])),
  );
  return (
    <svg
      className="qr"
      role="img"
      aria-label={alternative}
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
