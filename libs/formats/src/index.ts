export { writeCalendar, type Calendar, type CalendarEntry } from './icalendar.js';
