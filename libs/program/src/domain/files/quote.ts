/** What a file says, short enough for a message. */
export function shortened(text: string): string {
  const letters = [...text.slice(0, 200)];
  return letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : text;
}

export function quoted(text: string): string {
  return `"${shortened(text)}"`;
}
