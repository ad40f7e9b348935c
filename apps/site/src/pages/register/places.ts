import { freePlaces, type Quota } from '@plenary/registration';
import type { EventWords } from './register-view.js';

/** How many places are free for a way to attend; where the event shows it, how many wait. */
export function placesText({ say }: EventWords, quota: Quota, showsWaiting: boolean): string {
  const free = freePlaces(quota);
  // No way to attend that nobody can have.
  if (quota.places === 0) return say('places.nobody');
  const text = free === null ? say('places.any') : say('places.free', { count: free });
  return showsWaiting && quota.waiting > 0
    ? say('places.waiting', { places: text, count: quota.waiting })
    : text;
}

/** A way to attend, with its places. */
export function modeWithPlaces(words: EventWords, quota: Quota, showsWaiting: boolean): string {
  const { say } = words;
  return say('places.of', {
    mode: say('mode', { mode: quota.mode }),
    places: placesText(words, quota, showsWaiting),
  });
}
