import type { Event } from '@plenary/event';
import type { Country, Form, OwnRegistration } from '@plenary/registration';
import type { TypedForm } from '../register/register-view.js';

/** The forms of the page. */
export const meForms = ['confirm', 'accept', 'cancel', 'answers', 'mode', 'data'] as const;
export type MeForm = (typeof meForms)[number];

/** One's own registration as its page shows it. */
export interface MeView {
  readonly own: OwnRegistration;
  readonly event: Event;
  /** What the category asks now; null for nothing. */
  readonly form: Form | null;
  /** The event's own list of countries; empty for all. */
  readonly countries: readonly Country[];
  /** The form as it was when it was answered; null where nothing was. */
  readonly answered: Form | null;
  /** iCalendar; null for who has no ticket. */
  readonly calendar: string | null;
  /** The form that was sent just now. */
  readonly done: MeForm | null;
  /** Whether it is asked once more if it is to be cancelled. */
  readonly isCancelling: boolean;
  readonly typed:
    | (TypedForm & {
        readonly form: MeForm;
        /** What stood in the way, such as FULL; null where it is not told. */
        readonly because: string | null;
      })
    | null;
}

/** Whether a registration is of an event: neither cancelled nor declined. */
export function isLive({ own: { registration } }: MeView): boolean {
  return registration.state !== 'CANCELLED' && registration.state !== 'DECLINED';
}
