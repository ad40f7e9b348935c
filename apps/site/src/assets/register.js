// The same evaluator as the server's decides which questions are shown.
import { shownFields } from './shown-fields.js';

const prefix = `draft ${location.pathname.replace(/\/sent$/, '')} `;
// What has arrived is forgotten here.
if (document.querySelector('[data-sent]') !== null)
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);

const form = document.querySelector('form:has([data-field]), form[data-draft]');
if (form !== null) {
  for (const template of form.querySelectorAll('template')) template.replaceWith(template.content);
  const fields = [...form.querySelectorAll('[data-field]')].map((element) => ({
    element,
    key: element.dataset.field,
    when: JSON.parse(element.dataset.when),
    inputs: [...element.querySelectorAll('input, select, textarea')],
  }));
  const isTicked = ({ type, checked }) => (type !== 'radio' && type !== 'checkbox') || checked;
  const valuesOf = (key) =>
    fields
      .filter((field) => field.key === key)
      .flatMap(({ inputs }) => inputs)
      .filter((input) => input.name === `answers.${key}` && isTicked(input))
      .map(({ value }) => value);
  const show = () => {
    const shown = new Set(shownFields(fields, valuesOf));
    for (const field of fields) {
      field.element.hidden = !shown.has(field);
      // What is hidden is not sent; what was typed there stands again when it is shown.
      for (const input of field.inputs) input.disabled = !shown.has(field);
    }
  };

  const { draft, typed } = form.dataset;
  const elements = [...form.elements].filter(
    ({ name, type }) => name === 'clientKey' || (name !== '' && type !== 'hidden' && type !== 'submit'),
  );
  const isBox = ({ type }) => type === 'radio' || type === 'checkbox';
  if (draft !== undefined) {
    const key = prefix + draft;
    const kept = sessionStorage.getItem(key);
    // What the server sends back is what was typed last.
    if (kept !== null && typed === undefined) {
      const { boxes, texts } = JSON.parse(kept);
      for (const element of elements) {
        if (isBox(element)) element.checked = boxes.includes(`${element.name} ${element.value}`);
        else if (Object.hasOwn(texts, element.name)) element.value = texts[element.name];
      }
    }
    form.addEventListener('input', () => {
      const boxes = elements.filter((element) => isBox(element) && element.checked);
      const texts = elements.filter((element) => !isBox(element));
      sessionStorage.setItem(
        key,
        JSON.stringify({
          boxes: boxes.map(({ name, value }) => `${name} ${value}`),
          texts: Object.fromEntries(texts.map(({ name, value }) => [name, value])),
        }),
      );
    });
  }
  form.addEventListener('input', show);
  show();
}
