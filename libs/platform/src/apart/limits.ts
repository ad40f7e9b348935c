/** From when its turn comes. */
export const patienceMs = 15_000;

/** Memory that is resident, in bytes: what a file unpacks to counts as much as what is made of it. */
export const mostResident = 600_000_000;

/** The heap ends before, with a word of its own. */
export const mostHeapMb = 450;

/** Who has grown to this size gives nothing back: the next file gets a new process. */
export const restResident = 250_000_000;

/** Whoever is behind so many would wait too long. */
export const mostWaiting = 40;

/** Reading a file must not slow down those who are served meanwhile. */
export const niceness = 5;
