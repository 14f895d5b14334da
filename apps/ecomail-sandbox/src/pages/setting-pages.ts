import { callKinds } from '@ellity/ecomail';
import { type Fault, faultActions } from '../switches/faults';
import { areas } from '../switches/choice';
import { type SwitchName, switches, switchNames, type SwitchValues } from '../switches/switches';
import { valueWords } from '../switches/value-words';
import { type Html, html, Html as Markup } from './layout/html';
import type { Row, View } from './layout/view';

/** All switches in one form, by what they are about; those that differ from the first value are marked. */
export function switchesPage(view: View, values: SwitchValues): Html {
  const { t } = view;
  const parts = areas.map(
    (area) =>
      html`<h2>${t.area[area]}</h2>
        ${view.table(
          [t.about, t.value],
          switchNames
            .filter((name) => switches[name].area === area)
            .map((name) => switchRow(view, name, values[name])),
        )}`,
  );
  return html`<h1>${t.switches}</h1>
    <p class="lead">${t.switchesLead}</p>
    <form class="settings" method="post" action="${view.to('/_sandbox/ui/acts/switch')}">
      ${parts}
      <div class="save"><button class="main">${t.save}</button></div>
    </form>`;
}

function switchRow(view: View, name: SwitchName, value: string): Row {
  const { language, t } = view;
  const definition = switches[name];
  const options = definition.values.map(
    (one) =>
      html`<option value="${one}" ${one === value ? new Markup(' selected') : null}>
        ${valueWords(name, one, language)}
      </option>`,
  );
  const isMarked = value !== definition.initial;
  return {
    isMarked,
    cells: [
      html`<label for="${name}">${definition[language]}</label>
        <div><code>${name}</code></div>
        ${isMarked && html`<div class="soft">${t.initially}: ${valueWords(name, definition.initial, language)}</div>`}`,
      html`<select id="${name}" name="${name}">
        ${options}
      </select>`,
    ],
  };
}

export function faultsPage(view: View, faults: readonly Fault[]): Html {
  const { t } = view;
  const rows = faults.map((fault) => ({
    cells: [
      t.faultName[fault.action],
      fault.call === null ? t.everyCall : html`<code>${fault.call}</code>`,
      fault.times === null ? t.endless : view.number(fault.times),
      `${view.number(Math.round(fault.rate * 1000) / 10)} %`,
      ['latency', 'cut-late'].includes(fault.action) && view.number(fault.latencyMs),
      fault.containing,
      view.button(t.remove, 'remove-fault', { fault: fault.id }, 'danger'),
    ],
  }));
  return html`<h1>${t.faults}</h1>
    <p class="lead">${t.faultsLead}</p>
    <div class="card">${faultForm(view)}</div>
    ${view.table([t.action, t.call, t.times, t.rate, t.latencyMs, t.containing, t.remove], rows)}`;
}

function faultForm(view: View): Html {
  const { t } = view;
  return view.form(
    'add-fault',
    {},
    html`<label
        >${t.action}<select name="action">
          ${faultActions.map((action) => html`<option value="${action}">${t.faultName[action]}</option>`)}
        </select></label
      >
      <label
        >${t.call}<select name="call">
          <option value="">${t.everyCall}</option>
          ${callKinds.map((kind) => html`<option>${kind}</option>`)}
        </select></label
      >
      <label>${t.times}<input type="number" name="times" min="1" placeholder="${t.endless}" /></label>
      <label>${t.share}<input type="number" name="rate" min="0" max="1" step="0.01" value="1" /></label>
      <label>${t.latencyMs}<input type="number" name="latencyMs" min="0" value="1000" /></label>
      <label>${t.containing}<input type="text" name="containing" /></label>
      <button class="main">${t.add}</button>`,
  );
}
