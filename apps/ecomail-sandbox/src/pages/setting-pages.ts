import { callKinds } from '@ellity/ecomail';
import { type Fault, faultActions } from '../faults/faults';
import { switches, switchNames, type SwitchValues } from '../switches/switches';
import { type Html, html, Html as Markup } from './html';
import type { View } from './view';

/** All switches in one form; those that differ from the first value are marked. */
export function switchesPage(view: View, values: SwitchValues): Html {
  const { t, language } = view;
  const sorted = [...switchNames].sort((a, b) =>
    switches[a].section.localeCompare(switches[b].section, 'en', { numeric: true }),
  );
  const rows = sorted.map((name) => {
    const definition = switches[name];
    const options = definition.values.map(
      (value) => html`<option${value === values[name] ? new Markup(' selected') : null}>${value}</option>`,
    );
    return html`<tr class="${values[name] === definition.initial ? '' : 'changed'}">
      <td>${definition.section}</td>
      <td>${definition[language]}<br /><code>${name}</code></td>
      <td>
        <select name="${name}" aria-label="${name}">
          ${options}
        </select>
      </td>
    </tr>`;
  });
  return html`<h1>${t.switches}</h1>
    <p class="lead">${t.switchesLead}</p>
    <form method="post" action="${view.to('/_sandbox/ui/acts/switch')}">
      ${view.table([t.section, t.about, t.value], rows)}<button class="main">${t.save}</button>
    </form>`;
}

export function faultsPage(view: View, faults: readonly Fault[]): Html {
  const { t } = view;
  const rows = faults.map(
    (fault) =>
      html`<tr>
        <td>${t.faultName[fault.action]}</td>
        <td>${fault.call ?? t.everyCall}</td>
        <td>${fault.times ?? t.endless}</td>
        <td>${Math.round(fault.rate * 1000) / 10} %</td>
        <td>${fault.action === 'latency' && fault.latencyMs}</td>
        <td>${fault.containing}</td>
        <td>${view.button(t.remove, 'remove-fault', { fault: fault.id }, 'danger')}</td>
      </tr>`,
  );
  return html`<h1>${t.faults}</h1>
    <p class="lead">${t.faultsLead}</p>
    <div class="card">${faultForm(view)}</div>
    ${view.table([t.action, t.call, t.times, t.rate, t.latencyMs, t.containing, ''], rows)}`;
}

function faultForm(view: View): Html {
  const { t } = view;
  return view.form(
    'add-fault',
    {},
    html`<select name="action" aria-label="${t.action}">
        ${faultActions.map((action) => html`<option value="${action}">${t.faultName[action]}</option>`)}
      </select>
      <select name="call" aria-label="${t.call}">
        <option value="">${t.everyCall}</option>
        ${callKinds.map((kind) => html`<option>${kind}</option>`)}
      </select>
      <label>${t.times} <input type="number" name="times" min="1" size="6" /></label>
      <label>${t.rate} <input type="number" name="rate" min="0" max="1" step="0.01" value="1" /></label>
      <label>${t.latencyMs} <input type="number" name="latencyMs" min="0" value="1000" /></label>
      <label>${t.containing} <input type="text" name="containing" /></label>
      <button class="main">${t.add}</button>`,
  );
}
