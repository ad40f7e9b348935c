import { key as keyForm } from '@plenary/event';

/** A row as a file may name it: by its key, or by any of its names. */
export interface Named {
  readonly key: string;
  readonly names: readonly string[];
}

/** Finds rows by key or name, letters' case and width aside, and makes keys for those that are added. */
export class Names {
  /** The first name of each row, by key. */
  readonly #first = new Map<string, string>();
  /** The key of each name; null for a name that several rows have. */
  readonly #byName = new Map<string, string | null>();
  /** The number that the next key of a stem may have. */
  readonly #next = new Map<string, number>();

  /** @param word what a key is made of where a name leaves no letters for it, such as `room` */
  constructor(
    private readonly word: string,
    rows: Iterable<Named>,
  ) {
    for (const row of rows) this.#learn(row);
  }

  /** The key of the row that a text names; null where it is none, or can't be told which. */
  find(text: string): { readonly key: string | null; readonly several: boolean } {
    if (this.#first.has(text)) return { key: text, several: false };
    const named = this.#byName.get(plain(text));
    return { key: named ?? null, several: named === null };
  }

  /** Learns a row of this name. @returns its key, made of the name */
  add(name: string): string {
    const own = keyOf(name);
    const called = (number: number): string =>
      own !== '' && number === 1 ? own : `${own || this.word}-${String(number)}`;
    let number = this.#next.get(own) ?? 1;
    while (this.#first.has(called(number))) number += 1;
    this.#next.set(own, number + 1);
    const key = called(number);
    this.#learn({ key, names: [name] });
    return key;
  }

  /** What a file calls a row: its name, where that finds it again, else its key. */
  label(key: string): string {
    const name = this.#first.get(key) ?? '';
    const clear = name !== '' && !this.#first.has(name) && this.find(name).key === key;
    return clear ? name : key;
  }

  #learn({ key, names }: Named): void {
    this.#first.set(key, names[0] ?? '');
    for (const name of new Set(names.map(plain))) {
      const known = this.#byName.get(name);
      this.#byName.set(name, known === undefined || known === key ? key : null);
    }
  }
}

export function isKey(text: string): boolean {
  return keyForm.safeParse(text).success;
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Short enough that a number fits behind it. */
function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 50)
    .replace(/-$/, '');
}
