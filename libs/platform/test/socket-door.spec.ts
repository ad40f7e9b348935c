import { EventEmitter } from 'node:events';
import { anonymous, type Actor } from '@plenary/platform/access';
import { SocketDoor } from '../src/graphql/socket-door.js';

const link = (linkId: string): Actor => ({
  kind: 'link',
  purpose: 'PART',
  eventId: 'event',
  subjectId: 'person',
  linkId,
});

/** Comes in, if there is room, and says who it is. @returns the socket if it may stay */
function come(door: SocketDoor, address: string, actor: Actor): EventEmitter | null {
  if (!door.hasRoom(address)) return null;
  const socket = new EventEmitter();
  door.enter(socket, address);
  if (door.admit(socket, actor)) return socket;
  socket.emit('close');
  return null;
}

test('strangers fill an address, and who has a link still comes in there', () => {
  const door = new SocketDoor();
  const strangers = Array.from({ length: 3_000 }, () => come(door, 'hall', anonymous));
  expect(strangers.every((socket) => socket !== null)).toBe(true);
  expect(come(door, 'hall', anonymous)).toBeNull();
  expect(come(door, 'elsewhere', anonymous)).not.toBeNull();
  const guests = Array.from({ length: 4_000 }, (_, number) => come(door, 'hall', link(String(number))));
  expect(guests.every((socket) => socket !== null)).toBe(true);
  strangers[0]?.emit('close');
  expect([come(door, 'hall', anonymous), come(door, 'hall', anonymous)].map(Boolean)).toEqual([true, false]);
});

test('who has a link takes no room of the strangers of their address, and has room for twenty', () => {
  const door = new SocketDoor();
  for (let guest = 0; guest < 3_000; guest += 1) come(door, 'hall', link(String(guest)));
  expect(come(door, 'hall', anonymous)).not.toBeNull();
  const own = Array.from({ length: 21 }, () => come(door, 'hall', link('one')));
  expect(own.map(Boolean)).toEqual([...Array<boolean>(20).fill(true), false]);
  own[0]?.emit('close');
  expect(come(door, 'hall', link('one'))).not.toBeNull();
});

test('beyond it, so many at once may say who they are', () => {
  const door = new SocketDoor();
  for (let stranger = 0; stranger < 3_000; stranger += 1) come(door, 'hall', anonymous);
  const silent: EventEmitter[] = [];
  while (door.hasRoom('hall')) {
    const socket = new EventEmitter();
    door.enter(socket, 'hall');
    silent.push(socket);
  }
  expect(silent).toHaveLength(150);
  expect(come(door, 'elsewhere', link('one'))).not.toBeNull();
  const [first, second] = silent;
  first?.emit('close');
  if (second !== undefined) expect(door.admit(second, link('two'))).toBe(true);
  expect([come(door, 'hall', link('three')), come(door, 'hall', link('four'))].map(Boolean)).toEqual([
    true,
    true,
  ]);
});
