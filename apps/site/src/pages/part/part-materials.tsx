import type { Part } from '@plenary/parts';
import type { ReactElement } from 'react';
import { Choice, Field } from './field.js';
import type { PartWords } from './part-view.js';

const kinds = ['SLIDES', 'PAPER', 'PICTURE'] as const;

/** One's files, each with what it is called and whether it may be published, and what sends another. */
export function PartMaterials({ words }: { words: PartWords }): ReactElement | null {
  const { say, view } = words;
  const { sessions, materials } = view.part;
  if (sessions.length === 0 && materials.length === 0) return null;
  return (
    <section id="materials" aria-labelledby="materials-title">
      <h2 id="materials-title">{say('part.materials')}</h2>
      {materials.length === 0 ? <p className="quiet">{say('part.noMaterials')}</p> : null}
      {materials.map((material) => (
        <OwnMaterial key={material.id} words={words} material={material} />
      ))}
      {sessions.length === 0 ? null : <NewMaterial words={words} />}
    </section>
  );
}

function OwnMaterial({
  words,
  material,
}: {
  words: PartWords;
  material: Part['materials'][number];
}): ReactElement {
  const { say, view, local, action } = words;
  const { id, title, kind, bytes, sessionId, mayPublish } = material;
  const { event, sessions } = view.part;
  const session = sessions.find((own) => own.session.id === sessionId);
  const about = session === undefined ? null : local(session.session.title);
  const size = Math.ceil(bytes / 1_000);
  return (
    <article className="card">
      <h3>
        <a href={`/events/${event.slug}/part/materials/${id}`}>{title}</a>
      </h3>
      <p className="quiet">{say('part.materialFacts', { kind: say('part.kind', { kind }), size })}</p>
      {about === null ? null : <p lang={about.language}>{about.text}</p>}
      <form method="post" action={action}>
        <input type="hidden" name="form" value="materialChange" />
        <input type="hidden" name="materialId" value={id} />
        <Field
          words={words}
          form="materialChange"
          of={id}
          name="title"
          label={say('part.materialTitle')}
          recorded={title}
        />
        <Choice
          words={words}
          form="materialChange"
          of={id}
          name="mayPublish"
          legend={say('part.mayPublishFile')}
          recorded={mayPublish}
        />
        <button type="submit">{say('part.save')}</button>
      </form>
      <form method="post" action={action}>
        <input type="hidden" name="form" value="removal" />
        <input type="hidden" name="materialId" value={id} />
        <button type="submit" className="second">
          {say('part.removeMaterial')}
        </button>
      </form>
    </article>
  );
}

function NewMaterial({ words }: { words: PartWords }): ReactElement {
  const { say, view, local, action } = words;
  const field = { words, form: 'material', recorded: '' } as const;
  return (
    <form method="post" action={action} encType="multipart/form-data" aria-labelledby="new-material">
      <h3 id="new-material">{say('part.newMaterial')}</h3>
      <input type="hidden" name="form" value="material" />
      <input type="hidden" name="clientKey" value={view.clientKey} />
      <Field
        {...field}
        name="sessionId"
        label={say('part.materialSession')}
        options={view.part.sessions.map(({ session }) => [session.id, local(session.title).text])}
      />
      <Field
        {...field}
        name="kind"
        label={say('part.materialKind')}
        options={kinds.map((kind) => [kind, say('part.kind', { kind })])}
      />
      <Field {...field} name="title" label={say('part.materialTitle')} />
      <Choice
        words={words}
        form="material"
        name="mayPublish"
        legend={say('part.mayPublishFile')}
        recorded={null}
      />
      <Field {...field} name="file" label={say('part.file')} hint={say('part.materialsHint')} type="file" />
      <p>
        <button type="submit">{say('part.sendMaterial')}</button>
      </p>
    </form>
  );
}
