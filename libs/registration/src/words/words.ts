// Made by `npm run generate` from the messages beside it.
import { wordsOf } from '@plenary/platform/words';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

interface Messages {
  'mail.greeting': {
    name: string | number;
  };
  'mail.link': null;
  'mail.closing': {
    until: string | number;
  };
  mode: {
    mode: string | number;
  };
  'received.subject': {
    title: string | number;
  };
  'received.held': {
    title: string | number;
    days: string | number;
    category: string | number;
    mode: string | number;
  };
  'received.waiting': {
    title: string | number;
    days: string | number;
    category: string | number;
    mode: string | number;
  };
  'received.review': {
    title: string | number;
    days: string | number;
    category: string | number;
    mode: string | number;
  };
  'again.subject': {
    title: string | number;
  };
  'again.opening': {
    title: string | number;
  };
  'confirmed.subject': {
    title: string | number;
  };
  'confirmed.opening': {
    title: string | number;
    days: string | number;
    category: string | number;
    mode: string | number;
  };
  'waitlisted.subject': {
    title: string | number;
  };
  'waitlisted.opening': {
    title: string | number;
    days: string | number;
    category: string | number;
    mode: string | number;
  };
  'offered.subject': {
    title: string | number;
  };
  'offered.opening': {
    title: string | number;
    days: string | number;
    category: string | number;
    mode: string | number;
    until: string | number;
  };
  'lapsed.subject': {
    title: string | number;
  };
  'lapsed.opening': {
    title: string | number;
  };
  'declined.subject': {
    title: string | number;
  };
  'declined.opening': {
    title: string | number;
    category: string | number;
    mode: string | number;
  };
  'changed.subject': {
    title: string | number;
  };
  'changed.opening': {
    title: string | number;
    days: string | number;
    category: string | number;
    mode: string | number;
  };
  'cancelled.subject': {
    title: string | number;
  };
  'cancelled.byOwner': {
    title: string | number;
  };
  'cancelled.byStaff': {
    title: string | number;
  };
  'cancelled.unproven': {
    title: string | number;
  };
  'reminder.subject': {
    title: string | number;
  };
  'reminder.opening': {
    title: string | number;
    days: string | number;
    category: string | number;
    mode: string | number;
  };
  reason: {
    reason: string | number;
  };
  'ticket.code': {
    code: string | number;
  };
  'sample.name': null;
  'sample.category': null;
  'sample.reason': null;
}

export const wordsIn = wordsOf<Messages>({ en, ja, fr });
