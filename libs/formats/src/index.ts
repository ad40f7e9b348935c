export { FormatError, inWords, type FormatProblem, type Reading } from './problem.js';
export { writeCalendar, type Calendar, type CalendarEntry } from './icalendar.js';
export { readWebVtt, type VttCue, type VttFile, type VttProblem } from './webvtt.js';
export { readJson } from './json.js';
export { readUtf8 } from './text.js';
export { isNestedTooDeeply, nestedTooDeeply } from './json-depth.js';
