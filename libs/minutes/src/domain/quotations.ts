const quoted = /“([^“”]*[?？])”|"([^"]*[?？])"|「([^「」]+)」/g;

/** The questions that stand in quotation marks in a text, without the marks. */
export function quotations(text: string): string[] {
  return [...text.matchAll(quoted)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}
