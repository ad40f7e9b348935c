/**
 * A cell that a spreadsheet would run, or make a number or a command of: after apostrophes and white space it begins
 * with = + - @ in half or full width, or it begins with a tab or a line end (OWASP, CSV Injection).
 */
const runs = /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

/** With an apostrophe in front if a spreadsheet would run it. {@link restoreCell} gives back exactly the same text. */
export function neutralCell(text: string): string {
  return runs.test(text) ? `'${text}` : text;
}

/** Takes the apostrophe away that {@link neutralCell} put there, and no other. */
export function restoreCell(text: string): string {
  return text.startsWith("'") && runs.test(text) ? text.slice(1) : text;
}
