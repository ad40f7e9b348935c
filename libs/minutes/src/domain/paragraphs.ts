import { joinTexts, wordsOf } from './cue.js';

/** Words after which a dot ends no sentence. */
const abbreviation =
  /(?:^|[\s(“"'])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Maj|Col|Capt|Brig|Adm|Amb|Hon|St|No|vs|etc|e\.g|i\.e|cf|approx|Ret|U\.S|U\.N|[A-Z])\.$/;
const openers =
  /^(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth|finally|lastly|next|now|then|also|however|but|so|therefore|moreover|furthermore|in addition|on the other hand|with that|having said that|let me|as for|regarding|concerning|when it comes|to conclude|in conclusion|ladies and gentlemen|another|the (?:first|second|third|last|next|other))\b/i;
const openersInJapanese = /^(?:次に|また|さて|まず|最後に|一方|しかし|そして|それでは|第[一二三四五])/;

/** From this many words on, a sentence that opens a thought begins a new paragraph; at the second, any does. */
const measure = { settled: 60, long: 120 };
/** Fewer words than this at the end stay with the paragraph before. */
const tail = 20;

/** The sentences of a text, each with the quotation it opens: none is cut inside “…”. */
function sentencesOf(text: string): string[] {
  const pieces = text.split(/(?<=[.!?…]["”’)]{0,4})\s+(?=\S)|(?<=[。！？][」』）]{0,4})(?=[^」』）])/u);
  const sentences: string[] = [];
  for (const piece of pieces) {
    const last = sentences.at(-1);
    if (last !== undefined && (abbreviation.test(last) || isOpen(last)))
      sentences[sentences.length - 1] = joinTexts([last, piece]);
    else sentences.push(piece);
  }
  return sentences;
}

/** A quotation this long was never closed. */
const longestQuotation = 600;

function isOpen(text: string): boolean {
  if (text.length > longestQuotation) return false;
  const count = (character: string): number => text.split(character).length - 1;
  return count('“') > count('”') || count('「') > count('」');
}

/** The text in paragraphs of a readable length, cut between sentences and where a thought begins. */
export function splitParagraphs(text: string, language: string): string[] {
  const paragraphs: string[][] = [];
  let words = 0;
  for (const sentence of sentencesOf(text)) {
    const current = paragraphs.at(-1);
    const opens = openers.test(sentence) || openersInJapanese.test(sentence);
    const full = words >= measure.long || (words >= measure.settled && opens);
    if (current === undefined || full) {
      paragraphs.push([sentence]);
      words = 0;
    } else {
      current.push(sentence);
    }
    words += wordsOf(sentence, language).length;
  }
  const last = paragraphs.at(-1);
  if (paragraphs.length > 1 && last !== undefined && words < tail) {
    paragraphs.pop();
    paragraphs.at(-1)?.push(...last);
  }
  return paragraphs.map(joinTexts);
}
