// Made by `npm run generate` from the messages beside it.
import { wordsOf } from '@plenary/platform/words';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

interface Messages {
  skip: null;
  account: null;
  signIn: null;
  signOut: null;
  mailbox: null;
  languages: null;
  wayUp: null;
  'events.title': null;
  'events.none': null;
  'events.state': {
    state: string | number;
  };
  'event.minutes': null;
  'event.minutesIn': {
    language: string | number;
  };
  'event.notReleased': null;
  'event.noSessions': null;
  'event.place': {
    name: string | number;
    city: string | number;
  };
  'program.title': null;
  'program.pdf': null;
  'program.booklet': null;
  'program.calendar': null;
  'program.data': null;
  'program.runBook': null;
  'program.release': {
    number: string | number;
  };
  'program.days': null;
  'program.time': {
    zone: string | number;
  };
  'program.session': null;
  'program.room': null;
  'program.yours': {
    time: string | number;
  };
  'program.now': null;
  'session.when': null;
  'session.times': {
    day: string | number;
    from: string | number;
    to: string | number;
    zone: string | number;
  };
  'session.room': null;
  'session.track': null;
  'session.languages': null;
  'session.people': null;
  'session.items': null;
  'session.minutes': {
    minutes: string | number;
  };
  'session.calendar': null;
  'session.toBeConfirmed': null;
  'session.participantsOnly': null;
  'session.internal': null;
  'session.inProgram': null;
  'person.photograph': {
    name: string | number;
  };
  'person.biography': null;
  'person.sessions': null;
  'part.heading': null;
  'part.span': {
    day: string | number;
    from: string | number;
    last: string | number;
    to: string | number;
    zone: string | number;
  };
  'part.saved': {
    form: string | number;
  };
  'part.registration': null;
  'part.registrationHint': null;
  'part.register': {
    mode: string | number;
  };
  'part.notSavedYet': null;
  'part.refused': {
    code: string | number;
  };
  'part.wrong': {
    field: string | number;
  };
  'part.recordedNow': {
    value: string | number;
  };
  'part.nothing': null;
  'part.wholeEvent': null;
  'part.yes': null;
  'part.no': null;
  'part.noAnswer': null;
  'part.asked': null;
  'part.request': {
    request: string | number;
  };
  'part.complete': null;
  'part.declinedAll': null;
  'part.eventState': {
    state: string | number;
  };
  'part.sessions': null;
  'part.noSessions': null;
  'part.noTime': null;
  'part.noRoom': null;
  'part.inTalk': {
    role: string | number;
    item: string | number;
  };
  'part.state': {
    state: string | number;
  };
  'part.confirm': null;
  'part.decline': null;
  'part.mayRecord': null;
  'part.mayQuote': null;
  'part.mayShow': null;
  'part.saveConsents': null;
  'part.profile': null;
  'part.title': null;
  'part.titleHint': null;
  'part.biographyHint': null;
  'part.mayPublish': null;
  'part.needs': null;
  'part.needsHint': null;
  'part.photograph': null;
  'part.photographHint': null;
  'part.sendPhotograph': null;
  'part.removePhotograph': null;
  'part.materials': null;
  'part.materialsHint': null;
  'part.noMaterials': null;
  'part.materialFacts': {
    kind: string | number;
    size: string | number;
  };
  'part.kind': {
    kind: string | number;
  };
  'part.newMaterial': null;
  'part.file': null;
  'part.materialTitle': null;
  'part.materialKind': null;
  'part.materialSession': null;
  'part.mayPublishFile': null;
  'part.sendMaterial': null;
  'part.removeMaterial': null;
  'part.save': null;
  'part.availability': null;
  'part.availabilityHint': {
    zone: string | number;
  };
  'part.window': {
    number: string | number;
  };
  'part.from': null;
  'part.until': null;
  'part.removeWindow': null;
  'part.addWindow': null;
  'link.leave': null;
  'link.leaveHint': null;
  'link.leaveButton': null;
  'event.register': null;
  'form.optional': {
    label: string | number;
  };
  'form.noAnswer': null;
  'form.choose': null;
  'form.phoneHint': null;
  'form.more': null;
  'answer.wrong': {
    type: string | number;
  };
  mode: {
    mode: string | number;
  };
  'places.of': {
    mode: string | number;
    places: string | number;
  };
  'places.any': null;
  'places.free': {
    count: number;
  };
  'places.nobody': null;
  'places.waiting': {
    places: string | number;
    count: number;
  };
  'register.title': null;
  'register.none': null;
  'register.how': null;
  'register.haveLink': null;
  'register.at': {
    day: string | number;
    time: string | number;
    zone: string | number;
  };
  'register.and': null;
  'register.days': null;
  'register.closes': null;
  'register.reviewed': null;
  'register.full': null;
  'register.open': null;
  'register.as': {
    category: string | number;
  };
  'closed.notYet': {
    at: string | number;
  };
  'closed.since': {
    at: string | number;
  };
  'closed.because': {
    because: string | number;
  };
  'register.mode': null;
  'register.who': null;
  'register.oneName': null;
  'register.familyName': null;
  'register.givenName': null;
  'register.nameOrder': null;
  'register.givenFirst': null;
  'register.familyFirst': null;
  'register.personTitle': null;
  'register.personTitleHint': null;
  'register.post': null;
  'register.organisation': null;
  'register.country': null;
  'register.reach': null;
  'register.email': null;
  'register.emailHint': null;
  'register.language': null;
  'register.questions': null;
  'register.then': null;
  'register.send': null;
  'register.wrong': {
    field: string | number;
  };
  'register.refused': {
    code: string | number;
  };
  'sent.title': null;
  'sent.text': null;
  'sent.none': null;
  'me.title': null;
  'me.done': {
    form: string | number;
  };
  'me.refused': {
    code: string | number;
  };
  'me.state': {
    state: string | number;
  };
  'me.means': {
    state: string | number;
  };
  'me.offered': {
    until: string | number;
  };
  'me.position': {
    position: number;
  };
  'me.reason': {
    reason: string | number;
  };
  'me.again': null;
  'me.accept': null;
  'me.giveUp': null;
  'me.unproven': {
    address: string | number;
    state: string | number;
  };
  'me.confirm': null;
  'me.ticket': null;
  'me.ticketHint': null;
  'me.qr': null;
  'me.saveTicket': null;
  'me.saveCalendar': null;
  'me.answers': null;
  'me.save': null;
  'me.mode': null;
  'me.modeNow': {
    mode: string | number;
  };
  'me.modeFull': null;
  'me.modeByStaff': null;
  'me.modeWaiting': null;
  'me.change': {
    mode: string | number;
  };
  'me.cancel': null;
  'me.cancelHint': null;
  'me.cancelAsk': null;
  'me.sure': {
    state: string | number;
  };
  'me.cancelNow': null;
  'me.keep': null;
  'me.held': null;
  'me.heldHint': null;
  'me.download': null;
  'me.purpose': {
    purpose: string | number;
  };
  'me.name': null;
  'me.category': null;
  'me.cameIn': null;
  'me.agreed': null;
  'error.request': {
    id: string | number;
  };
  'error.events': null;
  'error.title': {
    code: string | number;
  };
  'signIn.oidc': null;
  'signIn.sent': null;
  'signIn.address': null;
  'signIn.send': null;
  'signIn.haveLink': null;
  'link.title': null;
  'link.purpose': {
    purpose: string | number;
  };
  'link.label': null;
  'link.hint': null;
  'link.open': null;
  'link.unknown': null;
  'link.help': null;
  'link.needed': null;
  'link.neededWhy': null;
  'unsubscribe.title': null;
  'unsubscribe.ask': {
    event: string | number;
  };
  'unsubscribe.button': null;
  'unsubscribe.done': {
    event: string | number;
  };
  'unsubscribe.rest': null;
  'mailbox.title': null;
  'mailbox.notice': null;
  'mailbox.none': null;
}

export const wordsIn = wordsOf<Messages>({ en, ja, fr });
