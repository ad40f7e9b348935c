import { tellOfConstraints } from '@plenary/platform/database';

tellOfConstraints({
  Room_key_once: 'There is a room of this key already.',
  Track_key_once: 'There is a track of this key already.',
  Session_key_once: 'There is a session of this key already.',
  Session_both_times_or_none: { path: 'endsAt', message: 'must stand together with startsAt, or neither' },
  Session_ends_after_start: { path: 'endsAt', message: 'must be after startsAt' },
  Session_actual_end_after_start: { path: 'actualEndsAt', message: 'must be after actualStartsAt' },
  Appearance_eventId_sessionId_itemId_personId_role_key: 'Somebody has the same part in a session twice.',
  TrackMember_one_chair: 'A working group has one chair.',
  ProgramEdit_eventId_undoes_key: 'This edit was undone already.',
  ReleaseSlot_no_room_overlap: 'Two sessions are in one room at once.',
});
