export { numericIds, scheduleAcronym, scheduleSlug } from './ids.js';
export { readScheduleJson } from './read-json.js';
export { readScheduleXml } from './read-xml.js';
export type {
  Schedule,
  ScheduleConference,
  ScheduleDay,
  ScheduleDayRoom,
  ScheduleEvent,
  ScheduleGenerator,
  ScheduleLink,
  SchedulePerson,
  ScheduleRecording,
  ScheduleRoom,
  ScheduleTrack,
} from './schedule.js';
export { writeScheduleJson } from './write-json.js';
export { writeScheduleXml } from './write-xml.js';
