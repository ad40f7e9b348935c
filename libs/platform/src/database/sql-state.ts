function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The driver's own account of an error: within Prisma's, or by itself where a transaction begins or ends. */
function cause(error: unknown): unknown {
  const own = property(error, 'name') === 'DriverAdapterError' ? error : undefined;
  return property(property(property(error, 'meta'), 'driverAdapterError') ?? own, 'cause');
}

/** The SQLSTATE of a database error, such as 23505, or null if it is none. */
export function sqlState(error: unknown): string | null {
  const code = text(property(cause(error), 'originalCode')) ?? text(property(cause(error), 'code'));
  if (code !== null) return code;
  const own = text(property(error, 'code'));
  if (own === 'P2034') return '40001';
  return own !== null && /^[0-9A-Z]{5}$/.test(own) && !own.startsWith('P2') ? own : null;
}

/** The constraint that refused a row, or null. Its name is ours, and tells what to say to the caller. */
export function violatedConstraint(error: unknown): string | null {
  const constraint = property(cause(error), 'constraint');
  return (
    text(constraint) ??
    text(property(constraint, 'index')) ??
    text(property(error, 'constraint')) ??
    /constraint "([^"]+)"/.exec(text(property(cause(error), 'originalMessage')) ?? '')?.[1] ??
    null
  );
}

/** A deadlock or a serialisation failure: the same transaction may succeed at the next try. */
export function isCollision(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(error) ?? '');
}

/** 55000 is what a database says that takes no connections just now. */
const goneStates = /^(08|57P0[1-3]|53300|55000)/;

/** What the driver calls a connection that broke or could not be had, whatever the statement was. */
const goneKinds = ['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections'];

/** Of Node's sockets, then of Prisma. */
const goneCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
  'P1001',
  'P1002',
  'P1017',
  'P2024',
  'P2028',
];

/** Whether the database could not be reached, or no connection could be had in time. */
export function isDatabaseAway(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== null && goneStates.test(state)) return true;
  if (goneKinds.includes(text(property(cause(error), 'kind')) ?? '')) return true;
  if (goneCodes.includes(text(property(error, 'code')) ?? '')) return true;
  const message = error instanceof Error ? error.message : '';
  return /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/.test(
    message,
  );
}
