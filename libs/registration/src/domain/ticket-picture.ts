import type { Attachment } from '@plenary/mail';
import encodeQR from 'qr';

/** As on the page of a registration: the light around it that scanners need, in modules. */
const quietZone = 4;
/** Pixels a module: 15 mm wide at 300 dots an inch is less. */
const scale = 8;

/** The QR code of a ticket as a picture that every mail program shows. */
export function ticketPicture(code: string): Attachment {
  const content = encodeQR(code, 'gif', { ecc: 'medium', border: quietZone, scale });
  return { filename: 'ticket.gif', contentType: 'image/gif', content };
}
